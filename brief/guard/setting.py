"""A choice and its library in; what is printed of the item, what is cut off it, and what stands round it, out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from brief.guard.lexicon import Tokens, tokens
from brief.model.article import BODY_ROLES, Span
from brief.model.items import Claim, Item, Quote, Speaker, speaker
from brief.model.library import Library
from brief.model.outline import Section
from brief.model.selection import Choice
from brief.text.sentences import sentences


class Neighbour(NamedTuple):
    """A sentence beside a printed passage."""

    span: Span
    row: Tokens
    joined: bool
    """Whether it stands in the same paragraph."""
    within: bool = False
    """Whether it is a part of the item, left out by `words`."""


@dataclass(frozen=True)
class Setting:
    """One printed passage in its place; its parts are worked out when a check asks for them."""

    choice: Choice
    section: Section
    around: Surroundings

    @property
    def item(self) -> Item:
        """What is printed, whole or in part."""
        return self.choice.item

    @property
    def whole(self) -> tuple[Span, ...]:
        """All of the item that could be printed."""
        return self.item.parts if isinstance(self.item, Quote) else (self.item.span,)

    @property
    def is_cut(self) -> bool:
        """Whether something of the item is left out."""
        return self.choice.spans != self.whole

    @cached_property
    def printed(self) -> Tokens:
        """The printed words."""
        return tuple(token for span in self.choice.spans for token in self.around.tokens(span))

    @cached_property
    def before(self) -> Tokens:
        """What is cut off the sentence before the first printed word."""
        first = self.choice.spans[0]
        return self._row(self._sentence(first.start).start, first.start)

    @cached_property
    def after(self) -> Tokens:
        """What is cut off the sentence after the last printed word."""
        last = self.choice.spans[-1]
        return self._row(last.end, self._sentence(last.end - 1).end)

    @cached_property
    def between(self) -> Tokens:
        """What is left out between printed words; the reporter's words between two quotations are not."""
        spans = self.choice.spans
        holes = [(one.end, two.start) for one, two in pairwise(spans)]
        return tuple(
            token
            for start, end in holes
            for part in self.whole
            for token in self._row(max(start, part.start), min(end, part.end))
        )

    @property
    def cuts(self) -> tuple[Tokens, Tokens, Tokens]:
        """All that is cut off or out."""
        return (self.before, self.between, self.after)

    @cached_property
    def lead_in(self) -> Tokens:
        """Of a quotation, the reporter's words before it in its sentence."""
        return self._row(self.around.sentence(self.item.span.start).start, self.item.span.start)

    @cached_property
    def later(self) -> Neighbour | None:
        """The sentence after the printed words: one that is cut off the item, or the one after it."""
        last = self.choice.spans[-1].end
        rest = [span for span in self._sentences if span.start >= last]
        if rest:
            return Neighbour(span=rest[0], row=self.around.tokens(rest[0]), joined=True, within=True)
        return self.around.beside(self.item.span.end - 1, 1)

    @cached_property
    def earlier(self) -> Neighbour | None:
        """The sentence before the item, where its first sentence is printed from its start."""
        return self.around.beside(self.item.span.start, -1)

    @cached_property
    def _sentences(self) -> list[Span]:
        """The sentences of the item; those of a quotation are parted inside its marks."""
        if not isinstance(self.item, Quote) or not self.is_cut:
            return [self.item.span]
        text, name = self.around.text, self.item.span.article
        return [
            Span(article=name, start=start, end=end)
            for part in self.item.parts
            for start, end in sentences(text, part.start + 1, part.end - 1)
        ] or [self.item.span]

    def _sentence(self, at: int) -> Span:
        return next((span for span in self._sentences if span.start <= at < span.end), self.item.span)

    def _row(self, start: int, end: int) -> Tokens:
        return tokens(self.around.text[start:end]) if start < end else ()


@dataclass(frozen=True)
class Surroundings:
    """One article: its sentences in order and who speaks in each."""

    library: Library
    article: str
    speech: Sequence[Quote | Claim]
    """Its quotations and claims, in order of their places."""
    printed: Sequence[Span]
    """Every span that the brief prints out of it."""
    _tokens: dict[Span, Tokens] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.library.article[self.article].text

    def prints(self, span: Span) -> bool:
        """Whether the brief prints a sentence somewhere, or the speech that it is made of."""
        return any(one.holds(span) or (span.holds(one) and 3 * len(one) >= len(span)) for one in self.printed)

    def tokens(self, span: Span) -> Tokens:
        """The words and marks of a stretch."""
        if span not in self._tokens:
            self._tokens[span] = tokens(self.library.slice(span))
        return self._tokens[span]

    @cached_property
    def _rows(self) -> list[tuple[Span, int]]:
        """Every sentence of the body with the number of its passage; a heading leaves a gap in the numbers."""
        passages = enumerate(self.library.article[self.article].passages)
        return [(span, at) for at, passage in passages if passage.role in BODY_ROLES for span in passage.sentences]

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span, _ in self._rows]

    def _at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence(self, offset: int) -> Span:
        """The sentence that holds a character."""
        return self._rows[self._at(offset)][0] if self._rows else Span(article=self.article, start=offset, end=offset)

    def beside(self, offset: int, step: int) -> Neighbour | None:
        """The sentence before (-1) or after (1) the one that holds a character, unless a heading stands between."""
        here = self._at(offset)
        if not 0 <= here + step < len(self._rows):
            return None
        (_, passage), (span, other) = self._rows[here], self._rows[here + step]
        if abs(other - passage) > 1:
            return None
        return Neighbour(span=span, row=self.tokens(span), joined=other == passage)

    @cached_property
    def _longest(self) -> int:
        return max((len(item.span) for item in self.speech), default=0)

    def voices(self, span: Span) -> Iterator[tuple[Quote | Claim, Speaker]]:
        """Who is quoted or reported in a stretch."""
        first = bisect_left(self.speech, span.start - self._longest, key=lambda item: item.span.start)
        for item in self.speech[first:]:
            if item.span.start >= span.end:
                break
            who = speaker(item)
            if who and item.span.overlaps(span):
                yield item, who

    def reported(self, span: Span) -> Iterator[tuple[Span, Speaker]]:
        """What is reported in a sentence, and whose words it is."""
        for item, who in self.voices(span):
            if isinstance(item, Claim) and item.content and item.span == span:
                yield item.content, who
