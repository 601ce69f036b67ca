"""设置: what the operator chose, read from the environment once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from operation.challenge import read_challenge
from operation.mail_settings import MailServer, mail_address, mail_server
from operation.refusal import RefusedError
from operation.trusted_documents import read_manifest
from rules.clause_3_1_documents import DOCUMENT_BYTES, MEGABYTE
from transport.look_ups import Challenge

NAMES = (
    "DENGJI_ALLOWED_ORIGINS",
    "DENGJI_CHALLENGE",
    "DENGJI_DEMONSTRATION",
    "DENGJI_DOCUMENTS",
    "DENGJI_DOCUMENT_MEGABYTES",
    "DENGJI_GRAPHIQL",
    "DENGJI_HOST",
    "DENGJI_KEYS",
    "DENGJI_MAIL_FROM",
    "DENGJI_ONLY_TRUSTED_DOCUMENTS",
    "DENGJI_SMTP",
    "DENGJI_TRUSTED_DOCUMENTS",
)
MOST_MEGABYTES = 100
TRUTHS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)

Value = TypeVar("Value")


@dataclass(frozen=True)
class Settings:
    """How this program is run.

    `database_url` is None when the embedded PostgreSQL below `data` is used. `keys` is the file of
    the key ring. `demonstration`: play it when the database is new, in a rehearsal. `graphiql`:
    serve the page and introspection to everybody. `allowed_origins`: pages of other origins that
    may ask, as scheme://host[:port]. `documents`: the folder of the contents of documents, or
    s3://bucket/prefix; one of them has `document_megabytes` at most. `public_address`: what QR
    codes and mails lead to, without a slash at its end. `smtp` None: notices are not mailed;
    else `mail_from` is the sender's address. `trusted_documents` may be asked for by their ids;
    with `only_trusted_documents` nobody signed in may send any other. `challenge` asks the captcha
    of this installation (module:function) where certificates were looked up in vain.
    """

    host: str
    port: int
    data: Path
    database_url: str | None
    keys: Path
    demonstration: bool
    graphiql: bool
    allowed_origins: frozenset[str]
    documents: str
    document_megabytes: int
    public_address: str
    smtp: MailServer | None
    mail_from: str | None
    trusted_documents: Mapping[str, str]
    only_trusted_documents: bool
    challenge: Challenge | None

    @property
    def incoming(self) -> Path:
        """Where a content lies until it is known to be good."""
        return self.data / "incoming"

    @property
    def is_embedded(self) -> bool:
        return self.database_url is None


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings. Raises RefusedError with one line for every value that is not understood."""
    refusals = [
        f"{name} is not a setting; there are {', '.join(NAMES)}."
        for name in sorted(environment)
        if name.startswith("DENGJI_") and name not in NAMES
    ]

    def read(name: str, default: Value, understand: Callable[[str], Value]) -> Value:
        text = environment.get(name, "").strip()
        try:
            return understand(text) if text else default
        except ValueError as expected:
            refusals.append(f"{name} is {_shown(name, text)}; expected {expected}.")
            return default

    database_url = read("DATABASE_URL", None, _database_url)
    host = read("DENGJI_HOST", "127.0.0.1", _host)
    port = read("PORT", 8000, _port)
    data = read("DATA", Path(".data"), Path).absolute()
    demonstration = read("DENGJI_DEMONSTRATION", database_url is None, _truth)
    settings = Settings(
        host=host,
        port=port,
        data=data,
        database_url=database_url,
        keys=read("DENGJI_KEYS", _key_file(environment), Path).absolute(),
        demonstration=demonstration,
        graphiql=read("DENGJI_GRAPHIQL", demonstration, _truth),
        allowed_origins=read("DENGJI_ALLOWED_ORIGINS", frozenset(), _origins),
        documents=read("DENGJI_DOCUMENTS", str(data / "documents"), _store),
        document_megabytes=read(
            "DENGJI_DOCUMENT_MEGABYTES", DOCUMENT_BYTES // MEGABYTE, _megabytes
        ),
        public_address=read("PUBLIC_ADDRESS", address_of(host, port), _address),
        smtp=read("DENGJI_SMTP", None, mail_server),
        mail_from=read("DENGJI_MAIL_FROM", None, mail_address),
        trusted_documents=read("DENGJI_TRUSTED_DOCUMENTS", {}, read_manifest),
        only_trusted_documents=read("DENGJI_ONLY_TRUSTED_DOCUMENTS", False, _truth),
        challenge=read("DENGJI_CHALLENGE", None, read_challenge),
    )
    if settings.keys.is_relative_to(data):
        refusals.append(
            f"DENGJI_KEYS is {settings.keys}; expected a file outside the data folder {data}: "
            "who copies the data must not get the keys with them."
        )
    is_silent = settings.smtp is None and settings.mail_from is None
    if not refusals and not is_silent and None in (settings.smtp, settings.mail_from):
        refusals.append("DENGJI_SMTP and DENGJI_MAIL_FROM are given together, or neither.")
    if refusals:
        raise RefusedError("\n".join(refusals))
    return settings


def address_of(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _shown(name: str, text: str) -> str:
    """A connection string may hold a password: it is not repeated."""
    return "not understood" if name in {"DATABASE_URL", "DENGJI_SMTP"} else repr(text)


def _key_file(environment: Mapping[str, str]) -> Path:
    home = environment.get("HOME") or "/"
    folder = environment.get("XDG_CONFIG_HOME") or str(Path(home) / ".config")
    return Path(folder) / "dengji" / "keys.json"


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise ValueError("a number from 1 to 65535")
    return int(text)


def _store(text: str) -> str:
    is_folder, is_bucket = "://" not in text, text.startswith("s3://") and len(text) > len("s3://")
    if not is_folder and not is_bucket:
        raise ValueError("a folder, or s3://bucket/prefix")
    return str(Path(text).absolute()) if is_folder else text


def _megabytes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_MEGABYTES):
        raise ValueError(f"a number from 1 to {MOST_MEGABYTES}")
    return int(text)


def _truth(text: str) -> bool:
    if text.lower() not in TRUTHS:
        raise ValueError("one of " + ", ".join(TRUTHS))
    return TRUTHS[text.lower()]


def _host(text: str) -> str:
    try:
        ip_address(text)
    except ValueError:
        if not HOST_NAME.fullmatch(text):
            raise ValueError("an address or a host name, as 127.0.0.1 or 0.0.0.0") from None
    return text


def _database_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"postgresql", "postgres"} or len(parts.path) < 2:
        raise ValueError("postgresql://account:password@host:port/database")
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    is_plain = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    if not is_plain or parts.query or parts.fragment:
        raise ValueError("an address as https://register.example.org")
    return text.rstrip("/")


def _origins(text: str) -> frozenset[str]:
    origins = [origin.strip() for origin in text.split(",")]
    return frozenset(map(_origin, origins))


def _origin(text: str) -> str:
    parts = urlsplit(text)
    is_origin = parts.scheme in {"http", "https"} and parts.hostname
    if not is_origin or text != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc:
        raise ValueError("origins as https://example.org:8443, with commas between them")
    return text.lower()
