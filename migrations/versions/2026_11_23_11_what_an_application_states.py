"""An application states experience, demand and enrolment; it has a number; a violation may list."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_11"
down_revision = "2026_11_23_10"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("filing_application", sa.Column("experience", sa.Text(), nullable=True))
    let_drafts_be_withdrawn()
    add_demand()
    op.add_column(
        "violation",
        sa.Column("is_listing", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    create_filing_enrolment()
    create_filing_number_counter()


def let_drafts_be_withdrawn() -> None:
    op.drop_constraint(op.f("ck_filing_application_submitted_at"), "filing_application")
    op.create_check_constraint(
        op.f("ck_filing_application_submitted_at"),
        "filing_application",
        "status in ('DRAFT', 'WITHDRAWN') or submitted_at is not null",
    )
    op.create_check_constraint(
        op.f("ck_filing_application_number"),
        "filing_application",
        "submitted_at is not null or number is null",
    )


def add_demand() -> None:
    op.add_column(
        "filing_item_major", sa.Column("expected_candidates", sa.Integer(), nullable=True)
    )
    op.create_check_constraint(
        op.f("ck_filing_item_major_expected_candidates"),
        "filing_item_major",
        "expected_candidates >= 0",
    )


def _identity() -> sa.Column[object]:
    return sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False)


def _instants_and_version() -> list[sa.Column[object]]:
    instants: list[sa.Column[object]] = [
        sa.Column(
            name,
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        )
        for name in ("created_at", "updated_at")
    ]
    version = sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)
    return [*instants, version]


def create_filing_enrolment() -> None:
    op.create_table(
        "filing_enrolment",
        _identity(),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=False),
        *_instants_and_version(),
        sa.CheckConstraint("enrolled >= 0", name=op.f("ck_filing_enrolment_enrolled")),
        sa.CheckConstraint("year between 1900 and 9999", name=op.f("ck_filing_enrolment_year")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["filing_application.id"],
            name=op.f("fk_filing_enrolment_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_enrolment")),
        sa.UniqueConstraint(
            "application_id", "year", name=op.f("uq_filing_enrolment_application_id_year")
        ),
        comment="招生人数 · Enrolment of a year as an application states it (1.1.2)",
    )


def create_filing_number_counter() -> None:
    op.create_table(
        "filing_number_counter",
        _identity(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), server_default=sa.text("0"), nullable=False),
        *_instants_and_version(),
        sa.CheckConstraint("last >= 0", name=op.f("ck_filing_number_counter_last")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_number_counter")),
        sa.UniqueConstraint("year", name=op.f("uq_filing_number_counter_year")),
        comment="申请编号 · Last number of a year's filing applications (3.1)",
    )
