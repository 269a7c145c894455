"""A library out of a few lines of text, without a disk and without extraction.

[wire 2025-07-01] The Wire
claim forecast | Mark Rutte | Moscow could be ready within five years.
quote | Mark Rutte, NATO chief | “We are all on the eastern flank now.”
event past 2024-05 | The two navies met off Oman in May 2024.
question stated | It is unclear who ordered it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from brief.extract import named
from brief.index import disputed, index
from brief.model.article import Article, Passage, Role, Source, Span, When
from brief.model.items import Claim, Event, Item, Question, Quote, Speaker
from brief.model.library import Items, Library
from brief.text.dates import bounds


def shelf(text: str) -> Library:
    """The library of these lines."""
    blocks = [block.strip().splitlines() for block in ("\n" + text).split("\n[")[1:]]
    made = [_article(lines[0], [line.strip() for line in lines[1:] if line.strip()]) for lines in blocks]
    return disputed(index([article for article, _ in made], [Items(items=items, dates=()) for _, items in made]))


def _article(head: str, rows: Sequence[str]) -> tuple[Article, tuple[Item, ...]]:
    names, _, publisher = head.partition("]")
    ident, _, published = names.partition(" ")
    lines = [row.rpartition(" | ")[2] for row in rows]
    text = "\n".join(lines) + "\n"
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    spans = [Span(article=ident, start=start, end=start + len(line)) for start, line in zip(starts, lines, strict=True)]
    article = Article(
        id=ident,
        source=Source(path=f"seeds/{ident}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), media="text"),
        text=text,
        passages=tuple(
            Passage(span=span, line=at, role=Role.PARAGRAPH, sentences=(span,)) for at, span in enumerate(spans, 1)
        ),
        title=None,
        publisher=publisher.strip() or None,
        published=_when(published) if published else None,
        language="en",
    )
    items = tuple(_item(row.split(" | ")[:-1], span) for row, span in zip(rows, spans, strict=True))
    return article, named(article, items)


def _item(fields: Sequence[str], span: Span) -> Item:
    kind, *rest = fields[0].split()
    who, _, title = fields[1].partition(", ") if len(fields) > 1 else ("", "", "")
    speaker = Speaker(name=who, title=title or None) if who else None
    match kind:
        case "claim":
            return Claim(
                id="", span=span, sort=rest[0], claimant=speaker, content=None, figures=(), hedges=(),
                leans_on=Span(article=span.article, start=span.start, end=span.start + 4) if "leans" in rest else None,
                conditional="if" in rest, rule="case",
            )  # fmt: skip
        case "quote":
            return Quote(id="", span=span, parts=(span,), speaker=speaker, cue=None, venue=None, said=None, rule="cue")
        case "event":
            when = (
                _when(rest[1])
                if len(rest) > 1
                else When(edtf=None, earliest=None, latest=None, phrase=None, basis="explicit")
            )
            return Event(id="", span=span, when=when, status=rest[0], actors=(), conditional=False, rule="case")
        case "question":
            return Question(id="", span=span, sort=rest[0], rule="case")
    raise ValueError(kind)


def _when(edtf: str) -> When:
    earliest, latest = bounds(edtf)
    return When(edtf=edtf, earliest=earliest, latest=latest, phrase=None, basis="explicit")
