"""The key file: written once, read by its owner only, never replaced by another."""

import stat
from pathlib import Path

import pytest

from operation.keys import create_keys, keys_of, load_keys
from operation.refusal import RefusedError


def test_the_first_start_writes_keys_that_the_second_reads(tmp_path: Path) -> None:
    path = tmp_path / "config" / "keys.json"
    made = keys_of(path, may_create=True)
    assert keys_of(path, may_create=False) == made
    assert keys_of(path, may_create=True) == made


def test_only_its_owner_may_read_the_key_file(tmp_path: Path) -> None:
    create_keys(tmp_path / "new" / "keys.json")
    assert stat.S_IMODE((tmp_path / "new" / "keys.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_two_registers_have_different_keys(tmp_path: Path) -> None:
    first, second = create_keys(tmp_path / "a.json"), create_keys(tmp_path / "b.json")
    assert first.sealing != second.sealing
    assert first.indexing != second.indexing


def test_keys_are_never_written_over(tmp_path: Path) -> None:
    made = create_keys(tmp_path / "keys.json")
    with pytest.raises(RefusedError, match="there already"):
        create_keys(tmp_path / "keys.json")
    assert load_keys(tmp_path / "keys.json") == made


def test_data_without_their_keys_are_refused_and_no_new_keys_are_written(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    with pytest.raises(RefusedError, match="is missing"):
        keys_of(path, may_create=False)
    assert not path.exists()


def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    create_keys(path)
    path.chmod(0o640)
    with pytest.raises(RefusedError, match="chmod 600"):
        load_keys(path)


@pytest.mark.parametrize("text", ["", "{}", "[]", "\0", '{"sealing": {"1": "00"}}'])
def test_a_damaged_key_file_is_refused_without_showing_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(RefusedError, match=r"keys\.json"):
        load_keys(path)


def test_a_key_file_without_a_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusedError, match="cannot be written"):
        create_keys(tmp_path / "file" / "keys.json")
