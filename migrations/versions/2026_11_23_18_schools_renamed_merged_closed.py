"""A school keeps its former names, and says when it ended and what took it over."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_18"
down_revision = "2026_11_23_17"
branch_labels = None
depends_on = None

STATUS = "status in ('REGISTERED', 'RETURNED', 'VERIFIED', 'CLOSED')"


def upgrade() -> None:
    create_former_name()
    op.drop_constraint(op.f("ck_institution_institution_status"), "institution")
    op.create_check_constraint(op.f("ck_institution_institution_status"), "institution", STATUS)
    op.add_column("institution", sa.Column("closed_on", sa.Date(), nullable=True))
    op.add_column("institution", sa.Column("successor_id", sa.Uuid(), nullable=True))
    drop_the_single_predecessor()
    op.create_foreign_key(
        op.f("fk_institution_successor_id"), "institution", "institution", ["successor_id"], ["id"]
    )
    op.create_index(op.f("ix_institution_successor_id"), "institution", ["successor_id"])
    for name, condition in (
        ("closed_on", "(status = 'CLOSED') = (closed_on is not null)"),
        ("succession", "successor_id is null or closed_on is not null"),
        ("successor", "successor_id <> id"),
    ):
        op.create_check_constraint(op.f(f"ck_institution_{name}"), "institution", condition)


def drop_the_single_predecessor() -> None:
    """No act ever wrote it; several schools may be merged into one."""
    op.drop_constraint(op.f("ck_institution_succession"), "institution")
    op.drop_index(op.f("ix_institution_predecessor_id"), "institution")
    op.drop_column("institution", "predecessor_id")
    op.drop_column("institution", "succeeded_on")


def create_former_name() -> None:
    op.create_table(
        "former_name",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("branch_name", sa.Text(), nullable=True),
        sa.Column("parent_name", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *(
            sa.Column(
                name,
                sa.DateTime(timezone=True),
                server_default=sa.text("register_now()"),
                nullable=False,
            )
            for name in ("created_at", "updated_at")
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_former_name_validity")),
        sa.CheckConstraint(
            "(branch_name is null) = (parent_name is null)",
            name=op.f("ck_former_name_branch_and_parent"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_former_name_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
        comment="曾用名 · Former name of a school, with its days (1.1)",
    )
    for name, column in (("begins", "valid_from"), ("ends", "valid_to")):
        op.create_index(
            f"uq_former_name_{name}", "former_name", ["institution_id", column], unique=True
        )
