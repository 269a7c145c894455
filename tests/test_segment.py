"""Roles and passages, by plain-text cases and by laws that hold for any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.model.article import Article, Hint, Page, Role, Source, SourceFacts
from brief.model.diagnostic import Diagnostic, Severity
from brief.segment import repeated_lines, segment
from brief.text.spacing import printed

CASES = Path(__file__).parent / "cases" / "segment"
LINES = st.lists(
    st.sampled_from(
        [
            "",
            " ",
            "Print",
            "By Ann Cole",
            "About the author",
            "- item one two",
            "33 (31%)",
            "1. What?",
            "A Heading Here",
            "It broke.",
            "WASHINGTON – It",
            "Summary: ",
            "“It fell.",
            ", and so",
            "lower case rest",
            "\r",
            "a@b.cd",
            "日本語",
            "* * *",
            "The gates of the old harbour broke at night, and nobody knew of it.",
        ]
    ),
    max_size=14,
).map("\n".join)


def page(text: str, **facts: object) -> Page:
    return Page(source=Source(path="seeds/a.txt", sha256="0", media="text"), text=text, **facts)


def article(text: str, facts: SourceFacts | None = None, **page_facts: object) -> Article:
    found = segment(page(text, **page_facts), id="a", facts=facts or SourceFacts(), report=lambda _: None)
    assert found is not None
    return found


def cases() -> list[object]:
    """Each `== name`, its text and the lines `role | words…` under `# output`."""
    found = []
    for path in sorted(CASES.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("== ")[1:]:
            name, _, rest = case.partition("\n")
            text, _, expected = rest.partition("\n# output\n")
            found.append(pytest.param(text, expected.strip().split("\n"), id=name))
    return found


@pytest.mark.parametrize(("text", "expected"), cases())
def test_each_passage_has_its_role(text: str, expected: list[str]) -> None:
    found = article(text)
    shown = []
    for passage, line in zip(found.passages, expected + [""] * len(found.passages), strict=False):
        words = printed(found.slice(passage.span))
        beginning = line.partition(" | ")[2].removesuffix("…")
        shown.append(
            f"{passage.role} | {f'{beginning}…' if line.endswith('…') and words.startswith(beginning) else words}"
        )
    assert shown == expected


@given(st.one_of(st.text(max_size=300), LINES))
def test_any_text_is_covered_by_passages_in_order_with_their_sentences_inside(text: str) -> None:
    found = segment(page(text), id="a", facts=SourceFacts(), report=lambda _: None)
    if found is None:
        return
    at = 0
    for passage in found.passages:
        assert not text[at : passage.span.start].strip()
        assert passage.span.start < passage.span.end
        assert passage.line == found.line(passage.span.start)
        assert all(passage.span.holds(sentence) for sentence in passage.sentences)
        at = passage.span.end
    assert not text[at:].strip()
    assert found.text == text


@pytest.mark.parametrize(
    "line",
    [
        '"',
        "“x ",
        "a",
        "a ",
        "1 ",
        "(",
        "[",
        "A. ",
        "a\n",
        "- a b c d e f g h\n",
        "It broke, they said.\n",
        "33 (31%)\n",
        "A B\n",
        "@",
        "www.",
        "x@",
        "“a b c d e” ",
        "A, ",
        "Ab-",
    ],
)
def test_time_grows_no_faster_than_the_text(line: str) -> None:
    def seconds(size: int) -> float:
        text = "It is the first line of the text and not in any way odd.\n" + line * (size // len(line))
        best = 9.0
        for _ in range(3):
            start = process_time()
            article(text)
            best = min(best, process_time() - start)
        return best

    # Linear would be 4 times, square 16; another process may take the cache meanwhile, so one of four looks is enough.
    assert any(seconds(100_000) < 8 * seconds(25_000) + 0.02 for _ in range(4))


def test_a_line_that_several_texts_share_is_furniture() -> None:
    pages = [
        page(
            f"{words} was seen by all of us at the harbour.\nYour daily look at the sea.\n"
            f"{words} left us for good when the tide came in."
        )
        for words in ("A seal", "A whale", "A gull")
    ]
    twice = page("A seal was seen by all of us at the harbour.\nA seal left us for good when the tide came in.")
    assert repeated_lines([*pages, twice, twice]) == {"Your daily look at the sea."}
    found = segment(pages[0], id="a", facts=SourceFacts(), repeated=repeated_lines(pages), report=lambda _: None)
    assert found is not None
    assert [passage.role for passage in found.passages] == [Role.PARAGRAPH, Role.FURNITURE, Role.PARAGRAPH]


def test_what_a_person_knows_of_a_source_comes_before_what_its_file_says() -> None:
    facts = SourceFacts(title="Known", publisher="The Gazette", published="2025-07", origin="wire")
    found = article(
        "Ministers agree on it\nThe ministers agreed on it today.",
        facts,
        title="Written",
        published="2024",
        authors=("Ann Cole",),
    )
    assert (found.title, found.publisher, found.authors, found.origin) == (
        "Known",
        "The Gazette",
        ("Ann Cole",),
        "wire",
    )
    assert found.published is not None
    assert (found.published.earliest, found.published.latest) == (date(2025, 7, 1), date(2025, 7, 31))
    assert (found.published.basis, found.published.phrase) == ("explicit", None)


def test_without_other_knowledge_the_title_is_the_title_line_as_printed() -> None:
    assert (
        article("Ministers agree,Report  Finds\nThe ministers agreed on it today.").title
        == "Ministers agree, Report Finds"
    )


def test_a_heading_that_the_format_marks_is_a_heading() -> None:
    text = "It broke at night.\nthe western gate.\nNobody knew of it then."
    hint = Hint(start=19, end=36, role=Role.HEADING)
    assert [passage.role for passage in article(text, hints=(hint,)).passages] == [
        Role.PARAGRAPH,
        Role.HEADING,
        Role.PARAGRAPH,
    ]


def test_an_article_in_another_language_is_left_out_with_a_word_why() -> None:
    told: list[Diagnostic] = []
    text = "Der Hafen ist geschlossen, und die Boote sind auf See. Das wird noch eine Woche so sein, sagte er dem Rat."
    assert segment(page(text), id="a", facts=SourceFacts(), report=told.append) is None
    assert [(entry.severity, entry.code) for entry in told] == [(Severity.WARNING, "foreign-language")]
