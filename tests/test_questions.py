"""Questions that articles leave open, asked or stated, by plain-text cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.extract.questions import questions
from brief.model.article import Article, Passage, Role, Source, Span
from brief.text.sentences import sentences

CASES = Path(__file__).parent / "cases" / "questions"
PIECES = st.sampled_from(
    ["Will it ", "?", "? ", "Yes", "“Why", "an open question", "unclear", ". ", "\n", "will depend on ", "you ", "İ"]
)


def article(text: str, file: str = "") -> Article:
    """Each line a paragraph; in cases about headings, a line that ends with a question mark is one."""
    passages = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        if line.strip():
            spans = tuple(Span(article="a", start=a, end=b) for a, b in sentences(text, start, end))
            role = Role.HEADING if file == "headings" and line.endswith("?") else Role.PARAGRAPH
            passages.append(
                Passage(span=Span(article="a", start=start, end=end), line=number, role=role, sentences=spans)
            )
        start = end + 1
    source = Source(path="seeds/a.txt", sha256="0", media="text")
    return Article(id="a", source=source, text=text, passages=tuple(passages))


def shown(one: Article) -> list[str]:
    return [f"{question.sort} | {one.slice(question.span)}" for question in questions(one)]


def cases() -> list[object]:
    read = []
    for path in sorted(CASES.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("## ")[1:]:
            name, _, rest = case.partition("\n")
            text, _, expected = rest.partition("\n# output\n")
            read.append(pytest.param(article(text, path.stem), expected.split("\n")[:-1], id=name))
    return read


@pytest.mark.parametrize(("one", "expected"), cases())
def test_what_an_article_leaves_open(one, expected):
    assert shown(one) == expected


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join)))
def test_any_text_gives_questions_that_are_its_passages_or_sentences(text):
    one = article(text, "headings")
    spans = {span for passage in one.passages for span in (passage.span, *passage.sentences)}
    assert all(question.span in spans for question in questions(one))


def test_polls_headings_and_furniture_are_not_asked():
    text = "Will the two governments sign the treaty before the vote?"
    span = Span(article="a", start=0, end=len(text))
    for role in set(Role) - {Role.PARAGRAPH, Role.ITEM, Role.HEADING}:
        passage = Passage(span=span, line=1, role=role, sentences=(span,))
        source = Source(path="seeds/a.txt", sha256="0", media="text")
        assert questions(Article(id="a", source=source, text=text, passages=(passage,))) == ()
