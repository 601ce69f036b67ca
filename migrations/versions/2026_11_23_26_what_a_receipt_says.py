"""What a receipt says, and the token by which it is checked; filled in for those issued."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_26"
down_revision = "2026_11_23_25"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "filing_receipt",
        sa.Column(
            "verification_token",
            sa.LargeBinary(),
            server_default=sa.text("uuid_send(gen_random_uuid())"),
            nullable=False,
        ),
    )
    op.add_column(
        "filing_receipt",
        sa.Column("agency_name", sa.Text(), server_default=sa.text("''"), nullable=False),
    )
    op.add_column(
        "filing_receipt",
        sa.Column("agency_code", sa.Text(), server_default=sa.text("''"), nullable=False),
    )
    op.add_column(
        "filing_receipt", sa.Column("uscc", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column(
        "filing_receipt",
        sa.Column("address", sa.Text(), server_default=sa.text("''"), nullable=False),
    )
    op.add_column(
        "filing_receipt",
        sa.Column("contact", sa.Text(), server_default=sa.text("''"), nullable=False),
    )
    op.add_column(
        "filing_receipt",
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
            server_default="OWN_STUDENTS",
            nullable=False,
        ),
    )
    op.add_column(
        "filing_receipt",
        sa.Column(
            "items",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
    )
    op.create_unique_constraint(
        op.f("uq_filing_receipt_verification_token"), "filing_receipt", ["verification_token"]
    )
    op.create_check_constraint(
        op.f("ck_filing_receipt_verification_token"),
        "filing_receipt",
        "octet_length(verification_token) = 16",
    )
    op.execute(FILL)


FILL = """
update filing_receipt receipt set
  agency_name = agency.name,
  agency_code = coalesce((
    select code.code from agency_code code
    where code.agency_id = agency.id and code.scope = application.scope
    order by code.valid_from desc, code.id desc limit 1), ''),
  uscc = school.uscc,
  address = school.address,
  contact = concat_ws(
    ' ', school.evaluation_department_name, school.evaluation_department_telephone),
  scope = application.scope,
  items = coalesce((
    select jsonb_agg(jsonb_build_object(
      'occupation_code', occupation.code, 'edition', occupation.edition,
      'occupation', occupation.name, 'trade', trade.name,
      'level_from', item.level_from, 'level_to', item.level_to,
      'basis', coalesce(standard.name, specification.name, '')) order by item.id)
    from filing_item item
    join occupation on occupation.id = item.occupation_id
    left join trade on trade.id = item.trade_id
    left join standard on standard.id = item.standard_id
    left join evaluation_specification specification on specification.id = item.specification_id
    where item.application_id = application.id and item.is_passed), '[]')
from agency, institution school, filing_application application
where agency.id = receipt.agency_id and school.id = agency.institution_id
  and application.id = receipt.application_id
"""
