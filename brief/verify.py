"""Document × Library → how many passages were checked, or a stop that names each passage that is not in its source.

The check takes nothing from composing on trust: it goes from the printed words back to the characters of the source,
and from a printed speaker back to the speaker of what stands there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from brief.errors import VerifyError
from brief.model.article import Span
from brief.model.companions import Terms
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.model.document import (
    Block,
    Disagreements,
    Document,
    EvidenceList,
    Legend,
    Points,
    Prose,
    Quotations,
    Table,
    inlines,
    lines,
)
from brief.model.inline import Cite, Context, Inline, Line, Verbatim, Words
from brief.model.items import Claim, Item, Quote, Speaker, speaker
from brief.model.library import Library
from brief.text.spacing import letters

_CAPITAL = re.compile(r"^([“\"‘'«]*)\[(\w)\]")  # `[M]ost analysts agree`
_CUT = " … "
_FIELD = re.compile(r"(\{[a-z]{1,20}\})")  # `{name}`


def verify(document: Document, library: Library) -> int:
    """The number of printed passages that stand in their sources word for word.

    Raises:
        VerifyError: a printed passage differs from its source, or is joined of two; a reference leads nowhere or to
            another passage; a passage stands under another speaker than in the library.
    """
    faults = [
        *_changed(document, library),
        *_astray(document),
        *_welded(document, library),
        *_elsewhere(document, library),
        *_misattributed(document, library),
    ]
    if faults:
        raise VerifyError(*faults)
    return passages(document)


def passages(document: Document) -> int:
    """How many passages the document cites; one cited twice counts once."""
    return len(
        {
            row.id
            for part in document.parts
            for block in part.blocks
            if isinstance(block, EvidenceList)
            for row in block.rows
        }
    )


def difference(printed: str, spans: tuple[Span, ...], library: Library) -> str | None:
    """What the source says instead, or None where the printed words stand in it, white space left out."""
    if any(span.article not in library.article or span.start >= span.end for span in spans):
        return "no such place"
    pieces = printed.split(_CUT) if len(spans) > 1 else [printed]
    sources = [library.slice(span) for span in spans]
    marked = _CAPITAL.match(printed)
    if marked and not sources[0].startswith(marked[0]):
        pieces[0] = _CAPITAL.sub(r"\1\2", pieces[0])
        sources[0] = (
            sources[0].replace(marked[2].lower(), marked[2], 1) if _lower_start(sources[0], marked[2]) else sources[0]
        )
    if [letters(piece) for piece in pieces] == [letters(source) for source in sources]:
        return None
    return _CUT.join(library.slice(span) for span in spans)


def _lower_start(source: str, capital: str) -> bool:
    return source.lstrip("“\"‘'«")[:1] == capital.lower()


def _changed(document: Document, library: Library) -> Iterator[Diagnostic]:
    for inline in _of_sources(document):
        match inline:
            case Verbatim(text=text, spans=spans):
                yield from _fault(text, spans, library)
            case Context(text=text, span=span):
                yield from _fault(text, (span,), library)
            case _:
                pass


def _of_sources(document: Document) -> Iterator[Inline]:
    """Every inline but those of the legend, whose samples stand for no passage."""
    if document.bottom_line:
        yield from document.bottom_line.words
        yield from (inline for line in document.bottom_line.remarks for inline in line)
    blocks = [block for part in document.parts for block in part.blocks if not isinstance(block, Legend)]
    yield from (inline for block in blocks for line in lines(block) for inline in line)


def _fault(text: str, spans: tuple[Span, ...], library: Library) -> Iterator[Diagnostic]:
    source = difference(text, spans, library)
    if source is None:
        return
    article = library.article.get(spans[0].article) if spans else None
    yield Diagnostic(
        severity=Severity.ERROR,
        message=f"a printed passage is not in its source\n  printed: {text}\n  source:  {source}",
        place=Place(path=article.source.path, line=article.line(spans[0].start)) if article else None,
        hint="Nothing was written. The source may have changed during the build: build again.",
        code="not-verbatim",
    )


def _astray(document: Document) -> Iterator[Diagnostic]:
    """References without evidence, or whose evidence has another number."""
    rows = {
        row.id: row.number
        for part in document.parts
        for block in part.blocks
        if isinstance(block, EvidenceList)
        for row in block.rows
    }
    for inline in inlines(document):
        if isinstance(inline, Cite) and rows.get(inline.target) != inline.number:
            yield Diagnostic(
                severity=Severity.ERROR,
                message=f"reference [{inline.number}] leads to no evidence",
                code="no-evidence",
            )


def _welded(document: Document, library: Library) -> Iterator[Diagnostic]:
    """Passages that are joined out of two places: of two sources, out of order, or of two items in one line."""
    for inline in _of_sources(document):
        if isinstance(inline, Verbatim) and not _in_order(inline.spans):
            yield _wrong("a printed passage joins words of two places", inline.text, inline.spans, library, "welded")
    items = _by_article(library)
    for line in _passage_lines(document):
        printed = [inline for inline in line if isinstance(inline, Verbatim)]
        spans = _spans(line)
        if len(printed) > 1 and not any(_holds(item, spans) for item in items.get(spans[0].article, ())):
            words = " ".join(inline.text for inline in printed)
            yield _wrong("a line joins passages of two places", words, spans, library, "welded")


def _in_order(spans: Sequence[Span]) -> bool:
    return all(one.article == two.article and one.end <= two.start for one, two in pairwise(spans))


def _blocks(document: Document) -> Iterator[Block]:
    return (block for part in document.parts for block in part.blocks)


def _passage_lines(document: Document) -> Iterator[Line]:
    """Each line that prints one passage, with its marks where they stand beside it."""
    for block in _blocks(document):
        match block:
            case Points() | Quotations() | Table():
                yield from lines(block)
            case Disagreements(disagreements=disagreements):
                yield from (side.words for one in disagreements for side in one.sides)
            case _:
                pass


def _spans(line: Line) -> tuple[Span, ...]:
    return tuple(span for inline in line if isinstance(inline, Verbatim) for span in inline.spans)


def _holds(item: Item, spans: Sequence[Span]) -> bool:
    return all(item.span.holds(span) for span in spans)


def _elsewhere(document: Document, library: Library) -> Iterator[Diagnostic]:
    """References that lead to another passage than the one they stand behind."""
    rows = {
        row.id: _spans(row.words)
        for block in _blocks(document)
        if isinstance(block, EvidenceList)
        for row in block.rows
    }
    for line in _passage_lines(document):
        spans = _spans(line)
        mark = next((inline for inline in line if isinstance(inline, Cite)), None)
        there = rows.get(mark.target) if mark else None
        if spans and mark and there and not all(_covers(there, span) for span in spans):
            yield _wrong(
                f"reference [{mark.number}] leads to another passage", _text(line), spans, library, "no-evidence"
            )


def _covers(row: Sequence[Span], span: Span) -> bool:
    """Whether an evidence row shows a stretch; it is set line by line, with blanks left out."""
    return row[0].article == span.article and row[0].start <= span.start and span.end <= row[-1].end


def _misattributed(document: Document, library: Library) -> Iterator[Diagnostic]:
    """Printed speakers that are not those of what the library holds at the printed place."""
    items = _by_article(library)
    for name, line, sorts in _attributed(document, _Voices(document.terms)):
        spans = _spans(line)
        there = [item for item in items.get(spans[0].article, ()) if isinstance(item, sorts)] if spans else []
        names = {_opening(who.name) if who else None for who in _speakers(spans, there)}
        if spans and (_opening(name) if name else None) not in names:
            told = ", ".join(sorted(one for one in names if one)) or "nobody"
            message = f"a passage is printed as said by {name or 'its author'}; its source has {told}"
            yield _wrong(message, _text(line), spans, library, "wrong-speaker")


def _attributed(document: Document, voices: _Voices) -> Iterator[tuple[str | None, Line, tuple[type[Item], ...]]]:
    """Each printed speaker with the line that they are said to say, and of which items; None for an article's voice."""
    for block in _blocks(document):
        match block:
            case Quotations(groups=groups):
                yield from (
                    (voices.known(group.speaker), one.words, (Quote,)) for group in groups for one in group.quotations
                )
            case Disagreements(disagreements=disagreements):
                for side in (side for one in disagreements for side in one.sides):
                    yield voices.reported(side.said), side.words, (Quote, Claim)
            case _:
                pass
        if isinstance(block, Points | Table | Prose):
            yield from ((name, line, (Quote, Claim)) for line in lines(block) for name in voices.beside(line))


