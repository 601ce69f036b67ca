"""A later round of assessment asks for the failed conditions; items are proposed, then passed."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_10"
down_revision = "2026_11_23_9"
branch_labels = None
depends_on = None

CONDITIONS = tuple(f"CONDITION_1_1_{number}" for number in range(1, 7))


def upgrade() -> None:
    listed = ", ".join(f"'{name}'" for name in CONDITIONS)
    op.add_column(
        "technical_assessment",
        sa.Column(
            "conditions",
            sa.ARRAY(sa.String(40)),
            server_default="{" + ",".join(CONDITIONS) + "}",
            nullable=False,
        ),
    )
    op.create_check_constraint(
        op.f("ck_technical_assessment_conditions"),
        "technical_assessment",
        f"conditions <@ array[{listed}]::varchar[] and cardinality(conditions) > 0",
    )
    op.add_column("filing_item", sa.Column("is_proposed_to_pass", sa.Boolean(), nullable=True))
