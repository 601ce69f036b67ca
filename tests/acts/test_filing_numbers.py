"""备案号 Numbers of receipts and agencies run on without gap (3.3)."""

import pytest

from models import Agency, AgencyCode, AgencyItem, FilingReceipt
from models.database import Database
from rules.vocabulary import AgencyScope, Role
from tests.acts.filing_scene import Scene, codes


@pytest.mark.clause("3.3")
async def test_codes_and_receipts_run_on_without_gap_over_refused_attempts(
    database: Database,
) -> None:
    scene = await Scene(database, 1, AgencyScope.OTHER_SCHOOLS).begin()
    await scene.assess()
    await scene.consent()
    await scene.file()
    refused = await scene.on_application(Role.CENTER, "issueFilingReceipt", receiptOn="2020-01-01")
    assert codes(refused) == ["RECEIPT_BEFORE_FILING"]
    assert refused["findings"][0]["path"] == ["receiptOn"]
    assert not await scene.all(Agency, Agency.institution_id == scene.school.id)
    issued = await scene.on_application(Role.CENTER, "issueFilingReceipt")
    (receipt,) = await scene.all(
        FilingReceipt, FilingReceipt.application_id == scene.application.id
    )
    assert issued["receipt"]["number"] == receipt.number
    assert receipt.number.endswith("-0001")
    (code,) = await scene.all(AgencyCode, AgencyCode.agency_id == receipt.agency_id)
    assert code.code == "S000031000001"
    items = await scene.all(AgencyItem, AgencyItem.agency_id == receipt.agency_id)
    assert {item.filing_item_id for item in items} == {item.id for item in scene.items}
