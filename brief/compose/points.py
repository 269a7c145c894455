"""Chosen claims and quotes → key points."""

from __future__ import annotations

from msgspec.structs import replace

from brief.compose.disagreements import NONE, Labels, contested
from brief.compose.references import References
from brief.compose.source_base import behind
from brief.compose.wording import Wording
from brief.model.document import Block, Legend, Point, Points
from brief.model.inline import Inline, Tag, Verbatim, Words
from brief.model.items import Claim
from brief.model.selection import Choice, Chosen


def key_points(chosen: Chosen, references: References, labelled: Labels) -> tuple[Block, ...]:
    """The points in order, and the legend that says how to read them."""
    points = tuple(point(choice, references, labelled) for choice in chosen.choices)
    return (Points(points=points), legend(points, references.wording))


def point(choice: Choice, references: References, labelled: Labels = NONE) -> Point:
    """One point: the passage word for word, or the desk's rewording of it, and what to know about it."""
    words = (Words(text=choice.text),) if choice.text is not None else references.passage(choice)
    return Point(
        id=choice.item.id,
        words=(*words, *references.cites(choice)),
        tags=_tags(choice, references, labelled),
        edited=choice.text is not None,
    )


def legend(points: tuple[Point, ...], wording: Wording) -> Legend:
    """Each voice and tag that these points use, with its meaning."""
    words = wording.points
    used = {tag.sort for each in points for tag in each.tags}
    samples: dict[str, Inline] = {
        "source": Verbatim(text=words.sample, spans=()),
        "forecast": _forecast(wording),
        "contested": Tag(sort="contested", glyph="≠", text=words.contested),
        "origins": _origins(1, 1, wording),
        "edited": replace(_reworded(wording), text=words.edited_sample),
    }
    entries = tuple(
        ((sample,), (Words(text=words.meanings[sort]),))
        for sort, sample in samples.items()
        if sort == "source" or sort in used
    )
    return Legend(id="legend", label=words.legend, entries=entries)


def _tags(choice: Choice, references: References, labelled: Labels) -> tuple[Tag, ...]:
    wording = references.wording
    tags: list[Tag] = []
    if isinstance(choice.item, Claim) and choice.item.sort == "forecast":
        tags.append(_forecast(wording))
    tags += contested([item.id for item in (choice.item, *choice.also)], labelled, wording)
    articles, origins = behind(choice, references.library)
    tags.append(_origins(origins, articles, wording))
    if choice.text is not None:
        tags.append(_reworded(wording))
    return tuple(tags)


def _forecast(wording: Wording) -> Tag:
    return Tag(sort="forecast", glyph="→", text=wording.points.forecast)


def _reworded(wording: Wording) -> Tag:
    return Tag(sort="edited", glyph="≈", text=wording.points.edited)


def _origins(origins: int, articles: int, wording: Wording) -> Tag:
    """`2 articles, 1 origin`, or the origins alone where each article is one; in digits, for a label is narrow."""
    words = wording.points
    text = wording.counted(words.origins, origins)
    if articles != origins:
        text = words.both.format(articles=wording.counted(words.articles, articles), origins=text)
    return Tag(sort="origins", glyph="●" * min(origins, 4), text=text)
