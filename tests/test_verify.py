from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from brief.compose import compose
from brief.errors import VerifyError
from brief.load import outline
from brief.model.document import Document, Points, Verbatim
from brief.model.library import Library
from brief.select import select
from brief.verify import difference, verify
from tests.shelf import shelf

SHELF = """
[wire 2025-07-01] The Wire
claim fact | Moscow moved 14 brigades to the border,Kyiv said.
claim forecast | However, most analysts agree that it will take five to ten years.
quote | Ann Lee | “We are not ready,” “but we will be.”
[post 2025-07-02] The Post
claim fact | The council met twice in June.
"""
OUTLINE = """
title: Test
seeds: seeds
date: 2025-07-03
sections:
  - key_points:
      pick:
        - {find: analysts agree, words: most analysts … ten years}
        - find: 14 brigades
  - quotes
"""


def built() -> tuple[Document, Library]:
    library = shelf(SHELF)
    asked = outline(OUTLINE, "weekly.yaml")
    selection = select(library, asked, lambda _: None)
    return compose(selection, library, date(2025, 7, 3), "0"), library


def changed(document: Document, words: str, instead: str) -> Document:
    part = document.parts[0]
    points = part.blocks[0]
    assert isinstance(points, Points)
    after = tuple(
        replace(
            point,
            words=tuple(
                replace(inline, text=inline.text.replace(words, instead)) if isinstance(inline, Verbatim) else inline
                for inline in point.words
            ),
        )
        for point in points.points
    )
    assert after != points.points
    return replace(document, parts=(replace(part, blocks=(Points(points=after),)), *document.parts[1:]))


def test_an_honest_brief_passes_and_says_how_much_was_checked() -> None:
    document, library = built()
    count = verify(document, library)
    assert count >= 3
    assert f"{count} of {count} passages" in document.footer[0]


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("14", "15"),
        ("Kyiv", "Kiev"),
        (" moved", " never moved"),
        (".", "!"),
        ("[M]ost", "Most"),
        (" … ", " "),
        ("[M]", "[N]"),
    ],
)
def test_one_changed_character_stops_the_build_and_both_wordings_are_named(words: str, instead: str) -> None:
    document, library = built()
    with pytest.raises(VerifyError) as stop:
        verify(changed(document, words, instead), library)
    assert "printed:" in str(stop.value)
    assert "source:" in str(stop.value)


def test_a_passage_of_another_source_stops_the_build() -> None:
    _, library = built()
    elsewhere = library.article["post"].passages[0].span
    assert difference("Moscow moved 14 brigades to the border, Kyiv said.", (elsewhere,), library)


def test_a_reference_without_evidence_stops_the_build() -> None:
    document, library = built()
    with pytest.raises(VerifyError, match="leads to no evidence"):
        verify(replace(document, parts=document.parts[:-1]), library)
