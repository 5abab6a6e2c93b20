"""commit() is called in one place, so that every write is whole and every promise follows it."""

import ast
from pathlib import Path

APP = Path(__file__).parents[3] / "app"
THE_PLACE = APP / "store" / "engine.py"


def commits(file: Path) -> int:
    calls = (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call))
    return sum(isinstance(call.func, ast.Attribute) and call.func.attr == "commit" for call in calls)


def test_only_the_engine_commits() -> None:
    places = {file: commits(file) for file in APP.rglob("*.py") if commits(file)}
    assert places == {THE_PLACE: 1}
