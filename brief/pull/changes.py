"""Paragraphs paired with what they were → one edit a change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256

from brief.model.draft import Change
from brief.model.edits import AddedAs, Edit, EditKind
from brief.pull.align import Alignment, align, paired_by_place, settled
from brief.pull.comments import remarked
from brief.pull.looks import Look, can_hold, holds, looks_of, new_looks
from brief.pull.view import View
from brief.text.spacing import letters

_TOKEN = re.compile(r"\w+|[^\w\s]")  # `five`, `,`
_HELD = 88.0
"""Share of a paragraph's letters that must stand in another for it to be a part of it."""
_SHORTEST = 12
"""Letters below which a part must stand there exactly."""


@dataclass(slots=True, kw_only=True)
class Changes:
    """What became of each paragraph."""

    found: Alignment
    units: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Places in the base by block."""
    splits: dict[int, list[int]] = field(default_factory=dict)
    """Place in the base → the places in the draft that it was split into."""
    joins: dict[int, list[int]] = field(default_factory=dict)
    """Place in the draft → the places in the base that were joined in it."""
    names: dict[int, str] = field(default_factory=dict)
    """Place in the draft → block, of every paragraph."""
    gone: Mapping[str, Change] = field(default_factory=dict)
    """Blocks that were taken out while changes were tracked, with who did it."""
    comments_lost: int = 0
    """How many comments are gone with all others, so that nobody may have settled them."""

    @property
    def base(self) -> Sequence[View]:
        """The paragraphs as written."""
        return self.found.base

    @property
    def draft(self) -> Sequence[View]:
        """The paragraphs as edited."""
        return self.found.draft


def changes(
    base: Sequence[View], draft: Sequence[View], gone: Mapping[str, Change], *, comments_lost: int = 0
) -> tuple[Changes, tuple[Edit, ...]]:
    """The edits, in the order of the draft; what was removed stands where it was."""
    made = Changes(found=align(base, draft), gone=gone, comments_lost=comments_lost)
    for at, view in enumerate(base):
        made.units[view.block].append(at)
    _split(made)
    _join(made)
    moved = _moved(made)
    _name(made)
    edits = [
        *_texts(made),
        *_looks(made),
        *_removed(made),
        *_placed(made, moved),
        *remarked(made.found, made.names, lost=made.comments_lost),
    ]
    order = {view.block: at for at, view in enumerate(base)}
    return made, tuple(sorted(edits, key=lambda edit: _order(edit, order)))


def _order(edit: Edit, order: dict[str, int]) -> tuple[int, int]:
    placed = edit.kind in {"moved", "added"}  # these must keep the order in which they are put in
    return (1, 0) if placed else (0 if edit.kind != "comment" else 2, order.get(edit.block, len(order)))


def _split(made: Changes) -> None:
    """An unpaired paragraph that stands in what its neighbour was is the other half of it."""
    found = made.found
    taken: dict[int, int] = {}
    for steps in (1, -1):
        for at in found.left_draft()[::steps]:
            beside = at - steps
            root = taken.get(beside, found.to_base.get(beside))
            if root is None or at in taken or beside < 0:
                continue
            one, half, other = found.base[root], found.draft[at], found.draft[beside]
            new = _stands_in(half.words, one.words) and not _stands_in(half.words, other.words)
            # However short a half is: where both together are what was there, nothing else was done.
            if half.row == other.row and (new or letters(_in_order(at, beside, found.draft)) == letters(one.words)):
                taken[at] = root
    for at, root in taken.items():
        made.splits.setdefault(root, [found.to_draft[root]]).append(at)
    for root in made.splits:
        made.splits[root].sort()


def _in_order(at: int, other: int, views: Sequence[View]) -> str:
    """The words of two places, the earlier first."""
    return views[min(at, other)].words + views[max(at, other)].words


def _join(made: Changes) -> None:
    found = made.found
    taken: dict[int, int] = {}
    for steps in (1, -1):
        for at in found.left_base()[::steps]:
            beside = at - steps
            whole = taken.get(beside, found.to_draft.get(beside)) if beside >= 0 else None
            if whole is None or at in taken:
                continue
            one, part = found.base[beside], found.base[at]
            if _stands_in(part.words, found.draft[whole].words) and not _stands_in(part.words, one.words):
                taken[at] = whole
    for at, whole in taken.items():
        made.joins.setdefault(whole, [found.to_base[whole]]).append(at)
    for whole, places in made.joins.items():
        places.sort()
        if found.to_base[whole] != places[0]:  # it goes on as the first of them
            found.part(found.to_base[whole])
            found.pair(places[0], whole)


def _stands_in(part: str, whole: str) -> bool:
    from rapidfuzz import fuzz

    if len(part) < _SHORTEST:
        return len(part) > 3 and part in whole
    return len(part) <= len(whole) and fuzz.partial_ratio(part, whole, score_cutoff=_HELD) > 0


def _moved(made: Changes) -> set[int]:
    """Places of the draft that stand in another order than in the base; a row goes whole or not at all."""
    found = made.found
    kept = settled(found)
    moved = {at for at in found.to_base if at not in kept}
    rows: dict[str, set[bool]] = defaultdict(set)
    for at, one in found.to_base.items():
        if found.base[one].row is not None:
            rows[found.base[one].block].add(at in moved)
    torn = {block for block, both in rows.items() if len(both) > 1}
    for at in [at for at in moved if found.base[found.to_base[at]].block in torn]:
        found.part(found.to_base[at])
        moved.discard(at)
    if torn:
        paired_by_place(found)
    return moved


def _name(made: Changes) -> None:
    """The block of each paragraph of the draft: that of its pair, of the row it stands in, or a new one."""
    found = made.found
    rows: dict[tuple[int, int], str] = {}
    for at, one in found.to_base.items():
        made.names[at] = found.base[one].block
        if (row := found.draft[at].row) and found.base[one].row:
            rows.setdefault(row, found.base[one].block)
    for root, places in made.splits.items():
        made.names.update(dict.fromkeys(places, found.base[root].block))
    taken: set[str] = {view.block for view in found.base}
    for at in found.left_draft():
        if at in made.names:
            continue
        row = found.draft[at].row
        if row in rows:
            made.names[at] = rows[row]
            continue
        name = _new_name(found.draft[at].words, taken)
        taken.add(name)
        made.names[at] = name
        if row:
            rows[row] = name


def _new_name(words: str, taken: set[str]) -> str:
    size = 4
    digest = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    while f"added-{digest[:size]}" in taken:
        size += 1
    return f"added-{digest[:size]}" if size < len(digest) else f"added-{digest}-{len(taken)}"


def _texts(made: Changes) -> Iterator[Edit]:
    """Paragraphs that stand where they stood, in other words."""
    found = made.found
    joined = {at for places in made.joins.values() for at in places}
    for whole, places in made.joins.items():
        yield _edit("joined", found.base[places[0]], [found.base[at] for at in places], [found.draft[whole]])
    for root, parts in made.splits.items():
        if root not in joined:
            yield _edit("split", found.base[root], [found.base[root]], [found.draft[at] for at in parts])
    for at, one in sorted(found.to_base.items()):
        was, now = found.base[one], found.draft[at]
        if at in made.joins or one in made.splits or was.words == now.words:
            continue
        yield _edit(_kind(was, now), was, [was], [now], sure=at not in found.unsure)


def _edit(kind: EditKind, view: View, was: Sequence[View], now: Sequence[View], *, sure: bool = True) -> Edit:
    by, at = _author(now)
    return Edit(
        kind=kind, block=view.block, section=view.section, was=tuple(one.words for one in was),
        now=tuple(one.words for one in now), by=by, at=at, looks=_all_looks(now), sure=sure,
    )  # fmt: skip


def _all_looks(views: Sequence[View]) -> tuple[Look, ...]:
    """The looks of words that are the desk's by being edited."""
    return tuple(look for view in views for look in looks_of(view) if view.role != "heading" and can_hold(look))


