"""What was moved or added × the block that it stands after → the document with it there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from brief.apply.desk import Desk
from brief.apply.quoted import faults
from brief.apply.tree import Entity, entities, text, with_entity, with_part
from brief.model.document import (
    Block,
    Document,
    OpenQuestion,
    OpenQuestions,
    Part,
    Point,
    Points,
    Prose,
    Quotation,
    Quotations,
    Row,
    Table,
)
from brief.model.edits import Edit
from brief.model.inline import Line, Words

Outcome = tuple[Document, str | None]


def move(document: Document, edit: Edit) -> Outcome:
    """A block behind another of its kind; where it stands first, before all of them."""
    part = next((one for one in _ranked(document, edit) if _named(one, edit.block)), None)
    if part is None:
        return document, "it is not printed any more"
    entity = _named(part, edit.block)
    assert entity is not None
    anchor = _named(part, edit.after or "")
    if anchor is None and not _leads(part, edit):
        return document, f"what it stood after, `{edit.after}`, is not there any more"
    if anchor is not None and type(anchor) is not type(entity):
        return document, f"it cannot stand after `{edit.after}`, which is of another kind"
    placed = _moved(part, entity, anchor, edit)
    if placed is None:
        return document, f"it cannot stand after `{edit.after}`"
    return with_part(document, part.id, lambda _: [placed]), None


def _moved(part: Part, entity: Entity, anchor: Entity | None, edit: Edit) -> Part | None:
    if isinstance(entity, Quotation):
        return _with_groups(part, entity.id, anchor.id if anchor else None)
    if isinstance(entity, Prose) and len(entity.lines) > 1:
        return _with_lines_moved(part, entity, anchor, edit)
    bare = with_entity(part, entity.id, lambda _: [])
    if isinstance(entity, Row) and (home := _home(part, entity.id)) != (_home(part, anchor.id) if anchor else home):
        return _first_in(bare, entity, home) if home and _home(part, anchor.id if anchor else "") == home - 1 else None
    placed = with_entity(bare, anchor.id, lambda one: [one, entity]) if anchor else _first(bare, entity)
    return placed if _named(placed, entity.id) else None


def _with_lines_moved(part: Part, prose: Prose, anchor: Entity | None, edit: Edit) -> Part | None:
    """Paragraphs of the desk in another order; they do not go elsewhere."""
    moved = [line for line in prose.lines if text(line) in edit.was]
    left = [line for line in prose.lines if line not in moved]
    if anchor is not None and anchor.id != prose.id:
        return None
    after = prose.lines[min(_number(edit.after or ""), len(prose.lines)) - 1] if anchor else None
    if after is not None and after not in left:
        return None
    at = left.index(after) + 1 if after is not None else 0
    new = replace(prose, lines=(*left[:at], *moved, *left[at:]))
    return with_entity(part, prose.id, lambda _: [new])


def _number(name: str) -> int:
    """Which paragraph of its block a name means: 2 of `text-20/2`."""
    number = name.partition("/")[2]
    return int(number) if number.isdigit() and len(number) < 6 else 1


def _home(part: Part, name: str) -> int | None:
    """Which group of its table a row stands in."""
    tables = (block for block in part.blocks if isinstance(block, Table))
    groups = (one for table in tables for one in enumerate(table.groups))
    return next((at for at, group in groups if any(row.id == name for row in group.rows)), None)


def _first_in(part: Part, row: Row, home: int) -> Part:
    """A row at the head of its group: what stands above it there is the group before."""

    def placed(table: Table) -> Table:
        groups = (replace(one, rows=(row, *one.rows)) if at == home else one for at, one in enumerate(table.groups))
        return replace(table, groups=tuple(groups))

    return replace(part, blocks=tuple(placed(one) if isinstance(one, Table) else one for one in part.blocks))


def _with_groups(part: Part, name: str, after: str | None) -> Part | None:
    """The speaker of a quotation, with all that they said there, behind another; within one speaker, the quotation."""
    blocks: list[Block] = []
    done = False
    for block in part.blocks:
        if isinstance(block, Quotations):
            groups = [*block.groups]
            own = next((one for one in groups if any(quote.id == name for quote in one.quotations)), None)
            other = next((one for one in groups if any(quote.id == after for quote in one.quotations)), None)
            if own is None or own is other or len(own.quotations) > 1 or (after and other is None):
                return None
            groups.remove(own)
            groups.insert(groups.index(other) + 1 if other else 0, own)
            done = True
            blocks.append(replace(block, groups=tuple(groups)))
        else:
            blocks.append(block)
    return replace(part, blocks=tuple(blocks)) if done else None


def add(document: Document, edit: Edit, desk: Desk) -> Outcome:
    """What an editor wrote, behind the block that it was written after: a source's words, or the desk's own."""
    if any(_named(part, edit.block) or part.id == edit.block for part in document.parts):
        return document, None
    wrong = next((fault for words in edit.now for fault in faults(words, "", desk.library)), None)
    if wrong:
        return document, f"words in quotation marks stand in no source: {wrong[:80]}; take the marks away, or quote"
    part = next((one for one in _ranked(document, edit) if _named(one, edit.after or "") or one.id == edit.after), None)
    part = part or next((one for one in document.parts if one.kind == edit.section), None)
    if part is None:
        return document, f"there is no section for it: {' / '.join(edit.now)}"
    if edit.as_ == "heading":
        new = Part(id=edit.block, kind="text", heading=edit.now[0], note=None, blocks=())
        return with_part(document, part.id, lambda old: [old, new]), None
    anchor = _named(part, edit.after or "")
    placed = _placed(part, edit, anchor, desk)
    if placed is None or _named(placed, edit.block) is None:
        return document, f"nothing of its kind can stand there: {' / '.join(edit.now)}"
    return with_part(document, part.id, lambda _: [placed]), _astray(edit, desk)


def _astray(edit: Edit, desk: Desk) -> str | None:
    """That new words stood in a source when they were brought home, and stand there no more."""
    texts = [part for cell in edit.now for part in cell.split("\n")]
    if edit.source is None or any(desk.cites(text) for text in texts):
        return None
    return f"but its words no longer stand in {edit.source}: they are printed as the desk’s own"


def _placed(part: Part, edit: Edit, anchor: Entity | None, desk: Desk) -> Part | None:
    new = _new(part, edit, anchor, desk)
    if new is None:
        return None
    if anchor is None:
        return _first(part, new) if _leads(part, edit) else _last(part, new)
    if isinstance(anchor, Prose) and isinstance(new, Prose):
        return with_entity(part, anchor.id, lambda _: _between(anchor, new, _number(edit.after or "")))
    if type(new) is type(anchor):
        return with_entity(part, anchor.id, lambda one: [one, new])
    return _behind(part, anchor, new) if isinstance(new, Prose) else None


def _between(prose: Prose, new: Prose, number: int) -> list[Entity]:
    """A new paragraph behind one of the desk's: those after it are named on from there."""
    if number >= len(prose.lines):
        return [prose, new]
    rest = Prose(id=f"{prose.id}/{number + 1}", label=None, lines=prose.lines[number:])
    return [replace(prose, lines=prose.lines[:number]), new, rest]


