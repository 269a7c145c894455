"""A section with nothing to print says why, and never that the sources are silent where the desk left them out."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from brief.apply.tree import entities
from brief.compose import compose
from brief.compose.wording import wording
from brief.load import outline as load_outline
from brief.model.diagnostic import Diagnostic
from brief.model.document import Document, Prose, lines
from brief.model.edits import Edit, Edits
from brief.model.inline import Words
from brief.model.library import Library
from brief.select import select
from tests.shelf import shelf
from tests.tools.edit_drafts import built_with, composed, outline

HEAD = "title: T\nseeds: seeds\ndate: 2025-07-01\n"
SPOKEN = "[a 2025-06-01] A\nquote | Ann Lee, chair | “We will not sign it.”\n"


def composed_of(library: Library, sections: str, language: str = "en-GB") -> Document:
    asked = load_outline(f"{HEAD}language: {language}\nsections: [{sections}]\n", "o.yaml")
    return compose(select(library, asked, lambda _: None), library, date(2025, 7, 1), "0")


def said(document: Document, kind: str) -> list[str]:
    """What a section prints in the desk's own paragraphs."""
    blocks = [block for part in document.parts if part.kind == kind for block in part.blocks]
    assert all(isinstance(block, Prose) for block in blocks)
    return ["".join(one.text for one in line if isinstance(one, Words)) for block in blocks for line in lines(block)]


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
def test_a_section_whose_only_quotation_is_skipped_says_that_the_desk_left_it_out(
    language: Literal["en-GB", "de-DE"],
) -> None:
    library = shelf(SPOKEN)
    words = wording(language)
    skipped = composed_of(library, f"quotes: {{skip: [{library.items[0].id}]}}", language)
    nobody = composed_of(library, "quotes: {speakers: [Bob Ray]}", language)
    assert said(skipped, "quotes") == [words.emptied]
    assert said(nobody, "quotes") == [words.empty["quotes"]]


def test_the_warning_of_an_empty_section_says_whose_doing_it_is() -> None:
    library = shelf(SPOKEN)
    for section, why in (
        (f"{{skip: [{library.items[0].id}]}}", "the outline leaves out what the sources hold for it"),
        ("{speakers: [Bob Ray]}", "the sources hold nothing for it"),
    ):
        told: list[Diagnostic] = []
        select(library, load_outline(f"{HEAD}sections: [quotes: {section}]\n", "o.yaml"), told.append)
        assert [one.message for one in told] == [f"section `quotes` is empty: {why}"]


def test_a_question_that_is_skipped_is_not_said_to_be_nowhere() -> None:
    library = shelf("[a 2025-06-01] A\nquestion stated | It is unclear who ordered it.\n")
    skipped = composed_of(library, f"open_questions: {{skip: [{library.items[0].id}]}}")
    assert said(skipped, "open_questions") == [wording("en-GB").emptied]


@pytest.mark.parametrize("kind", ["key_points", "quotes", "timeline", "disagreements"])
def test_a_section_emptied_in_the_draft_says_that_the_desk_left_it_out(kind: str) -> None:
    document = composed(outline())
    names = [one.id for part in document.parts if part.kind == kind for one in entities(part)]
    cut = Edits(path="e.yaml", edits=tuple(Edit(kind="removed", block=name, section=kind) for name in names))
    after, told = built_with(outline(), cut)
    assert (said(after, kind), told) == ([wording("en-GB").emptied], [])
    assert next(part.note for part in after.parts if part.kind == kind) is None
