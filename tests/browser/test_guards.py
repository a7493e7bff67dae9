"""The guards themselves: what they are there to see, they see."""

from playwright.sync_api import Page

from tools.live_page import Server


def test_request_to_another_machine_is_refused_and_recorded(
    page: Page, server: Server, watch
) -> None:
    page.goto(server.url)
    outcome = page.evaluate("() => fetch('https://example.org/a.png').catch(() => 'refused')")
    assert outcome == "refused"
    assert watch.outside == ["https://example.org/a.png"]
    watch.outside.clear()
    watch.faults.clear()


def test_websocket_to_another_machine_is_recorded(page: Page, server: Server, watch) -> None:
    page.goto(server.url)
    page.evaluate(
        "() => new Promise(done => new WebSocket('wss://example.org/live').onerror = done)"
    )
    assert watch.outside == ["wss://example.org/live"]
    watch.outside.clear()
    watch.faults.clear()


def test_error_of_a_script_is_recorded(page: Page, server: Server, watch) -> None:
    page.goto(server.url)
    page.evaluate("() => setTimeout(() => { throw new Error('boom') }, 0)")
    page.wait_for_function("() => true")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert [fault for fault in watch.faults if "boom" in fault]
    watch.faults.clear()
