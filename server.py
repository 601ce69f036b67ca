"""登记 Dengji: `python server.py` serves the register as the environment says.

`--check-config` says what a start would find, and changes nothing.
"""

import gc
import os
import sys

from operation.refusal import RefusedError
from operation.register import check_config
from operation.settings import read_settings


def main(words: list[str]) -> None:
    """Raises RefusedError, whose words are for the operator."""
    if words == ["--check-config"]:
        print("\n".join(check_config(os.environ)))
    elif words:
        raise RefusedError("python server.py [--check-config]")
    else:
        gc.disable()  # what is made at the start stays: looking for garbage is a seventh of it
        from operation.serving import serve  # not for --check-config: it takes a second

        serve(read_settings(os.environ))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except RefusedError as error:
        sys.exit(str(error))
