"""An audit is clean only when somebody was asked and knew of nothing."""

import json
from subprocess import CompletedProcess

from tests.support.audit import from_npm_audit, from_pip_audit


def ran(told: object, complaint: str = "") -> CompletedProcess[str]:
    return CompletedProcess((), 0, told if isinstance(told, str) else json.dumps(told), complaint)


def test_a_package_that_nobody_was_asked_about_is_not_clean() -> None:
    clean = {"name": "httpx", "version": "1", "vulns": []}
    assert from_pip_audit("r", ran({"dependencies": [clean]})) == ("r", True, [], "")
    told = from_pip_audit("r", ran({"dependencies": [clean, {"name": "x", "skip_reason": "not found"}]}))
    assert (told.asked, told.said) == (False, "1 of 2 packages could not be asked about: not found")
    assert from_pip_audit("r", ran("", "no network")) == ("r", False, [], "no network")


def test_a_hole_is_named_with_what_mends_it() -> None:
    holed = {"name": "httpx", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
    assert from_pip_audit("r", ran({"dependencies": [holed]})).holes == ["httpx 1: PYSEC-1, mended in 1.1"]
    found = from_npm_audit("p", ran({"vulnerabilities": {"vite": {"range": "<8", "severity": "high"}}}))
    assert (found.asked, found.holes) == (True, ["vite <8: high"])


def test_a_registry_without_a_list_is_not_clean() -> None:
    told = from_npm_audit("p", ran({"error": {"summary": ""}}, "npm warn audit 405 Method Not Allowed\nnpm error x"))
    assert (told.asked, told.said) == (False, "npm warn audit 405 Method Not Allowed")
