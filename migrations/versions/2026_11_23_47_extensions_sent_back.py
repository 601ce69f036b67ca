"""An extension of scope may be sent back by either authority."""

from alembic import op

revision = "2026_11_23_47"
down_revision = "2026_11_23_46"
branch_labels = None
depends_on = None

STATUS = (
    "status in ('PROPOSED', 'CONSENTED_BY_BUREAU', 'CONSENTED_BY_COMMISSION', 'CONSENTED',"
    " 'REFUSED', 'SENT_BACK', 'RECORDED')"
)


def upgrade() -> None:
    name = op.f("ck_scope_extension_extension_status")
    op.drop_constraint(name, "scope_extension")
    op.create_check_constraint(name, "scope_extension", STATUS)
    op.create_index(
        op.f("ix_scope_extension_status_id"), "scope_extension", ["status", "id"], unique=False
    )
