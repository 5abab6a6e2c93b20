"""The phone and its network: cut, deaf, blocked, fenced in, refused."""

from playwright.sync_api import BrowserContext, Page, WebSocket

from tests.support.chromium import pass_time
from tests.support.network import Deaf, Network, Weather
from tests.support.sending import SENT, arrived, change, eventually, rate, rate_again, rows, soon, visit
from tests.support.server import Server


def test_a_network_that_swallows_everything_is_given_up(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    page.clock.install()
    rate(page, "A-1")
    eventually(page, f"{SENT} && last.online")
    network.swallow(Deaf.ALWAYS)
    rate_again(page, "A-2")
    calls = len(network.calls)
    page.clock.fast_forward("00:21")
    soon(page, lambda: len(network.calls) > calls)
    assert page.evaluate("last.pending") == 1
    network.swallow(Deaf.NEVER)
    network.cut()
    page.get_by_role("button", name="Rate another order").click()
    page.evaluate("dispatchEvent(new Event('online'))")
    eventually(page, "last.pending === 0")
    assert len(arrived(server)) == 2


def test_whatever_the_server_closes_with_the_phone_comes_back_with_what_waits(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    rate(page, "A-0")
    eventually(page, f"{SENT} && last.online")
    codes = (4400, 4408, 4413, 4429, 4508, 1012, 1013)
    for sent, code in enumerate(codes, 1):
        sockets = network.sockets
        network.swallow(Deaf.ANSWERS)
        rate_again(page, f"A-{code}")
        assert page.evaluate("last.pending") == 1
        network.swallow(Deaf.NEVER)
        network.end_sockets(code)
        eventually(page, "last.pending === 0 && last.online")
        assert network.sockets > sockets, code
        assert len(arrived(server)) == sent + 1
    assert page.evaluate("errors") == []


def test_the_connection_ends_when_nothing_is_looked_at_any_more(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    sockets: list[WebSocket] = []
    page.on("websocket", lambda opened: sockets.append(opened))
    page.clock.install()
    rate(page, "A-1")
    eventually(page, "last.stored === 1 && last.online")
    assert [each.is_closed() for each in sockets] == [False]
    pass_time(page, 31)
    soon(page, lambda: all(each.is_closed() for each in sockets))
    assert page.evaluate("last.online")
    pass_time(page, 61)
    eventually(page, "!last.online")
    rate_again(page, "A-2")
    eventually(page, "last.stored === 2 && last.online")
    hide(page)
    pass_time(page, 1)
    soon(page, lambda: all(each.is_closed() for each in sockets))
    assert page.evaluate("errors") == []


def hide(page: Page) -> None:
    """As when somebody puts the phone away."""
    page.evaluate("""() => {
        Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }""")


def test_where_sockets_are_blocked_it_goes_over_http(context: BrowserContext, server: Server, network: Network) -> None:
    page = visit(context, network.url)
    network.become(Weather.NO_SOCKETS)
    rate(page, "A-1")
    eventually(page, f"{SENT} && last.online")
    rate_again(page, "A-2")
    eventually(page, "last.pending === 0")
    assert len(arrived(server)) == 2
    assert network.sockets == 1


def test_a_portal_is_no_answer(context: BrowserContext, server: Server, network: Network) -> None:
    page = visit(context, network.url)
    network.become(Weather.PORTAL)
    rate(page)
    soon(page, lambda: any(call.startswith("POST /api/devices") for call in network.calls))
    assert page.evaluate("[last.pending, last.received, last.online]") == [1, 0, False]
    network.become(Weather.FINE)
    eventually(page, SENT)
    network.become(Weather.PORTAL)
    rate_again(page, "A-2")
    soon(page, lambda: network.calls[-1].startswith("POST /api/sync"))
    assert page.evaluate("last.pending") == 1
    network.become(Weather.FINE)
    eventually(page, "last.pending === 0")
    assert len(arrived(server)) == 2


def test_a_revoked_device_keeps_its_queue_and_says_so(
    context: BrowserContext, server: Server, network: Network
) -> None:
    page = visit(context, network.url)
    rate(page, "A-1")
    eventually(page, SENT)
    change(server, "update token set revoked_at = '2026-01-01 00:00:00' where purpose = 'device'")
    eventually(page, "errors.includes('not_admitted')")
    calls = len(network.calls)
    page.clock.install()
    rate_again(page, "A-2")
    assert page.evaluate("last.pending") == 1
    # Longer than any back-off; then one turn of whatever that has begun.
    page.clock.fast_forward("10:00")
    page.evaluate("fetch('/api/health')")
    assert not [call for call in network.calls[calls:] if "sync" in call or "devices" in call]


def test_a_token_that_had_its_time_is_replaced_and_the_room_stays(context: BrowserContext, server: Server) -> None:
    page = visit(context, server.url)
    rate(page, "A-1")
    eventually(page, SENT)
    room = page.evaluate("last.room")
    server.kill()
    change(server, "update token set expires_at = '2026-01-01 00:00:00' where purpose = 'device'")
    server.start()
    rate_again(page, "A-2")
    eventually(page, "last.pending === 0")
    assert page.evaluate("last.room") == room
    assert rows(server, "select count(*) from token where purpose = 'device'") == [(2,)]
    assert len(arrived(server)) == 2
