"""What is wrong with an answer, whatever was asked: the check of the fuzz in place of stock ones.

A refusal is no fault: only INTERNAL, a 5xx, a code outside the closed list, or an answer that is
not what the schema promises.
"""

from typing import Any

import httpx
from graphql import GraphQLResolveInfo, GraphQLSchema, execute_sync, parse

from permissions.errors import ErrorCode

CODES = {code.name for code in ErrorCode} - {ErrorCode.INTERNAL.name}
REFUSED = (400, 401, 403, 405, 413, 429)


def faults(answer: httpx.Response, schema: GraphQLSchema, text: str) -> list[str]:
    """Every fault of the answer in words; none for a correct answer or a typed refusal."""
    if answer.status_code >= 500:
        return [f"status {answer.status_code}: {answer.text[:300]}"]
    payload = answer.json()
    found = [fault for error in payload.get("errors", ()) for fault in _of_error(error)]
    if answer.status_code not in (200, *REFUSED):
        found.append(f"status {answer.status_code}")
    if "data" not in payload and "errors" not in payload:
        found.append("neither data nor errors")
    if payload.get("data") is not None:
        found += deviations(payload["data"], schema, text)
    return found


def _of_error(error: dict[str, Any]) -> list[str]:
    extensions = error.get("extensions", {})
    code = extensions.get("code")
    found = [] if code in CODES else [f"code {code}: {error['message']} {error.get('path')}"]
    if not extensions.get("requestId"):
        found.append(f"no requestId: {error}")
    return found


def deviations(data: dict[str, Any], schema: GraphQLSchema, text: str) -> list[str]:
    """Where the data is not of the types of the schema.

    The document is executed over the answer itself: what comes out must be the answer again.
    """
    result = execute_sync(
        schema, parse(text), root_value=data, field_resolver=_by_key, type_resolver=_by_typename
    )
    if result.errors:
        return [f"not as the schema says: {error.message} {error.path}" for error in result.errors]
    return [] if result.data == data else [f"not of the schema's types: {data} {result.data}"]


def _by_key(source: Any, info: GraphQLResolveInfo[Any], **_: Any) -> Any:
    return source[info.path.key]


def _by_typename(value: Any, *_: Any) -> str:
    name: str = value["__typename"]
    return name
