"""Document × Library → how many passages were checked, or a stop that names each passage that is not in its source.

The check takes nothing from composing on trust: it goes from the printed words back to the characters of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.errors import VerifyError
from brief.model.article import Span
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.model.document import Cite, Context, Document, EvidenceList, Inline, Legend, Verbatim, inlines, lines
from brief.model.library import Library
from brief.text.spacing import letters

_CAPITAL = re.compile(r"^([“\"‘'«]*)\[(\w)\]")  # `[M]ost analysts agree`
_CUT = " … "


def verify(document: Document, library: Library) -> int:
    """The number of printed passages that stand in their sources word for word.

    Raises:
        VerifyError: a printed passage differs from its source, or a reference leads nowhere.
    """
    faults = [*_changed(document, library), *_astray(document)]
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
