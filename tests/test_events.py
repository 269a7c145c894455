"""Events out of articles: which sentences tell one, when it was, and how sure it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.extract import dates_of
from brief.extract.events import events
from brief.model.article import Article, Passage, Role, Source, Span

CASES = Path(__file__).parent / "cases" / "events"


def cases():
    """Each `== name`, an optional `published …`, the text, and a line an event under `# output`."""
    for path in sorted(CASES.glob("*.txt")):
        for block in ("\n" + path.read_text(encoding="utf-8")).split("\n== ")[1:]:
            name, _, rest = block.partition("\n")
            text, _, expected = rest.partition("\n# output\n")
            facts = {}
            if text.startswith("published "):
                head, _, text = text.partition("\n")
                facts = {"published": head.removeprefix("published ")}
            yield pytest.param(text, facts, expected.strip().splitlines(), id=name)


def told(article, event):
    """`status edtf rule | the words that date it | the sentence | who acts`; a condition is a question mark."""
    head = f"{event.status}{'?' * event.conditional} {event.when.edtf or 'none'} {event.rule}"
    parts = (head, article.slice(event.when.phrase), article.slice(event.span), ", ".join(event.actors))
    return " | ".join(part for part in parts if part)


@pytest.mark.parametrize(("text", "facts", "expected"), list(cases()))
def test_an_event_is_a_sentence_with_its_date_status_and_actors(article, text, facts, expected):
    made = article(text, **facts)
    assert [told(made, event) for event in events(made, dates_of(made))] == expected


@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                ("In 2024 Ann Hay said", "by 2027", "“If", "recently met”", "- ", "A new report", "Earlier, it was")
            ),
        ),
        max_size=8,
    )
)
def test_any_text_gives_events_inside_their_sentences(parts):
    text = " ".join(parts)
    span = Span(article="a", start=0, end=len(text))
    passages = (Passage(span=span, line=1, role=Role.PARAGRAPH, sentences=(span,)),) if text else ()
    made = Article(id="a", source=Source(path="a.txt", sha256="", media="text"), text=text, passages=passages)
    for event in events(made, dates_of(made)):
        assert span.holds(event.span)
        assert event.span.holds(event.when.phrase)
