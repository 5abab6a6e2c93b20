"""Who may do what holds for every principal, action and thing, not only for those we thought of."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.access.permissions import RULES, Action, Resource, Thing, can
from app.access.principals import Kind, Principal, Role

# Few, so that principals and resources often meet.
IDS = st.sampled_from(["a", "b", "c"])
MAYBE = st.none() | IDS
# What anybody may do, known or not.
PUBLIC = {(Action.CREATE, Thing.DEVICE)}
ROLES = list(Role)

actions = st.sampled_from(Action)
resources = st.builds(Resource, st.sampled_from(Thing), room=MAYBE, owner=MAYBE)
kinds_without_role = st.sampled_from([kind for kind in Kind if kind is not Kind.ADMIN])
admins = st.builds(Principal, IDS, st.just(Kind.ADMIN), role=st.sampled_from(Role))
others = st.builds(Principal, IDS, kinds_without_role, room=MAYBE)
phones = st.builds(Principal, IDS, st.sampled_from([Kind.DEVICE, Kind.CUSTOMER, Kind.COURIER]), room=MAYBE)


@given(actions, resources)
def test_somebody_unknown_may_do_nothing_but_what_is_public(action: Action, resource: Resource) -> None:
    assert can(None, action, resource) == ((action, resource.thing) in PUBLIC)


@given(admins | others, actions, resources)
def test_whoever_is_known_may_do_what_the_unknown_may(principal: Principal, action: Action, resource: Resource) -> None:
    assert can(principal, action, resource) >= can(None, action, resource)


@given(IDS, actions, resources)
def test_more_role_never_means_less(name: str, action: Action, resource: Resource) -> None:
    allowed = [can(Principal(name, Kind.ADMIN, role), action, resource) for role in ROLES]
    assert all(less <= more for less, more in pairwise(allowed))


@given(admins | others, actions, resources)
def test_what_the_table_does_not_list_nobody_may(principal: Principal, action: Action, resource: Resource) -> None:
    assert (action, resource.thing) in RULES or not can(principal, action, resource)


@given(phones, actions, resources)
def test_a_phone_reaches_nothing_that_is_not_its_own(phone: Principal, action: Action, resource: Resource) -> None:
    own = resource.owner == phone.id or (resource.room is not None and resource.room == phone.room)
    assert own or can(phone, action, resource) == can(None, action, resource)


@given(admins | others, resources)
def test_only_the_worker_drains(principal: Principal, resource: Resource) -> None:
    drains = can(principal, Action.DRAIN, resource)
    assert drains == (principal.kind is Kind.WORKER and resource.thing is Thing.ROOM)


@given(others, actions, resources)
def test_a_role_counts_for_admins_alone(principal: Principal, action: Action, resource: Resource) -> None:
    forged = Principal(principal.id, principal.kind, Role.ADMIN, principal.room)
    assert can(forged, action, resource) == can(principal, action, resource)
