"""How the tests' browsers are started."""

from e2e.harness.browser import flags


def test_what_playwright_turns_off_stays_off_beside_what_we_turn_off():
    """If it fails with a new Playwright: its list has another place or shape, and browsers start with what no page needs."""
    [off] = [flag for flag in flags() if flag.startswith("--disable-features=")]
    assert {"PaintHolding", "HttpsUpgrades", "WebUIOmniboxAimPopup"} <= set(off.removeprefix("--disable-features=").split(","))
