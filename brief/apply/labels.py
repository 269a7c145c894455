"""A document whose rows and questions were moved, added or taken out → the same, numbered through again."""

from __future__ import annotations

from msgspec.structs import replace

from brief.model.chart import Chart
from brief.model.document import Block, Document, EvidenceList, OpenQuestions, Part, Row, Table, inlines
from brief.model.inline import Cite, Words

TIMELINE = "timeline"


def relabelled(document: Document) -> Document:
    """T1 and Q1 and on in the order of print, also in the chart; evidence leads back only to marks that are there."""
    labels: dict[str, str] = {}
    marks = {one.id for one in inlines(document) if isinstance(one, Cite)}
    parts = tuple(replace(part, blocks=tuple(_numbered(part, labels))) for part in document.parts)
    parts = tuple(replace(part, blocks=tuple(_led(block, labels, marks) for block in part.blocks)) for part in parts)
    ahead = tuple(replace(one, label=labels.get(one.id, one.label)) for one in document.ahead)
    return replace(document, parts=parts, ahead=ahead)


def _numbered(part: Part, labels: dict[str, str]) -> list[Block]:
    found: list[Block] = []
    for block in part.blocks:
        if isinstance(block, Table) and part.kind == TIMELINE:
            found.append(_table(block, labels))
        elif isinstance(block, OpenQuestions):
            questions = tuple(replace(one, label=f"Q{at}") for at, one in enumerate(block.questions, 1))
            found.append(replace(block, questions=questions))
        else:
            found.append(block)
    return found


def _table(table: Table, labels: dict[str, str]) -> Table:
    number = 0
    groups = []
    for group in table.groups:
        rows = []
        for row in group.rows:
            number += 1
            labels[row.id] = f"T{number}"
            rows.append(_row(row, f"T{number}"))
        groups.append(replace(group, rows=tuple(rows)))
    return replace(table, groups=tuple(groups))


def _row(row: Row, label: str) -> Row:
    """A row under its number, which stands first in its first cell."""
    first = row.cells[0][0] if row.cells and row.cells[0] else ()
    has = bool(first) and isinstance(first[0], Words) and first[0].text[:1] == "T" and first[0].text[1:].isdigit()
    rest = first[1:] if has else ((Words(text=" "), *first) if first else ())
    lead = (Words(text=label, tone="strong"), *rest)
    return replace(row, cells=((lead, *(row.cells[0][1:] if row.cells else ())), *row.cells[1:]))


def _led(block: Block, labels: dict[str, str], marks: set[str]) -> Block:
    match block:
        case Chart(lanes=lanes):
            kept = (
                replace(
                    lane,
                    marks=tuple(
                        replace(mark, label=labels.get(mark.target, mark.label))
                        for mark in lane.marks
                        if mark.target in labels
                    ),
                )
                for lane in lanes
            )
            return replace(block, lanes=tuple(lane for lane in kept if lane.marks))
        case EvidenceList(rows=rows):
            return replace(
                block,
                rows=tuple(replace(row, cited_by=tuple(one for one in row.cited_by if one in marks)) for row in rows),
            )
        case _:
            return block
