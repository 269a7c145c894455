"""Claims: the sort of each sentence, who makes it, and on what it leans, by plain-text cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.extract.claims import claims
from brief.extract.quotes import quotes
from brief.model.article import BODY_ROLES, Article, Passage, Role, Source, Span, When
from brief.model.items import Claim
from brief.text.sentences import sentences
from brief.text.spacing import printed
from brief.text.speech import read_speech

CASES = Path(__file__).parent / "cases" / "claims"
PIECES = st.sampled_from(
    [
        "Ann Lee said that ",
        "he could not say ",
        "according to ",
        "“the plan ",
        "fails,” ",
        ", she added.",
        "The report shows ",
        "14 ships",
        "$1.2 billion ",
        "If ",
        "should China ",
        "The alliance ",
        ". ",
        "\n",
        "'' ",
        "; ",
        ": ",
        "told us ",
        "calls for ",
        "by saying ",
        "… ",
        "İ",
        "May ",
    ]
)


def article(text: str) -> Article:
    """Each line a paragraph, a line that begins with a dash an item."""
    passages = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        if line.strip():
            spans = tuple(Span(article="a", start=a, end=b) for a, b in sentences(text, start, end))
            role = Role.ITEM if line.startswith("- ") else Role.PARAGRAPH
            passages.append(
                Passage(span=Span(article="a", start=start, end=end), line=number, role=role, sentences=spans)
            )
        start = end + 1
    source = Source(path="seeds/a.txt", sha256="0", media="text")
    return Article(id="a", source=source, text=text, passages=tuple(passages))


def found(one: Article) -> tuple[Claim, ...]:
    body = [(passage.span.start, passage.span.end) for passage in one.passages if passage.role in BODY_ROLES]
    speech = read_speech(one.text, body)
    return claims(one, speech, quotes(one, speech, ()), ())


def shown(one: Article, claim: Claim) -> str:
    """`sort | claimant: statement`, or the sentence itself, and what else is known of it."""
    said = f"{claim.claimant.name}: {one.slice(claim.content)}" if claim.claimant and claim.content else ""
    parts = [claim.sort, said or one.slice(claim.span)]
    parts += [f"counts {figure.value:.15g} {figure.unit}" for figure in claim.figures]
    parts += [f"hedge {one.slice(hedge)}" for hedge in claim.hedges]
    parts += [f"leans on {one.slice(claim.leans_on)}"] if claim.leans_on else []
    parts += ["conditional"] if claim.conditional else []
    return printed(" | ".join(parts))


def cases() -> list[object]:
    read = []
    for path in sorted(CASES.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("## ")[1:]:
            name, _, rest = case.partition("\n")
            text, _, expected = rest.partition("\n# output\n")
            read.append(pytest.param(text, expected.split("\n")[:-1], id=name))
    return read


@pytest.mark.parametrize(("text", "expected"), cases())
def test_each_sentence_makes_its_claim(text, expected):
    one = article(text)
    assert [shown(one, claim) for claim in found(one)] == expected


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join)))
def test_any_text_gives_claims_that_lie_inside_it(text):
    one = article(text)
    for claim in found(one):
        inside = [claim.content, claim.leans_on, *claim.hedges, *(figure.span for figure in claim.figures)]
        assert any(claim.span in passage.sentences for passage in one.passages)
        assert all(claim.span.holds(span) and len(span) > 0 for span in inside if span)


def test_headings_titles_and_furniture_make_no_claims():
    text = "The council will vote on the new harbour law in June."
    span = Span(article="a", start=0, end=len(text))
    for role in set(Role) - BODY_ROLES:
        passage = Passage(span=span, line=1, role=role, sentences=(span,))
        source = Source(path="seeds/a.txt", sha256="0", media="text")
        assert found(Article(id="a", source=source, text=text, passages=(passage,))) == ()


def test_a_number_inside_a_date_is_not_counted():
    one = article("The harbour shipped 300 cranes within three years.")
    start = one.text.index("within")
    phrase = Span(article="a", start=start, end=len(one.text) - 1)
    when = When(edtf=None, earliest=None, latest=None, phrase=phrase, basis="inferred")
    speech = read_speech(one.text, [(0, len(one.text))])
    (claim,) = claims(one, speech, (), (when,))
    assert [figure.value for figure in claim.figures] == [300]
