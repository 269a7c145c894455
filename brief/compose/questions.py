"""Chosen questions → open questions with why each is open and what would close it."""

from __future__ import annotations

from brief.compose import wording
from brief.compose.references import References
from brief.model.document import Block, OpenQuestion, OpenQuestions, Words
from brief.model.items import Question
from brief.model.selection import Choice, Chosen


def open_questions(chosen: Chosen, references: References) -> tuple[Block, ...]:
    """The questions in order, labelled Q1 and on."""
    rows = enumerate(chosen.choices, 1)
    return (OpenQuestions(questions=tuple(_question(number, choice, references) for number, choice in rows)),)


def _question(number: int, choice: Choice, references: References) -> OpenQuestion:
    sort = choice.item.sort if isinstance(choice.item, Question) else "stated"
    source = references.label(choice.item.span.article)
    return OpenQuestion(
        id=choice.item.id,
        label=f"Q{number}",
        head=(Words(text=wording.QUESTION_SORT[sort].format(source=source)),),
        words=(references.verbatim(choice.spans), references.cite(choice.spans)),
        why=(Words(text=wording.WHY_OPEN[sort].format(source=source)),),
        closes=(Words(text=wording.WOULD_CLOSE[sort].format(source=source)),),
    )
