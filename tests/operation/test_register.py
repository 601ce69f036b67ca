"""A start: the database answers, its keys are there, every migration has run."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from operation.keys import create_keys
from operation.refusal import RefusedError
from operation.register import check_config, ready_register
from operation.settings import Settings, read_settings
from tests.server import quick_folder


@pytest.fixture
def settings() -> Iterator[Settings]:
    """Those of a first start in a new folder."""
    with quick_folder() as folder:
        names = {"DATA": f"{folder}/data", "DENGJI_KEYS": f"{folder}/config/keys.json"}
        yield read_settings(names)


def test_the_first_start_makes_a_rehearsal_with_keys_and_the_second_finds_both(
    settings: Settings,
) -> None:
    with ready_register(settings) as first:
        assert first.is_new
    with ready_register(replace(settings, demonstration=False)) as second:
        assert not second.is_new
        assert second.keys == first.keys


def test_a_register_that_lost_its_keys_is_not_started_and_gets_no_others(
    settings: Settings,
) -> None:
    with ready_register(settings):
        settings.keys.rename(settings.keys.with_name("lost.json"))
    with pytest.raises(RefusedError, match="is missing"), ready_register(settings):
        pass
    assert not settings.keys.exists()


def test_a_start_without_a_place_for_keys_writes_no_register(settings: Settings) -> None:
    without = replace(settings, keys=Path("/proc/no/place/keys.json"))
    with pytest.raises(RefusedError, match="cannot be written"), ready_register(without):
        pass
    with ready_register(settings) as register:
        assert register.is_new


def test_the_server_of_an_operator_needs_keys_that_the_operator_made(settings: Settings) -> None:
    with ready_register(settings) as register:
        given = replace(
            settings, database_url=register.dsn, keys=settings.keys.with_name("other.json")
        )
        with pytest.raises(RefusedError, match="is missing"), ready_register(given):
            pass
        create_keys(given.keys)
        with ready_register(given) as same:
            assert not same.is_new


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:1/register", "postgresql://a@/b?host=/nowhere"]
)
def test_a_server_that_does_not_answer_is_said(settings: Settings, url: str) -> None:
    given = replace(settings, database_url=url)
    with pytest.raises(RefusedError, match="cannot be reached"), ready_register(given):
        pass


def test_a_check_of_the_settings_changes_nothing(settings: Settings) -> None:
    names = {"DATA": str(settings.data), "DENGJI_KEYS": str(settings.keys), "PORT": "8123"}
    lines = check_config(names)
    assert lines[0] == "Address: http://127.0.0.1:8123"
    assert f"Keys: will be written to {settings.keys}" in lines
    assert list(settings.data.parent.iterdir()) == []


def test_backup_restore_and_travel_are_commands_of_the_operator(settings: Settings) -> None:
    root = Path(__file__).parent.parent.parent
    places = {
        "DATA": str(settings.data),
        "DENGJI_KEYS": str(settings.keys),
        "PATH": "/usr/bin:/bin",
    }

    def command(*words: str, **others: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *words],
            env=places | others,
            cwd=root,
            capture_output=True,
            text=True,
        )

    with ready_register(settings):
        assert "now" in command("operation.travel", "40").stdout
    file = f"{settings.data.parent}/register.backup"
    assert "Keep the key file" in command("operation.backup", "backup", file).stdout
    elsewhere = f"{settings.data.parent}/elsewhere"
    assert "restored" in command("operation.backup", "restore", file, DATA=elsewhere).stdout
    refused = command("operation.backup", "restore", file, DATA=elsewhere)
    assert refused.returncode == 1
    assert refused.stderr.startswith("The database is not empty")
    with ready_register(replace(settings, data=Path(elsewhere))) as register:
        assert not register.is_new
