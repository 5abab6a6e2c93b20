"""Bends change what they name, or stop the build."""

import pytest

from app.build import lighter, plugin
from app.build.plugin import Bend, bend
from app.errors import BuildError


def test_a_bend_replaces_its_text() -> None:
    assert bend("a b c", [Bend("file", "b", "x"), Bend("file", "c", "y")]) == "a x y"


@pytest.mark.parametrize("text", ["a c", "b b"])
def test_a_text_that_is_gone_or_not_the_only_one_stops_the_build(text: str) -> None:
    with pytest.raises(BuildError, match=r"state\.js no longer has the text"):
        bend(text, [Bend("state.js", "b", "x")])


def test_every_bend_says_something_else() -> None:
    assert all(each.old != each.new for each in (*plugin.BENDS, *lighter.BENDS))
