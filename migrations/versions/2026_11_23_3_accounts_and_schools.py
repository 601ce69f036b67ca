"""Accounts and schools: who signs in, and what a school registers of itself."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_3"
down_revision = "2026_11_23_2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_account()
    create_institution()
    create_expert()
    create_account_role()
    create_session()
    create_idempotency_key()
    create_document()
    create_major()
    create_major_occupation()
    create_integrated_programme()
    create_site()
    create_site_equipment()
    create_room()
    create_staff_member()
    create_staff_member_duty()
    create_violation()


def create_account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("login_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("failed_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("failed_count >= 0", name=op.f("ck_account_failed_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        comment="账号 · Account of a person who signs in (3.1)",
    )
    op.create_index(op.f("ix_account_created_at_id"), "account", ["created_at", "id"], unique=False)
    op.create_index(
        op.f("ix_account_display_name_id"), "account", ["display_name", "id"], unique=False
    )
    op.create_index(
        "uq_account_login_name", "account", [sa.literal_column("lower(login_name)")], unique=True
    )


def create_institution() -> None:
    op.create_table(
        "institution",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "SECONDARY",
                "COLLEGE",
                "UNIVERSITY_COLLEGE",
                "VOCATIONAL_UNIVERSITY",
                name="institution_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "REGISTERED",
                "RETURNED",
                "VERIFIED",
                name="institution_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="REGISTERED",
            nullable=False,
        ),
        sa.Column("school_code", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("branch_name", sa.Text(), nullable=True),
        sa.Column("parent_name", sa.Text(), nullable=True),
        sa.Column("district_code", sa.Text(), nullable=False),
        sa.Column("ownership", sa.Text(), nullable=False),
        sa.Column("established_on", sa.Date(), nullable=False),
        sa.Column("has_enrolment_qualification", sa.Boolean(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("evaluation_department_name", sa.Text(), nullable=True),
        sa.Column("evaluation_department_address", sa.Text(), nullable=True),
        sa.Column("evaluation_department_telephone", sa.Text(), nullable=True),
        sa.Column(
            "is_technician_college", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column(
            "accepts_supervision", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column("is_non_profit", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("registered_by_id", sa.Uuid(), nullable=False),
        sa.Column("returned_reason", sa.Text(), nullable=True),
        sa.Column("predecessor_id", sa.Uuid(), nullable=True),
        sa.Column("succeeded_on", sa.Date(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("branch_name <> ''", name=op.f("ck_institution_branch_name")),
        sa.CheckConstraint("school_code ~ '^[0-9]{10}$'", name=op.f("ck_institution_school_code")),
        sa.CheckConstraint("uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'", name=op.f("ck_institution_uscc")),
        sa.CheckConstraint(
            "(branch_name is null) = (parent_name is null)",
            name=op.f("ck_institution_branch_and_parent"),
        ),
        sa.CheckConstraint(
            "(predecessor_id is null) = (succeeded_on is null)",
            name=op.f("ck_institution_succession"),
        ),
        sa.ForeignKeyConstraint(
            ["district_code"], ["district.code"], name=op.f("fk_institution_district_code")
        ),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["institution.id"], name=op.f("fk_institution_predecessor_id")
        ),
        sa.ForeignKeyConstraint(
            ["registered_by_id"], ["account.id"], name=op.f("fk_institution_registered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution")),
        sa.UniqueConstraint(
            "uscc",
            "branch_name",
            name=op.f("uq_institution_uscc_branch_name"),
            postgresql_nulls_not_distinct=True,
        ),
        comment="院校 · Vocational school in the register (1.1)",
    )
    op.create_index(
        op.f("ix_institution_created_at_id"), "institution", ["created_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_institution_district_code"), "institution", ["district_code"], unique=False
    )
    op.create_index(op.f("ix_institution_name_id"), "institution", ["name", "id"], unique=False)
    op.create_index(
        op.f("ix_institution_predecessor_id"), "institution", ["predecessor_id"], unique=False
    )
    op.create_index(
        op.f("ix_institution_registered_by_id"), "institution", ["registered_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_institution_school_code_id"), "institution", ["school_code", "id"], unique=False
    )
    op.create_index(
        "uq_institution_school_code",
        "institution",
        ["school_code"],
        unique=True,
        postgresql_where=sa.text("branch_name is null"),
    )


def create_expert() -> None:
    op.create_table(
        "expert",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("employer_id", sa.Uuid(), nullable=True),
        sa.Column("employer_name", sa.Text(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_expert_account_id")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["institution.id"], name=op.f("fk_expert_employer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert")),
        sa.UniqueConstraint("account_id", name=op.f("uq_expert_account_id")),
        comment="评估专家 · Expert of technical assessments (3.2)",
    )
    op.create_index(op.f("ix_expert_employer_id"), "expert", ["employer_id"], unique=False)
    op.create_index(op.f("ix_expert_name_id"), "expert", ["name", "id"], unique=False)


def create_account_role() -> None:
    op.create_table(
        "account_role",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "PUBLIC",
                "SCHOOL",
                "DEPARTMENT",
                "COMMISSION",
                "CENTER",
                "BUREAU",
                "EXPERT",
                "SUPERVISOR",
                "ADMINISTRATOR",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("institution_id", sa.Uuid(), nullable=True),
        sa.Column("district_code", sa.Text(), nullable=True),
        sa.Column("expert_id", sa.Uuid(), nullable=True),
        sa.Column("is_withdrawn", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "(role = 'EXPERT') = (expert_id is not null)", name=op.f("ck_account_role_expert")
        ),
        sa.CheckConstraint(
            "(role = 'SCHOOL') = (institution_id is not null)", name=op.f("ck_account_role_school")
        ),
        sa.CheckConstraint("role <> 'PUBLIC'", name=op.f("ck_account_role_signed_in")),
        sa.CheckConstraint(
            "role = 'SUPERVISOR' or district_code is null", name=op.f("ck_account_role_supervisor")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_role_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_code"], ["district.code"], name=op.f("fk_account_role_district_code")
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_account_role_expert_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_account_role_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_role")),
        sa.UniqueConstraint(
            "account_id",
            "role",
            "institution_id",
            "district_code",
            "expert_id",
            name=op.f("uq_account_role_account_id_role_institution_id_district_code_expert_id"),
            postgresql_nulls_not_distinct=True,
        ),
        comment="账号角色 · Role in which an account may act (3.1, 3.2, 4.2)",
    )
    op.create_index(
        op.f("ix_account_role_district_code"), "account_role", ["district_code"], unique=False
    )
    op.create_index(op.f("ix_account_role_expert_id"), "account_role", ["expert_id"], unique=False)
    op.create_index(
        op.f("ix_account_role_institution_id"), "account_role", ["institution_id"], unique=False
    )


def create_session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("account_role_id", sa.Uuid(), nullable=True),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "last_seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("octet_length(token_hash) = 32", name=op.f("ck_session_token_hash")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_session_account_id")),
        sa.ForeignKeyConstraint(
            ["account_role_id"], ["account_role.id"], name=op.f("fk_session_account_role_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_session_token_hash")),
        comment="会话 · Session of a person who signed in",
    )
    op.create_index(op.f("ix_session_account_id"), "session", ["account_id"], unique=False)
    op.create_index(
        op.f("ix_session_account_role_id"), "session", ["account_role_id"], unique=False
    )
    op.create_index(op.f("ix_session_expires_at"), "session", ["expires_at"], unique=False)


def create_idempotency_key() -> None:
    op.create_table(
        "idempotency_key",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("mutation", sa.Text(), nullable=False),
        sa.Column("body_digest", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column(
            "used_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "char_length(key) between 1 and 200", name=op.f("ck_idempotency_key_key")
        ),
        sa.CheckConstraint(
            "octet_length(body_digest) = 32", name=op.f("ck_idempotency_key_body_digest")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_idempotency_key_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idempotency_key")),
        sa.UniqueConstraint(
            "account_id",
            "key",
            name=op.f("uq_idempotency_key_account_id_key"),
            postgresql_nulls_not_distinct=True,
        ),
        comment="幂等键 · Idempotency key and the answer first given",
    )
    op.create_index(
        op.f("ix_idempotency_key_used_at"), "idempotency_key", ["used_at"], unique=False
    )


def create_document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("stored_name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_document_sha256")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_document_size")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_document_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("stored_name", name=op.f("uq_document_stored_name")),
        comment="文件 · Document that materials and evidence point to (3.1)",
    )
    op.create_index(
        op.f("ix_document_created_at_id"), "document", ["created_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_document_institution_id"), "document", ["institution_id"], unique=False
    )


def create_major() -> None:
    op.create_table(
        "major",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("catalogue_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "training_level",
            sa.Enum(
                "SECONDARY",
                "COLLEGE",
                "VOCATIONAL_UNIVERSITY",
                name="training_level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "ORDINARY",
                "STRONG",
                "BACKBONE",
                "KEY",
                name="major_standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="ORDINARY",
            nullable=False,
        ),
        sa.Column("expected_graduates", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "catalogue_code ~ '^[2-7][0-9]{5}K?$'", name=op.f("ck_major_catalogue_code")
        ),
        sa.CheckConstraint("expected_graduates >= 0", name=op.f("ck_major_expected_graduates")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_major_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_major")),
        sa.UniqueConstraint(
            "institution_id",
            "catalogue_code",
            "name",
            name=op.f("uq_major_institution_id_catalogue_code_name"),
        ),
        comment="专业 · Major that a school runs (1.3.3)",
    )
    op.create_index(op.f("ix_major_name_id"), "major", ["name", "id"], unique=False)


def create_major_occupation() -> None:
    op.create_table(
        "major_occupation",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("major_id", sa.Uuid(), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["major_id"],
            ["major.id"],
            name=op.f("fk_major_occupation_major_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_major_occupation_occupation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_major_occupation")),
        sa.UniqueConstraint(
            "major_id", "occupation_id", name=op.f("uq_major_occupation_major_id_occupation_id")
        ),
        comment="专业对应职业 · Occupation that a major trains for (1.3.3)",
    )
    op.create_index(
        op.f("ix_major_occupation_occupation_id"),
        "major_occupation",
        ["occupation_id"],
        unique=False,
    )


def create_integrated_programme() -> None:
    op.create_table(
        "integrated_programme",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("major_id", sa.Uuid(), nullable=False),
        sa.Column("partner_institution_name", sa.Text(), nullable=False),
        sa.Column("first_stage_level", sa.SmallInteger(), nullable=False),
        sa.Column("first_stage_years", sa.SmallInteger(), nullable=False),
        sa.Column("second_stage_level", sa.SmallInteger(), nullable=False),
        sa.Column("second_stage_years", sa.SmallInteger(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "first_stage_level between 1 and 5",
            name=op.f("ck_integrated_programme_first_stage_level"),
        ),
        sa.CheckConstraint(
            "first_stage_years > 0 and second_stage_years > 0",
            name=op.f("ck_integrated_programme_years"),
        ),
        sa.CheckConstraint(
            "second_stage_level between 1 and first_stage_level",
            name=op.f("ck_integrated_programme_second_stage_level"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_integrated_programme_institution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["major_id"], ["major.id"], name=op.f("fk_integrated_programme_major_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_integrated_programme")),
        sa.UniqueConstraint(
            "major_id",
            "partner_institution_name",
            name=op.f("uq_integrated_programme_major_id_partner_institution_name"),
        ),
        comment="贯通培养 · Integrated programme of two stages (1.1.1, 1.2)",
    )
    op.create_index(
        op.f("ix_integrated_programme_institution_id"),
        "integrated_programme",
        ["institution_id"],
        unique=False,
    )


def create_site() -> None:
    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("district_code", sa.Text(), nullable=False),
        sa.Column("has_monitoring", sa.Boolean(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_site_capacity")),
        sa.ForeignKeyConstraint(
            ["district_code"], ["district.code"], name=op.f("fk_site_district_code")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_site_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("institution_id", "name", name=op.f("uq_site_institution_id_name")),
        comment="考核站点 · Site of evaluation (1.1.4)",
    )
    op.create_index(op.f("ix_site_district_code"), "site", ["district_code"], unique=False)
    op.create_index(op.f("ix_site_name_id"), "site", ["name", "id"], unique=False)


def create_site_equipment() -> None:
    op.create_table(
        "site_equipment",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("level between 1 and 5", name=op.f("ck_site_equipment_level")),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_site_equipment_occupation_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_site_equipment_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_equipment")),
        sa.UniqueConstraint(
            "site_id",
            "occupation_id",
            "level",
            name=op.f("uq_site_equipment_site_id_occupation_id_level"),
        ),
        comment="站点设备 · Occupation and level that a site is equipped for (1.1.4)",
    )
    op.create_index(
        op.f("ix_site_equipment_occupation_id"), "site_equipment", ["occupation_id"], unique=False
    )


def create_room() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "THEORY",
                "PRACTICE",
                "COURSE_EXAMINATION",
                "MODULE",
                name="part_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "kind in ('THEORY', 'PRACTICE')", name=op.f("ck_room_theory_or_practice")
        ),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_room_capacity")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_room_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("site_id", "name", name=op.f("uq_room_site_id_name")),
        comment="考场 · Room of a site (4.1)",
    )


def create_staff_member() -> None:
    op.create_table(
        "staff_member",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("card_number", sa.Text(), nullable=True),
        sa.Column("card_valid_to", sa.Date(), nullable=True),
        sa.Column("occupation_id", sa.Uuid(), nullable=True),
        sa.Column("highest_level", sa.SmallInteger(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "card_number is not null or card_valid_to is null", name=op.f("ck_staff_member_card")
        ),
        sa.CheckConstraint(
            "highest_level between 1 and 5", name=op.f("ck_staff_member_highest_level")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_staff_member_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_staff_member_occupation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_member")),
        comment="工作人员 · Member of the staff of evaluation (1.1.4, 4.1)",
    )
    op.create_index(op.f("ix_staff_member_name_id"), "staff_member", ["name", "id"], unique=False)
    op.create_index(
        op.f("ix_staff_member_occupation_id"), "staff_member", ["occupation_id"], unique=False
    )
    op.create_index(
        "uq_staff_member_card_number",
        "staff_member",
        ["institution_id", "card_number"],
        unique=True,
    )


def create_staff_member_duty() -> None:
    op.create_table(
        "staff_member_duty",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("staff_member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "duty",
            sa.Enum(
                "ADMINISTRATOR",
                "EXPERT",
                "INVIGILATOR",
                "ASSESSOR",
                "INTERNAL_SUPERVISOR",
                name="staff_duty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_member_id"],
            ["staff_member.id"],
            name=op.f("fk_staff_member_duty_staff_member_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_member_duty")),
        sa.UniqueConstraint(
            "staff_member_id", "duty", name=op.f("uq_staff_member_duty_staff_member_id_duty")
        ),
        comment="人员职责 · Duty that a member of staff may be appointed to (4.1)",
    )


def create_violation() -> None:
    op.create_table(
        "violation",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("closed_on >= happened_on", name=op.f("ck_violation_closed_on")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_violation_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_violation_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_violation")),
        comment="不良行为记录 · Violation or dishonesty recorded of a school (1.1.2)",
    )
    op.create_index(
        op.f("ix_violation_happened_on_id"), "violation", ["happened_on", "id"], unique=False
    )
    op.create_index(
        op.f("ix_violation_institution_id_happened_on"),
        "violation",
        ["institution_id", "happened_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_violation_recorded_by_id"), "violation", ["recorded_by_id"], unique=False
    )
