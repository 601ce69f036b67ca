"""电子邮箱 The account's own mail address: kept with the person's consent, forgotten without."""

from collections.abc import Mapping
from typing import Any

from models import Account
from resolvers.account import place_of_mail_address
from resolvers.write.writing import Outcome, Ref, Writing
from rules.account import check_mail_address


async def set_mail_address(writing: Writing, given: Mapping[str, Any]) -> Outcome:
    """No address: nothing is mailed any more, and what was kept is gone."""
    account = await writing.session.get_one(
        Account, writing.viewer.account_id, with_for_update=True
    )
    address = given.get("address")
    if address is None:
        account.mail_address_sealed = account.mail_consent_at = None
    else:
        found = check_mail_address(
            address, bool(given.get("consents")), ("address",), ("consents",)
        )
        writing.judge(found, account=Ref.of(account))
        sealer = writing.services.sealer
        account.mail_address_sealed = sealer.seal(address, place_of_mail_address(account.id))
        account.mail_consent_at = writing.now
    writing.record("setMailAddress", account)
    return {"account": Ref.of(account)}
