"""Bodies are bounded before they are decoded."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transport.body import MAX_NESTING, decode_body, is_nested_deeper, read_body
from transport.refusals import Gone, Refused

JSON = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=60,
)


def depth_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0


@settings(deadline=None)  # the machine is shared
@given(value=JSON, most=st.integers(0, 8))
def test_nesting_is_measured_without_decoding(value: object, most: int) -> None:
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        assert is_nested_deeper(text.encode(), most) is (depth_of(value) > most)


def test_a_request_nested_beyond_the_bound_is_not_decoded() -> None:
    def nested(levels: int) -> bytes:
        inner = b"[" * (levels - 2) + b"]" * (levels - 2)
        return b'{"query": "{ __typename }", "variables": {"filter": ' + inner + b"}}"

    assert decode_body(nested(MAX_NESTING)).query == "{ __typename }"
    with pytest.raises(Refused, match="nested deeper"):
        decode_body(nested(MAX_NESTING + 1))


def test_brackets_inside_texts_do_not_nest() -> None:
    text = json.dumps({"a": '[[[[{{{{"\\' * 50, 'b\\"[': '\\\\"'}).encode()
    assert not is_nested_deeper(text, 1)


async def test_a_body_is_not_read_beyond_its_bound() -> None:
    read = 0

    async def endless() -> dict[str, object]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 100, "more_body": True}

    with pytest.raises(Refused) as refused:
        await read_body(endless, None, 1_000)
    assert refused.value.status == 413
    assert read == 11


@pytest.mark.parametrize(
    "declared", [b"1001", b"-1", b"1e3", b"", b"0x10", b"99999999999999999999"]
)
async def test_a_declared_length_is_refused_before_a_byte_is_read(declared: bytes) -> None:
    async def never() -> dict[str, object]:
        raise AssertionError("a byte was read")

    with pytest.raises(Refused):
        await read_body(never, declared, 1_000)


async def test_who_leaves_within_the_body_is_gone() -> None:
    async def leaving() -> dict[str, object]:
        return {"type": "http.disconnect"}

    with pytest.raises(Gone):
        await read_body(leaving, None, 1_000)
