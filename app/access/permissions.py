"""Who may do what: one table, one question.

Pure: a principal, an action and a thing go in, yes or no comes out. What the table doesn't list nobody may
do. Read a row as "this action on this thing is open to": everyone; whoever it belongs to; the server's
worker; admins from this role up.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.access.principals import Kind, Principal, Role


class Action(StrEnum):
    """What somebody wants to do."""

    CREATE = "create"
    READ = "read"
    SYNC = "sync"
    PAIR = "pair"
    DRAIN = "drain"
    EXPORT = "export"
    WORK = "work"
    PUBLISH = "publish"
    MANAGE = "manage"
    ERASE = "erase"


class Thing(StrEnum):
    """What they want to do it to."""

    ROOM = "room"
    DEVICE = "device"
    FEEDBACK = "feedback"
    CASE = "case"
    QUARANTINE = "quarantine"
    STATS = "stats"
    SESSION = "session"
    PEOPLE = "people"
    AUDIT = "audit"
    LINK = "link"
    ORDER = "order"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Resource:
    """One thing, or all of its kind; the room or the principal it belongs to, where it belongs to any."""

    thing: Thing
    room: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """To whom a row of the table is open."""

    everyone: bool = False
    own: bool = False
    worker: bool = False
    role: Role | None = None


RULES: dict[tuple[Action, Thing], Open] = {
    (Action.CREATE, Thing.DEVICE): Open(everyone=True),
    (Action.CREATE, Thing.FEEDBACK): Open(own=True, worker=True, role=Role.AGENT),
    (Action.CREATE, Thing.LINK): Open(role=Role.AGENT),
    (Action.SYNC, Thing.ROOM): Open(own=True),
    (Action.PAIR, Thing.ROOM): Open(own=True),
    (Action.PAIR, Thing.DEVICE): Open(own=True),
    (Action.DRAIN, Thing.ROOM): Open(worker=True),
    (Action.READ, Thing.FEEDBACK): Open(own=True, role=Role.VIEWER),
    (Action.READ, Thing.DEVICE): Open(own=True, role=Role.VIEWER),
    (Action.READ, Thing.STATS): Open(role=Role.VIEWER),
    (Action.READ, Thing.CASE): Open(role=Role.VIEWER),
    (Action.READ, Thing.QUARANTINE): Open(role=Role.VIEWER),
    (Action.EXPORT, Thing.FEEDBACK): Open(role=Role.AGENT),
    (Action.WORK, Thing.CASE): Open(role=Role.AGENT),
    (Action.WORK, Thing.QUARANTINE): Open(role=Role.AGENT),
    (Action.PUBLISH, Thing.FEEDBACK): Open(role=Role.AGENT),
    (Action.MANAGE, Thing.DEVICE): Open(role=Role.ADMIN),
    (Action.MANAGE, Thing.PEOPLE): Open(role=Role.ADMIN),
    (Action.MANAGE, Thing.SESSION): Open(own=True, role=Role.ADMIN),
    (Action.READ, Thing.ORDER): Open(own=True, role=Role.VIEWER),
    (Action.ERASE, Thing.FEEDBACK): Open(role=Role.ADMIN),
    (Action.READ, Thing.AUDIT): Open(role=Role.ADMIN),
    (Action.MANAGE, Thing.SAMPLE): Open(role=Role.ADMIN),
}
NOBODY = Open()


def can(principal: Principal | None, action: Action, resource: Resource) -> bool:
    """Whether the principal, or with None somebody unknown, may do that."""
    row = RULES.get((action, resource.thing), NOBODY)
    if principal is None:
        return row.everyone
    return (
        row.everyone
        or (row.own and owns(principal, resource))
        or (row.worker and principal.kind is Kind.WORKER)
        or (row.role is not None and has_role(principal, row.role))
    )


def owns(principal: Principal, resource: Resource) -> bool:
    """Whether it is theirs: by themselves, or in the room that they share with paired devices."""
    theirs = resource.owner is not None and resource.owner == principal.id
    shared = resource.room is not None and resource.room == principal.room
    return theirs or shared


def has_role(principal: Principal, role: Role) -> bool:
    """Whether they are an admin of at least that role."""
    return principal.kind is Kind.ADMIN and principal.role is not None and principal.role.includes(role)
