"""A minute of chaos on each engine: servers, phones, tabs, networks and the database fail; no promise may be broken.

`make chaos` runs it longer and with other seeds. A seed that has failed once is kept here.
"""

import subprocess
import sys

import pytest

from app.build.node import node_environment
from tests.chaos.nemesis import faults, plan
from tests.support.server import ROOT

MINUTES = 0.6
# Of those in whose time everything goes wrong that can.
SEEDS = [(436, "sqlite"), (436, "postgresql")]


@pytest.mark.parametrize(("seed", "engine"), SEEDS)
def test_everything_has_its_turn(seed: int, engine: str) -> None:
    sqlite = engine == "sqlite"
    planned = {each.fault.name for each in plan(seed, 60 * MINUTES, sqlite=sqlite)}
    assert planned == {fault.name for fault in faults(sqlite=sqlite)}


@pytest.mark.parametrize(("seed", "engine"), SEEDS)
def test_nothing_is_lost_doubled_or_said_too_early(seed: int, engine: str) -> None:
    chosen = {"SEED": str(seed), "MINUTES": str(MINUTES), "ENGINE": engine}
    # In a process of its own, as by hand: it ends processes, and what they leave unclosed is no fault of the test's.
    done = subprocess.run(
        [sys.executable, "-m", "tests.chaos.run"],
        cwd=ROOT, env={**node_environment(), **chosen}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
