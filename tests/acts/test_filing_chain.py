"""From the accepted application to the listed agency, through the mutations only (3.2 to 3.4)."""

import pytest

from models.database import Database
from rules.clause_3_3_filing import validity
from rules.vocabulary import FilingStatus, Role
from tests.acts.filing_scene import Scene, codes

DIRECTORY = """query D($code: String!) { agency(by: {code: $code}) {
  name status isInForce validFrom validTo codes { code category scope }
  items { levelFrom levelTo isInForce occupation { name } standard { name } validTo }
  receipts { number } history { act role after } } }"""

RECEIPT = """query R($by: FilingReceiptBy!) {
  receipt(by: $by) { number issuedOn agency { codes { code } } } }"""


@pytest.mark.clause("3.3")
async def test_an_accepted_application_becomes_an_agency_in_the_directory(
    database: Database,
) -> None:
    scene = await Scene(database, 1).begin()
    await scene.assess(scene.items[0])
    assert await scene.status() is FilingStatus.ASSESSED
    await scene.consent()
    assert await scene.status() is FilingStatus.CONSENTED
    await scene.file()
    assert await scene.status() is FilingStatus.FILED
    issued = await scene.on_application(Role.CENTER, "issueFilingReceipt")
    assert codes(issued) == []
    today = await scene.today()
    assert issued["receipt"]["number"] == f"{today.year}-0001"
    shown = (await scene.register.ask(None, DIRECTORY, code="Y000031000001"))["agency"]
    assert shown == {
        "name": "第1职业学院",
        "status": "LISTED",
        "isInForce": True,
        "validFrom": str(today),
        "validTo": str(validity(today).valid_to),
        "codes": [{"code": "Y000031000001", "category": "Y", "scope": "OWN_STUDENTS"}],
        "items": [
            {
                "levelFrom": 5,
                "levelTo": 3,
                "isInForce": True,
                "occupation": {"name": "职业1"},
                "standard": {"name": "职业1国家职业技能标准"},
                "validTo": str(validity(today).valid_to),
            }
        ],
        "receipts": [{"number": f"{today.year}-0001"}],
        "history": [{"act": "issueFilingReceipt", "role": "CENTER", "after": "LISTED"}],
    }
    for by in (
        {"number": issued["receipt"]["number"]},
        {"agencyCode": "Y000031000001"},
        {"id": issued["receipt"]["id"]},
    ):
        receipt = (await scene.register.ask(None, RECEIPT, by=by))["receipt"]
        assert receipt == {
            "number": issued["receipt"]["number"],
            "issuedOn": str(today),
            "agency": {"codes": [{"code": "Y000031000001"}]},
        }
    assert (await scene.register.ask(None, RECEIPT, by={"number": "1999-0001"}))["receipt"] is None
