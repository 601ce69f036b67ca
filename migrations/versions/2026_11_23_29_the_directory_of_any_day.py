"""The directory of any day: what it says of an agency, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_29"
down_revision = "2026_11_23_28"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "directory_entry",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("known_to", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "NOT_YET",
                "IN_FORCE",
                "SUSPENDED",
                "EXPIRED",
                "REMOVED",
                name="directory_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("codes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "OWN_STUDENTS",
                "OTHER_SCHOOLS",
                name="agency_scope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("institution_name", sa.Text(), nullable=False),
        sa.Column(
            "institution_kind",
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
        sa.Column("district_code", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("evaluation_department_name", sa.Text(), nullable=True),
        sa.Column("evaluation_department_address", sa.Text(), nullable=True),
        sa.Column("evaluation_department_telephone", sa.Text(), nullable=True),
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
        sa.CheckConstraint("ends_on >= begins_on", name=op.f("ck_directory_entry_days")),
        sa.CheckConstraint("known_to >= known_from", name=op.f("ck_directory_entry_known")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_directory_entry_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_code"], ["district.code"], name=op.f("fk_directory_entry_district_code")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_directory_entry_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_entry")),
        comment="目录记载 · What the directory says of an agency, by day (3.3, 3.4)",
    )
    op.create_index(
        op.f("ix_directory_entry_agency_id_begins_on"),
        "directory_entry",
        ["agency_id", "begins_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_directory_entry_begins_on_id"),
        "directory_entry",
        ["begins_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_directory_entry_district_code"), "directory_entry", ["district_code"], unique=False
    )
    op.create_index(
        op.f("ix_directory_entry_institution_id"),
        "directory_entry",
        ["institution_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_directory_entry_name_id"), "directory_entry", ["name", "id"], unique=False
    )
    op.create_table(
        "directory_entry_item",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("agency_item_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "NOT_YET",
                "IN_FORCE",
                "SUSPENDED",
                "EXPIRED",
                "REMOVED",
                name="directory_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column("trade_id", sa.Uuid(), nullable=True),
        sa.Column("level_from", sa.SmallInteger(), nullable=False),
        sa.Column("level_to", sa.SmallInteger(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "NATIONAL_STANDARD",
                "EVALUATION_SPECIFICATION",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("standard_id", sa.Uuid(), nullable=True),
        sa.Column("specification_id", sa.Uuid(), nullable=True),
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
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
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
            "1 <= level_to and level_to <= level_from and level_from <= 5",
            name=op.f("ck_directory_entry_item_levels"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_item_id"],
            ["agency_item.id"],
            name=op.f("fk_directory_entry_item_agency_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["directory_entry.id"],
            name=op.f("fk_directory_entry_item_entry_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_directory_entry_item_occupation_id")
        ),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["evaluation_specification.id"],
            name=op.f("fk_directory_entry_item_specification_id"),
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard.id"], name=op.f("fk_directory_entry_item_standard_id")
        ),
        sa.ForeignKeyConstraint(
            ["trade_id"], ["trade.id"], name=op.f("fk_directory_entry_item_trade_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_entry_item")),
        sa.UniqueConstraint(
            "entry_id",
            "agency_item_id",
            name=op.f("uq_directory_entry_item_entry_id_agency_item_id"),
        ),
        comment="目录记载项目 · Item as an entry of the directory shows it (3.4)",
    )
    op.create_index(
        op.f("ix_directory_entry_item_agency_item_id"),
        "directory_entry_item",
        ["agency_item_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_directory_entry_item_occupation_id"),
        "directory_entry_item",
        ["occupation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_directory_entry_item_specification_id"),
        "directory_entry_item",
        ["specification_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_directory_entry_item_standard_id"),
        "directory_entry_item",
        ["standard_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_directory_entry_item_trade_id"), "directory_entry_item", ["trade_id"], unique=False
    )
