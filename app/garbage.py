"""When Python looks for garbage: not while it imports, and never again among what the start has made.

In: nothing. Out: nothing but time: imports make a great many objects and no garbage, so looking through them is a
seventh of a start, and later holds everybody up for as long as one look takes.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def importing() -> Iterator[None]:
    """Look for none meanwhile."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def started() -> None:
    """What there is now stays."""
    gc.freeze()
