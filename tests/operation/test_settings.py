"""What the operator chose is read once, and refused where it is not clear."""

from pathlib import Path

import pytest

from operation.mail_settings import MailServer
from operation.refusal import RefusedError
from operation.settings import Settings, read_settings

HOME = {"HOME": "/home/li"}


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"PORT": "8123", "DENGJI_HOST": "::1"}, "http://[::1]:8123"),
        ({"PUBLIC_ADDRESS": "https://dengji.example.org/"}, "https://dengji.example.org"),
        ({"PUBLIC_ADDRESS": "https://example.org/dengji"}, "https://example.org/dengji"),
    ],
)
def test_the_public_address_is_where_it_listens_or_what_is_said(
    given: dict[str, str], address: str
) -> None:
    assert read_settings(HOME | given).public_address == address


@pytest.mark.parametrize("text", ["dengji.example.org", "ftp://a", "https://a:b@c", "https://a?b"])
def test_a_public_address_is_one_that_a_browser_opens(text: str) -> None:
    with pytest.raises(RefusedError, match="PUBLIC_ADDRESS"):
        read_settings(HOME | {"PUBLIC_ADDRESS": text})


def test_without_a_choice_the_register_is_embedded_on_this_machine_with_a_demonstration() -> None:
    assert read_settings(HOME) == Settings(
        host="127.0.0.1",
        port=8000,
        data=Path(".data").absolute(),
        database_url=None,
        keys=Path("/home/li/.config/dengji/keys.json"),
        demonstration=True,
        graphiql=True,
        allowed_origins=frozenset(),
        documents=str(Path(".data/documents").absolute()),
        document_megabytes=20,
        public_address="http://127.0.0.1:8000",
        smtp=None,
        mail_from=None,
        trusted_documents={},
        only_trusted_documents=False,
        challenge=None,
    )


@pytest.mark.parametrize("size", ["0", "101", "20MB"])
def test_the_size_of_a_document_has_bounds(size: str) -> None:
    with pytest.raises(RefusedError, match="DENGJI_DOCUMENT_MEGABYTES"):
        read_settings(HOME | {"DENGJI_DOCUMENT_MEGABYTES": size})


def test_documents_lie_in_a_folder_or_in_a_bucket() -> None:
    assert read_settings(HOME | {"DENGJI_DOCUMENTS": "s3://papers/dengji"}).documents == (
        "s3://papers/dengji"
    )
    with pytest.raises(RefusedError, match="expected a folder, or s3://bucket/prefix"):
        read_settings(HOME | {"DENGJI_DOCUMENTS": "ftp://papers"})


def test_on_a_server_of_the_operator_nothing_is_demonstrated_unless_asked() -> None:
    url = {"DATABASE_URL": "postgresql://register@db.example/register"}
    settings = read_settings(HOME | url)
    assert not settings.is_embedded
    assert not settings.demonstration
    assert not settings.graphiql
    assert read_settings(HOME | url | {"DENGJI_DEMONSTRATION": "yes"}).demonstration


def test_an_empty_value_is_no_choice() -> None:
    assert read_settings(HOME | {"PORT": "", "DATABASE_URL": " "}) == read_settings(HOME)


def test_the_key_file_follows_the_folder_of_the_system_for_settings() -> None:
    settings = read_settings(HOME | {"XDG_CONFIG_HOME": "/etc/li"})
    assert settings.keys == Path("/etc/li/dengji/keys.json")


def test_other_origins_are_a_list_with_commas() -> None:
    settings = read_settings(
        HOME | {"DENGJI_ALLOWED_ORIGINS": "https://a.example, http://localhost:5173"}
    )
    assert settings.allowed_origins == {"https://a.example", "http://localhost:5173"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "0", "a number from 1 to 65535"),
        ("PORT", "65536", "a number from 1 to 65535"),
        ("PORT", "８０００", "a number from 1 to 65535"),
        ("DATABASE_URL", "mysql://db/register", "postgresql://"),
        ("DATABASE_URL", "postgresql://db", "postgresql://"),
        ("DENGJI_DEMONSTRATION", "maybe", "one of 1, true, yes, 0, false, no"),
        ("DENGJI_GRAPHIQL", "2", "one of 1, true, yes, 0, false, no"),
        ("DENGJI_HOST", "a b", "an address or a host name"),
        ("DENGJI_ALLOWED_ORIGINS", "*", "origins as https://example.org:8443"),
        ("DENGJI_ALLOWED_ORIGINS", "https://a.example/path", "origins as https://"),
        ("DENGJI_ALLOWED_ORIGINS", "https://a.example,", "origins as https://"),
        ("DENGJI_KEYS", ".data/keys.json", "a file outside the data folder"),
        ("DENGJI_PORT", "80", "is not a setting"),
    ],
)
def test_a_value_that_is_not_understood_is_refused_with_what_was_expected(
    name: str, value: str, expected: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        read_settings(HOME | {name: value})
    assert str(refused.value).startswith(name)
    assert expected in str(refused.value)


def test_every_refusal_is_said_at_once() -> None:
    with pytest.raises(RefusedError) as refused:
        read_settings(HOME | {"PORT": "x", "DENGJI_HOST": "?"})
    assert [line.split()[0] for line in str(refused.value).splitlines()] == ["DENGJI_HOST", "PORT"]


def test_a_password_in_a_connection_string_is_not_repeated() -> None:
    with pytest.raises(RefusedError) as refused:
        read_settings(HOME | {"DATABASE_URL": "postgresql://li:secret@db"})
    assert "secret" not in str(refused.value)


FROM = {"DENGJI_MAIL_FROM": "register@example.org"}


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("smtp://127.0.0.1", MailServer("smtp", "127.0.0.1", 25)),
        ("smtps://mail.example.org", MailServer("smtps", "mail.example.org", 465)),
        (
            "smtp+starttls://li:p%40ss@mail.example.org:2525",
            MailServer("smtp+starttls", "mail.example.org", 2525, "li", "p@ss"),
        ),
    ],
)
def test_a_mail_server_is_named_by_one_address(text: str, server: MailServer) -> None:
    assert read_settings(HOME | FROM | {"DENGJI_SMTP": text}).smtp == server
    assert "p@ss" not in repr(server)


@pytest.mark.parametrize(
    "text", ["mail.example.org", "http://a", "smtp://", "smtp://li:secret@x:y"]
)
def test_a_mail_server_that_is_none_is_refused_without_its_password(text: str) -> None:
    with pytest.raises(RefusedError, match="DENGJI_SMTP is not understood") as refused:
        read_settings(HOME | FROM | {"DENGJI_SMTP": text})
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("given", [FROM, {"DENGJI_SMTP": "smtp://127.0.0.1"}])
def test_a_mail_server_without_sender_is_refused_and_the_other_way(given: dict[str, str]) -> None:
    with pytest.raises(RefusedError, match="together, or neither"):
        read_settings(HOME | given)
