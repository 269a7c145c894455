"""The parts of a brief → what the desk should look at in them before it signs, a remark each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from brief.compose.wording import Wording
from brief.model.companions import Remark
from brief.model.document import Part, Point, Points
from brief.model.inline import Cite, Tag


def remarks(parts: Iterable[Part], wording: Wording) -> tuple[Remark, ...]:
    """Key points of one origin, contested and reworded ones."""
    blocks = (block for part in parts for block in part.blocks)
    points = (point for block in blocks if isinstance(block, Points) for point in block.points)
    return tuple(each for point in points for each in _of(point, wording.points.remarks))


def _of(point: Point, said: Mapping[str, str]) -> Iterator[Remark]:
    for tag in point.tags:
        match tag:
            case Tag(sort="contested"):
                yield Remark(block=point.id, sort="contested", text=said["contested"].format(tag=tag.text))
            case Tag(sort="origins", glyph="●"):
                yield Remark(block=point.id, sort="single-origin", text=said["single-origin"])
            case _:
                pass
    if point.edited:
        numbers = ", ".join(f"[{part.number}]" for part in point.words if isinstance(part, Cite))
        yield Remark(block=point.id, sort="edited", text=said["edited"].format(numbers=numbers))
