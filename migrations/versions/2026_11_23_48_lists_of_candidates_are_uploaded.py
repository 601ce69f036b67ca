"""Lists of candidates are uploaded (4.1)."""

from alembic import op

revision = "2026_11_23_48"
down_revision = "2026_11_23_47"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_constraint(op.f("ck_upload_upload_purpose"), "upload", type_="check")
    op.create_check_constraint(
        op.f("ck_upload_upload_purpose"),
        "upload",
        "purpose in ('DOCUMENT', 'PHOTOGRAPH', 'CANDIDATE_LIST')",
    )
