"""Items: what extraction finds in an article. Each is a span and what is known of it; its words are derived."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from brief.model.article import Span, When


class Speaker(Struct, frozen=True, kw_only=True):
    """Who says something: a person, an organisation or a document."""

    name: str
    """As full as the article gives it: `Carsten Breuer`, `RAND Corporation`, `U.S. officials`."""
    title: str | None = None
    """Role or rank in the article's words: `NATO Secretary General`, `Lt. Gen.`."""
    mention: Span | None = None
    """The words beside the speech that name the speaker: `Rutte`, `he`, `the report`."""


QuoteRule = Literal["cue", "continuation", "distant", "previous", "colon", "label", "paragraph", "weak", "none"]
"""The rule that gave the speaker, which is the confidence in it; `none` where nobody safe was found."""

ClaimSort = Literal["fact", "forecast", "assessment", "policy"]
EventStatus = Literal["past", "ongoing", "planned", "forecast"]
QuestionSort = Literal[
    "asked", "stated", "conflict", "single-origin", "stale", "due", "undated", "silent", "unidentified"
]
"""Asked or stated by a source; the others are concluded from the evidence."""


class Quote(Struct, frozen=True, kw_only=True):
    """Direct speech in quotation marks; several parts where its cue splits it."""

    id: str
    span: Span
    """From the first part's opening mark to the last part's closing mark."""
    parts: tuple[Span, ...]
    """Each with its quotation marks."""
    speaker: Speaker | None
    cue: Span | None
    venue: str | None
    """Where or to whom it was said: `The New York Times`, `the Senate Armed Services Committee`."""
    said: When | None
    rule: QuoteRule


class Figure(Struct, frozen=True, kw_only=True):
    """A number with what it counts: `14 such drills`, `300 percent`."""

    span: Span
    value: float
    unit: str | None


class Claim(Struct, frozen=True, kw_only=True):
    """A sentence that could stand in a brief."""

    id: str
    span: Span
    sort: ClaimSort
    claimant: Speaker | None
    """None where the author speaks in their own voice."""
    content: Span | None
    """What was said, where the claim reports speech."""
    figures: tuple[Figure, ...]
    hedges: tuple[Span, ...]
    leans_on: Span | None
    """The word without which the sentence cannot stand alone (`this`, `they`); None where it can."""
    conditional: bool
    rule: str


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened or is foreseen, with the words that date it."""

    id: str
    span: Span
    when: When
    status: EventStatus
    actors: tuple[str, ...]
    conditional: bool
    rule: str


class Question(Struct, frozen=True, kw_only=True):
    """Something the sources leave open, in their words."""

    id: str
    span: Span
    sort: QuestionSort
    rule: str


Item = Quote | Claim | Event | Question

KIND_LETTER = {"quote": "q", "claim": "c", "event": "e", "question": "o"}


def kind(item: Item) -> str:
    """The item's kind as users write it: quote, claim, event or question."""
    return type(item).__name__.lower()


def speaker(item: Item) -> Speaker | None:
    """Who says it, where somebody does."""
    match item:
        case Quote():
            return item.speaker
        case Claim():
            return item.claimant
        case Event() | Question():
            return None