class _Voices:
    """How the document's language names a speaker beside a passage."""

    def __init__(self, terms: Terms) -> None:
        self._unnamed = terms.unnamed
        self._between = terms.reported.removeprefix("{name}").removesuffix("{source}")
        self._beside = [_shape(template) for template in (terms.said_by, terms.who_is, terms.speaks)]

    def known(self, name: str) -> str | None:
        return None if name == self._unnamed else name

    def reported(self, said: Line) -> str | None:
        """`Mark Rutte` of `Mark Rutte, as reported in S2. …`."""
        name, reported, _ = _text(said).partition(self._between)
        return name if reported else None

    def beside(self, line: Line) -> Iterator[str]:
        """The speakers that the desk names beside a passage: `… (he: Mark Rutte)`, `Mark Rutte: “…”`."""
        for inline in line if _spans(line) else ():
            if isinstance(inline, Words):
                found = (shape.fullmatch(inline.text) for shape in self._beside)
                yield from (match["name"] for match in found if match)


def _shape(template: str) -> re.Pattern[str]:
    """What a template matches once it is filled."""
    pieces = {"{name}": "(?P<name>.{1,200})", "{pronoun}": r"\w{1,9}"}
    return re.compile("".join(pieces.get(part, re.escape(part)) for part in _FIELD.split(template)))


def _by_article(library: Library) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in library.items:
        found[item.span.article].append(item)
    return found


def _speakers(spans: Sequence[Span], items: Sequence[Item]) -> Iterator[Speaker | None]:
    """Who speaks where the spans stand: in the items that hold them, or that a longer print holds."""
    for item in items:
        if _holds(item, spans) or any(span.holds(item.span) for span in spans):
            yield speaker(item)


def _opening(name: str) -> str:
    return name[:1].upper() + name[1:]


def _text(line: Line) -> str:
    return "".join(inline.text for inline in line if isinstance(inline, Words | Verbatim))


def _wrong(message: str, text: str, spans: Sequence[Span], library: Library, code: str) -> Diagnostic:
    article = library.article.get(spans[0].article) if spans else None
    return Diagnostic(
        severity=Severity.ERROR,
        message=f"{message}\n  printed: {text}",
        place=Place(path=article.source.path, line=article.line(spans[0].start)) if article else None,
        hint="Nothing was written. This is a fault of brief itself: please report it.",
        code=code,
    )
