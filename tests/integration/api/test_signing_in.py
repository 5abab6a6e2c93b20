"""Signing in, the account, people and the audit log over the API, with the routes and words that were promised."""

import re

import httpx
import pytest
from sqlmodel import col, select

from app.access.principals import Role
from app.api.errors import INTERNAL
from app.store.tables import OutboxRow
from tests.support.house import House

PASSWORD = "correct horse battery"
EMAIL = "ada@example.com"


async def invited(house: House, role: Role = Role.VIEWER, email: str = EMAIL) -> httpx.AsyncClient:
    """Somebody who has come in with the link they were handed."""
    made = await (await house.admin()).post("/people", json={"email": email, "role": role})
    assert made.status_code == 201
    told = made.json()
    assert told["mailed"] is False
    person = house.caller()
    redeemed = await person.post("/sign-in/link", json={"token": told["link"].partition("#")[2]})
    assert redeemed.status_code == 204
    return person


async def code_in_the_log(house: House, caplog: pytest.LogCaptureFixture) -> str:
    with caplog.at_level("WARNING", logger="app.mail"):
        await house.services.mailer.send_due()
    return str(re.findall(r"Your verification code is: (\d{6})", caplog.text)[-1])


async def test_code_by_mail(house: House, caplog: pytest.LogCaptureFixture) -> None:
    await invited(house)
    caller = house.caller()
    known = await caller.post("/send-magic-code", json={"email": EMAIL})
    unknown = await caller.post("/send-magic-code", json={"email": "nobody@example.com"})
    assert (known.status_code, known.json()) == (200, {"message": "Magic code sent successfully"})
    assert (unknown.status_code, unknown.json()) == (known.status_code, known.json())
    code = await code_in_the_log(house, caplog)
    refused = await caller.post("/sign-in/code", json={"email": "nobody@example.com", "code": code})
    assert (refused.status_code, refused.json()["error"]) == (401, "Invalid or expired code")
    opened = await caller.post("/sign-in/code", json={"email": EMAIL, "code": code})
    assert opened.status_code == 200
    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert opened.json()["token"] in cookie
    shown = house.caller(opened.json()["token"])
    protected = await shown.post("/protected-resource")
    assert protected.json()["message"] == "Authentication successful"
    assert protected.json()["profile"]["email"] == EMAIL


async def test_who_could_not_be_mailed_is_not_invited(house: House) -> None:
    for email in ("a@[", "ada@example.com,eve@example.com"):
        refused = await (await house.admin()).post("/people", json={"email": email})
        assert (refused.status_code, refused.json()["fields"]) == (422, {"email": "is no mail address"})


async def texts(house: House) -> list[str]:
    """What the outbox holds, oldest first."""
    statement = select(OutboxRow.body).where(OutboxRow.recipient == EMAIL).order_by(col(OutboxRow.created_at))
    return await house.services.database.read(lambda session: list(session.exec(statement)))


async def test_a_code_is_in_the_outbox_until_it_is_used_or_another_takes_its_place(house: House) -> None:
    await invited(house)
    caller = house.caller()
    for _ in range(2):
        await caller.post("/send-magic-code", json={"email": EMAIL})
        await house.services.mailer.send_due()
    before, now = await texts(house)
    assert before == ""
    code = re.findall(r"Your verification code is: (\d{6})", now)[0]
    assert (await caller.post("/sign-in/code", json={"email": EMAIL, "code": code})).status_code == 200
    assert await texts(house) == ["", ""]


async def test_protected_resource_says_why_not(house: House) -> None:
    without = await house.caller().post("/protected-resource")
    assert (without.status_code, without.json()["error"]) == (401, "Authentication required")
    wrong = await house.caller("wrong").post("/protected-resource")
    assert (wrong.status_code, wrong.json()["error"]) == (401, "Invalid or expired token")


@pytest.mark.parametrize(
    ("path", "sent", "told"),
    [
        ("/sign-in", {"email": EMAIL, "password": PASSWORD}, "Authentication failed"),
        ("/send-magic-code", {"email": EMAIL}, "Failed to send magic code"),
        ("/protected-resource", {}, "Server error"),
        ("/sign-in/code", {"email": EMAIL, "code": "204815"}, "internal"),
    ],
)
async def test_what_breaks_unexpectedly_is_told_in_the_promised_words(
    house: House, path: str, sent: dict[str, str], told: str
) -> None:
    house.api.state.mail_sign_in = house.api.state.sign_in = None
    answer = await house.caller("a token").post(path, json=sent)
    assert answer.status_code == 500
    assert answer.json() == {"error": told, "detail": INTERNAL[1]}


