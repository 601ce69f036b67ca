"""The catalogue: occupations, trades, exclusions, standards, majors, working days."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_2"
down_revision = "2026_11_23_1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_district()
    create_occupation()
    create_trade()
    create_exclusion()
    create_standard()
    create_catalogue_major()
    create_working_day()
    create_working_year()
    create_listed_school()


def create_district() -> None:
    op.create_table(
        "district",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
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
        sa.CheckConstraint("code ~ '^[0-9]{6}$'", name=op.f("ck_district_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district")),
        sa.UniqueConstraint("code", name=op.f("uq_district_code")),
        comment="区 · District of the city, GB/T 2260 (4.2)",
    )
    op.create_index(op.f("ix_district_name_id"), "district", ["name", "id"], unique=False)


def create_occupation() -> None:
    op.create_table(
        "occupation",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tree_level", sa.SmallInteger(), nullable=False),
        sa.Column("parent_code", sa.Text(), nullable=True),
        sa.Column("is_digital", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_green", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "is_skill",
            sa.Enum(
                "YES",
                "NO",
                "UNKNOWN",
                name="is_skill",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "skill_certainty",
            sa.Enum(
                "CONFIRMED",
                "ASSUMED",
                name="skill_certainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("skill_source", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum(
                "CONFIRMED",
                "ASSUMED",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "standard_known",
            sa.Enum(
                "YES",
                "NO",
                "UNKNOWN",
                name="standard_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="UNKNOWN",
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
        sa.CheckConstraint("tree_level between 1 and 4", name=op.f("ck_occupation_tree_level")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupation")),
        sa.UniqueConstraint("edition", "code", name=op.f("uq_occupation_edition_code")),
        comment="职业 · Occupation of the classification, by edition (1.3.1)",
    )
    op.create_index(op.f("ix_occupation_code_id"), "occupation", ["code", "id"], unique=False)
    op.create_index(
        op.f("ix_occupation_edition_parent_code"),
        "occupation",
        ["edition", "parent_code"],
        unique=False,
    )
    op.create_index(op.f("ix_occupation_name_id"), "occupation", ["name", "id"], unique=False)


def create_trade() -> None:
    op.create_table(
        "trade",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum(
                "CONFIRMED",
                "ASSUMED",
                name="certainty",
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
            ["occupation_id"], ["occupation.id"], name=op.f("fk_trade_occupation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade")),
        sa.UniqueConstraint("occupation_id", "name", name=op.f("uq_trade_occupation_id_name")),
        comment="工种 · Trade below an occupation (1.3.1)",
    )
    op.create_index(op.f("ix_trade_name_id"), "trade", ["name", "id"], unique=False)


def create_exclusion() -> None:
    op.create_table(
        "exclusion",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column("trade_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum(
                "CONFIRMED",
                "ASSUMED",
                name="certainty",
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
            ["occupation_id"], ["occupation.id"], name=op.f("fk_exclusion_occupation_id")
        ),
        sa.ForeignKeyConstraint(["trade_id"], ["trade.id"], name=op.f("fk_exclusion_trade_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion")),
        sa.UniqueConstraint(
            "occupation_id",
            "trade_id",
            name=op.f("uq_exclusion_occupation_id_trade_id"),
            postgresql_nulls_not_distinct=True,
        ),
        comment="准入类职业资格 · Exclusion of an occupation or trade (1.3.1)",
    )
    op.create_index(op.f("ix_exclusion_trade_id"), "exclusion", ["trade_id"], unique=False)


def create_standard() -> None:
    op.create_table(
        "standard",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("edition_year", sa.Integer(), nullable=False),
        sa.Column("level_from", sa.SmallInteger(), nullable=True),
        sa.Column("level_to", sa.SmallInteger(), nullable=True),
        sa.Column(
            "certainty",
            sa.Enum(
                "CONFIRMED",
                "ASSUMED",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
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
            "(level_from is null) = (level_to is null)", name=op.f("ck_standard_both_levels")
        ),
        sa.CheckConstraint(
            "1 <= level_to and level_to <= level_from and level_from <= 5",
            name=op.f("ck_standard_levels"),
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_standard_occupation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard")),
        sa.UniqueConstraint("occupation_id", "name", name=op.f("uq_standard_occupation_id_name")),
        comment="国家职业技能标准 · National standard of an occupation (2.1)",
    )
    op.create_index(op.f("ix_standard_name_id"), "standard", ["name", "id"], unique=False)


def create_catalogue_major() -> None:
    op.create_table(
        "catalogue_major",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
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
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum(
                "CONFIRMED",
                "ASSUMED",
                name="certainty",
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
        sa.CheckConstraint("code ~ '^[2-7][0-9]{5}K?$'", name=op.f("ck_catalogue_major_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_major")),
        sa.UniqueConstraint("code", name=op.f("uq_catalogue_major_code")),
        comment="目录专业 · Major of the catalogue of vocational education (1.3.3)",
    )
    op.create_index(
        op.f("ix_catalogue_major_name_id"), "catalogue_major", ["name", "id"], unique=False
    )


def create_working_day() -> None:
    op.create_table(
        "working_day",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_day")),
        sa.UniqueConstraint("day", name=op.f("uq_working_day_day")),
        comment="工作日 · Working day or day off (4.3)",
    )


def create_working_year() -> None:
    op.create_table(
        "working_year",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("is_published", sa.Boolean(), server_default=sa.text("false"), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_year")),
        sa.UniqueConstraint("year", name=op.f("uq_working_year_year")),
        comment="工作日历年度 · Year of the calendar, published or not (4.3)",
    )


def create_listed_school() -> None:
    op.create_table(
        "listed_school",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("school_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
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
        sa.Column("ownership", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
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
            "school_code ~ '^[0-9]{10}$'", name=op.f("ck_listed_school_school_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_school")),
        sa.UniqueConstraint("school_code", name=op.f("uq_listed_school_school_code")),
        comment="名单内院校 · School on the education ministry's list (1.1)",
    )
    op.create_index(op.f("ix_listed_school_name_id"), "listed_school", ["name", "id"], unique=False)
