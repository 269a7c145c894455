"""The document: the one closed tree in which composing meets every writer.

Wording, numbering and order are decided here for all formats; a writer only sets what it is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from brief.model.chart import Chart
from brief.model.companions import Foreseen, Remark, Terms, Work
from brief.model.inline import Inline, Line, Tag, Tone


class Point(Struct, frozen=True, kw_only=True):
    """A key point: a complete thought with its references; `edited` when the desk reworded it."""

    id: str
    words: Line
    tags: tuple[Tag, ...] = ()
    edited: bool = False


class Points(Struct, frozen=True, kw_only=True):
    """Key points, numbered from 1; a single one has no numeral."""

    points: tuple[Point, ...]


class Quotation(Struct, frozen=True, kw_only=True):
    """One utterance, marks and references included."""

    id: str
    words: Line


class QuoteGroup(Struct, frozen=True, kw_only=True):
    """What one speaker said; `about` holds role, venue, `as reported in S1` and date, a line each."""

    id: str
    speaker: str
    about: tuple[Line, ...]
    quotations: tuple[Quotation, ...]


class Quotations(Struct, frozen=True, kw_only=True):
    """Quotations grouped by speaker."""

    groups: tuple[QuoteGroup, ...]


class Column(Struct, frozen=True, kw_only=True):
    """A table column: its head and its width in mm of the 172 mm grid."""

    head: str
    width: float


Cell = tuple[Line, ...]


class Row(Struct, frozen=True, kw_only=True):
    """A table row, one cell a column."""

    id: str
    cells: tuple[Cell, ...]


class RowGroup(Struct, frozen=True, kw_only=True):
    """Rows under one heading, such as Reported and Forecast; None where the table has a single group."""

    heading: str | None
    tone: Tone
    rows: tuple[Row, ...]


class Table(Struct, frozen=True, kw_only=True):
    """A table whose head row repeats on each page and whose rows are not cut."""

    id: str
    caption: str
    """What the table holds, for those who do not see it."""
    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    note: str | None = None


class OpenQuestion(Struct, frozen=True, kw_only=True):
    """A question in its source's words, why it is open and what would close it."""

    id: str
    label: str
    """`Q1`."""
    head: Line
    """What kind of question it is and who leaves it open."""
    words: Line
    why: Line
    closes: Line


class OpenQuestions(Struct, frozen=True, kw_only=True):
    """Open questions in order."""

    questions: tuple[OpenQuestion, ...]
    labels: tuple[str, str, str] = ("Question", "Why open", "What would close it")
    """Over each question, its `why` and its `closes`."""


class Side(Struct, frozen=True, kw_only=True):
    """One side of a disagreement: its words with their reference, then who said it, where and when."""

    id: str
    words: Line
    said: Line


class Disagreement(Struct, frozen=True, kw_only=True):
    """Statements on one matter that cannot all hold."""

    id: str
    label: str
    """`D1`."""
    head: Line
    """In what they differ."""
    about: Line
    """What that means, in one sentence."""
    sides: tuple[Side, ...]
    """Two or more, in the order of their sources."""


class Disagreements(Struct, frozen=True, kw_only=True):
    """Disagreements in order."""

    disagreements: tuple[Disagreement, ...]
    heads: tuple[str, str, str] = ("Disagreement", "One side", "Another side")
    """Over each disagreement and its sides, where they are set as a table."""


class Prose(Struct, frozen=True, kw_only=True):
    """Paragraphs of the desk beside an optional label, such as the source base."""

    id: str
    label: str | None
    lines: tuple[Line, ...]


class Legend(Struct, frozen=True, kw_only=True):
    """How to read this brief: each sample with its meaning."""

    id: str
    label: str
    entries: tuple[tuple[Line, Line], ...]


class Evidence(Struct, frozen=True, kw_only=True):
    """One cited passage in its place."""

    id: str
    number: int
    source: str
    """`S1`."""
    place: str
    """`line 16`."""
    words: Line
    """Context, the cited words, context; the paragraph mark stands for a line break in the source."""
    cited_by: tuple[str, ...]
    """Anchors of the marks that lead here."""


