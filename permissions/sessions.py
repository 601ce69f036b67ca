"""会话 Sessions: a token names one; the database knows only the token's SHA-256.

A session ends after 30 minutes in which nobody asked, and after 12 hours at most, by the real
clock. Each process remembers an answer for at most a second, and forgets at once what it is told
has changed: signing out, another role, a disabled account.
"""

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from permissions.errors import Forbidden, Unauthenticated
from permissions.viewer import PUBLIC_VIEWER, Viewer
from rules.vocabulary import Role

TOKEN_BYTES: Final = 32  # 256 bits
IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
SEEN_EVERY: Final = timedelta(minutes=1)  # a session that is in use is not written more often
NEVER: Final = LONGEST  # no session is older
KNOWN_SECONDS: Final = 1.0
MOST_KNOWN: Final = 10_000
CHANNEL: Final = "session_changed"  # its payload is the id of the account

CHECK: Final = """
with seen as (
    update session set last_seen_at = clock_timestamp()
    where token_hash = $1 and expires_at > clock_timestamp()
      and last_seen_at > clock_timestamp() - $2::interval
      and last_seen_at <= clock_timestamp() - $3::interval
)
select session.id, session.account_id, account.is_disabled,
       account_role.role, account_role.is_withdrawn, account_role.institution_id,
       account_role.district_code, account_role.expert_id
from session
join account on account.id = session.account_id
left join account_role on account_role.id = session.account_role_id
where session.token_hash = $1 and session.expires_at > clock_timestamp()
  and session.last_seen_at > clock_timestamp() - $2::interval
"""


def new_token() -> str:
    """An opaque token: 43 characters that go into a header as they are."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> bytes:
    """What the database keeps. A token has full entropy, so a plain hash cannot be tried out."""
    return hashlib.sha256(token.encode()).digest()


class Sessions:
    """Who asks, by token. `clock` counts seconds."""

    def __init__(self, pool: Any, clock: Callable[[], float] = time.monotonic) -> None:
        self._pool = pool
        self._clock = clock
        self._known: OrderedDict[bytes, tuple[Viewer, float]] = OrderedDict()

    async def viewer(self, token: str | None, *, is_use: bool = True) -> Viewer:
        """Who asks. Raises Unauthenticated for a token that is unknown or has ended, Forbidden
        for an account that may not act (any more).

        What is no use of the session (an open subscription looks whether it still is one) does
        not keep it from ending idle.
        """
        if token is None:
            return PUBLIC_VIEWER
        hashed = hash_of(token)
        known = self._known.get(hashed)
        if known is not None and self._clock() < known[1]:
            return known[0]
        until = self._clock() + KNOWN_SECONDS  # from before the question, not from the answer
        viewer = _viewer(
            await self._pool.fetchrow(CHECK, hashed, IDLE, SEEN_EVERY if is_use else NEVER)
        )
        self._remember(hashed, viewer, until)
        return viewer

    def forget(self, account_id: str) -> None:
        """Ask the database again about every session of this account."""
        for hashed, (viewer, _) in list(self._known.items()):
            if str(viewer.account_id) == account_id:
                del self._known[hashed]

    def _remember(self, hashed: bytes, viewer: Viewer, until: float) -> None:
        self._known[hashed] = (viewer, until)
        self._known.move_to_end(hashed)
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)


def _viewer(row: Any) -> Viewer:
    if row is None:
        raise Unauthenticated(
            "会话已结束或令牌无效，请重新登录。",
            "The session has ended, or the token is not known; sign in again.",
        )
    if row["is_disabled"]:
        raise Forbidden("账号已停用。", "The account is disabled.")
    if row["role"] is None or row["is_withdrawn"]:
        raise Forbidden(
            "账号不再具有该角色，请重新登录。",
            "The account may no longer act in this role; sign in again.",
        )
    return Viewer(
        Role[row["role"]],
        account_id=row["account_id"],
        institution_id=row["institution_id"],
        district_code=row["district_code"],
        expert_id=row["expert_id"],
        session_id=row["id"],
    )
