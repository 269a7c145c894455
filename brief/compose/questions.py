"""Chosen questions → open questions with why each is open and what would close it."""

from __future__ import annotations

from collections.abc import Sequence

from brief.compose.gaps import Gap
from brief.compose.references import References
from brief.model.article import Span
from brief.model.document import Block, OpenQuestion, OpenQuestions
from brief.model.inline import Inline, Line, Words
from brief.model.items import Question
from brief.model.selection import Choice, Chosen
from brief.text.matching import where

_TAKE = 6
_OPEN_MARKS = {
    "withheld": ("declined", "disclose", "did", "would", "refused", "comment", "specify", "elaborate"),
    "depends": ("depend", "depends", "hinges", "rests"),
}
"""How the source's words for leaving something open tell what sort it is; the first that fits."""


def open_questions(chosen: Chosen, found: Sequence[Gap], references: References) -> tuple[Block, ...]:
    """The questions in order, labelled Q1 and on: those of the sources, then the gaps, `take` in all."""
    asked = [_question(choice, references) for choice in chosen.choices]
    computed = [_gap(gap, references) for gap in room(chosen, found)]
    return (OpenQuestions(questions=(*asked, *computed), labels=references.wording.questions.labels),)


def room(chosen: Chosen, found: Sequence[Gap]) -> Sequence[Gap]:
    """The gaps that a section prints: between its sources, not skipped, and as many as its questions leave room for."""
    section = chosen.section
    allowed = [
        gap
        for gap in found
        if gap.name not in section.skip
        and (not section.sources or {span.article for spans in gap.passages for span in spans} <= set(section.sources))
    ]
    return allowed[: max(0, (section.take or _TAKE) - len(chosen.choices))]


def _gap(gap: Gap, references: References) -> OpenQuestion:
    """A question that the desk concludes: its words are a template's, and the passages it rests on stand in it."""
    wording, said = references.wording, references.wording.questions
    sources = list(dict.fromkeys(references.label(spans[0].article) for spans in gap.passages))
    source = wording.listed(sources)
    filled = {
        **{name: value.replace("{source}", source) for name, value in gap.filled.items()},
        "source": source,
        "differs": wording.disputes.differs.get(gap.filled.get("differs", ""), ""),
    }
    words: list[Inline] = []
    for spans in gap.passages:
        words += [*([Words(text=" / ")] if words else []), references.verbatim(spans), references.cite(spans)]
    return OpenQuestion(
        id=f"gap-{gap.sort}-{gap.name}",
        label=references.next_label(references.wording.labels.question),
        head=(Words(text=said.gap[gap.sort]),),
        words=tuple(words) or (Words(text=said.gap_alone.format(**filled)),),
        why=_reason(said.gap_why[gap.sort].format(**filled), gap.quoted, references),
        closes=(Words(text=said.gap_closes[gap.sort].format(**filled)),),
    )


def _question(choice: Choice, references: References) -> OpenQuestion:
    item = choice.item
    if not isinstance(item, Question):
        raise TypeError(item)
    source = references.label(item.span.article)
    sort = _sort(item)
    said = references.wording.questions
    return OpenQuestion(
        id=item.id,
        label=references.next_label(references.wording.labels.question),
        head=(Words(text=said.asked_by[item.sort].format(source=source)),),
        words=(*references.passage(choice), references.cite(choice.spans)),
        why=_why(item, sort, source, references),
        closes=(Words(text=said.closes[sort].format(source=source)),),
    )


def _sort(item: Question) -> str:
    """Asked, or which of the ways of leaving something open its words are."""
    if item.sort == "asked":
        return "asked"
    words = item.rule.split()
    return next((sort for sort, marks in _OPEN_MARKS.items() if any(mark in words for mark in marks)), "stated")


def _why(item: Question, sort: str, source: str, references: References) -> Line:
    """The reason, with the source's own words for it where it states one."""
    said = where(item.rule, references.library.slice(item.span)) if sort != "asked" else None
    start = item.span.start
    span = Span(article=item.span.article, start=start + said[0], end=start + said[1]) if said else None
    return _reason(references.wording.questions.why[sort].format(source=source), span, references)


def _reason(reason: str, span: Span | None, references: References) -> Line:
    if span is None:
        return (Words(text=reason.rstrip(":") + "." if reason.endswith(":") else reason),)
    left, right = references.wording.marks
    return (Words(text=reason), Words(text=f" {left}"), references.verbatim((span,)), Words(text=f"{right}."))
