"""Document × Library → `provenance.json`: each printed passage with its source, its place and its exact words.

Nothing in it is private: no reader, no path of the house's machines, only what a recipient needs to check the brief.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from brief.model.article import Span
from brief.model.document import Block, Document, EvidenceList, Legend, OpenQuestions, Points, Prose, Table, lines
from brief.model.inline import Cite, Context, Inline, Line, Tag, Verbatim, Words
from brief.model.library import Library

NAME = "provenance.json"
FORMAT = "brief-provenance/1"
_WRITTEN = ("added-", "text-")
"""How the ids of blocks begin that the desk wrote: in a draft, or in the outline."""
AROUND = 40
"""Characters before and after the exact words, by which they are found again."""
Json = dict[str, object]


def provenance(document: Document, library: Library) -> bytes:
    """The file that travels inside the PDF; its selectors are those of the W3C Web Annotation model."""
    tree = {
        "format": FORMAT,
        "title": document.title,
        "issue": document.issue,
        "dated": document.dated.isoformat(),
        "verification": list(document.footer),
        "sources": [_source(name, library) for name in _used(document)],
        "passages": [*_passages(document, library)],
        "own": [{"where": where, "printed": words} for where, words in _own(document)],
    }
    return msgspec.json.format(msgspec.json.encode(tree), indent=1) + b"\n"


def _source(name: str, library: Library) -> Json:
    article = library.article[name]
    return {
        "id": article.id,
        "sha256": article.source.sha256,
        "media": article.source.media,
        "title": article.title,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "published": article.published.edtf if article.published else None,
        "url": article.url if (article.url or "").startswith(("https://", "http://")) else None,
    }


def _used(document: Document) -> list[str]:
    return sorted({span.article for _, line in _lines(document) for span in _spans(line)})


def _passages(document: Document, library: Library) -> Iterator[Json]:
    """In reading order; a passage printed twice is there twice, once for each place."""
    for where, line in _lines(document):
        numbers = [one.number for one in line if isinstance(one, Cite)]
        for one in line:
            if isinstance(one, Verbatim) and one.spans:
                yield {
                    "where": where,
                    "printed": one.text,
                    "references": numbers,
                    "targets": [_target(span, library) for span in one.spans],
                }


def _own(document: Document) -> Iterator[tuple[str, str]]:
    """The desk's own sentences, with their sections: put in, reworded, or written in the outline."""
    if document.bottom_line:
        yield "bottom_line", _plain(document.bottom_line.words)
    for part in document.parts:
        for block in part.blocks:
            yield from ((part.kind, words) for line in _own_lines(block) if (words := _plain(line)))


def _own_lines(block: Block) -> Iterator[Line]:
    match block:
        case Points(points=points):
            yield from (point.words for point in points if point.edited or not any(map(_is_sourced, point.words)))
        case Prose(id=name, lines=own) if name.startswith(_WRITTEN):
            yield from (line for line in own if not any(map(_is_sourced, line)))
        case Table(groups=groups):
            for row in (row for group in groups for row in group.rows):
                every = [line for cell in row.cells for line in cell]
                put_in = row.id.startswith(_WRITTEN)
                yield from (line for line in every if _is_marked(line) or (put_in and not any(map(_is_sourced, line))))
        case OpenQuestions(questions=questions):
            for one in questions:
                own = (one.words, one.why, one.closes) if one.id.startswith(_WRITTEN) else ()
                yield from (line for line in own or (one.words,) if own or _is_marked(line))
        case Legend() | EvidenceList():
            pass
        case _:
            yield from filter(_is_marked, lines(block))


def _is_sourced(inline: Inline) -> bool:
    return isinstance(inline, Verbatim)


def _is_marked(line: Line) -> bool:
    """Whether a line has the tag of what the desk wrote or reworded."""
    return any(isinstance(one, Tag) and one.sort == "edited" for one in line)


def _plain(line: Line) -> str:
    return " ".join("".join(one.text for one in line if isinstance(one, Words | Verbatim)).split())


def _target(span: Span, library: Library) -> Json:
    article = library.article[span.article]
    return {
        "source": article.id,
        "sha256": article.source.sha256,
        "line": article.line(span.start),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": article.slice(span),
                "prefix": article.text[max(0, span.start - AROUND) : span.start],
                "suffix": article.text[span.end : span.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _lines(document: Document) -> Iterator[tuple[str, Line]]:
    """Every line that may print a source's words, with the section it stands in."""
    if document.bottom_line:
        yield "bottom_line", document.bottom_line.words
    for part in document.parts:
        for block in part.blocks:
            if not isinstance(block, Legend):
                yield from ((part.kind, line) for line in _of(block))


def _of(block: Block) -> Iterator[Line]:
    """A line of evidence with its own number as its reference."""
    if not isinstance(block, EvidenceList):
        yield from lines(block)
        return
    for row in block.rows:
        yield (*row.words, Cite(id="", number=row.number, target=row.id))


def _spans(line: Line) -> Iterator[Span]:
    for one in line:
        match one:
            case Verbatim(spans=spans):
                yield from spans
            case Context(span=span):
                yield span
            case _:
                pass
