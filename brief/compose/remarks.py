"""The parts of a brief → what the desk should look at in them before it signs, a remark each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brief.model.document import Cite, Part, Point, Points, Remark, Tag

ONE_ORIGIN = "One origin only: look for a second, or leave it so."
CONTESTED = "{tag}: does the point stand as it is?"
EDITED = "Reworded by the desk: compare it with the source’s words in the evidence, {numbers}."


def remarks(parts: Iterable[Part]) -> tuple[Remark, ...]:
    """Key points of one origin, contested and reworded ones."""
    blocks = (block for part in parts for block in part.blocks)
    return tuple(each for block in blocks if isinstance(block, Points) for point in block.points for each in _of(point))


def _of(point: Point) -> Iterator[Remark]:
    for tag in point.tags:
        match tag:
            case Tag(sort="contested"):
                yield Remark(block=point.id, sort="contested", text=CONTESTED.format(tag=tag.text))
            case Tag(sort="origins", glyph="●"):
                yield Remark(block=point.id, sort="single-origin", text=ONE_ORIGIN)
            case _:
                pass
    if point.edited:
        numbers = ", ".join(f"[{part.number}]" for part in point.words if isinstance(part, Cite))
        yield Remark(block=point.id, sort="edited", text=EDITED.format(numbers=numbers))
