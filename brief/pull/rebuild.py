"""The paragraphs as written × the edits → the paragraphs as edited: what shows that no change was passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from brief.model.edits import Edit
from brief.pull.view import View


@dataclass(slots=True, kw_only=True, eq=False)
class _Node:
    block: str
    words: str
    fresh: bool = False
    """Whether an edit has put in its words."""
    was: str = ""
    """The words as written."""


def rebuilt(base: Sequence[View], edits: Iterable[Edit]) -> tuple[list[str], list[Edit]]:
    """The words of each paragraph after the edits, and the edits whose place was not found."""
    nodes = [_Node(block=view.block, words=view.words, was=view.words) for view in base]
    astray: list[Edit] = []
    todo = [edit for edit in edits if edit.kind not in {"comment", "looks"}]
    taken: dict[int, list[_Node]] = {}
    for edit in todo:
        if edit.kind == "moved":
            taken[id(edit)] = _taken(nodes, edit)
        elif edit.kind != "added" and edit.was and not _changed(nodes, edit):
            astray.append(edit)
    for edit in todo:
        moved = taken.get(id(edit))
        if moved is None and edit.kind != "added" and not (edit.kind == "cell" and not edit.was):
            continue
        new = moved if moved is not None else [_Node(block=edit.block, words=words, fresh=True) for words in _new(edit)]
        if not new or not _put(nodes, new, edit):
            astray.append(edit)
    return [node.words for node in nodes], astray


def _new(edit: Edit) -> Iterator[str]:
    for cell in edit.now:
        yield from filter(None, cell.split("\n"))


def _changed(nodes: list[_Node], edit: Edit) -> bool:
    """Put an edit's words in the place of the old ones; a moved paragraph was changed before it went."""
    spots = [_spot(nodes, edit.block, edit.was[0])]
    for words in edit.was[1:]:
        # What was joined to it stood beside it, in a block of its own perhaps; what goes with a block is in it.
        own = _spot(nodes, edit.block, words)
        start = spots[0] or 0
        spots.append(own if own is not None else _spot(nodes, None, words, start))
    if None in spots:
        return False
    first = min(spot for spot in spots if spot is not None)
    block = nodes[first].block
    for spot in sorted((spot for spot in spots if spot is not None), reverse=True):
        del nodes[spot]
    nodes[first:first] = [_Node(block=block, words=words, fresh=True, was=edit.was[0]) for words in edit.now]
    return True


def _spot(nodes: Sequence[_Node], block: str | None, words: str, start: int = 0) -> int | None:
    for at in range(start, len(nodes)):
        node = nodes[at]
        if node.words == words and not node.fresh and block in {None, node.block}:
            return at
    return None


def _taken(nodes: list[_Node], edit: Edit) -> list[_Node]:
    """The paragraphs that an edit moves, out of their old place; their words may be others already."""
    found: list[_Node] = []
    own = [node for node in nodes if node.block == edit.block]
    for words in edit.was:
        found += [node for node in own if node.was == words and node not in found]
    for node in found:
        nodes.remove(node)
    return found


def _put(nodes: list[_Node], new: Sequence[_Node], edit: Edit) -> bool:
    if edit.after is None:
        nodes[:0] = new
        return True
    spots = [
        at
        for at, node in enumerate(nodes)
        if node.block == edit.after and (edit.below is None or node.words == edit.below)
    ]
    if spots:
        nodes[spots[-1] + 1 : spots[-1] + 1] = new
    return bool(spots)


def lost(words: Sequence[str], draft: Sequence[View]) -> list[str]:
    """The paragraphs of the draft that base and edits do not give, and those that they give besides."""
    wanted = [view.words for view in draft]
    matcher = SequenceMatcher(None, words, wanted, autojunk=False)
    if list(words) == wanted:
        return []
    found: list[str] = []
    for tag, one, two, three, four in matcher.get_opcodes():
        if tag != "equal":
            found += [f"not in the draft: {text}" for text in words[one:two]]
            found += [f"in the draft only: {text}" for text in wanted[three:four]]
    return found
