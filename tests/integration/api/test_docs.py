"""The manual's own files, as a browser loads them."""

import pytest

from tests.support.house import House


@pytest.mark.parametrize(
    ("name", "kind"), [("swagger-ui.css", "text/css"), ("swagger-ui-bundle.js", "text/javascript")]
)
async def test_a_file_comes_whole_whatever_part_of_it_is_asked_for(house: House, name: str, kind: str) -> None:
    whole = await house.caller().get(f"/docs/{name}")
    assert whole.headers["content-type"].partition(";")[0] == kind
    for part in ("bytes=abc", "lines=1-2", "bytes=99999999-", "bytes=0-9"):
        answer = await house.caller().get(f"/docs/{name}", headers={"Range": part})
        assert (answer.status_code, answer.content) == (200, whole.content)
