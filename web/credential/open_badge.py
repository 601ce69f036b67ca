"""Ask openbadgeslib whether a credential is a valid Open Badge: `open_badge.py GIVEN.json`.

Given are the credential, the agency's DID document and its status list, as they were fetched; says
`verified`, or `refused` with the reason.
"""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from jwt import decode
from openbadgeslib.ob3.did import pem_for_kid
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier


def verdict(credential: str, document: dict[str, Any], status_list: str) -> str:
    issuer = document["id"]
    verifier = OB3Verifier(pem_for_kid(document, issuer), issuer_did=issuer)
    listed = decode(status_list, options={"verify_signature": False})
    # The rehearsal's clock is ahead of this machine's: the moment at which the list was fetched.
    now = datetime.fromisoformat(listed["validFrom"]) + timedelta(minutes=1)
    with time_machine.travel(now, tick=False):
        try:
            verifier.verify(credential, check_status=True, download=lambda _: status_list.encode())
        except OB3VerificationError as error:
            return f"refused: {error}"
    return "verified"


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text())
    print(verdict(given["jwt"], given["document"], given["list"]))
