"""The four laws of the design: exact, stable, pure, total (the fifth, round, comes with pulling)."""

from __future__ import annotations

import hashlib
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from brief.compose import compose
from brief.extract import extract
from brief.index import index
from brief.load import outline
from brief.model.article import Article, Page, Source, SourceFacts
from brief.model.document import Document, inlines
from brief.model.inline import Verbatim
from brief.model.library import Library
from brief.segment import repeated_lines, segment
from brief.select import select
from brief.text.spacing import letters, printed
from brief.verify import verify
from brief.write import json, markdown

NEWS = (
    "“We will vote in May,” Ann Lee told the Courier on Monday. “Not before.”",
    "The council met twice in June 2024, and 14 ships lay outside for a week.",
    "Moscow could be ready within five years, according to a report by the institute.",
    "It remains unclear who would pay for the cable,the operator said.",
    "U.S. officials said that Lt. Gen. Ray Holt would not disclose the plan by 2027.",
    '‘Why now?’ asked Mr. Holt. "Because we can," she added.',
    "Share this article",
    "- a first item\n- a second item of the list that goes on",
    "What does this mean for the islands?",
    "He said: «Never again».",
)
NOISE = st.text(alphabet=st.sampled_from("abZ .,;:!?-–“”‘’\"'«»()[]\n\t\r0129…$%€éЖ漢\u00a0\u200b\ufffd"), max_size=120)
TEXTS = st.lists(st.one_of(st.sampled_from(NEWS), NOISE, st.text(max_size=60)), max_size=12).map("\n".join)
OUTLINE = outline("title: T\nseeds: s\ndate: 2025-07-11\nabout: [council]\n", "o.yaml")
DAY = date(2025, 7, 11)


def article(text: str) -> Article:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    page = Page(source=Source(path="seeds/a.txt", sha256=digest, media="text"), text=text)
    facts = SourceFacts(published="2025-07-07")
    cut = segment(page, id="a", facts=facts, repeated=repeated_lines([page]), report=lambda _: None)
    return cut or Article(id="a", source=page.source, text=text, passages=())


def library(text: str) -> Library:
    one = article(text)
    return index([one], [extract(one)])


def document(lib: Library) -> Document:
    return compose(select(lib, OUTLINE, lambda _: None), lib, DAY, "0")


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_total_and_exact_no_text_raises_and_every_printed_passage_is_in_it(text: str) -> None:
    lib = library(text)
    built = document(lib)
    verify(built, lib)
    markdown.write(built)
    json.write(built)
    for inline in inlines(built):
        if isinstance(inline, Verbatim) and len(inline.spans) == 1 and "[" not in inline.text:
            assert letters(inline.text) == letters(lib.slice(inline.spans[0]))


@given(st.text())
def test_exact_printing_changes_white_space_only(text: str) -> None:
    assert letters(printed(text)) == letters(text)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_pure_the_same_text_gives_the_same_brief(text: str) -> None:
    assert document(library(text)) == document(library(text))


@given(st.lists(st.sampled_from(NEWS[:5]), min_size=1, max_size=5, unique=True))
@settings(max_examples=60, deadline=None)
def test_stable_an_item_keeps_its_id_when_other_text_comes_before_it(lines: list[str]) -> None:
    body = "\n".join(lines)
    more = f"The weather was fair that week, and 300 people came to the fair.\n{body}"
    before, after = library(body), library(more)
    said = {item.id: before.slice(item.span) for item in before.items}
    later = {item.id: after.slice(item.span) for item in after.items}
    assert said.items() <= later.items()
