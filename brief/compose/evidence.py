"""The passages that were cited → the evidence: each in its place, between the words that stand round it."""

from __future__ import annotations

import re

from brief.compose.references import References
from brief.compose.wording import opening
from brief.model.article import Article, Span
from brief.model.document import Block, Evidence, EvidenceList, Footnote
from brief.model.inline import Context, Inline, Line, Verbatim, Words
from brief.text.spacing import folded

_AROUND = 12
"""Words of context on either side."""
_WORD = re.compile(r"\S+")  # `territory,’”`
_BREAK = re.compile(r"\s*\n\s*")  # a new line in the source, with the blanks round it
_MARK = Words(text=" ¶ ", tone="muted")
_MORE = "…"


def evidence(references: References) -> tuple[Block, ...]:
    """One row a cited passage, in the order of the numbers."""
    return (
        EvidenceList(
            rows=tuple(
                _row(number, spans, marks, references)
                for number, (spans, marks) in enumerate(references.cited.items(), 1)
            ),
            heads=references.wording.evidence.heads,
        ),
    )


def footnotes(references: References) -> tuple[Footnote, ...]:
    """For each cited passage where it stands: `S2, The War Zone, 7 July 2025, line 11`."""
    return tuple(
        Footnote(number=number, words=_where(spans[0], references)) for number, spans in enumerate(references.cited, 1)
    )


def _where(span: Span, references: References) -> Line:
    article = references.library.article[span.article]
    words = references.wording
    dated = article.published.edtf if article.published else None
    said = words.evidence.note.format(
        publisher=article.publisher or words.sources.no_publisher,
        day=opening(words.spoken(dated) if dated else words.sources.no_date),
        line=article.line(span.start),
    )
    return (Words(text=references.label(article), tone="strong"), Words(text=said))


def _row(number: int, spans: tuple[Span, ...], marks: list[str], references: References) -> Evidence:
    article = references.library.article[spans[0].article]
    return Evidence(
        id=f"ev-{number}",
        number=number,
        source=references.label(article),
        place=references.wording.evidence.place.format(line=article.line(spans[0].start)),
        words=_in_context(article, spans),
        cited_by=tuple(marks),
    )


def _in_context(article: Article, spans: tuple[Span, ...]) -> Line:
    """The cited spans, what stands between them, and a few words before and after."""
    text = article.text
    start, end = _before(text, spans[0].start), _after(text, spans[-1].end)
    words: list[Inline] = [Words(text=f"{_MORE} ", tone="muted")] if text[:start].strip() else []
    at = start
    for span in spans:
        words += _set(article, at, span.start, cited=False)
        words += _set(article, span.start, span.end, cited=True)
        at = span.end
    words += _set(article, at, end, cited=False)
    return (*words, Words(text=f" {_MORE}", tone="muted")) if text[end:].strip() else tuple(words)


def _before(text: str, end: int) -> int:
    starts = [match.start() for match in _WORD.finditer(text, max(0, end - 60 * _AROUND), end)]
    return starts[-_AROUND] if len(starts) > _AROUND else (starts[0] if starts else end)


def _after(text: str, start: int) -> int:
    ends = [
        match.end() for match, _ in zip(_WORD.finditer(text, start, start + 60 * _AROUND), range(_AROUND), strict=False)
    ]
    return ends[-1] if ends else start


def _set(article: Article, start: int, end: int, *, cited: bool) -> list[Inline]:
    """A stretch of the source as inlines: a paragraph mark for each new line, spaces at its edges kept."""
    inlines: list[Inline] = []
    at = start
    for line in [*_BREAK.finditer(article.text, start, end), None]:
        stop = line.start() if line else end
        inlines += _stretch(article, at, stop, cited=cited)
        if line:
            inlines.append(_MARK)
            at = line.end()
    return inlines


def _stretch(article: Article, start: int, end: int, *, cited: bool) -> list[Inline]:
    raw = article.text[start:end]
    if not raw.strip():
        return [Words(text=" ")] if raw else []
    inner_start, inner_end = start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip())
    span = Span(article=article.id, start=inner_start, end=inner_end)
    words = folded(article.slice(span))  # spelling as in the source: no missing space is put in here
    middle: Inline = Verbatim(text=words, spans=(span,)) if cited else Context(text=words, span=span)
    space = Words(text=" ")
    return [*([space] if inner_start > start else []), middle, *([space] if inner_end < end else [])]
