"""人机验证 The captcha of an installation: its own coroutine function, named `module:function`.

It is asked `(proof, address)` and says whether a person asks; a proof holds once. This program
prescribes no product: what stands in front of the page makes the proof, this function knows it.
"""

import inspect
from importlib import import_module

from transport.look_ups import Challenge

EXPECTED = "module:function, a coroutine function of (proof, address) that can be imported"


def read_challenge(text: str) -> Challenge:
    """The function. Raises ValueError with what was expected."""
    module, _, name = text.partition(":")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError):
        raise ValueError(EXPECTED) from None
    if not inspect.iscoroutinefunction(found):
        raise ValueError(EXPECTED)
    challenge: Challenge = found
    return challenge
