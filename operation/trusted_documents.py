"""登记文档 Documents that may be asked for by their id: the manifest that a page's build writes.

Known forms: `{"<sha256>": "query …"}` (graphql-codegen with `persistedDocuments`, relay-compiler
with its own hash) and Apollo's `{"operations": [{"id": …, "body": …}]}`. An id is the SHA-256 of
the text, with or without `sha256:` before it.
"""

import hashlib
from pathlib import Path
from typing import Final

import msgspec
from graphql import GraphQLError, parse

PREFIX: Final = "sha256:"
EXPECTED: Final = (
    'a file with a JSON object of documents by SHA-256, as {"sha256:9f86…": "query Agencies …"}'
)


class Operation(msgspec.Struct):
    id: str
    body: str


class OperationManifest(msgspec.Struct):
    operations: list[Operation]


def read_manifest(text: str) -> dict[str, str]:
    """The documents of a file by `sha256:…`. Raises ValueError with what was expected."""
    try:
        content = Path(text).read_bytes()
    except OSError as error:
        raise ValueError(f"{EXPECTED} ({error.strerror})") from None
    return {_id_of(given, document): document for given, document in _pairs(content)}


def _pairs(content: bytes) -> list[tuple[str, str]]:
    try:
        manifest = msgspec.json.decode(content, type=OperationManifest)
    except msgspec.ValidationError:
        pass
    except msgspec.DecodeError:
        raise ValueError(EXPECTED) from None
    else:
        return [(operation.id, operation.body) for operation in manifest.operations]
    try:
        return list(msgspec.json.decode(content, type=dict[str, str]).items())
    except msgspec.ValidationError:
        raise ValueError(EXPECTED) from None


def _id_of(given: str, document: str) -> str:
    digest = hashlib.sha256(document.encode()).hexdigest()
    if given.removeprefix(PREFIX).lower() != digest:
        raise ValueError(f"{EXPECTED}: {given!r} is not the SHA-256 of its document, {digest} is")
    try:
        parse(document)
    except GraphQLError as error:
        raise ValueError(f"{EXPECTED}: {given!r} is no GraphQL: {error.message}") from None
    return PREFIX + digest
