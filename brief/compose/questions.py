"""Chosen questions → open questions with why each is open and what would close it."""

from __future__ import annotations

from brief.compose import wording
from brief.compose.references import References
from brief.model.article import Span
from brief.model.document import Block, Line, OpenQuestion, OpenQuestions, Words
from brief.model.items import Question
from brief.model.selection import Choice, Chosen
from brief.text.matching import where


def open_questions(chosen: Chosen, references: References) -> tuple[Block, ...]:
    """The questions in order, labelled Q1 and on."""
    rows = enumerate(chosen.choices, 1)
    return (OpenQuestions(questions=tuple(_question(number, choice, references) for number, choice in rows)),)


def _question(number: int, choice: Choice, references: References) -> OpenQuestion:
    item = choice.item
    if not isinstance(item, Question):
        raise TypeError(item)
    source = references.label(item.span.article)
    sort = _sort(item)
    return OpenQuestion(
        id=item.id,
        label=f"Q{number}",
        head=(Words(text=wording.QUESTION_SORT[item.sort].format(source=source)),),
        words=(references.verbatim(choice.spans), references.cite(choice.spans)),
        why=_why(item, sort, source, references),
        closes=(Words(text=wording.WOULD_CLOSE[sort].format(source=source)),),
    )


def _sort(item: Question) -> str:
    """Asked, or which of the ways of leaving something open its words are."""
    if item.sort == "asked":
        return "asked"
    words = item.rule.split()
    return next((sort for sort, marks in wording.OPEN_MARKS.items() if any(mark in words for mark in marks)), "stated")


def _why(item: Question, sort: str, source: str, references: References) -> Line:
    """The reason, with the source's own words for it where it states one."""
    said = where(item.rule, references.library.slice(item.span)) if sort != "asked" else None
    reason = Words(text=wording.WHY_OPEN[sort].format(source=source))
    if said is None:
        return (reason,)
    span = Span(article=item.span.article, start=item.span.start + said[0], end=item.span.start + said[1])
    return (reason, Words(text=" “"), references.verbatim((span,)), Words(text="”."))
