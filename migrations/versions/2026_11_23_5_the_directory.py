"""The directory: agencies, their codes, items and receipts."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_5"
down_revision = "2026_11_23_4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_agency()
    create_agency_code()
    create_agency_item()
    create_filing_receipt()


def create_agency() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "LISTED",
                "SUSPENDED",
                "REMOVED",
                name="agency_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="LISTED",
            nullable=False,
        ),
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
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_agency_validity")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_agency_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        comment="评价机构 · Evaluation agency in the directory (3.3, 3.4)",
    )
    op.create_index(op.f("ix_agency_institution_id"), "agency", ["institution_id"], unique=False)
    op.create_index(op.f("ix_agency_listed_on_id"), "agency", ["listed_on", "id"], unique=False)
    op.create_index(op.f("ix_agency_name_id"), "agency", ["name", "id"], unique=False)
    op.create_index(op.f("ix_agency_updated_at_id"), "agency", ["updated_at", "id"], unique=False)
    op.create_index(op.f("ix_agency_valid_to_id"), "agency", ["valid_to", "id"], unique=False)
    op.create_index(
        "uq_agency_institution_id",
        "agency",
        ["institution_id"],
        unique=True,
        postgresql_where=sa.text("status <> 'REMOVED'"),
    )


def create_agency_code() -> None:
    op.create_table(
        "agency_code",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "Y",
                "S",
                name="agency_category",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
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
        sa.CheckConstraint("code ~ '^[YS][0-9]{12}$'", name=op.f("ck_agency_code_code")),
        sa.CheckConstraint(
            "left(code, 1) = category", name=op.f("ck_agency_code_category_is_the_letter")
        ),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_agency_code_validity")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_code_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_code")),
        sa.UniqueConstraint("code", name=op.f("uq_agency_code_code")),
        comment="备案号 · Agency code (3.3, 4.4)",
    )
    op.create_index(op.f("ix_agency_code_agency_id"), "agency_code", ["agency_id"], unique=False)


def create_agency_item() -> None:
    op.create_table(
        "agency_item",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("filing_item_id", sa.Uuid(), nullable=False),
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
        sa.Column("site_id", sa.Uuid(), nullable=False),
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
            "specification_id is null or basis = 'EVALUATION_SPECIFICATION'",
            name=op.f("ck_agency_item_specification_is_the_basis"),
        ),
        sa.CheckConstraint(
            "standard_id is null or basis = 'NATIONAL_STANDARD'",
            name=op.f("ck_agency_item_standard_is_the_basis"),
        ),
        sa.CheckConstraint(
            "1 <= level_to and level_to <= level_from and level_from <= 5",
            name=op.f("ck_agency_item_levels"),
        ),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_agency_item_validity")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_item_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["filing_item_id"], ["filing_item.id"], name=op.f("fk_agency_item_filing_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_agency_item_occupation_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_agency_item_site_id")),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["evaluation_specification.id"],
            name=op.f("fk_agency_item_specification_id"),
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard.id"], name=op.f("fk_agency_item_standard_id")
        ),
        sa.ForeignKeyConstraint(["trade_id"], ["trade.id"], name=op.f("fk_agency_item_trade_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_item")),
        sa.UniqueConstraint("filing_item_id", name=op.f("uq_agency_item_filing_item_id")),
        comment="评价项目 · Occupation and levels that an agency may evaluate (3.3, 3.4)",
    )
    op.create_index(
        op.f("ix_agency_item_agency_id_occupation_id"),
        "agency_item",
        ["agency_id", "occupation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_agency_item_occupation_id"), "agency_item", ["occupation_id"], unique=False
    )
    op.create_index(op.f("ix_agency_item_site_id"), "agency_item", ["site_id"], unique=False)
    op.create_index(
        op.f("ix_agency_item_specification_id"), "agency_item", ["specification_id"], unique=False
    )
    op.create_index(
        op.f("ix_agency_item_standard_id"), "agency_item", ["standard_id"], unique=False
    )
    op.create_index(op.f("ix_agency_item_trade_id"), "agency_item", ["trade_id"], unique=False)


def create_filing_receipt() -> None:
    op.create_table(
        "filing_receipt",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
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
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_filing_receipt_validity")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_filing_receipt_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["filing_application.id"],
            name=op.f("fk_filing_receipt_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_receipt")),
        sa.UniqueConstraint("application_id", name=op.f("uq_filing_receipt_application_id")),
        sa.UniqueConstraint("number", name=op.f("uq_filing_receipt_number")),
        comment="备案回执 · Filing receipt (3.3)",
    )
    op.create_index(
        op.f("ix_filing_receipt_agency_id"), "filing_receipt", ["agency_id"], unique=False
    )
    op.create_index(
        op.f("ix_filing_receipt_issued_on_id"), "filing_receipt", ["issued_on", "id"], unique=False
    )
