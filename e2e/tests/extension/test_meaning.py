"""Suggestions by what a mail means."""

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay
from rutinlots.meaning import Meanings
from rutinlots.meaning.encoder import FLOATS


class DirectDebit:
    """An encoder that knows one thing: what is about direct debit."""

    name = "direct-debit-1"

    def encode(self, texts: Sequence[str], *, asked: bool) -> Any:
        """One direction for it, another for all else."""
        vectors = np.zeros((len(texts), FLOATS), np.float32)
        for place, text in enumerate(texts):
            vectors[place, int(not any(word in text.casefold() for word in ("autogiro", "veloitetaan")))] = 1
        return vectors


def test_what_a_mail_means_is_suggested_a_moment_after_its_findings_with_the_sentence_that_says_so(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = harness.backend.app.extensions["rutinlots"]
    meanings = Meanings("auto", lambda: state.live_rules.in_force.rules.index, state.store.vectors, lambda _: DirectDebit())
    monkeypatch.setattr(state, "meanings", meanings)
    meanings.start()
    harness.mock.add_ticket(90104, 90170, subject="")
    harness.mock.add_message(90170, "Hei! Meillä on uusi talo Arvikassa. Lasku veloitetaan tililtäni? Kiitos!")
    del harness.mock.ticket(90170).messages[:-1]
    waiting = threading.Event()
    while meanings.state.state != "ready":
        waiting.wait(0.02)

    suggestions = Overlay(harness.open(90170)).suggestions

    expect(suggestions.get_by_role("listitem").first).to_contain_text("Kunden: ”Lasku veloitetaan tililtäni?”")
    meanings.close()
