"""Quotations: their parts, who says them and by which rule, by plain-text cases and by laws that hold for any text."""

from __future__ import annotations

import gc
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.extract.quotes import quotes
from brief.model.article import BODY_ROLES, Article, Passage, Role, Source, Span, When
from brief.model.items import Quote
from brief.text.dates import find_dates
from brief.text.names import name_words, surname
from brief.text.speech import read_speech

CASES = Path(__file__).parent / "cases" / "quotes"
MARKS = ("“", "”", '"', "''", "``", "‘", "’", "«", "»", "„", "\n", ".", ",” ", "?” ", ": ", " — ", ", ")
WORDS = (
    "Ann Lee",
    "Mr. Lee",
    "he",
    "The report",
    "said ",
    "told us ",
    "saying ",
    "according to ",
    "U.S. ",
    " who ",
    "İ",
)
PIECES = st.sampled_from(MARKS + WORDS)
MESSY = st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join)


def article(text: str, role: Role = Role.PARAGRAPH) -> Article:
    """Each line that is not empty a passage."""
    passages = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            span = Span(article="a", start=start, end=start + len(line))
            passages.append(Passage(span=span, line=number, role=role, sentences=(span,)))
        start += len(line) + 1
    return Article(id="a", source=Source(path="a.txt", sha256="0", media="text"), text=text, passages=tuple(passages))


def found(one: Article, dates: tuple[When, ...] = ()) -> tuple[Quote, ...]:
    body = [(passage.span.start, passage.span.end) for passage in one.passages if passage.role in BODY_ROLES]
    return quotes(one, read_speech(one.text, body), dates)


def shown(one: Article, quote: Quote) -> str:
    """`“…” … “…” — Speaker | title | rule`."""
    who = quote.speaker
    known = [who.name if who else "nobody", who.title if who else None, quote.rule]
    return " … ".join(map(one.slice, quote.parts)) + " — " + " | ".join(filter(None, known))


def cases(folder: Path) -> list[object]:
    """Each `## name`, its lines, and the quotations under `# output`."""
    read = []
    for path in sorted(folder.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("## ")[1:]:
            name, _, rest = case.partition("\n")
            text, _, expected = rest.partition("\n# output")
            read.append(pytest.param(text, expected.strip().split("\n") if expected.strip() else [], id=name))
    return read


@pytest.mark.parametrize(("text", "expected"), cases(CASES))
def test_each_utterance_has_its_parts_and_its_speaker(text, expected):
    one = article(text)
    assert [shown(one, quote) for quote in found(one)] == expected


@pytest.mark.parametrize(
    ("text", "venue", "said"),
    [
        ("“We will wait for spring,” Lind told The Harbor Times on July 5, 2025.", "The Harbor Times", "2025-07-05"),
        (
            "In 2021, Lind told the Senate Energy Committee the grid “was ready for anything.”",
            "the Senate Energy Committee",
            "2021",
        ),
        ("“We will wait for spring,” Lind said in an interview with Sky News.", "Sky News", None),
        ("In a New York Times interview, Lind warned the grid “would not hold.”", "New York Times interview", None),
        ("Lind said the line would be “ready at last” by 2031.", None, None),
        (
            "“We will wait,” Lind told a news conference in Oslo on May 5, 2025.",
            "a news conference in Oslo",
            "2025-05-05",
        ),
        ("“We will wait for spring,” Lind said on Fox News in March 2024.", "Fox News", "2024-03"),
        ("“We will wait for spring,” Lind said on Telegram in March 2024.", None, "2024-03"),
    ],
)
def test_a_quotation_knows_where_and_when_it_was_said(text, venue, said):
    one = article(text)
    dates = tuple(
        When(
            edtf=date.edtf,
            earliest=date.earliest,
            latest=date.latest,
            phrase=Span(article="a", start=date.start, end=date.end),
            basis=date.basis,
        )
        for date in find_dates(text, None)
    )
    (quote,) = found(one, dates)
    assert (quote.venue, quote.said and quote.said.edtf) == (venue, said)


@pytest.mark.parametrize("role", [role for role in Role if role not in BODY_ROLES])
def test_nothing_is_quoted_out_of_titles_and_furniture(role):
    assert found(article("“The strait will stay open,” said Nora Vance.", role)) == ()


def test_names_are_told_apart_by_their_surname():
    assert name_words("George W. Bush, Jr.") == ("george", "bush")
    assert surname("Ursula von der Meer") == "meer"
    assert surname("") == ""


@given(MESSY)
def test_any_text_gives_parts_in_order_inside_their_span(text):
    one = article(text)
    for quote in found(one):
        assert quote.span.end <= len(text)
        assert (quote.parts[0].start, quote.parts[-1].end) == (quote.span.start, quote.span.end)
        assert all(first.end <= second.start for first, second in pairwise(quote.parts))
        assert all(part.start < part.end for part in quote.parts)
        assert quote.speaker is None or quote.speaker.name


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "''",
        "‘",
        "“a” ",
        "he said ",
        "“We go.” ",
        "said, ",
        "the leader said. ",
        "(",
        "A b, ",
        "denied that “a b” ",
    ],
)
def test_hostile_text_takes_no_more_than_its_length_in_time(unit):
    def seconds(size: int) -> float:
        one = article(unit * (size // len(unit)))
        gc.disable()
        start = process_time()
        found(one)
        taken = process_time() - start
        gc.enable()
        return taken

    def grows_alike() -> bool:
        shorter, longer = (min(seconds(size) for _ in range(3)) for size in (30_000, 60_000))
        return longer < 2.8 * max(shorter, 0.03)

    # Another process may take the cache meanwhile: what is linear is seen to be so in one of four looks.
    assert any(grows_alike() for _ in range(4))
