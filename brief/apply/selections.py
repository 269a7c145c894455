"""A selection × edits → the selection without what an editor took out."""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from brief.model.edits import Edits
from brief.model.selection import Chosen, Selection


def left(selection: Selection, edits: Edits) -> Selection:
    """Each section without the items that were removed from it, and with all others that it had.

    A `skip` before selecting would let others in, and put out those that only ranked because of what is gone.
    """
    gone: dict[str, set[str]] = defaultdict(set)
    for edit in edits.edits:
        if edit.kind == "removed":
            gone[edit.section].add(edit.block.partition("--")[0])
    sections = tuple(_left(one, gone[one.section.kind]) for one in selection.sections)
    return replace(selection, sections=sections)


def _left(chosen: Chosen, gone: set[str]) -> Chosen:
    if not any(choice.item.id in gone for choice in chosen.choices):
        return chosen
    choices = tuple(choice for choice in chosen.choices if choice.item.id not in gone)
    return replace(chosen, choices=choices, emptied=not choices)
