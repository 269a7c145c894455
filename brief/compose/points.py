"""Chosen claims and quotes → key points."""

from __future__ import annotations

from brief.compose.references import References
from brief.model.document import Block, Inline, Legend, Point, Points, Tag, Verbatim, Words
from brief.model.items import Claim
from brief.model.selection import Choice, Chosen

FORECAST = Tag(sort="forecast", glyph="→", text="Forecast")
EDITED = Tag(sort="edited", glyph="≈", text="Reworded by the desk")


def key_points(chosen: Chosen, references: References) -> tuple[Block, ...]:
    """The points in order, and the legend that says how to read them."""
    points = tuple(point(choice, references) for choice in chosen.choices)
    return (Points(points=points), legend(points))


def point(choice: Choice, references: References) -> Point:
    """One point: the passage word for word, or the desk's rewording of it, and what to know about it."""
    words: tuple[Inline, ...]
    if choice.text is not None:
        words = (Words(text=choice.text),)
    else:
        cut = choice.spans[0].start > choice.item.span.start
        words = (references.verbatim(choice.spans, sentence=cut), *_left_out(choice))
    return Point(
        id=choice.item.id, words=(*words, *references.cites(choice)), tags=_tags(choice), edited=choice.text is not None
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
    if "origins" in used:
        entries.append(
            ((_origins(1, 1),), (Words(text="Separate speakers or documents behind a point; repeats count once."),))
        )
    if "edited" in used:
        entries.append(((EDITED,), (Words(text="The desk’s wording; the reference leads to the source’s own words."),)))
    return Legend(id="legend", label="How to read this brief", entries=tuple(entries))


def _left_out(choice: Choice) -> tuple[Inline, ...]:
    """A mark that the sentence goes on, where more than its full stop is left out."""
    rest = choice.item.span.end - choice.spans[-1].end
    return (Words(text=" …"),) if rest > 1 else ()


def _tags(choice: Choice) -> tuple[Tag, ...]:
    tags: list[Tag] = []
    if isinstance(choice.item, Claim) and choice.item.sort == "forecast":
        tags.append(FORECAST)
    articles = {choice.item.span.article, *(other.span.article for other in choice.also)}
    tags.append(_origins(1, len(articles)))  # the same words in two articles have one origin
    if choice.text is not None:
        tags.append(EDITED)
    return tuple(tags)


def _origins(origins: int, articles: int) -> Tag:
    text = "1 origin" if origins == 1 else f"{origins} origins"
    return Tag(
        sort="origins",
        glyph="●" * min(origins, 4),
        text=text if articles <= origins else f"{articles} articles, {text}",
    )