async def test_password(house: House) -> None:
    person = await invited(house)
    assert (await person.put("/me/password", json={"password": "short"})).status_code == 422
    assert (await person.put("/me/password", json={"password": PASSWORD})).status_code == 204
    caller = house.caller()
    for email, password in ((EMAIL, "wrong"), ("nobody@example.com", PASSWORD)):
        wrong = await caller.post("/sign-in", json={"email": email, "password": password})
        assert (wrong.status_code, wrong.json()["error"]) == (401, "Invalid credentials")
    right = await caller.post("/sign-in", json={"email": EMAIL, "password": PASSWORD})
    assert right.status_code == 200
    assert (await house.caller(right.json()["token"]).get("/me")).json()["email"] == EMAIL
    wrong = await person.post("/me/password/remove", json={"current": "wrong"})
    assert (wrong.status_code, wrong.json()["fields"]) == (422, {"current": "is not right"})
    assert (await person.post("/me/password/remove", json={"current": PASSWORD})).status_code == 204


async def test_sessions_are_listed_and_ended(house: House) -> None:
    person = await invited(house)
    other = await invited(house)
    listed = (await person.get("/me/sessions")).json()["items"]
    assert [each["current"] for each in listed].count(True) == 1
    (there,) = [each["id"] for each in listed if not each["current"]]
    assert (await person.delete(f"/me/sessions/{there}")).status_code == 204
    assert (await other.get("/me")).status_code == 401
    stranger = await invited(house, email="eve@example.com")
    (mine,) = [each["id"] for each in listed if each["current"]]
    assert (await stranger.delete(f"/me/sessions/{mine}")).status_code == 404
    assert (await person.delete("/me/sessions")).status_code == 204
    assert (await person.get("/me")).status_code == 401


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT])
async def test_people_and_audit_are_for_admins(house: House, role: Role) -> None:
    person = await invited(house, role)
    calls = (
        person.get("/people"),
        person.post("/people", json={"email": "x@example.com"}),
        person.patch("/people/owner", json={"role": "viewer"}),
        person.post("/people/owner/sign-out"),
        person.get("/audit"),
    )
    assert [(await call).status_code for call in calls] == [403] * len(calls)


async def test_people_are_changed_and_every_act_is_told(house: House) -> None:
    admin = await house.admin()
    person = await invited(house)
    (row,) = [each for each in (await admin.get("/people")).json()["items"] if each["email"] == EMAIL]
    assert (await admin.patch(f"/people/{row['id']}", json={"role": "agent"})).status_code == 204
    assert (await person.get("/me")).json()["role"] == "agent"
    assert (await admin.patch(f"/people/{row['id']}", json={"disabled": True})).status_code == 204
    assert (await person.get("/me")).status_code == 401
    assert (await admin.patch("/people/nobody", json={"role": "agent"})).status_code == 404
    lines = (await admin.get("/audit")).json()["items"]
    acts = [(line["act"], line["detail"]) for line in lines if line["subject"] == EMAIL]
    assert acts == [("disabled", ""), ("role_changed", "viewer → agent"), ("invited", "viewer")]
    page = (await admin.get("/audit", params={"before": lines[0]["number"], "limit": 1})).json()["items"]
    assert page == lines[1:2]


async def test_a_change_of_somebody_is_one_and_nobody_is_not_changed(house: House) -> None:
    admin = await house.admin()
    await invited(house)
    (row,) = [each for each in (await admin.get("/people")).json()["items"] if each["email"] == EMAIL]
    both = await admin.patch(f"/people/{row['id']}", json={"role": "agent", "disabled": True})
    assert both.status_code == 204
    (row,) = [each for each in (await admin.get("/people")).json()["items"] if each["email"] == EMAIL]
    assert (row["role"], row["disabledAt"] is None) == ("agent", False)
    for change in ({"role": "agent"}, {"disabled": True}, {}):
        assert (await admin.patch("/people/nobody", json=change)).status_code == 404


async def test_a_session_from_another_sites_page_changes_nothing(house: House) -> None:
    admin = await house.admin()
    forged = await admin.post(
        "/people", json={"email": "eve@example.com", "role": "admin"}, headers={"Origin": "https://evil.test"}
    )
    assert forged.status_code == 403
    assert forged.json()["error"] == "foreign_origin"


async def test_asking_for_codes_is_limited_for_unknown_addresses_too(house: House) -> None:
    caller = house.caller()
    answers = [await caller.post("/send-magic-code", json={"email": "nobody@example.com"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1
