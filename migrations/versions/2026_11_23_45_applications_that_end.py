"""An application ends without a decision when its agency or its school is gone."""

from alembic import op

revision = "2026_11_23_45"
down_revision = "2026_11_23_44"
branch_labels = None
depends_on = None

STATUS = (
    "status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'DECLINED', 'ACCEPTED', 'IN_ASSESSMENT',"
    " 'ASSESSED', 'CONSENTED', 'REFUSED', 'REPORTED_TO_MINISTRY', 'MINISTRY_RETURNED', 'FILED',"
    " 'RECEIPT_ISSUED', 'WITHDRAWN', 'ENDED')"
)


def upgrade() -> None:
    name = op.f("ck_filing_application_filing_status")
    op.drop_constraint(name, "filing_application")
    op.create_check_constraint(name, "filing_application", STATUS)
