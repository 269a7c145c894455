"""Chosen claims and quotes → key points."""

from __future__ import annotations

from brief.compose.disagreements import NONE, Labels, contested
from brief.compose.references import References
from brief.compose.source_base import behind
from brief.model.document import Block, Inline, Legend, Point, Points, Tag, Verbatim, Words
from brief.model.items import Claim
from brief.model.library import Library
from brief.model.selection import Choice, Chosen

FORECAST = Tag(sort="forecast", glyph="→", text="Forecast")
CONTESTED = Tag(sort="contested", glyph="≠", text="Contested")
EDITED = Tag(sort="edited", glyph="≈", text="Reworded by the desk")


def key_points(chosen: Chosen, references: References, labelled: Labels) -> tuple[Block, ...]:
    """The points in order, and the legend that says how to read them."""
    points = tuple(point(choice, references, labelled) for choice in chosen.choices)
    return (Points(points=points), legend(points))


def point(choice: Choice, references: References, labelled: Labels = NONE) -> Point:
    """One point: the passage word for word, or the desk's rewording of it, and what to know about it."""
    words = (Words(text=choice.text),) if choice.text is not None else references.passage(choice)
    return Point(
        id=choice.item.id,
        words=(*words, *references.cites(choice)),
        tags=_tags(choice, references.library, labelled),
        edited=choice.text is not None,
    )


def legend(points: tuple[Point, ...]) -> Legend:
    """Each voice and tag that these points use, with its meaning."""
    used = {tag.sort for each in points for tag in each.tags}
    entries: list[tuple[tuple[Inline, ...], tuple[Inline, ...]]] = [
        (
            (Verbatim(text="Serif type", spans=()),),
            (Words(text="Below the title, quoted word for word from a source. Sans-serif type is the desk’s own."),),
        )
    ]
    if "forecast" in used:
        entries.append(((FORECAST,), (Words(text="A statement about the future, whoever makes it."),)))
    if "contested" in used:
        meaning = "Another statement contradicts it: see the disagreement of that number."
        entries.append(((CONTESTED,), (Words(text=meaning),)))
    if "origins" in used:
        entries.append(
            ((_origins(1, 1),), (Words(text="Separate speakers or documents behind a point; repeats count once."),))
        )
    if "edited" in used:
        entries.append(((EDITED,), (Words(text="The desk’s wording; the reference leads to the source’s own words."),)))
    return Legend(id="legend", label="How to read this brief", entries=tuple(entries))


def _tags(choice: Choice, library: Library, labelled: Labels) -> tuple[Tag, ...]:
    tags: list[Tag] = []
    if isinstance(choice.item, Claim) and choice.item.sort == "forecast":
        tags.append(FORECAST)
    tags += contested([item.id for item in (choice.item, *choice.also)], labelled)
    articles, origins = behind(choice, library)
    tags.append(_origins(origins, articles))
    if choice.text is not None:
        tags.append(EDITED)
    return tuple(tags)


def _origins(origins: int, articles: int) -> Tag:
    """`2 articles, 1 origin`, or the origins alone where each article is one."""
    text = _counted(origins, "origin")
    if articles != origins:
        text = f"{_counted(articles, 'article')}, {text}"
    return Tag(sort="origins", glyph="●" * min(origins, 4), text=text)


def _counted(value: int, one: str) -> str:
    """In digits, for a label is narrow: `1 origin`, `2 origins`."""
    return f"{value} {one}" if value == 1 else f"{value} {one}s"
