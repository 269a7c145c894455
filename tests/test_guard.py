from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from brief.compose import compose
from brief.extract import extract
from brief.guard import guard
from brief.index import disputed, index
from brief.load import outline
from brief.model.article import Article, Span
from brief.model.diagnostic import Diagnostic, Severity
from brief.model.document import Points, inlines
from brief.model.items import Claim
from brief.model.library import Library
from brief.model.selection import Choice, Chosen, Selection
from brief.select import select
from brief.verify import verify
from tests.shelf import shelf

CASES = Path(__file__).parent / "cases/guard"
Make = Callable[..., Article]


def cases() -> list[object]:
    """Text, sections and expected lines of each case, under its name."""
    found = []
    for block in ("\n" + (CASES / "passages.txt").read_text(encoding="utf-8")).split("\n## ")[1:]:
        name, _, rest = block.partition("\n")
        text, _, rest = rest.partition("\n# sections\n")
        sections, _, expected = rest.partition("\n# output\n")
        found.append(pytest.param(text, sections, expected.strip(), id=name))
    return found


def library_of(article: Article) -> Library:
    return disputed(index([article], [extract(article)], []))


def asked(sections: str) -> Selection:
    body = "\n".join(f"    {line}" for line in sections.splitlines()).removeprefix("    ")
    head = "title: T\nseeds: seeds\ndate: 2025-07-11\nsections:\n"
    return outline(f"{head}  - {body}\n", "weekly.yaml")


def printed(selection: Selection, library: Library) -> list[str]:
    choices = [choice for chosen in selection.sections for choice in chosen.choices]
    return [
        "printed: "
        + " … ".join(" ".join(library.slice(span).split()) for span in choice.spans)
        + (f" ({choice.said_by.name})" if choice.said_by else "")
        for choice in choices
    ]


@pytest.mark.parametrize(("text", "sections", "expected"), cases())
def test_the_context_of_a_passage_is_kept_or_told(article: Make, text: str, sections: str, expected: str) -> None:
    library = library_of(article(text, id="wire", published="2025-07-05"))
    heard: list[Diagnostic] = []
    selection = guard(select(library, asked(sections), lambda _: None), library, heard.append)
    got = "\n".join([*map(str, heard), *printed(selection, library)])
    assert got == expected
    verify(compose(selection, library, date(2025, 7, 11), "0"), library)


def told_behind(article: Make, turn: str) -> bool:
    text = f"The mayor of the capital opened two new bridges over the river in March. {turn}"
    library = library_of(article(text, id="wire", published="2025-07-05"))
    claim = next(item for item in library.items if isinstance(item, Claim) and item.span.start == 0)
    choice = Choice(item=claim, spans=(claim.span,), because=(), pinned=True)
    section = asked("key_points").sections[0]
    heard: list[Diagnostic] = []
    guard(
        Selection(outline=asked("key_points"), sections=(Chosen(section=section, choices=(choice,)),)),
        library,
        heard.append,
    )
    return bool(heard)


@pytest.mark.parametrize("turn", (CASES / "turns.txt").read_text(encoding="utf-8").splitlines())
def test_a_sentence_that_turns_the_one_before_it_is_told(article: Make, turn: str) -> None:
    assert told_behind(article, turn)


@pytest.mark.parametrize("stay", (CASES / "stays.txt").read_text(encoding="utf-8").splitlines())
def test_a_sentence_that_only_goes_on_is_not_told(article: Make, stay: str) -> None:
    assert not told_behind(article, stay)


def test_words_that_leave_out_a_not_are_told_once_at_the_pin() -> None:
    speech = "quote | Mark Rutte | “We will never attack Russia first, whatever the Kremlin may say.”"
    library = shelf(f"[wire 2025-07-01] The Wire\n{speech}")
    pick = "quotes: {pick: [{find: whatever, words: We will … attack Russia first}]}"
    heard: list[Diagnostic] = []
    guard(select(library, asked(pick), lambda _: None), library, heard.append)
    [told] = heard
    assert told.severity is Severity.WARNING
    assert str(told).startswith("weekly.yaml:5:21: warning: `words` leave out “never” of `q-wire-")
    assert "`- q-wire-" in (told.hint or "")


def test_a_passage_in_two_sections_is_told_of_once(article: Make) -> None:
    text = "The government will close the two border posts in March 2026.\n\nThe ministry denied the report."
    library = library_of(article(text, id="wire", published="2025-07-05"))
    heard: list[Diagnostic] = []
    both = outline("title: T\nseeds: seeds\nsections: [key_points: {take: 1}, timeline]\n", "weekly.yaml")
    guard(select(library, both, lambda _: None), library, heard.append)
    assert len([one for one in heard if one.code == "reversed-after"]) == 1


@pytest.mark.parametrize("text", ["", "“", "not " * 2000, "“" * 3000, "But. " * 500, "If " * 900 + "."])
def test_messy_text_beside_a_passage_is_no_trouble(text: str) -> None:
    library = shelf("[wire 2025-07-01] The Wire\nclaim fact | The council met twice in June.\n")
    old = library.articles[0]
    messy = replace(old, text=old.text + text)
    whole = Span(article="wire", start=len(old.text), end=len(messy.text))
    passage = replace(old.passages[0], span=whole, line=2, sentences=(whole,))
    passages = (*old.passages, passage) if text else ()
    library = replace(library, articles=(replace(messy, passages=passages),))
    heard: list[Diagnostic] = []
    selection = guard(select(library, asked("key_points"), lambda _: None), library, heard.append)
    assert len(selection.sections[0].choices) == 1


def test_the_speaker_beside_a_point_is_the_desks_own_words(article: Make) -> None:
    text = "“The bridge will be built by the end of next year,” Ann Lee said on Tuesday."
    library = library_of(article(text, id="wire", published="2025-07-05"))
    pick = "key_points: {take: 1, pick: [{find: The bridge will be built by the end of next year}]}"
    selection = guard(select(library, asked(pick), lambda _: None), library, lambda _: None)
    document = compose(selection, library, date(2025, 7, 11), "0")
    assert isinstance(document.parts[0].blocks[0], Points)
    assert any(getattr(inline, "text", "") == " (said by Ann Lee)" for inline in inlines(document))