def _new(part: Part, edit: Edit, anchor: Entity | None, desk: Desk) -> Entity | None:
    """The entity that new words become where they stand."""
    like = anchor or next(iter(entities(part)), None)
    words = edit.now[0] if edit.now else ""
    if edit.as_ == "row":
        return _row(part, edit, like, desk)
    if edit.as_ in {"point", "quotation"} and isinstance(like, Point):
        if words in desk.found:
            return replace(desk.found[words], id=edit.block)
        return Point(id=edit.block, words=desk.line(words, edit.looks), tags=(desk.own,), edited=True)
    return Prose(id=edit.block, label=None, lines=(desk.line(words, edit.looks),))


def _row(part: Part, edit: Edit, like: Entity | None, desk: Desk) -> Entity | None:
    texts = [[one for one in cell.split("\n") if one] for cell in edit.now]
    cells: list[tuple[Line, ...]] = [tuple(desk.line(one, edit.looks) for one in cell) for cell in texts]
    if isinstance(like, Row):
        width = len(like.cells)
        if len(cells) > width:
            return None
        at = next((at for at, cell in enumerate(cells) if at > 0 and cell), 0)
        if part.kind != "sources" and cells[at] and texts[at][-1] not in desk.found:
            cells[at] = (*cells[at][:-1], (*cells[at][-1], desk.own))
        return Row(id=edit.block, cells=(*cells, *[()] * (width - len(cells))))
    if isinstance(like, OpenQuestion) and len(cells) <= 3:
        own = not texts[0] or texts[0][-1] not in desk.found
        return _question(edit.block, [*cells, *[()] * (3 - len(cells))], desk, own=own)
    return None


