"""The demo: backend, mock Freshdesk and a browser with the extension, until Ctrl+C.

With a display, a window opens on a first ticket. Without one, the main job runs headless and is described in words and
pictures. ``--once`` ends after that; ``--headless`` runs it headless in any case.
"""

import argparse
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Error, expect

from e2e.harness.backend import STOCKHOLM
from e2e.harness.browser import NoBrowser
from e2e.harness.harness import Harness, open_harness
from e2e.harness.pages import Overlay, Ticket
from rutinlots.stage.mock.tickets import latest_day

FIRST_TICKET = 90103
PICTURES = Path(__file__).resolve().parents[2] / "out" / "demo"
MOCK_PORT, BACKEND_PORT = 8766, 8765
READY = 20_000  # ms


def main(arguments: list[str] | None = None) -> int:
    """Run the demo. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="rutinlots demo", description=__doc__.split("\n")[0])
    parser.add_argument("--headless", action="store_true", help="run the main job without a window")
    parser.add_argument("--once", action="store_true", help="end after the main job")
    parser.add_argument("--pictures", type=Path, default=PICTURES, help="folder for the pictures (%(default)s)")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    window = _has_display() and not chosen.headless and not chosen.once
    try:
        ports = {"port": _free(MOCK_PORT), "backend_port": _free(BACKEND_PORT)}
        with open_harness(headless=not window, today=latest_day(datetime.now(STOCKHOLM)), **ports) as harness:
            if window:
                _show(harness)
            else:
                print("Ingen skärm hittades, så huvuduppgiften spelas upp här.\n" if not chosen.headless else "", flush=True)
                _run_main_job(harness, chosen.pictures)
            _addresses(harness)
            if not chosen.once:
                _serve_until_stopped(harness, window)
    except NoBrowser as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
    return 0


def _has_display() -> bool:
    return os.name == "nt" or sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _free(port: int) -> int:
    """The port, or 0 (any) when it is taken."""
    with socket.socket() as trial:
        return 0 if trial.connect_ex(("127.0.0.1", port)) == 0 else port


def _show(harness: Harness) -> None:
    page = harness.open(FIRST_TICKET, harness.context.pages[0] if harness.context.pages else None)
    page.bring_to_front()
    print("Ett fönster är öppet på ett första ärende. Klicka på Svara och titta i panelen till höger.\n", flush=True)


def _run_main_job(harness: Harness, pictures: Path) -> None:
    """The main job: from opening the ticket to the mail that was sent."""
    pictures.mkdir(parents=True, exist_ok=True)
    page = harness.open(FIRST_TICKET)
    ticket, overlay = Ticket(page), Overlay(page)

    def picture(name: str) -> None:
        page.screenshot(path=pictures / f"{name}.png")

    expect(overlay.suggestions).to_be_visible(timeout=READY)
    picture("1-arendet-oppnas")
    print("Ärendet öppnas. Förslag på svar:", ", ".join(_titles(overlay)))

    ticket.reply()
    salutation = overlay.finding("Hälsningen stämmer inte")
    expect(salutation).to_be_visible(timeout=READY)
    picture("2-mallens-halsning")
    print("Hittat:  ", salutation.locator(".message").inner_text())

    salutation.get_by_role("button", name="Hej Anna,").click()
    expect(ticket.editor).to_contain_text("Hej Anna,")
    print("Rättat:  ", ticket.text().split("\n")[0])

    overlay.insert("E-faktura")
    expect(ticket.editor).to_contain_text("internetbank")
    for field, value in (("Typ", "Fråga"), ("Interna kategorier", "Faktura")):
        ticket.choose(field, value)
    expect(overlay.finding("Obligatoriska fält")).to_have_count(0)
    picture("3-svaret-ar-skrivet")
    print("Infogat: ", "svarsmallen om e-faktura")

    ticket.send_and_close()
    expect(overlay.dialog.gate).to_be_visible(timeout=READY)
    picture("4-loggas-innan-det-skickas")
    print("Logga:   ", " · ".join(overlay.dialog.gate.locator("dd").all_inner_texts()))
    print("         ", overlay.dialog.log_text.input_value().split("\n")[0], "…")
    overlay.dialog.copy.click()
    overlay.dialog.logged.click()
    mail = harness.mock.wait_for_sent()[0]
    print("Skickat: ", f"till {', '.join(mail.to)}, ärendet sattes som {mail.set_status}")
    print("         ", mail.body_text.strip().split("\n")[0], "…")
    picture("5-skickat")
    print(f"\nBilder finns i {pictures}")


def _titles(overlay: Overlay) -> list[str]:
    return overlay.suggestions.locator(".snippet-title").all_inner_texts()


def _addresses(harness: Harness) -> None:
    assert harness.backend is not None
    print(
        f"\nFreshdesk (övning)  {harness.url('/a/tickets/filters/all_tickets')} i fönstret, annars https://127.0.0.1:{harness.address.port}"
        f"\nHandboken           {harness.backend.url}/handbok"
        f"\nAPI-dokumentation   {harness.backend.url}/api/v1/docs\n",
        flush=True,
    )


def _serve_until_stopped(harness: Harness, window: bool) -> None:
    print("Avsluta med Ctrl+C.", flush=True)
    if not window:
        threading.Event().wait()
    with suppress(Error):  # the window was closed, or Ctrl+C reached the browser first
        while harness.context.pages:
            harness.context.pages[0].wait_for_event("close", timeout=0)


if __name__ == "__main__":
    sys.exit(main())