class Footnote(Struct, frozen=True, kw_only=True):
    """Where one cited passage stands, at the foot of the page of its first mark."""

    number: int
    """That of its marks and of its evidence."""
    words: Line


class EvidenceList(Struct, frozen=True, kw_only=True):
    """The evidence in order of its numbers."""

    rows: tuple[Evidence, ...]
    heads: tuple[str, str, str] = ("No.", "Source", "Passage in its place")
    """Over the number, the source and its line, and the passage, where they are set as a table."""


Block = Points | Quotations | Chart | Table | OpenQuestions | Disagreements | Prose | Legend | EvidenceList


class Part(Struct, frozen=True, kw_only=True):
    """A section as printed: heading, one sentence on how to read it, blocks."""

    id: str
    kind: str
    heading: str
    note: str | None
    blocks: tuple[Block, ...]
    new_page: bool = False


class BottomLine(Struct, frozen=True, kw_only=True):
    """The desk's judgement in at most 35 words."""

    id: str
    label: str
    words: Line
    remarks: tuple[Line, ...]
    """That it is a judgement, its confidence, what it rests on."""


class Document(Struct, frozen=True, kw_only=True):
    """A whole brief, ready to be set."""

    title: str
    subtitle: str | None
    author: str | None
    language: str
    """BCP 47, such as `en-GB`."""
    dated: date
    product: str
    """`Policy Brief`."""
    issue: str
    """Beside the product's name on page one: `No. 27, 11 July 2025`."""
    running: tuple[str, str]
    """Head of later pages: `Policy Brief No. 27`, `Short title, 11 July 2025`."""
    footer: tuple[str, ...]
    """Foot of each page beside the page number: the verification line and the fingerprint."""
    handling: str | None
    facts: tuple[tuple[str, str], ...]
    """Label and value: date, cut-off, desk, sources."""
    bottom_line: BottomLine | None
    parts: tuple[Part, ...]
    footnotes: tuple[Footnote, ...] = ()
    """In order of their numbers, one for each; empty where references lead to the evidence alone."""
    remarks: tuple[Remark, ...] = ()
    """In order of their blocks."""
    name: str = ""
    """The outline's own, by which a draft that comes back is known."""
    edition: str | None = None
    bibliography: tuple[Work, ...] = ()
    """Every source, in the order of its table."""
    ahead: tuple[Foreseen, ...] = ()
    """Dates to come, in the order of the timeline."""
    terms: Terms = Terms()  # follows from the language


def tongues(document: Document) -> dict[str, str]:
    """The language of each article that is in another one than the brief."""
    own = document.language.partition("-")[0]
    known = {work.id: work.language for work in document.bibliography if work.language}
    return {name: tongue for name, tongue in known.items() if tongue.partition("-")[0].lower() != own}


def lines(block: Block) -> Iterator[Line]:  # noqa: C901  one case a kind of block
    """Every line of a block, in reading order."""
    match block:
        case Points(points=points):
            yield from (point.words for point in points)
        case Quotations(groups=groups):
            for group in groups:
                yield from group.about
                yield from (quotation.words for quotation in group.quotations)
        case Chart(caption=caption):
            yield caption
        case Table(groups=row_groups):
            yield from (line for group in row_groups for row in group.rows for cell in row.cells for line in cell)
        case OpenQuestions(questions=questions):
            for question in questions:
                yield from (question.head, question.words, question.why, question.closes)
        case Disagreements(disagreements=disagreements):
            for one in disagreements:
                yield from (one.head, one.about)
                yield from (line for side in one.sides for line in (side.words, side.said))
        case Prose(lines=prose):
            yield from prose
        case Legend(entries=entries):
            yield from (line for entry in entries for line in entry)
        case EvidenceList(rows=rows):
            yield from (row.words for row in rows)


def inlines(document: Document) -> Iterator[Inline]:
    """Every inline of a document, in reading order."""
    if document.bottom_line:
        for line in (document.bottom_line.words, *document.bottom_line.remarks):
            yield from line
    for part in document.parts:
        for block in part.blocks:
            for line in lines(block):
                yield from line
