"""The manifest of documents that pages ask for by their ids."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from operation.refusal import RefusedError
from operation.settings import read_settings
from operation.trusted_documents import read_manifest

DOCUMENT = "query Agencies { agencies { totalCount } }"
DIGEST = hashlib.sha256(DOCUMENT.encode()).hexdigest()


def manifest(folder: Path, content: Any) -> str:
    path = folder / "documents.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "content",
    [
        {DIGEST: DOCUMENT},
        {f"sha256:{DIGEST}": DOCUMENT},
        {
            "format": "apollo-persisted-query-manifest",
            "version": 1,
            "operations": [
                {"id": DIGEST, "name": "Agencies", "type": "query", "body": DOCUMENT},
            ],
        },
    ],
)
def test_the_forms_of_the_generators_are_read(tmp_path: Path, content: Any) -> None:
    assert read_manifest(manifest(tmp_path, content)) == {f"sha256:{DIGEST}": DOCUMENT}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (["query"], "JSON object of documents"),
        ({"a": 1}, "JSON object of documents"),
        ({"sha256:00": DOCUMENT}, "'sha256:00' is not the SHA-256"),
        ({hashlib.sha256(b"query {").hexdigest(): "query {"}, "is no GraphQL"),
    ],
)
def test_another_file_is_refused_with_what_was_expected(
    tmp_path: Path, content: Any, words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        read_settings({"DENGJI_TRUSTED_DOCUMENTS": manifest(tmp_path, content)})


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="No such file"):
        read_settings({"DENGJI_TRUSTED_DOCUMENTS": str(tmp_path / "none.json")})
