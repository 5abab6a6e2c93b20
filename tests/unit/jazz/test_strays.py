"""Which rooms a sweep takes up."""

from app.jazz.bridge import WORKERS_ROOM
from app.jazz.strays import LONGEST_SWEEPS, Strays


def test_the_first_sweep_takes_all_up_but_managers_rooms() -> None:
    assert Strays().among({"van": 3, WORKERS_ROOM: 5, "state-1": 1}) == {"van"}


def test_a_later_one_takes_up_what_has_stood_still() -> None:
    strays = Strays()
    strays.among({"van": 3, WORKERS_ROOM: 5, "state-1": 1})
    assert strays.among({"van": 4, "other": 1, WORKERS_ROOM: 5, "state-1": 2}) == {WORKERS_ROOM}
    assert strays.among({"van": 4, "other": 2, "state-1": 2}) == {"van", "state-1"}


def test_a_managers_room_that_never_stands_still_is_taken_up_all_the_same() -> None:
    strays = Strays()
    for head in range(LONGEST_SWEEPS):
        assert strays.among({WORKERS_ROOM: head}) == set()
    assert strays.among({WORKERS_ROOM: 100}) == {WORKERS_ROOM}
    # Then its manager has time again.
    assert strays.among({WORKERS_ROOM: 101}) == set()


def test_one_that_was_found_clean_meanwhile_has_all_the_time() -> None:
    strays = Strays()
    for head in range(LONGEST_SWEEPS):
        strays.among({WORKERS_ROOM: head})
    strays.among({})
    assert strays.among({WORKERS_ROOM: 100}) == set()
