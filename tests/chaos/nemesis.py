"""What goes wrong: a plan by the seed."""

import random
import signal
from collections.abc import Callable
from typing import NamedTuple

from tests.chaos import trouble
from tests.chaos.trouble import House, Locker, Rolling, nothing


class Fault(NamedTuple):
    """Something that goes wrong: whose trouble it is, how it begins and ends, and how long it lasts at most."""

    name: str
    of: str
    begin: Callable[[House], None]
    heal: Callable[[House], None]
    seconds: float


class Planned(NamedTuple):
    """When what goes wrong, and for how long."""

    at: float
    fault: Fault
    seconds: float


def faults(*, sqlite: bool) -> list[Fault]:
    """Everything that may go wrong on this engine."""
    locker = Locker()
    both = [
        Fault("the server is killed", "server", lambda house: house.server.kill(), trouble.start_server, 1.5),
        Fault("the server is killed as it acknowledges", "server", trouble.kill_at_102, trouble.start_after_102, 2),
        Fault("the server is killed as it starts", "server", trouble.kill_twice, trouble.start_server, 0.2),
        _frozen("the server stands still", "server", trouble.signal_server, 4),
        Fault("a deploy", "server", trouble.stop_server, trouble.start_server, 0.5),
        Fault("the phones are killed", "fleet", lambda house: house.fleet.kill(), lambda house: house.fleet.start(), 1),
        _frozen("the phones stand still", "fleet", lambda house, number: house.fleet.signal(number), 4),
        Fault("the browser is killed", "browser", lambda house: house.tabs.kill(), nothing, 1),
        Fault("a tab is closed", "browser", lambda house: house.tabs.close_one(), nothing, 1),
        _frozen("the browser stands still", "browser", lambda house, number: house.tabs.signal(number), 3),
        _spoiled("the network is cut", "network", 5, is_cut=True),
        Fault("connections are cut", "network", lambda house: house.network.cut(), nothing, 0.1),
        _spoiled("the network is slow", "network", 6, delay=1.0),
        _lost("what the server says is lost", "network", 5, is_deaf=True),
        _lost("what is said to the server is lost", "network", 5, is_mute=True),
        _spoiled("frames double and change places", "network", 8, mischief=True),
        _lost("the API stores and doesn't answer", "delivery", 6, is_deaf=True),
        _lost("the API hears nothing", "delivery", 6, is_mute=True),
        _spoiled("the API is away", "delivery", 4, is_cut=True),
        Fault("the API's certificate expires", "delivery", trouble.certify("expired"), trouble.certify("good"), 4),
        Fault("tokens expire", "database", trouble.expire, nothing, 0.1),
        Fault("a phone is lost", "fleet", trouble.lose_phone, nothing, 0.1),
        Fault("clocks jump", "fleet", trouble.jump, nothing, 0.1),
        Fault("phones are full", "fleet", trouble.fill_phone(True), trouble.fill_phone(False), 4),
    ]
    if sqlite:
        return [
            *both,
            Fault("the disk is full", "server", trouble.fill_disk, trouble.free_disk, 4),
            Fault("another process holds the database", "database", locker.begin, locker.heal, 4),
        ]
    rolling = Rolling()
    return [
        *both,
        Fault("PostgreSQL is restarted", "database", trouble.restart_postgres, nothing, 1),
        Fault("a deploy without a gap", "server", rolling.begin, rolling.heal, 4),
    ]


def _frozen(name: str, of: str, send: Callable[[House, int], None], seconds: float) -> Fault:
    """Somebody's processes stop in the midst of what they do, and go on later."""
    return Fault(
        name, of, lambda house: send(house, signal.SIGSTOP), lambda house: send(house, signal.SIGCONT), seconds
    )


def _spoiled(name: str, wire: str, seconds: float, **how: bool | float) -> Fault:
    """A network isn't as it should be; afterwards it is again."""
    well = {each: type(value)() for each, value in how.items()}
    return Fault(name, wire, trouble.spoil(wire, **how), trouble.spoil(wire, **well), seconds)


def _lost(name: str, wire: str, seconds: float, **how: bool) -> Fault:
    """One direction of a network carries nothing, while everything stays open."""
    return Fault(name, wire, trouble.spoil(wire, **how), trouble.speak_again(wire), seconds)


def plan(seed: int, seconds: float, *, sqlite: bool) -> list[Planned]:
    """What goes wrong and when; the same for the same seed."""
    chance = random.Random(seed)
    deck: list[Fault] = []
    found: list[Planned] = []
    free_at: dict[str, float] = {}
    at = 4.0
    while at < seconds:
        # Each of them before any comes again.
        if not deck:
            deck = faults(sqlite=sqlite)
            chance.shuffle(deck)
        fault = next((each for each in deck if free_at.get(each.of, 0.0) <= at), None)
        if fault is not None:
            deck.remove(fault)
            lasts = fault.seconds * chance.uniform(0.3, 1)
            found.append(Planned(at, fault, lasts))
            # After a fault of the server, it needs some time in which it works.
            free_at[fault.of] = at + lasts + (5 if fault.of == "server" else 1)
        at += chance.uniform(0.3, 2)
    return found