def _looks(made: Changes) -> Iterator[Edit]:
    """Words that stay and were given another look."""
    for at, one in sorted(made.found.to_base.items()):
        was, now = made.base[one], made.draft[at]
        if at in made.joins or one in made.splits or was.words != now.words:
            continue
        looks = tuple(look for look in new_looks(was, now) if can_hold(look) and holds(now, look))
        if looks:
            by, when = _author([now])
            yield Edit(
                kind="looks", block=was.block, section=was.section, was=(was.words,), looks=looks, by=by, at=when
            )


def _author(views: Sequence[View]) -> tuple[str | None, str | None]:
    for view in views:
        own = view.paragraph
        for change in (*(piece.change for piece in own.pieces), *own.cuts, *own.changes):
            if change and change.author:
                return change.author, change.at
    return None, None


def _kind(was: View, now: View) -> EditKind:
    if was.role == "heading":
        return "heading"
    if is_cut(was.words, now.words):
        return "shortened"
    return "cell" if was.row else "reworded"


def is_cut(was: str, now: str) -> bool:
    """Whether words were taken out and nothing else was done."""
    if len(now) >= len(was):
        return False
    matcher = SequenceMatcher(None, _TOKEN.findall(was), _TOKEN.findall(now), autojunk=False)
    return all(tag in {"equal", "delete"} for tag, *_ in matcher.get_opcodes())


