"""Jobs that make the table of a report of certificates."""

from alembic import op

revision = "2026_11_23_57"
down_revision = "2026_11_23_56"
branch_labels = None
depends_on = None

KINDS = (
    "'CERTIFICATE_FILES', 'CERTIFICATE_REPORT', 'BATCH_ARCHIVE', 'CANDIDATE_IMPORT', "
    "'RESULT_IMPORT'"
)


def upgrade() -> None:
    op.drop_constraint(op.f("ck_job_job_kind"), "job", type_="check")
    op.create_check_constraint(op.f("ck_job_job_kind"), "job", f"kind in ({KINDS})")
