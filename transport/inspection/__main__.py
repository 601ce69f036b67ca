"""`python -m transport.inspection KIND FILE TARGET`: one file, inspected under bounds.

It says the name of the fault, or the pixels of a picture (`295x413`), which is written anew into
TARGET, or nothing.
"""

import resource
import sys
from pathlib import Path

from rules.vocabulary import ContentFault, ContentKind
from transport.inspection.bounds import CPU_SECONDS, MEMORY_BYTES, Faulty


def main(words: list[str]) -> str:
    kind, source, target = ContentKind[words[0]], Path(words[1]), Path(words[2])
    try:
        if kind in (ContentKind.JPEG, ContentKind.PNG):
            from transport.inspection.pictures import rewrite_picture

            width, height = rewrite_picture(source, kind, target)
            return f"{width}x{height}"
        from transport.inspection.office import check_package

        check_package(source, kind)
    except Faulty as faulty:
        return faulty.fault.name
    except (MemoryError, RecursionError):
        return ContentFault.TOO_LARGE_UNFOLDED.name
    return ""


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    sys.stdout.write(main(sys.argv[1:]))
