"""Selection × Library → what is not known though no source says so: gaps that the desk computes from the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from brief.compose.source_base import behind
from brief.model.article import Article, Span
from brief.model.items import Event, Item, QuestionSort, Quote, speaker
from brief.model.library import Library
from brief.model.selection import Choice, Selection
from brief.text.dates import spoken
from brief.text.matching import Term, stem, where, words

_SOON = timedelta(days=90)
_UNNAMED = frozenset(
    [
        "analysis",
        "assessment",
        "findings",
        "paper",
        "report",
        "review",
        "study",
        "survey",
        "poll",
        "document",
        "memo",
        "institute",
        "institution",
        "think-tank",
        "tank",
        "centre",
        "center",
        "university",
        "agency",
        "foundation",
        "organisation",
        "organization",
    ]
)
"""Last words of a description that hides which body or document speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is not known, with the passages that it rests on and what fills its template."""

    sort: QuestionSort
    name: str
    """What makes it one gap: an item's id, or the word that nothing stands behind."""
    passages: tuple[tuple[Span, ...], ...] = ()
    filled: Mapping[str, str]
    """`{when}`, `{label}`, `{topic}` of the template."""
    quoted: Span | None = None
    """Words of the source that stand after the reason."""


def gaps(selection: Selection, library: Library, dated: date, labels: Mapping[str, str]) -> tuple[Gap, ...]:
    """What the evidence leaves open, the weightiest sort first; `labels` gives each printed conflict's by its lead."""
    shown = _Shown(selection, library)
    disputed = tuple(_disputed(shown, labels))
    told = {spans for gap in disputed for spans in gap.passages}
    found = (
        *disputed,
        *(gap for gap in _due(shown, dated) if not told & set(gap.passages)),
        *_silent(shown),
        *_unidentified(shown),
        *_undated(selection),
        *_single(selection, library),
    )
    return tuple({(gap.sort, gap.name): gap for gap in reversed(found)}.values())[::-1]


class _Shown:
    """The part of the library that the data cut-off lets in."""

    def __init__(self, selection: Selection, library: Library) -> None:
        cutoff = selection.outline.cutoff
        late = {
            article.id
            for article in library.articles
            if cutoff and article.published and article.published.earliest and article.published.earliest > cutoff
        }
        self.library = library
        self.items = tuple(item for item in library.items if item.span.article not in late)
        self.terms = tuple(Term(name) for name in selection.outline.about)
        repeats = (cluster for cluster in library.clusters if cluster.sort != "conflict")
        self.repeated = {name for cluster in repeats for name in cluster.others}

    def hits(self, item: Item) -> frozenset[str]:
        """The words of the subject that stand in an item."""
        row = words(self.library.slice(item.span))
        stems = [stem(word) for word in row]
        return frozenset(term.name for term in self.terms if term.stands_in(stems, row))


def _disputed(shown: _Shown, labels: Mapping[str, str]) -> Iterator[Gap]:
    known = {item.id for item in shown.items}
    for cluster in shown.library.clusters:
        sides = (cluster.lead, *cluster.others)
        if cluster.sort != "conflict" or cluster.differs is None or not known.issuperset(sides):
            continue
        label = labels.get(cluster.lead)
        yield Gap(
            sort="conflict",
            name=cluster.lead,
            passages=tuple((shown.library.item[name].span,) for name in sides),
            filled={"differs": cluster.differs, "label": f" ({label})" if label else ""},
        )


def _due(shown: _Shown, dated: date) -> Iterator[Gap]:
    """What was foreseen for a time that has passed, or that comes within the next 90 days; the latest first."""
    events = [
        item
        for item in shown.items
        if isinstance(item, Event)
        and item.status in {"forecast", "planned"}
        and item.id not in shown.repeated
        and item.when.latest
        and item.when.latest - dated <= _SOON
        and (not shown.terms or shown.hits(item))
    ]
    for event in sorted(events, key=lambda one: (-(one.when.latest or dated).toordinal(), one.id)):
        passed = event.when.latest is not None and event.when.latest < dated
        yield Gap(
            sort="stale" if passed else "due",
            name=event.id,
            passages=((event.span,),),
            filled={"when": spoken(event.when.edtf or "")},
        )


def _silent(shown: _Shown) -> Iterator[Gap]:
    """Words of the subject that no statement holds."""
    spoken_of = {name for item in shown.items for name in shown.hits(item)}
    for term in shown.terms:
        if term.name not in spoken_of:
            yield Gap(sort="silent", name=term.name, filled={"topic": term.name})


def _unidentified(shown: _Shown) -> Iterator[Gap]:
    """Bodies and documents that speak and are never named; one gap for each in an article."""
    seen: set[tuple[str, str]] = set()
    for item in shown.items:
        who = speaker(item)
        row = who.name.split() if who else []
        key = (item.span.article, " ".join(row))
        if row and key not in seen and row[-1] in _UNNAMED and not any(word[:1].isupper() for word in row):
            seen.add(key)
            spans = item.parts if isinstance(item, Quote) else (item.span,)
            name = f"{key[0]}-{'-'.join(row)}"
            quoted = _place(key[1], shown.library.article[key[0]])
            yield Gap(sort="unidentified", name=name, passages=(spans,), filled={}, quoted=quoted)


def _place(name: str, article: Article) -> Span | None:
    """Where an article first describes a body in these words."""
    found = where(name, article.text)
    return Span(article=article.id, start=found[0], end=found[1]) if found else None


def _undated(selection: Selection) -> Iterator[Gap]:
    """Rows of the timeline without a date."""
    for choice in _printed(selection, "timeline"):
        if isinstance(choice.item, Event) and choice.item.when.edtf is None:
            yield Gap(sort="undated", name=choice.item.id, passages=(choice.spans,), filled={})


def _single(selection: Selection, library: Library) -> Iterator[Gap]:
    """Key points that rest on one origin."""
    for choice in _printed(selection, "key_points"):
        _, origins = behind(choice, library)
        if origins == 1:
            yield Gap(sort="single-origin", name=choice.item.id, passages=(choice.spans,), filled={})


def _printed(selection: Selection, kind: str) -> Iterator[Choice]:
    for chosen in selection.sections:
        if chosen.section.kind == kind:
            yield from chosen.choices
