"""Whoever types `reflex` without us gets our Node, also on a machine that has none."""

import subprocess
import sys

from tests.support.node import ROOT

ASK_REFLEX = """
from reflex_base.config import get_config
get_config()
from reflex.utils.js_runtimes import get_js_package_executor, validate_frontend_dependencies
validate_frontend_dependencies(init=False)
print(get_js_package_executor()[0][0])
"""


def test_reflex_by_itself_finds_our_node() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK_REFLEX], cwd=ROOT, env={"PATH": ""}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.rpartition("/")[2].strip()) == (0, "npm"), done.stdout + done.stderr
