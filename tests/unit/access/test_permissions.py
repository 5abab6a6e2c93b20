"""The table of permissions, row by row: who is let in, and who just isn't."""

import pytest

from app.access.permissions import RULES, Action, Resource, Thing, can
from app.access.principals import Kind, Principal, Role

DEVICE = Principal("d1", Kind.DEVICE, room="r1")
PAIRED = Principal("d2", Kind.DEVICE, room="r1")
STRANGER = Principal("d3", Kind.DEVICE, room="r2")
WORKER = Principal("w", Kind.WORKER)
VIEWER = Principal("v", Kind.ADMIN, Role.VIEWER)
AGENT = Principal("g", Kind.ADMIN, Role.AGENT)
ADMIN = Principal("a", Kind.ADMIN, Role.ADMIN)
ALL = {
    "unknown": None,
    "device": DEVICE,
    "paired": PAIRED,
    "stranger": STRANGER,
    "worker": WORKER,
    "viewer": VIEWER,
    "agent": AGENT,
    "admin": ADMIN,
}
EVERYONE = set(ALL)
FROM_VIEWER = {"viewer", "agent", "admin"}
FROM_AGENT = {"agent", "admin"}

# Each thing here belongs to the device d1, in its room r1.
MAY = {
    (Action.CREATE, Thing.DEVICE): EVERYONE,
    (Action.CREATE, Thing.FEEDBACK): {"device", "paired", "worker"} | FROM_AGENT,
    (Action.CREATE, Thing.LINK): FROM_AGENT,
    (Action.SYNC, Thing.ROOM): {"device", "paired"},
    (Action.PAIR, Thing.ROOM): {"device", "paired"},
    (Action.PAIR, Thing.DEVICE): {"device", "paired"},
    (Action.DRAIN, Thing.ROOM): {"worker"},
    (Action.READ, Thing.FEEDBACK): {"device", "paired"} | FROM_VIEWER,
    (Action.READ, Thing.DEVICE): {"device", "paired"} | FROM_VIEWER,
    (Action.READ, Thing.STATS): FROM_VIEWER,
    (Action.READ, Thing.CASE): FROM_VIEWER,
    (Action.READ, Thing.QUARANTINE): FROM_VIEWER,
    (Action.EXPORT, Thing.FEEDBACK): FROM_AGENT,
    (Action.WORK, Thing.CASE): FROM_AGENT,
    (Action.WORK, Thing.QUARANTINE): FROM_AGENT,
    (Action.PUBLISH, Thing.FEEDBACK): FROM_AGENT,
    (Action.MANAGE, Thing.DEVICE): {"admin"},
    (Action.MANAGE, Thing.PEOPLE): {"admin"},
    (Action.MANAGE, Thing.SESSION): {"device", "paired", "admin"},
    (Action.READ, Thing.ORDER): {"device", "paired"} | FROM_VIEWER,
    (Action.ERASE, Thing.FEEDBACK): {"admin"},
    (Action.READ, Thing.AUDIT): {"admin"},
    (Action.MANAGE, Thing.SAMPLE): {"admin"},
}


@pytest.mark.parametrize(("action", "thing"), MAY)
def test_who_may(action: Action, thing: Thing) -> None:
    resource = Resource(thing, room="r1", owner="d1")
    assert {name for name, who in ALL.items() if can(who, action, resource)} == MAY[action, thing]


def test_no_row_is_untested() -> None:
    assert MAY.keys() == RULES.keys()


def test_what_belongs_to_nobody_is_nobodys_own() -> None:
    roomless = Principal("d4", Kind.DEVICE)
    assert not can(roomless, Action.SYNC, Resource(Thing.ROOM))
    assert not can(DEVICE, Action.READ, Resource(Thing.FEEDBACK))
