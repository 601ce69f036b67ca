"""拒绝: why the program does not start, in words for the operator."""


class RefusedError(RuntimeError):
    """The words say what was found, what was expected, and what to do. Shown without a trace."""
