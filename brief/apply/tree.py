"""What of a document an editor can change: each block by its id, with its lines, to be replaced or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from brief.model.document import (
    Block,
    Disagreement,
    Disagreements,
    Document,
    OpenQuestion,
    OpenQuestions,
    Part,
    Point,
    Points,
    Prose,
    Quotation,
    Quotations,
    QuoteGroup,
    Row,
    Table,
)
from brief.model.inline import Cite, Line, Tag, Words

Entity = Point | Quotation | Row | OpenQuestion | Disagreement | Prose
ENTITIES = (Point, Quotation, Row, OpenQuestion, Disagreement, Prose)
Change = Callable[[Line], Line]
E = TypeVar("E", Point, Quotation, Row, OpenQuestion, Disagreement)
_JOINT = Words(text="\u2003")
"""Between the lines that are printed as one paragraph."""


def entities(part: Part) -> Iterator[Entity]:
    """What of a section has an id of its own, in order."""
    for block in part.blocks:
        match block:
            case Points(points=points):
                yield from points
            case Quotations(groups=groups):
                yield from (one for group in groups for one in group.quotations)
            case Table(groups=row_groups):
                yield from (row for group in row_groups for row in group.rows)
            case OpenQuestions(questions=questions):
                yield from questions
            case Disagreements(disagreements=disagreements):
                yield from disagreements
            case Prose():
                yield block
            case _:
                pass


def with_part(document: Document, id: str, change: Callable[[Part], Iterable[Part]]) -> Document:  # noqa: A002  the tree's own name
    """The document with a section replaced by none, one or several."""
    parts = (new for part in document.parts for new in (change(part) if part.id == id else (part,)))
    return replace(document, parts=tuple(parts))


def with_entity(part: Part, id: str, change: Callable[[Entity], Iterable[Entity]]) -> Part:  # noqa: A002  the tree's own name
    """A section with one of its entities replaced by none, one or several of its kind."""
    return replace(part, blocks=tuple(new for block in part.blocks for new in _changed(block, id, change)))


def _each(ones: Iterable[E], id: str, change: Callable[[Entity], Iterable[Entity]]) -> tuple[E, ...]:  # noqa: A002  as above
    found: list[E] = []
    for one in ones:
        found += [new for new in change(one) if isinstance(new, type(one))] if one.id == id else [one]
    return tuple(found)


def _changed(  # noqa: PLR0911  one return a kind of block
    block: Block,
    id: str,  # noqa: A002  as above
    change: Callable[[Entity], Iterable[Entity]],
) -> Iterable[Block]:
    match block:
        case Points(points=points):
            return (replace(block, points=_each(points, id, change)),)
        case Quotations(groups=groups):
            left = (replace(group, quotations=_each(group.quotations, id, change)) for group in groups)
            return (replace(block, groups=tuple(group for group in left if group.quotations)),)
        case Table(groups=row_groups):
            rows = (replace(group, rows=_each(group.rows, id, change)) for group in row_groups)
            return (replace(block, groups=tuple(group for group in rows if group.rows)),)
        case OpenQuestions(questions=questions):
            return (replace(block, questions=_each(questions, id, change)),)
        case Disagreements(disagreements=disagreements):
            return (replace(block, disagreements=_each(disagreements, id, change)),)
        case Prose() if block.id == id:
            return [one for one in change(block) if isinstance(one, Prose)]
        case _:
            return (block,)


def with_lines(entity: Entity, change: Change) -> Entity:
    """An entity with each of its lines changed."""
    match entity:
        case Point() | Quotation():
            return replace(entity, words=change(entity.words))
        case Row(cells=cells):
            return replace(entity, cells=tuple(_cell(cell, change) for cell in cells))
        case OpenQuestion():
            return replace(
                entity,
                head=change(entity.head),
                words=change(entity.words),
                why=change(entity.why),
                closes=change(entity.closes),
            )
        case Disagreement():
            sides = tuple(replace(one, words=change(one.words), said=change(one.said)) for one in entity.sides)
            return replace(entity, head=change(entity.head), about=change(entity.about), sides=sides)
        case Prose(lines=lines):
            return replace(entity, lines=tuple(filter(None, map(change, lines))))


def _cell(cell: tuple[Line, ...], change: Change) -> tuple[Line, ...]:
    return tuple(filter(None, map(change, cell)))


def lines_of(entity: Entity) -> list[Line]:
    """The lines of an entity, in order."""
    found: list[Line] = []

    def keep(line: Line) -> Line:
        found.append(line)
        return line

    with_lines(entity, keep)
    return found


def with_about(part: Part, name: str, change: Change) -> Part:
    """A section with the lines below the group of a quotation changed, which are printed as one."""

    def group(one: QuoteGroup) -> QuoteGroup:
        if not one.about or all(quotation.id != name for quotation in one.quotations):
            return one
        joint: Line = one.about[0]
        for line in one.about[1:]:
            joint = (*joint, _JOINT, *line)
        new = change(joint)
        return one if new is joint else replace(one, about=(new,) if new else ())

    blocks = (
        replace(block, groups=tuple(map(group, block.groups))) if isinstance(block, Quotations) else block
        for block in part.blocks
    )
    return replace(part, blocks=tuple(blocks))


def text(line: Line) -> str:
    """The words of a line, marks and tags left out, white space folded."""
    return " ".join("".join("" if isinstance(one, Cite | Tag) else one.text for one in line).split())
