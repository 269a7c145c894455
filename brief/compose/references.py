"""Passages → numbers, in order of first appearance: one number a passage, one anchor a mark."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from brief.compose.wording import Wording, wording
from brief.model.article import Article, Span
from brief.model.inline import Cite, Inline, Verbatim, Words
from brief.model.items import Quote
from brief.model.library import Library
from brief.model.selection import Choice
from brief.text.spacing import opened, printed

CUT = " … "
"""Between two parts of one sentence of which the middle is left out."""

_OPENING = "“\"‘'«"


@dataclass(slots=True)
class References:
    """Numbers and anchors given so far; the one thing in composing that remembers."""

    library: Library
    wording: Wording = field(default_factory=wording)
    cited: dict[tuple[Span, ...], list[str]] = field(default_factory=dict)
    """Spans of each cited passage, in order of their numbers, with the anchors of its marks."""
    _numbers: dict[tuple[Span, ...], int] = field(default_factory=dict)
    _labelled: Counter[str] = field(default_factory=Counter)

    def next_label(self, letter: str) -> str:
        """`T3`: the next number after this letter; it runs on from one section to another of its kind."""
        self._labelled[letter] += 1
        return f"{letter}{self._labelled[letter]}"

    def cite(self, spans: tuple[Span, ...]) -> Cite:
        """A new mark for a passage: a new number where it is the first."""
        marks = self.cited.setdefault(spans, [])
        number = self._numbers.setdefault(spans, len(self._numbers) + 1)
        marks.append(f"ref-{number}-{len(marks) + 1}")
        return Cite(id=marks[-1], number=number, target=f"ev-{number}")

    def cites(self, choice: Choice) -> tuple[Cite, ...]:
        """A mark for the chosen passage, and one for the fullest print of the same words in each other article."""
        elsewhere: dict[str, tuple[Span, ...]] = {}
        for other in sorted(choice.also, key=lambda item: -len(item.span)):
            if other.span.article != choice.item.span.article:
                elsewhere.setdefault(other.span.article, other.parts if isinstance(other, Quote) else (other.span,))
        return (self.cite(choice.spans), *(self.cite(spans) for spans in elsewhere.values()))

    def passage(self, choice: Choice) -> tuple[Inline, ...]:
        """The chosen words as printed, and who says them where they do not name their speaker."""
        return (*self._words(choice), *self._beside(choice))

    def _beside(self, choice: Choice) -> tuple[Inline, ...]:
        """`(said by Mark Rutte)`, or `(he: Mark Rutte)` where the words themselves say that he said it."""
        who = choice.said_by
        if who is None:
            return ()
        within = who.mention and any(span.holds(who.mention) for span in choice.spans)
        if who.mention and within:
            pronoun = self.library.slice(who.mention).lower()
            told = self.wording.terms.who_is.format(pronoun=pronoun, name=who.name)
        else:
            told = self.wording.terms.said_by.format(name=who.name)
        return (Words(text=told, tone="muted"),)

    def _words(self, choice: Choice) -> tuple[Inline, ...]:
        """The chosen words: whole, or with a mark wherever something of the item is left out."""
        item = choice.item
        whole = item.parts if isinstance(item, Quote) else (item.span,)
        if choice.spans != whole:
            return self._cut(choice, whole)
        parts: list[Inline] = []
        for span in whole:
            parts += [Words(text=" "), self.verbatim((span,))] if parts else [self.verbatim((span,))]
        return tuple(parts)

    def _cut(self, choice: Choice, whole: tuple[Span, ...]) -> tuple[Inline, ...]:
        """A part of an item: `[M]ost analysts agree … ten years.`, and for speech in marks: `“… attack first …”`."""
        quoted = isinstance(choice.item, Quote)
        words = self.verbatim(choice.spans, sentence=not quoted)
        before = self._letters(whole[0].article, whole[0].start, choice.spans[0].start)
        after = self._letters(whole[0].article, choice.spans[-1].end, whole[-1].end)
        opening = "… " if before and not words.text.lstrip(_OPENING).startswith("[") else ""
        closing = " …" if after else ""
        left, right = self.wording.marks
        first, last = (f"{left}{opening}", f"{closing}{right}") if quoted else (opening, closing)
        return tuple(inline for inline in (Words(text=first), words, Words(text=last)) if inline.text)

    def _letters(self, article: str, start: int, end: int) -> bool:
        """Whether something other than marks and blanks stands between two places."""
        return any(map(str.isalnum, self.library.article[article].text[start:end]))

    def label(self, article: Article | str) -> str:
        """`S2`: the source's number in the order of the library."""
        name = article if isinstance(article, str) else article.id
        return f"{self.wording.labels.source}{1 + list(self.library.article).index(name)}"

    def verbatim(self, spans: tuple[Span, ...], *, sentence: bool = False) -> Verbatim:
        """The words of a passage as printed; a `sentence` that begins inside one gets its capital in brackets."""
        pieces = [printed(self.library.slice(span)) for span in spans]
        text = CUT.join(pieces)
        return Verbatim(text=opened(text) if sentence else text, spans=spans)
