"""回执内容 What a receipt says is taken from the application, the school and the agency as they are
when it is issued (3.3), and stays. It lists what was filed; after a change or a reduction, what the
agency holds from then on."""

from typing import Final

from sqlalchemy import Uuid, bindparam, text

from models import FilingReceipt
from resolvers.write.writing import Writing

PRINT: Final = text("""
update filing_receipt receipt set
  agency_name = agency.name,
  agency_code = coalesce((
    select code.code from agency_code code
    where code.agency_id = agency.id and code.scope = application.scope
    order by code.valid_from desc, code.id desc limit 1), ''),
  uscc = school.uscc,
  address = coalesce(agency.address, school.address),
  contact = concat_ws(
    ' ', school.evaluation_department_name, school.evaluation_department_telephone),
  scope = application.scope,
  items = coalesce((
    select jsonb_agg(jsonb_build_object(
      'occupation_code', occupation.code, 'edition', occupation.edition,
      'occupation', occupation.name, 'trade', trade.name,
      'level_from', item.level_from, 'level_to', item.level_to,
      'basis', coalesce(standard.name, specification.name, '')) order by item.id)
    from (
      select id, occupation_id, trade_id, level_from, level_to, standard_id, specification_id
      from filing_item
      where application_id = application.id and is_passed
      union all
      select id, occupation_id, trade_id, level_from, level_to, standard_id, specification_id
      from agency_item
      where application.kind in ('CHANGE', 'REDUCTION') and agency_id = agency.id
        and valid_from <= receipt.valid_from and valid_to >= receipt.valid_from
        and (ended_on is null or ended_on > receipt.valid_from)) item
    join occupation on occupation.id = item.occupation_id
    left join trade on trade.id = item.trade_id
    left join standard on standard.id = item.standard_id
    left join evaluation_specification specification on specification.id = item.specification_id
    ), '[]')
from agency, institution school, filing_application application
where agency.id = receipt.agency_id and school.id = agency.institution_id
  and application.id = receipt.application_id
  and receipt.id = :receipt
""").bindparams(bindparam("receipt", type_=Uuid()))


async def print_face(writing: Writing, receipt: FilingReceipt) -> None:
    """After the receipt and what it lists were added."""
    await writing.session.flush()
    await writing.session.execute(PRINT, {"receipt": receipt.id})
