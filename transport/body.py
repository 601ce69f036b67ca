"""请求体 The body of a request: bounded in bytes and nesting before anything is decoded."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qs

import msgspec
from starlette.types import Receive

from transport.refusals import Gone, Refused, malformed

MAX_NESTING: Final = 32  # of lists and objects: a filter of and/or/not has about ten
MAX_PARAMETERS: Final = 20
NO_VARIABLES: Final = b"{}"
NULL: Final = b"null"
ONE_KIND: Final = bytes.maketrans(b"{}", b"[]")
NOT_A_BRACKET: Final = bytes(byte for byte in range(256) if byte not in b"[]{}")


class Submitted(msgspec.Struct, rename="camel"):
    """The members of a GraphQL request; any other member is ignored.

    `variables` and `extensions` stay text: a compiled plan reads only what it needs of them.
    """

    query: str | None = None
    document_id: str | None = None
    operation_name: str | None = None
    variables: msgspec.Raw = msgspec.Raw(NULL)
    extensions: msgspec.Raw = msgspec.Raw(NULL)

    @property
    def asks_for_cost(self) -> bool:
        """`"extensions": {"cost": true}`: the answer says what the document costs."""
        text = bytes(self.extensions)
        return text != NULL and _decode_wishes(text).cost is True

    @property
    def variables_text(self) -> bytes:
        """The variables as the text of a JSON object, empty if there are none."""
        text = bytes(self.variables)
        return NO_VARIABLES if text == NULL else text


class Wishes(msgspec.Struct):
    """The members of `extensions` that are known here."""

    cost: Any = None


_decode_wishes: Final[Callable[[bytes], Wishes]] = msgspec.json.Decoder(Wishes).decode
_decode: Final[Callable[[bytes], Submitted]] = msgspec.json.Decoder(Submitted).decode


async def read_body(receive: Receive, declared: bytes | None, most_bytes: int) -> bytes:
    """The whole body. Refused with 413 beyond `most_bytes`; Gone if the connection ends.

    A body that declares its length is refused by it, before a byte is read.
    """
    if declared is not None and (not declared.isdigit() or int(declared) > most_bytes):
        raise _too_large(most_bytes)
    pieces: list[bytes] = []
    length = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        piece: bytes = message.get("body", b"")
        length += len(piece)
        if length > most_bytes:
            raise _too_large(most_bytes)
        pieces.append(piece)
        if not message.get("more_body", False):
            return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _too_large(most_bytes: int) -> Refused:
    return Refused(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"请求体最多{most_bytes}字节。",
        f"The body may have {most_bytes} bytes at most.",
    )


def decode_body(body: bytes) -> Submitted:
    """The request inside a JSON body. Raises Refused (400) with what was expected."""
    _check_text(body)
    if body.lstrip()[:1] == b"[":
        raise malformed(
            "一个请求体只能含一个请求，请逐个发送。",
            "Several requests in one body are not taken; send them one by one.",
        )
    try:
        submitted = _decode(body)
    except msgspec.ValidationError as error:
        raise malformed(
            f"请求体不是GraphQL请求：{error}。", f"The body is not a GraphQL request: {error}."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise malformed("请求体不是UTF-8的JSON。", "The body is not JSON in UTF-8.") from None
    _check_objects(submitted)
    return submitted


def decode_query_string(query_string: bytes) -> Submitted:
    """The request inside the parameters of a GET. Raises Refused (400)."""
    try:
        values = parse_qs(
            query_string.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(query_string),
            errors="strict",
            max_num_fields=MAX_PARAMETERS,
        )
    except ValueError:
        raise malformed(
            "地址中的参数无法读取。", "The parameters of the address cannot be read."
        ) from None
    if any(len(found) > 1 for found in values.values()):
        raise malformed("地址中的参数重复给出。", "A parameter of the address is given twice.")
    given = {name: found[0] for name, found in values.items()}
    submitted = Submitted(
        query=given.get("query"),
        document_id=given.get("documentId"),
        operation_name=given.get("operationName") or None,
        variables=_parameter(given.get("variables")),
        extensions=_parameter(given.get("extensions")),
    )
    _check_objects(submitted)
    return submitted


def _parameter(text: str | None) -> msgspec.Raw:
    encoded = (text or "null").encode()
    _check_text(encoded)
    try:
        return msgspec.json.decode(encoded, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        raise malformed(
            "地址中的参数不是JSON。", "A parameter of the address is not JSON."
        ) from None


def _check_objects(submitted: Submitted) -> None:
    for name in ("variables", "extensions"):
        text = bytes(getattr(submitted, name))
        if text != NULL and text[:1] != b"{":
            raise malformed(f"{name}应为对象。", f"{name} must be an object.")


def _check_text(text: bytes) -> None:
    """UTF-8 throughout, no U+0000, and not nested beyond the bound: all without decoding."""
    if is_nested_deeper(text, MAX_NESTING):
        raise malformed(
            f"请求体嵌套超过{MAX_NESTING}层。",
            f"The body is nested deeper than {MAX_NESTING} levels.",
        )
    try:
        text.decode()
    except UnicodeDecodeError:
        raise malformed("请求体不是UTF-8。", "The body is not UTF-8.") from None
    # PostgreSQL has no text with U+0000. An even number of backslashes before it is a backslash
    # followed by the letter u, so escaped backslashes go first.
    if b"\\u0000" in text and b"\\u0000" in text.replace(b"\\\\", b""):
        raise malformed("文本不得含有字符U+0000。", "A text may not contain the character U+0000.")


def is_nested_deeper(text: bytes, most: int) -> bool:
    """Whether lists and objects lie deeper than `most`, by a few passes over the bytes.

    Text that is not JSON gives any answer: the decoder refuses it.
    """
    if text.count(b"[") + text.count(b"{") <= most:
        return False
    unescaped = text.replace(b"\\\\", b"").replace(b'\\"', b"")
    brackets = b"".join(unescaped.split(b'"')[::2]).translate(ONE_KIND, NOT_A_BRACKET)
    for _ in range(most):
        inner_removed = brackets.replace(b"[]", b"")  # one level: what has nothing inside it
        if len(inner_removed) == len(brackets):
            break
        brackets = inner_removed
    return bool(brackets)


def decode_variables(text: bytes) -> dict[str, Any]:
    """The variables as plain values, for the executor. Raises Refused (400)."""
    try:
        variables: dict[str, Any] = msgspec.json.decode(text, type=dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise malformed(
            "variables无法读取：不是UTF-8的JSON。",
            "variables cannot be read: not JSON in UTF-8.",
        ) from None
    return variables
