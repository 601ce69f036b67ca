"""Scopes extended to other schools."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_34"
down_revision = "2026_11_23_33"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scope_extension",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("served_id", sa.Uuid(), nullable=False),
        sa.Column("major_id", sa.Uuid(), nullable=False),
        sa.Column("occupation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "PROPOSED",
                "CONSENTED_BY_BUREAU",
                "CONSENTED_BY_COMMISSION",
                "CONSENTED",
                "REFUSED",
                "RECORDED",
                name="extension_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="PROPOSED",
            nullable=False,
        ),
        sa.Column("expected_candidates", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("bureau_account_id", sa.Uuid(), nullable=True),
        sa.Column("commission_account_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
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
        sa.CheckConstraint(
            "(status = 'RECORDED') = (valid_from is not null)"
            " and (valid_from is null) = (valid_to is null)",
            name=op.f("ck_scope_extension_recorded"),
        ),
        sa.CheckConstraint(
            "bureau_account_id <> proposed_by_id", name=op.f("ck_scope_extension_bureau_account")
        ),
        sa.CheckConstraint(
            "commission_account_id <> proposed_by_id",
            name=op.f("ck_scope_extension_commission_account"),
        ),
        sa.CheckConstraint(
            "expected_candidates > 0", name=op.f("ck_scope_extension_expected_candidates")
        ),
        sa.CheckConstraint("served_id <> institution_id", name=op.f("ck_scope_extension_served")),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_scope_extension_validity")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_scope_extension_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["bureau_account_id"], ["account.id"], name=op.f("fk_scope_extension_bureau_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["commission_account_id"],
            ["account.id"],
            name=op.f("fk_scope_extension_commission_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_scope_extension_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["major_id"], ["major.id"], name=op.f("fk_scope_extension_major_id")
        ),
        sa.ForeignKeyConstraint(
            ["occupation_id"], ["occupation.id"], name=op.f("fk_scope_extension_occupation_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["account.id"], name=op.f("fk_scope_extension_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["served_id"], ["institution.id"], name=op.f("fk_scope_extension_served_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scope_extension")),
        comment="评价范围扩展 · Extension of an agency's scope to another school (1.2)",
    )
    op.create_index(
        op.f("ix_scope_extension_agency_id_occupation_id"),
        "scope_extension",
        ["agency_id", "occupation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_scope_extension_bureau_account_id"),
        "scope_extension",
        ["bureau_account_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_scope_extension_commission_account_id"),
        "scope_extension",
        ["commission_account_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_scope_extension_created_at_id"),
        "scope_extension",
        ["created_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_scope_extension_institution_id"),
        "scope_extension",
        ["institution_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_scope_extension_major_id"), "scope_extension", ["major_id"], unique=False
    )
    op.create_index(
        op.f("ix_scope_extension_occupation_id"), "scope_extension", ["occupation_id"], unique=False
    )
    op.create_index(
        op.f("ix_scope_extension_proposed_by_id"),
        "scope_extension",
        ["proposed_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_scope_extension_served_id"), "scope_extension", ["served_id"], unique=False
    )
