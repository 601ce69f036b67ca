"""What the headers agree on."""

import pytest

from permissions.request_facts import Language
from transport.negotiation import MediaType, is_json, language_of, preferred

JSON, RESPONSE, PAGE = MediaType.JSON, MediaType.RESPONSE, MediaType.PAGE


@pytest.mark.parametrize(
    ("accept", "medias"),
    [
        (b"", (JSON,)),
        (b"*/*", (JSON,)),
        (b"application/*", (JSON,)),
        (b"application/json", (JSON,)),
        (b"application/graphql-response+json, application/json;q=0.9", (RESPONSE, JSON)),
        (b"application/json;q=0.5,application/graphql-response+json", (RESPONSE, JSON)),
        (b"APPLICATION/GRAPHQL-RESPONSE+JSON; charset=utf-8", (RESPONSE,)),
        (b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", (PAGE, JSON)),
        (b"application/json;q=0, text/html", (PAGE,)),
        (b"image/png", ()),
        (b"application/json;q=abc", (JSON,)),
        (b"\xff\xfe,,;", ()),
    ],
)
def test_the_dearest_media_type_comes_first(accept: bytes, medias: tuple[MediaType, ...]) -> None:
    assert preferred(accept) == medias


@pytest.mark.parametrize(
    ("content_type", "taken"),
    [
        (b"application/json", True),
        (b"Application/JSON; charset=UTF-8", True),
        (b'application/json;charset="utf-8"', True),
        (b"application/json; charset=gbk", False),
        (b"application/json+x", False),
        (b"text/plain", False),
        (b"", False),
    ],
)
def test_only_json_in_utf8_is_a_body(content_type: bytes, taken: bool) -> None:
    assert is_json(content_type) is taken


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (b"", Language.CHINESE),
        (b"zh-CN,zh;q=0.9,en;q=0.8", Language.CHINESE),
        (b"en-US,en;q=0.9,zh-CN;q=0.8", Language.ENGLISH),
        (b"fr", Language.CHINESE),
        (b"*", Language.CHINESE),
        (b"en;q=0", Language.CHINESE),
    ],
)
def test_chinese_unless_english_is_asked_for_more(accepted: bytes, language: Language) -> None:
    assert language_of(accepted) is language
