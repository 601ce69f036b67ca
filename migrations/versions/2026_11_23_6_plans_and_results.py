"""Plans and results: batches, sessions, candidates, marks."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_6"
down_revision = "2026_11_23_5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_evaluation_plan()
    create_plan_part()
    create_plan_session()
    create_plan_staff()
    create_person()
    create_candidate()
    create_result_filing()
    create_result()
    create_result_mark()


def create_evaluation_plan() -> None:
    op.create_table(
        "evaluation_plan",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("agency_code_id", sa.Uuid(), nullable=True),
        sa.Column("agency_item_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "RESULT_ASSESSMENT",
                "PROCESS_ASSESSMENT",
                name="evaluation_method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("batch_name", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "DRAFT",
                "SUBMITTED",
                "RETURNED",
                "ACCEPTED",
                "STOPPED",
                "CANCELLED",
                name="plan_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="DRAFT",
            nullable=False,
        ),
        sa.Column("work_scheme_document_id", sa.Uuid(), nullable=True),
        sa.Column("work_scheme_title", sa.Text(), nullable=True),
        sa.Column(
            "work_scheme_version", sa.SmallInteger(), server_default=sa.text("1"), nullable=False
        ),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("refusals_checked_version", sa.Integer(), nullable=True),
        sa.Column("refusal_count", sa.Integer(), nullable=True),
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
            "status in ('DRAFT', 'CANCELLED')"
            " or filed_at is not null and ends_on is not null and agency_code_id is not null",
            name=op.f("ck_evaluation_plan_filed"),
        ),
        sa.CheckConstraint(
            "(refusals_checked_version is null) = (refusal_count is null)",
            name=op.f("ck_evaluation_plan_refusals_checked"),
        ),
        sa.CheckConstraint("level between 1 and 5", name=op.f("ck_evaluation_plan_level")),
        sa.CheckConstraint("refusal_count >= 0", name=op.f("ck_evaluation_plan_refusal_count")),
        sa.CheckConstraint(
            "work_scheme_version > 0", name=op.f("ck_evaluation_plan_work_scheme_version")
        ),
        sa.ForeignKeyConstraint(
            ["agency_code_id"], ["agency_code.id"], name=op.f("fk_evaluation_plan_agency_code_id")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_evaluation_plan_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["agency_item_id"], ["agency_item.id"], name=op.f("fk_evaluation_plan_agency_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_evaluation_plan_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["work_scheme_document_id"],
            ["document.id"],
            name=op.f("fk_evaluation_plan_work_scheme_document_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_plan")),
        sa.UniqueConstraint("number", name=op.f("uq_evaluation_plan_number")),
        comment="评价计划 · Evaluation plan of a batch (4.1, 4.2)",
    )
    op.create_index(
        op.f("ix_evaluation_plan_agency_code_id"),
        "evaluation_plan",
        ["agency_code_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_plan_agency_id"), "evaluation_plan", ["agency_id"], unique=False
    )
    op.create_index(
        op.f("ix_evaluation_plan_agency_item_id"),
        "evaluation_plan",
        ["agency_item_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_plan_created_at_id"),
        "evaluation_plan",
        ["created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_plan_institution_id_created_at_id"),
        "evaluation_plan",
        ["institution_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_plan_status_created_at_id"),
        "evaluation_plan",
        ["status", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_plan_updated_at_id"),
        "evaluation_plan",
        ["updated_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_evaluation_plan_work_scheme_document_id"),
        "evaluation_plan",
        ["work_scheme_document_id"],
        unique=False,
    )


def create_plan_part() -> None:
    op.create_table(
        "plan_part",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
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
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "pass_mark",
            sa.Numeric(precision=4, scale=1),
            server_default=sa.text("60"),
            nullable=False,
        ),
        sa.Column("weight", sa.Numeric(precision=4, scale=1), nullable=True),
        sa.Column("course_name", sa.Text(), nullable=True),
        sa.Column("course_examined_on", sa.Date(), nullable=True),
        sa.Column("course_scale", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("course_pass_mark", sa.Numeric(precision=5, scale=1), nullable=True),
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
            "kind in ('COURSE_EXAMINATION', 'MODULE') or course_name is null",
            name=op.f("ck_plan_part_course"),
        ),
        sa.CheckConstraint(
            "course_pass_mark between 0 and course_scale",
            name=op.f("ck_plan_part_course_pass_mark"),
        ),
        sa.CheckConstraint("pass_mark between 0 and 100", name=op.f("ck_plan_part_pass_mark")),
        sa.CheckConstraint("position > 0", name=op.f("ck_plan_part_position")),
        sa.CheckConstraint("weight > 0 and weight <= 100", name=op.f("ck_plan_part_weight")),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["evaluation_plan.id"],
            name=op.f("fk_plan_part_plan_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_part")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_plan_part_plan_id_position")),
        comment="评价科目 · Part of an evaluation plan (2.2)",
    )


def create_plan_session() -> None:
    op.create_table(
        "plan_session",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
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
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_plan_session_ends_at")),
        sa.ForeignKeyConstraint(
            ["part_id"], ["plan_part.id"], name=op.f("fk_plan_session_part_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["evaluation_plan.id"],
            name=op.f("fk_plan_session_plan_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_plan_session_room_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_plan_session_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_session")),
        comment="场次 · Session of an evaluation plan (4.1)",
    )
    op.create_index(op.f("ix_plan_session_part_id"), "plan_session", ["part_id"], unique=False)
    op.create_index(
        op.f("ix_plan_session_plan_id_starts_at"),
        "plan_session",
        ["plan_id", "starts_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_plan_session_room_id_starts_at"),
        "plan_session",
        ["room_id", "starts_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_plan_session_site_id_starts_at"),
        "plan_session",
        ["site_id", "starts_at"],
        unique=False,
    )


def create_plan_staff() -> None:
    op.create_table(
        "plan_staff",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
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
            ["session_id"],
            ["plan_session.id"],
            name=op.f("fk_plan_staff_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_member_id"], ["staff_member.id"], name=op.f("fk_plan_staff_staff_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_staff")),
        sa.UniqueConstraint(
            "session_id",
            "staff_member_id",
            "duty",
            name=op.f("uq_plan_staff_session_id_staff_member_id_duty"),
        ),
        comment="场次人员 · Staff appointed to a session (4.1)",
    )
    op.create_index(
        op.f("ix_plan_staff_staff_member_id"), "plan_staff", ["staff_member_id"], unique=False
    )


def create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column(
            "document_type",
            sa.Enum(
                "RESIDENT_IDENTITY_CARD",
                "RESIDENCE_PERMIT",
                "MAINLAND_TRAVEL_PERMIT",
                "PERMANENT_RESIDENCE_PERMIT",
                "PASSPORT",
                name="document_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("identity_index", sa.LargeBinary(), nullable=False),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column(
            "sex",
            sa.Enum(
                "MALE", "FEMALE", name="sex", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
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
            "(document_type = 'PASSPORT') = (country is not null)", name=op.f("ck_person_passport")
        ),
        sa.CheckConstraint("country ~ '^[A-Z]{2}$'", name=op.f("ck_person_country")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint(
            "document_type",
            "identity_index",
            "country",
            name=op.f("uq_person_document_type_identity_index_country"),
            postgresql_nulls_not_distinct=True,
        ),
        comment="个人 · Person, by type and number of the identity document (4.1)",
    )


def create_candidate() -> None:
    op.create_table(
        "candidate",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("enrolled_at_id", sa.Uuid(), nullable=False),
        sa.Column("major_id", sa.Uuid(), nullable=False),
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
        sa.Column("student_number", sa.Text(), nullable=False),
        sa.Column("class_name", sa.Text(), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("expected_graduation_on", sa.Date(), nullable=False),
        sa.Column("deferred_graduation_on", sa.Date(), nullable=True),
        sa.Column("integrated_programme_id", sa.Uuid(), nullable=True),
        sa.Column("completed_stage", sa.SmallInteger(), nullable=True),
        sa.Column("stage_completed_on", sa.Date(), nullable=True),
        sa.Column("stage_evidence_id", sa.Uuid(), nullable=True),
        sa.Column("prior_certificate_number", sa.Text(), nullable=True),
        sa.Column("prior_certificate_level", sa.SmallInteger(), nullable=True),
        sa.Column(
            "is_prior_certificate_verified",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
        ),
        sa.Column("resit_of_id", sa.Uuid(), nullable=True),
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
            "(completed_stage is null) = (stage_completed_on is null)",
            name=op.f("ck_candidate_stage_completed_on"),
        ),
        sa.CheckConstraint(
            "(prior_certificate_number is null) = (prior_certificate_level is null)",
            name=op.f("ck_candidate_prior_certificate"),
        ),
        sa.CheckConstraint("completed_stage in (1, 2)", name=op.f("ck_candidate_completed_stage")),
        sa.CheckConstraint(
            "completed_stage is null or integrated_programme_id is not null",
            name=op.f("ck_candidate_integrated"),
        ),
        sa.CheckConstraint(
            "prior_certificate_level between 1 and 5",
            name=op.f("ck_candidate_prior_certificate_level"),
        ),
        sa.ForeignKeyConstraint(
            ["enrolled_at_id"], ["institution.id"], name=op.f("fk_candidate_enrolled_at_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_candidate_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["integrated_programme_id"],
            ["integrated_programme.id"],
            name=op.f("fk_candidate_integrated_programme_id"),
        ),
        sa.ForeignKeyConstraint(["major_id"], ["major.id"], name=op.f("fk_candidate_major_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_candidate_person_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["evaluation_plan.id"],
            name=op.f("fk_candidate_plan_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resit_of_id"], ["candidate.id"], name=op.f("fk_candidate_resit_of_id")
        ),
        sa.ForeignKeyConstraint(
            ["stage_evidence_id"], ["document.id"], name=op.f("fk_candidate_stage_evidence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("plan_id", "person_id", name=op.f("uq_candidate_plan_id_person_id")),
        comment="评价人员 · Candidate: a person in one plan (1.2, 4.1)",
    )
    op.create_index(
        op.f("ix_candidate_created_at_id"), "candidate", ["created_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_candidate_enrolled_at_id"), "candidate", ["enrolled_at_id"], unique=False
    )
    op.create_index(
        op.f("ix_candidate_institution_id"), "candidate", ["institution_id"], unique=False
    )
    op.create_index(
        op.f("ix_candidate_integrated_programme_id"),
        "candidate",
        ["integrated_programme_id"],
        unique=False,
    )
    op.create_index(op.f("ix_candidate_major_id"), "candidate", ["major_id"], unique=False)
    op.create_index(op.f("ix_candidate_name_id"), "candidate", ["name", "id"], unique=False)
    op.create_index(op.f("ix_candidate_person_id"), "candidate", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_candidate_plan_id_student_number_id"),
        "candidate",
        ["plan_id", "student_number", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_candidate_resit_of_id"), "candidate", ["resit_of_id"], unique=False)
    op.create_index(
        op.f("ix_candidate_stage_evidence_id"), "candidate", ["stage_evidence_id"], unique=False
    )


def create_result_filing() -> None:
    op.create_table(
        "result_filing",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "OPEN",
                "SUBMITTED",
                "RETURNED",
                "ACCEPTED",
                name="result_filing_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="OPEN",
            nullable=False,
        ),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "is_due_provisional", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_late", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=True),
        sa.Column("round_due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
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
            "status = 'OPEN' or submitted_at is not null",
            name=op.f("ck_result_filing_submitted_at"),
        ),
        sa.CheckConstraint("due_on > ended_on", name=op.f("ck_result_filing_due_on")),
        sa.CheckConstraint(
            "not is_late or late_reason is not null", name=op.f("ck_result_filing_late_reason")
        ),
        sa.CheckConstraint(
            "not is_late or submitted_at is not null",
            name=op.f("ck_result_filing_late_is_submitted"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_result_filing_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["evaluation_plan.id"], name=op.f("fk_result_filing_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_filing")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_result_filing_plan_id")),
        comment="结果备案 · Filing of the results of a plan (4.3)",
    )
    op.create_index(
        op.f("ix_result_filing_created_at_id"), "result_filing", ["created_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_result_filing_due_on_id"), "result_filing", ["due_on", "id"], unique=False
    )
    op.create_index(
        op.f("ix_result_filing_institution_id_due_on_id"),
        "result_filing",
        ["institution_id", "due_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_result_filing_status_due_on_id"),
        "result_filing",
        ["status", "due_on", "id"],
        unique=False,
    )


def create_result() -> None:
    op.create_table(
        "result",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("filing_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("is_absent", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_passed", sa.Boolean(), nullable=True),
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
            "not is_absent or is_passed is not true", name=op.f("ck_result_absent_did_not_pass")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_result_candidate_id")
        ),
        sa.ForeignKeyConstraint(
            ["filing_id"], ["result_filing.id"], name=op.f("fk_result_filing_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_result_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_result_candidate_id")),
        comment="评价结果 · Result of a candidate (4.3)",
    )
    op.create_index(op.f("ix_result_created_at_id"), "result", ["created_at", "id"], unique=False)
    op.create_index(op.f("ix_result_filing_id_id"), "result", ["filing_id", "id"], unique=False)
    op.create_index(op.f("ix_result_institution_id"), "result", ["institution_id"], unique=False)


def create_result_mark() -> None:
    op.create_table(
        "result_mark",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.Numeric(precision=4, scale=1), nullable=False),
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
        sa.CheckConstraint("mark between 0 and 100", name=op.f("ck_result_mark_mark")),
        sa.ForeignKeyConstraint(["part_id"], ["plan_part.id"], name=op.f("fk_result_mark_part_id")),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name=op.f("fk_result_mark_result_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_mark")),
        sa.UniqueConstraint("result_id", "part_id", name=op.f("uq_result_mark_result_id_part_id")),
        comment="成绩 · Mark of a part (2.2, 4.3)",
    )
    op.create_index(op.f("ix_result_mark_part_id"), "result_mark", ["part_id"], unique=False)
