"""A tenth of the mutations: what changes letters stops the build, what loses context is told, and little else is."""

from __future__ import annotations

import pytest

from tests.eval.mutations import Measured, measure, table


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure(most=50)


def test_every_changed_letter_weld_and_swapped_speaker_stops_the_build(measured: Measured) -> None:
    assert sum(tally.made for tally in measured.letters.values()) >= 100
    assert all(tally.caught == tally.made for tally in measured.letters.values()), table(measured)


def test_four_of_five_losses_of_context_are_told(measured: Measured) -> None:
    assert sum(tally.made for tally in measured.context.values()) >= 40
    assert measured.all_context >= 0.8, table(measured)


def test_at_most_one_unchanged_passage_in_ten_is_warned_of(measured: Measured) -> None:
    assert len(measured.warned) <= measured.passages / 10, table(measured)
    assert measured.harmless.share >= 0.8, table(measured)
