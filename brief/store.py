"""Library → the documented file `brief-library/1`, so that others can check what was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

import msgspec

from brief.model.article import Article, Span, When
from brief.model.diagnostic import Diagnostic
from brief.model.items import Claim, Event, Figure, Item, Question, Quote, Speaker, kind
from brief.model.library import Library

FORMAT = "brief-library/1"

Json = dict[str, object]


def library_json(library: Library, *, indent: int = 0) -> bytes:
    """The whole library; offsets are code points into each source's text."""
    tree: Json = {
        "format": FORMAT,
        "sources": [source_json(article) for article in library.articles],
        "items": [item_json(item, library) for item in library.items],
        "dates": [_date(when, library) for when in library.dates],
        "clusters": [
            {
                "sort": cluster.sort,
                "lead": cluster.lead,
                "others": cluster.others,
                "origins": cluster.origins,
                **({"differs": cluster.differs} if cluster.differs else {}),
            }
            for cluster in library.clusters
        ],
        "diagnostics": [diagnostic_json(diagnostic) for diagnostic in library.diagnostics],
    }
    data = msgspec.json.encode(tree)
    return (msgspec.json.format(data, indent=indent) if indent else data) + b"\n"


def source_json(article: Article) -> Json:
    """One source with its passages."""
    published = article.published
    return {
        "id": article.id,
        "path": article.source.path,
        "sha256": article.source.sha256,
        "title": article.title,
        "publisher": article.publisher,
        "authors": article.authors,
        "published": {"edtf": published.edtf, "basis": published.basis} if published else None,
        "language": article.language,
        "passages": [
            {
                "start": passage.span.start,
                "end": passage.span.end,
                "line": passage.line,
                "role": str(passage.role),
                "sentences": [_ends(sentence) for sentence in passage.sentences],
            }
            for passage in article.passages
        ],
    }


def item_json(item: Item, library: Library) -> Json:
    """One item with its words and what is known of it."""
    row: Json = {
        "id": item.id,
        "kind": kind(item),
        "source": item.span.article,
        "start": item.span.start,
        "end": item.span.end,
        "text": library.slice(item.span),
    }
    match item:
        case Quote():
            row |= {
                "parts": [_ends(part) for part in item.parts],
                "speaker": _speaker(item.speaker),
                "cue": _maybe(item.cue),
                "venue": item.venue,
                "said": item.said.edtf if item.said else None,
                "rule": item.rule,
            }
        case Claim():
            row |= {
                "sort": item.sort,
                "claimant": _speaker(item.claimant),
                "content": _maybe(item.content),
                "figures": [_figure(figure, library) for figure in item.figures],
                "hedges": [library.slice(hedge) for hedge in item.hedges],
                "leans_on": library.slice(item.leans_on) if item.leans_on else None,
                "conditional": item.conditional,
                "rule": item.rule,
            }
        case Event():
            row |= {
                "when": _when(item.when),
                "status": item.status,
                "actors": item.actors,
                "conditional": item.conditional,
                "rule": item.rule,
            }
        case Question():
            row |= {"sort": item.sort, "rule": item.rule}
        case _:
            assert_never(item)
    return row


def diagnostic_json(diagnostic: Diagnostic) -> Json:
    """One diagnostic for programs."""
    place = diagnostic.place
    return {
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "hint": diagnostic.hint,
    }


def diagnostics_json(diagnostics: Sequence[Diagnostic]) -> list[Json]:
    """Many, in order."""
    return [diagnostic_json(diagnostic) for diagnostic in diagnostics]


def json_lines(rows: Sequence[Json]) -> str:
    """Values for programs as one indented JSON array."""
    return msgspec.json.format(msgspec.json.encode(list(rows)), indent=2).decode()


def json_text(value: Json) -> str:
    """A value for programs as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _ends(span: Span) -> tuple[int, int]:
    return (span.start, span.end)


def _maybe(span: Span | None) -> tuple[int, int] | None:
    return _ends(span) if span else None


def _speaker(speaker: Speaker | None) -> Json | None:
    return {"name": speaker.name, "title": speaker.title, "mention": _maybe(speaker.mention)} if speaker else None


def _figure(figure: Figure, library: Library) -> Json:
    return {
        "start": figure.span.start,
        "end": figure.span.end,
        "text": library.slice(figure.span),
        "value": figure.value,
        "unit": figure.unit,
    }


def _when(when: When) -> Json:
    return {
        "edtf": when.edtf,
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "phrase": _maybe(when.phrase),
        "basis": when.basis,
        **({"time": when.time} if when.time else {}),
    }


def _date(when: When, library: Library) -> Json:
    """EDTF; where the text gives a time of day it follows the day.

    As ISO 8601 writes a clock time, or as ISO-TimeML writes a part of the day (TMO, TAF, TEV, TNI), which EDTF has not.
    """
    from brief.text.dates.edtf import timed  # with it comes the grammar of dates, which `brief pull` never reads

    span = when.phrase or Span(article="", start=0, end=0)
    return {
        "source": span.article,
        "start": span.start,
        "end": span.end,
        "text": library.slice(span) if when.phrase else "",
        "edtf": timed(when.edtf, when.time) if when.edtf else None,
        "basis": when.basis,
    }