def _removed(made: Changes) -> Iterator[Edit]:
    """Blocks, and paragraphs of blocks, that are gone."""
    found = made.found
    joined = {at for places in made.joins.values() for at in places}
    for block, places in made.units.items():
        gone = [at for at in places if at not in found.to_draft and at not in joined]
        if not gone:
            continue
        first = found.base[gone[0]]
        if len(gone) == len(places):
            words = tuple(found.base[at].words for at in gone)
            who = made.gone.get(block)
            by, when = (who.author, who.at) if who else (None, None)
            yield Edit(kind="removed", block=block, section=first.section, was=words, by=by, at=when)
            continue
        kind: EditKind = "cell" if first.row else "shortened"
        for at in gone:
            yield Edit(kind=kind, block=block, section=first.section, was=(found.base[at].words,))


def _placed(made: Changes, moved: set[int]) -> Iterator[Edit]:
    """What was moved or put in, in the order of the draft."""
    done: set[int] = set()
    splits = {at for parts in made.splits.values() for at in parts}
    section = "front"
    for at, view in enumerate(made.draft):
        pair = made.found.to_base.get(at)
        if pair is not None and at not in moved:
            section = made.base[pair].section
        if at in done or (at in splits and at not in moved) or (pair is not None and at not in moved):
            continue
        group = _group(made, at, moved)
        done.update(group)
        yield _moved_edit(made, group, section) if pair is not None else _added(made, group, section, view)


def _group(made: Changes, at: int, moved: set[int]) -> list[int]:
    """The paragraphs from here on that go with this one: of one block, moved likewise or new likewise."""
    name, new = made.names[at], at not in made.found.to_base
    group = [at]
    for other in range(at + 1, len(made.draft)):
        same = made.names.get(other) == name and (other not in made.found.to_base) == new
        if not same or (not new and other not in moved):
            break
        if new and made.draft[other].row is None:
            break
        if new and name in made.units and made.draft[other].row:
            break  # each cell that was empty by itself
        group.append(other)
    return group


def _moved_edit(made: Changes, group: Sequence[int], section: str) -> Edit:
    after, below = _before(made, group[0])
    was = tuple(made.base[made.found.to_base[at]].words for at in group)
    by, at = _author([made.draft[one] for one in group])
    return Edit(
        kind="moved", block=made.names[group[0]], section=section, was=was, after=after, below=below, by=by, at=at
    )


def _added(made: Changes, group: Sequence[int], section: str, view: View) -> Edit:
    by, when = _author([made.draft[one] for one in group])
    name = made.names[group[0]]
    cell = view.paragraph.cell
    after, below = _before(made, group[0])
    if name in made.units and cell:
        return Edit(
            kind="cell", block=name, section=section, now=(view.words,), column=cell.column + 1, after=after,
            below=below, by=by, at=when, looks=_all_looks([view]),
        )  # fmt: skip
    new = [made.draft[at] for at in group]
    return Edit(
        kind="added", block=name, section=section, now=_cells(new), after=after, below=below,
        as_=_as(made, group[0], view), by=by, at=when, looks=_all_looks(new),
    )  # fmt: skip


def _cells(views: Sequence[View]) -> tuple[str, ...]:
    """The words of a row, a cell each; or of one paragraph."""
    if views[0].row is None:
        return tuple(view.words for view in views)
    cells: dict[int, list[str]] = {}
    for view in views:
        cells.setdefault(view.paragraph.cell.column if view.paragraph.cell else 0, []).append(view.words)
    return tuple("\n".join(cells.get(column, ())) for column in range(max(cells) + 1))


def _as(made: Changes, at: int, view: View) -> AddedAs:
    style = view.paragraph.style.lower()
    if view.row:
        return "row"
    if style.startswith("heading"):
        return "heading"
    if style.startswith("key point"):
        return "point"
    if style.startswith("quote"):
        return "quotation"
    beside = (made.found.to_base.get(other) for other in (at - 1, at + 1))
    named = [made.base[one] for one in beside if one is not None]
    points = any(one.paragraph.style.lower().startswith("key point") for one in named)
    return "point" if points and view.section != "front" else "paragraph"


def _before(made: Changes, at: int) -> tuple[str | None, str | None]:
    """The block before a place of the draft; with its words, where it goes on behind that place."""
    if at == 0:
        return None, None
    block = made.names[at - 1]
    later = any(name == block for other, name in made.names.items() if other >= at)
    return block, made.draft[at - 1].words if later or block in _scattered(made) else None


def _scattered(made: Changes) -> set[str]:
    """Blocks whose paragraphs no longer stand together: their last is not known by their name."""
    last: str | None = None
    seen: set[str] = set()
    torn: set[str] = set()
    for at in range(len(made.draft)):
        name = made.names[at]
        if name != last and name in seen:
            torn.add(name)
        seen.add(name)
        last = name
    return torn
