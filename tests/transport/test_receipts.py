"""The page and the file behind the QR code of a receipt: public, plain, and checked today."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import text
from starlette.applications import Starlette

from permissions.request_facts import Language
from resolvers.typesetting import UnprintableError
from tests.demonstrated import Demonstrated, demonstrated
from tests.server import Server
from transport.rates import Rate
from transport.receipt_page import receipt_page
from transport.receipt_pdf import receipt_pdf
from transport.receipts import Receipts

ADDRESS = "https://dengji.example.org"
UNKNOWN = "0123456789abcdef" * 2
RECEIPT: dict[str, Any] = {
    "number": "2026-0001",
    "kind": "FIRST_FILING",
    "standing": "VALID",
    "issuedOn": "2026-03-01",
    "validFrom": "2026-03-01",
    "validTo": "2029-02-28",
    "agencyName": "第一职业学院㐂",
    "uscc": "12310000425006326J",
    "agencyCode": "Y000031000001",
    "address": "上海市中山路1号",
    "contact": "技能评价中心 021-12345678",
    "scope": "OWN_STUDENTS",
    "items": [
        {
            "occupationCode": "6-31-01-03",
            "edition": 2022,
            "occupation": "电工",
            "trade": None,
            "levelFrom": 5,
            "levelTo": 3,
            "levels": "五级/初级工至三级/高级工",
            "basis": "电工国家职业技能标准（2018年版）",
        }
    ],
}


@dataclass
class Place:
    """The routes over the demonstration's receipt."""

    register: Demonstrated
    http: httpx.AsyncClient
    token: str

    async def change(self, sql: str) -> None:
        async with self.register.database.engine.begin() as connection:
            await connection.execute(text(sql))


def client(register: Demonstrated, **given: Any) -> httpx.AsyncClient:
    app = Starlette(routes=Receipts(register.program, ADDRESS, **given).routes())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(server: Server) -> AsyncIterator[Place]:
    async with demonstrated(server) as register:
        found = "select encode(verification_token, 'hex') from filing_receipt"
        token = await register.database.pool.fetchval(found)
        async with client(register) as http:
            yield Place(register, http, token)


class Tags(HTMLParser):
    """The names of the elements, and whether each was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.names.append(tag)
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(page: str) -> list[str]:
    found = Tags()
    found.feed(page)
    assert found.open == []
    return found.names


async def test_the_page_says_what_the_receipt_is_worth_today(place: Place) -> None:
    answer = await place.http.get(f"/r/{place.token}")

    assert answer.status_code == 200
    assert '<html lang="zh-CN">' in answer.text
    for words in ("有效", "示范职业技术学院（演示）", "Y000031000001", "电工"):
        assert words in answer.text
    tags(answer.text)


async def test_the_page_speaks_english_by_header_or_link(place: Place) -> None:
    by_header = await place.http.get(f"/r/{place.token}", headers={"accept-language": "en"})
    by_link = await place.http.get(f"/r/{place.token}?lang=en")

    assert by_header.text == by_link.text
    assert "Check of a filing receipt" in by_link.text
    assert "Level 5 to 3" in by_link.text


async def test_the_page_runs_nothing_and_asks_nobody(place: Place) -> None:
    answer = await place.http.get(f"/r/{place.token}")
    policy = answer.headers["content-security-policy"]

    assert "script" not in tags(answer.text)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"(src|href)=\"(https?:)?//", answer.text)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("token", [UNKNOWN, "x", "0" * 31, "' or 1=1", "%00", "<script>"])
async def test_every_unknown_token_gives_the_same_page(place: Place, token: str) -> None:
    answer = await place.http.get(f"/r/{token}")
    unknown = await place.http.get(f"/r/{UNKNOWN}")

    assert answer.status_code == 404
    assert answer.text == unknown.text
    assert "未查到该回执" in answer.text
    assert (await place.http.get(f"/r/{token}.pdf")).text == unknown.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("valid_to = valid_from", "已到期"),
        ("valid_from = register_today() + 1, valid_to = register_today() + 2", "尚未生效"),
    ],
)
async def test_the_page_follows_the_term(place: Place, change: str, words: str) -> None:
    kept = "select valid_from, valid_to from filing_receipt"
    before = await place.register.database.pool.fetchrow(kept)
    await place.change(f"update filing_receipt set {change}")
    answer = await place.http.get(f"/r/{place.token}")
    await place.change(
        f"update filing_receipt set valid_from = '{before[0]}', valid_to = '{before[1]}'"
    )

    assert words in answer.text


async def test_a_removed_agency_is_said_to_be(place: Place) -> None:
    await place.change("update agency set status = 'REMOVED', removed_on = register_today()")
    answer = await place.http.get(f"/r/{place.token}")
    await place.change("update agency set status = 'LISTED', removed_on = null")

    assert answer.status_code == 200
    assert "机构已移出目录" in answer.text
    assert "示范职业技术学院（演示）" in answer.text


async def test_the_file_is_the_same_each_time(place: Place) -> None:
    first = await place.http.get(f"/r/{place.token}.pdf")
    async with client(place.register) as another:
        second = await another.get(f"/r/{place.token.upper()}.pdf")

    assert first.status_code == 200
    assert first.headers["content-type"] == "application/pdf"
    assert first.content.startswith(b"%PDF-1.7")
    assert first.content == second.content


async def test_too_many_checks_from_one_address_are_told_to_wait(place: Place) -> None:
    async with client(place.register, rate=Rate(per_second=0.01, burst=2)) as http:
        answers = [await http.get(f"/r/{UNKNOWN}") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert int(answers[2].headers["retry-after"]) > 0


EVIL = '<script>alert(1)</script>" onload="x'


@pytest.mark.parametrize("language", Language)
def test_words_of_the_register_are_text_on_the_page(language: Language) -> None:
    plain = tags(receipt_page(RECEIPT, UNKNOWN, language))
    item = RECEIPT["items"][0] | {"occupation": EVIL, "trade": EVIL, "basis": EVIL}
    names = dict.fromkeys(("agencyName", "uscc", "agencyCode", "address", "contact"), EVIL)
    page = receipt_page(RECEIPT | names | {"items": [item]}, UNKNOWN, language)

    assert tags(page) == plain
    assert "<script" not in page


def test_words_of_the_register_are_text_in_the_file() -> None:
    markup = '#panic("x") $a$ *b* `c` @d <e> \\ "'

    assert receipt_pdf(RECEIPT | {"agencyName": markup}, ADDRESS).startswith(b"%PDF")


def test_a_glyph_that_the_font_lacks_is_an_error_and_no_gap() -> None:
    with pytest.raises(UnprintableError, match="could not be displayed"):
        receipt_pdf(RECEIPT | {"agencyName": "\U00030000学院"}, ADDRESS)


async def test_a_file_that_cannot_be_set_is_no_file(place: Place) -> None:
    await place.change("update filing_receipt set address = address || U&'\\+030000'")
    async with client(place.register) as http:
        answer = await http.get(f"/r/{place.token}.pdf")
    await place.change("update filing_receipt set address = rtrim(address, U&'\\+030000')")

    assert answer.status_code == 503
    assert "could not be displayed" not in answer.text


def test_a_receipt_without_items_has_no_empty_table() -> None:
    assert receipt_pdf(RECEIPT | {"items": []}, ADDRESS) != receipt_pdf(RECEIPT, ADDRESS)
