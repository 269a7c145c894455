"""An outline × edits → the outline without what an editor took out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from brief.model.edits import Edits
from brief.model.outline import Outline, Section

_TAKES_ITEMS = {"key_points", "quotes", "timeline", "open_questions"}


def without_removed(outline: Outline, edits: Edits, items: Collection[str], takes: Mapping[str, int]) -> Outline:
    """Each removed item skipped in its section, which takes so many fewer: nothing else comes into its place."""
    gone: dict[str, list[str]] = {}
    for edit in edits.edits:
        if edit.kind == "removed" and edit.section in _TAKES_ITEMS and edit.block in items:
            gone.setdefault(edit.section, []).append(edit.block)
    return replace(outline, sections=tuple(_skipping(one, gone.get(one.kind, ()), takes) for one in outline.sections))


def _skipping(section: Section, names: Collection[str], takes: Mapping[str, int]) -> Section:
    new = [name for name in dict.fromkeys(names) if name not in section.skip]
    if not new:
        return section
    take = section.take if section.take is not None else takes.get(section.kind)
    return replace(
        section,
        skip=(*section.skip, *new),
        pick=tuple(pick for pick in section.pick if pick.id not in new),
        take=max(0, take - len(new)) if take is not None else None,
    )
