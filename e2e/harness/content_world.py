"""Runs scripts in the JavaScript world of the extension's content script, which the page's scripts can't reach."""

from typing import Any

from playwright.sync_api import Page

from rutinlots.web.config import EXTENSION_ID


def run_in_content_world(page: Page, script: str) -> None:
    """Run ``script`` in the content script's world. Raises AssertionError if there is no such world or the script throws."""
    debugger = page.context.new_cdp_session(page)
    worlds: list[int] = []

    def keep(made: dict[str, Any]) -> None:
        if EXTENSION_ID in made["context"]["origin"]:
            worlds.append(made["context"]["id"])

    debugger.on("Runtime.executionContextCreated", keep)
    debugger.send("Runtime.enable")
    assert worlds, "the content script has a world of its own"
    for world in worlds:
        done = debugger.send("Runtime.evaluate", {"expression": script, "contextId": world})
        assert "exceptionDetails" not in done, done
    debugger.detach()
