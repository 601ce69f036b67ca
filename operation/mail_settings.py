"""邮件设置 The mail server as the operator names it: smtp, smtp+starttls or smtps."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from rules.account import MAIL_ADDRESS

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
EXPECTED = "smtp+starttls://user:password@host:587, or smtps:// or smtp:// (without encryption)"


@dataclass(frozen=True)
class MailServer:
    """`mode` is one of PORTS; user and password are None where the server asks for none."""

    mode: str
    host: str
    port: int
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def mail_server(text: str) -> MailServer:
    """Raises ValueError with what was expected."""
    parts = urlsplit(text)
    try:
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise ValueError(EXPECTED) from None
    is_whole = parts.scheme in PORTS and parts.hostname and not parts.path.strip("/")
    if not is_whole or (parts.username is None) != (parts.password is None):
        raise ValueError(EXPECTED)
    user, password = (unquote(t) if t else None for t in (parts.username, parts.password))
    return MailServer(parts.scheme, str(parts.hostname), port, user, password)


def mail_address(text: str) -> str:
    """Raises ValueError with what was expected."""
    if not MAIL_ADDRESS.fullmatch(text):
        raise ValueError("a mail address as register@example.org")
    return text
