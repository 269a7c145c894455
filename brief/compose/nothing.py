"""A section that has nothing to print → the sentence that says why."""

from __future__ import annotations

from msgspec.structs import replace

from brief.compose.wording import Wording
from brief.model.document import Block, Disagreements, OpenQuestions, Part, Points, Prose, Quotations, Table
from brief.model.inline import Words


def nothing(name: str, why: str) -> Prose:
    """The one line of an empty section."""
    return Prose(id=name, label=None, lines=((Words(text=why, tone="muted"),),))


def emptied(part: Part, words: Wording) -> Part:
    """The section without blocks of which an editor left nothing; where none is left, it says so."""
    left = tuple(block for block in part.blocks if not _hollow(block))
    if len(left) == len(part.blocks):
        return part
    note = None if part.note == words.notes.get(part.kind) else part.note
    return replace(part, note=note, blocks=left or (nothing(f"{part.id}-emptied", words.emptied),))


def _hollow(block: Block) -> bool:
    match block:
        case Points(points=ones) | OpenQuestions(questions=ones) | Disagreements(disagreements=ones):
            return not ones
        case Quotations(groups=groups) | Table(groups=groups):
            return not groups
        case _:
            return False
