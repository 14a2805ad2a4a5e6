"""Practises a scenario on the stage in Firefox, from the list to the result, and follows a demo.

    python -m tools.firefox [--pictures FOLDER] [--if-installed]

The tests' browser is Chromium. Firefox is driven here by its own remote protocol, Marionette, which needs nothing but Firefox.
Exits with 1 if anything isn't as it should be.
"""

import argparse
import base64
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.server import serving

NAMES = ("firefox-esr", "firefox")
_PATIENCE_S = 20
_LOOK_S = 0.05
_PREFERENCES = {
    "marionette.port": 0,  # any; it is written into the profile
    "intl.accept_languages": "sv-SE, sv",
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
}
# The element of the page, or of the panel's shadow tree, that a selector and words name, if it is shown.
_FIND = """
const [selector, words] = arguments;
const roots = [document, document.querySelector('rutinlots-overlay')?.shadowRoot].filter(Boolean);
const all = roots.flatMap((root) => [...root.querySelectorAll(selector)]);
return all.find((each) => each.checkVisibility({visibilityProperty: true}) && each.textContent.includes(words)) ?? null;
"""


class Failed(Exception):
    """The page isn't as it should be, or Firefox refuses."""


class Firefox:
    """A Firefox without a window."""

    def __init__(self, port: int):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._heard()
        self.do("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
        self.do("WebDriver:SetWindowRect", width=1440, height=900)

    def do(self, command: str, **values: Any) -> Any:
        """Have a command of Marionette done. Raises :class:`Failed` with what Firefox says against it."""
        self._number += 1
        text = json.dumps([0, self._number, command, values]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, result = self._heard()
        if error:
            raise Failed(f"{command}: {error['message']}")
        return result

    def _heard(self) -> Any:
        size = b""
        while (sign := self._stream.read(1)) not in (b":", b""):
            size += sign
        if not size:
            raise Failed("Firefox has ended.")
        return json.loads(self._stream.read(int(size)))

    def run(self, script: str, *values: Any) -> Any:
        """What a script of the page returns."""
        return self.do("WebDriver:ExecuteScript", script=script, args=list(values))["value"]

    def open(self, address: str) -> None:
        """Open a page."""
        self.do("WebDriver:Navigate", url=address)

    def see(self, selector: str, words: str = "") -> str:
        """The id of the element with that selector and these words, once it is shown. Raises :class:`Failed` if it doesn't come."""
        found = _until(lambda: self.run(_FIND, selector, words), f"no {selector} with ”{words}”")
        return str(next(iter(found.values())))

    def click(self, selector: str, words: str = "") -> None:
        """Click it as a person does, once it can be clicked."""

        def clicked() -> bool:
            try:
                self.do("WebDriver:ElementClick", id=self.see(selector, words))
            except Failed as failed:  # it moves, or something lies over it still
                if "has ended" in str(failed) or "no " in str(failed)[:3]:
                    raise
                return False
            return True

        _until(clicked, f"{selector} with ”{words}” can't be clicked")

    def press(self, key: str) -> None:
        """Press a key wherever the keyboard is."""
        self.do("WebDriver:ElementSendKeys", id=self.see("body"), text=key)

    def picture(self, path: Path) -> None:
        """Save what is shown."""
        path.write_bytes(base64.b64decode(self.do("WebDriver:TakeScreenshot", full=False)["value"]))


def _until(look: Callable[[], Any], otherwise: str) -> Any:
    end = time.monotonic() + _PATIENCE_S
    while not (found := look()):
        if time.monotonic() > end:
            raise Failed(otherwise)
        time.sleep(_LOOK_S)
    return found


def find() -> str | None:
    """Where Firefox is, if it is installed."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browsing(path: str, profile: Path) -> Iterator[Firefox]:
    """Start Firefox with an empty profile."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [path, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            told = profile / "MarionetteActivePort"
            yield Firefox(int(_until(lambda: told.exists() and told.read_text().strip(), "Firefox doesn't start")))
        finally:
            process.terminate()


def practise(firefox: Firefox, root: str, picture: Callable[[str], None]) -> None:
    """A scenario with tips from the list to the result."""
    firefox.open(f"{root}/ovning")
    picture("list")
    firefox.click('a[href$="/anvandarnamn-i-halsningen"]')  # by its address: its name is the customer's subject until it is solved
    firefox.click("button", "Öva med tips")
    firefox.click(".page-actions button", "Svara")
    firefox.see("article", "Hälsningen stämmer inte")
    picture("panel")
    firefox.click("article button", "Hej Karin,")
    firefox.see(".fr-element", "Hej Karin,")
    firefox.click("li button", "Infoga")  # the first reply that fits
    firefox.see(".fr-element", "internetbank")
    for field, value in (("Typ", "Fråga"), ("Interna kategorier", "Faktura")):
        firefox.click(f'[role="button"][aria-label="{field}"], button[aria-label="{field}"]')
        firefox.click('[role="option"]', value)
    firefox.click('[aria-label="Fler sätt att skicka"]')
    firefox.click('[role="menuitem"]', "Skicka och inställt som Avslutad")
    firefox.click("button", "Loggat – skicka")
    firefox.click("#done.ready")
    firefox.see("h1", "Rätt!")
    picture("result")


def follow(firefox: Firefox, root: str, picture: Callable[[str], None]) -> None:
    """A demo from a link to one of its steps, until it has filled in the fields, logged and sent; then back, and taken over."""
    firefox.open(f"{root}/ovning/visa/svar-till-kravgruppen#steg=3")
    firefox.click("button", "Öppna visningen")  # since a scenario is under way
    firefox.see("#demo", "3 av 9")
    for step in range(4, 10):
        firefox.press("\ue014")  # the arrow to the right
        firefox.see("#demo", f"{step} av 9")
        if step == 6:
            firefox.see(".fr-element", "010-2040805")
            picture("demo")
    firefox.see("#done.ready.demo-here")
    picture("demo-sent")
    firefox.press("\ue012")  # the arrow to the left
    firefox.see("#demo", "8 av 9")
    firefox.see(".fr-element", "010-2040805")
    firefox.press("\ue00c")  # Escape
    _until(lambda: not firefox.run("return document.querySelector('#demo')"), "the demo doesn't end")
    firefox.open(f"{root}/ovning/resultat")
    firefox.see("h1", "Du har inte skickat än")


def main(arguments: list[str] | None = None) -> int:
    """Practise, and say how it went. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pictures", type=Path, help="folder for pictures")
    parser.add_argument("--if-installed", action="store_true", help="no fault without a Firefox")
    chosen = parser.parse_args(arguments)
    pictures: Path | None = chosen.pictures
    if (path := find()) is None:
        print("Firefox is not installed, so the stage was not tried in it.")
        return 0 if chosen.if_installed else 1

    def picture(name: str) -> None:
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            firefox.picture(pictures / f"firefox-{name}.png")

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data, profile = Path(folder, "data"), Path(folder, "profile")
        profile.mkdir()
        with serving(data) as (_, (host, port)), browsing(path, profile) as firefox:
            for part in (practise, follow):
                try:
                    part(firefox, f"http://{host}:{port}", picture)
                except Failed as failed:
                    picture("failed")
                    print(f"Firefox, {part.__name__}: {failed}", file=sys.stderr)
                    return 1
    print("Firefox: a scenario practised with tips, and a demo followed until it had sent.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
