"""Candidates of all plans are listed by student number."""

from alembic import op

revision = "2026_11_23_14"
down_revision = "2026_11_23_13"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_candidate_student_number_id"),
        "candidate",
        ["student_number", "id"],
        unique=False,
    )