def _question(name: str, cells: Sequence[tuple[Line, ...]], desk: Desk, *, own: bool) -> OpenQuestion:
    asked, why, closes = cells
    *heads, words = asked or ((),)
    head: Line = tuple(part for line in heads for part in line) or (Words(text=desk.asked),)
    words = (*words, desk.own) if own else words
    return OpenQuestion(id=name, label="", head=head, words=words, why=_flat(why), closes=_flat(closes))


def _flat(cell: Iterable[Line]) -> Line:
    lines = list(cell)
    flat: Line = lines[0] if lines else ()
    for line in lines[1:]:
        flat = (*flat, Words(text=" "), *line)
    return flat


def filled(entity: Entity, edit: Edit, desk: Desk) -> Entity | None:
    """A row with words in a cell that was empty, or below those that it has."""
    column = (edit.column or 1) - 1
    line = desk.line(" / ".join(edit.now), edit.looks)
    if isinstance(entity, Row) and column < len(entity.cells):
        cells = [*entity.cells]
        if line not in cells[column]:
            cells[column] = (*cells[column], line)
        return replace(entity, cells=tuple(cells))
    if isinstance(entity, OpenQuestion) and column in {1, 2}:
        return replace(entity, why=entity.why or line) if column == 1 else replace(entity, closes=entity.closes or line)
    return None


def _first(part: Part, entity: Entity) -> Part:
    """A section with an entity before all others of its kind; a paragraph before all of its blocks."""
    blocks: list[Block] = []
    placed = False
    for block in part.blocks:
        new = None if placed else _leading(block, entity)
        placed = placed or new is not None
        blocks.append(new or block)
    if not placed and isinstance(entity, Prose):
        blocks.insert(0, entity)
    return replace(part, blocks=tuple(blocks))


def _last(part: Part, entity: Entity) -> Part:
    """A section with an entity behind all others of its kind: what it stood after is gone."""
    last = next((one for one in reversed([*entities(part)]) if type(one) is type(entity)), None)
    if last is not None:
        return with_entity(part, last.id, lambda one: [one, entity])
    return replace(part, blocks=(*part.blocks, entity)) if isinstance(entity, Prose) else part


def _leading(block: Block, entity: Entity) -> Block | None:
    match block, entity:
        case Points(points=points), Point():
            return replace(block, points=(entity, *points))
        case OpenQuestions(questions=questions), OpenQuestion():
            return replace(block, questions=(entity, *questions))
        case Table(groups=groups), Row() if groups:
            return replace(block, groups=(replace(groups[0], rows=(entity, *groups[0].rows)), *groups[1:]))
        case _:
            return None


def _behind(part: Part, anchor: Entity, new: Prose) -> Part:
    """A section with a paragraph behind the block that holds the anchor."""
    blocks: list[Block] = []
    for block in part.blocks:
        blocks.append(block)
        if any(one.id == anchor.id for one in entities(replace(part, blocks=(block,)))):
            blocks.append(new)
    return replace(part, blocks=tuple(blocks))


def _leads(part: Part, edit: Edit) -> bool:
    """Whether what was moved stands first in its section."""
    return edit.after is None or edit.after == part.id


def _ranked(document: Document, edit: Edit) -> list[Part]:
    return sorted(document.parts, key=lambda part: part.kind != edit.section)


def _named(part: Part, name: str) -> Entity | None:
    name = name.partition("/")[0]
    return next((one for one in entities(part) if one.id == name), None)
