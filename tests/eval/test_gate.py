"""The gate itself: no measure has fallen, and the scorer tells right from wrong."""

from __future__ import annotations

from tests.eval.gate import below, figures, library, measure, read_floors, table
from tests.eval.score import Case, Count, claims_with_claimant, overlap, pairs, quotes_with_speaker, surname


def test_nothing_is_found_worse_than_its_floor():
    scores, floors = measure(library()), read_floors()
    fallen = below(figures(scores), floors)
    assert not fallen, "\n".join([*fallen, table(scores, floors)])


def test_a_figure_under_its_floor_and_one_without_a_floor_are_told():
    assert below({"quotes": 0.8, "events": 0.7, "claims": 0.1}, {"quotes": 0.81, "events": 0.7}) == [
        "claims: no floor in floors.yaml",
        "quotes: 0.800 is below its floor 0.810",
    ]


def test_an_empty_article_has_no_figure_and_harms_no_other():
    assert Count().f1 is None
    assert (Count(right=1, found=2, marked=2) + Count()).f1 == 0.5


def test_each_finding_counts_for_one_mark_only():
    assert pairs([[(0, 10)], [(0, 9)]], [(0, 10)], lambda a, b: overlap(a, b) > 0.5) == [(0, 0)]


def test_a_quotation_counts_with_its_speaker_only_by_surname():
    def said_by(name):
        item = {"kind": "quote", "parts": [[0, 6]], "speaker": {"name": name}}
        marks = {"quotes": [{"start": 1, "end": 5, "counts_as_quote": True, "speaker": "Lt. Gen. Zoë Ødegård"}]}
        return quotes_with_speaker(Case(text="“Good” said", marks=marks, sentences=[], passages=[], items=[item]))

    assert said_by("Zoë Ødegård") == Count(right=1, found=1, marked=1)
    assert said_by("Someone Else") == Count(right=0, found=1, marked=1)


def test_a_claim_of_the_author_must_have_no_claimant():
    item = {"kind": "claim", "start": 0, "end": 9, "claimant": {"name": "Rutte"}}
    marks = {"claims": [{"start": 0, "end": 9, "salience": 3, "attribution": {"type": "author", "source": None}}]}
    case = Case(text="It rained", marks=marks, sentences=[], passages=[], items=[item])
    assert claims_with_claimant(case) == Count(right=0, found=1, marked=1)


def test_a_surname_is_the_last_word_without_accents():
    assert [surname(name) for name in ("Dr. José Núñez", "O'Neill", None)] == ["nunez", "o'neill", ""]
