"""Selection × Library → what is not known though no source says so: gaps that the desk computes from the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from brief.compose.source_base import behind
from brief.compose.wording import Wording
from brief.model.article import Article, Span
from brief.model.items import Event, Item, QuestionSort, Quote, Speaker, speaker
from brief.model.library import Cluster, Library
from brief.model.outline import Outline
from brief.model.selection import Choice, Selection
from brief.text.matching import Term, stem, where, words

_SOON = timedelta(days=90)
_AHEAD = frozenset(("forecast", "planned"))
_FEWEST = 3
"""Words in common below which two short passages only look alike."""
_ALIKE = 0.6
"""Share of its longer words that a passage has in common with another that tells the same."""
_REACH = 4
"""Words behind `report by` within which a name must begin."""
_ARTICLES = frozenset(("a", "an", "the"))
_WHOSE = frozenset(("by", "from", "published", "released", "titled", "called", "entitled"))
_OPENERS = frozenset(("a", "an", "the", "this", "that", "its", "their", "his", "her", "one", "another", "no", "new"))
_MARKS = "“”\"‘’'(),.;:"
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


class Gap(Struct, frozen=True, kw_only=True):
    """One thing that is not known, with the passages that it rests on and what fills its template."""

    sort: QuestionSort
    name: str
    """What makes it one gap: an item's id, or the word that nothing stands behind."""
    passages: tuple[tuple[Span, ...], ...] = ()
    filled: Mapping[str, str]
    """`{when}`, `{label}`, `{topic}` of the template."""
    quoted: Span | None = None
    """Words of the source that stand after the reason."""


def gaps(
    selection: Selection, library: Library, dated: date, labels: Mapping[str, str], wording: Wording
) -> tuple[Gap, ...]:
    """What the evidence leaves open, the weightiest sort first; `labels` gives each printed conflict's by its lead."""
    shown = _Shown(selection, library)
    disputed = tuple(_disputed(shown, labels, wording))
    told = {spans for gap in disputed for spans in gap.passages}
    found = (
        *disputed,
        *(gap for gap in _due(shown, dated, wording) if not told & set(gap.passages)),
        *_silent(shown),
        *_unidentified(shown),
        *_undated(selection, library, wording),
        *_single(selection, library, wording),
    )
    return tuple({(gap.sort, gap.name): gap for gap in reversed(found)}.values())[::-1]


class _Shown:
    """The part of the library that the data cut-off lets in."""

    def __init__(self, selection: Selection, library: Library) -> None:
        outline = selection.outline
        self.library = library
        self.items = tuple(item for item in library.items if not _late(library.article[item.span.article], outline))
        self.terms = {name: [Term(word) for word in (name, *outline.synonyms.get(name, ()))] for name in outline.about}
        self.known = {item.id for item in self.items}
        events = [item for item in self.items if isinstance(item, Event)]
        self.ahead = {event.span for event in events if event.status in _AHEAD}
        self.repeated = {
            name for cluster in library.clusters if cluster.sort != "conflict" for name in self.rest(cluster)
        }

    def rest(self, cluster: Cluster) -> tuple[str, ...]:
        """The members of a cluster but for the first that the cut-off lets in."""
        return tuple(name for name in (cluster.lead, *cluster.others) if name in self.known)[1:]

    def stems(self, item: Item) -> list[str]:
        return [stem(word) for word in words(self.library.slice(item.span))]

    def hits(self, item: Item) -> frozenset[str]:
        """The words of the subject that stand in an item, themselves or as their synonyms."""
        row = words(self.library.slice(item.span))
        stems = [stem(word) for word in row]
        return frozenset(
            name for name, terms in self.terms.items() if any(term.stands_in(stems, row) for term in terms)
        )

    def on_subject(self, item: Item) -> bool:
        return not self.terms or bool(self.hits(item))


def _late(article: Article, outline: Outline) -> bool:
    published = article.published.earliest if article.published else None
    return bool(outline.cutoff and published and published > outline.cutoff)


def _disputed(shown: _Shown, labels: Mapping[str, str], wording: Wording) -> Iterator[Gap]:
    for cluster in shown.library.clusters:
        sides = (cluster.lead, *(name for name in cluster.others if name in shown.known))
        if cluster.sort != "conflict" or cluster.differs is None or cluster.lead not in shown.known or len(sides) < 2:
            continue
        label = labels.get(cluster.lead)
        beside = wording.questions.gap_label.format(label=label) if label else ""
        yield Gap(
            sort="conflict",
            name=cluster.lead,
            passages=tuple((shown.library.item[name].span,) for name in sides),
            filled={"differs": cluster.differs, "label": beside},
        )


def _due(shown: _Shown, dated: date, wording: Wording) -> Iterator[Gap]:
    """What was foreseen for a time that has passed, or that comes within the next 90 days; the latest first."""
    events = [
        item
        for item in shown.items
        if isinstance(item, Event)
        and item.status in _AHEAD
        and item.id not in shown.repeated
        and item.when.latest
        and item.when.latest - dated <= _SOON
        and shown.on_subject(item)
    ]
    events.sort(key=lambda one: (-(one.when.latest or dated).toordinal(), one.id))
    for same in _told_alike(events, shown):
        when = same[0].when
        passed = when.latest is not None and when.latest < dated
        if not (passed and _reported(same[0], shown)):
            yield Gap(
                sort="stale" if passed else "due",
                name=same[0].id,
                passages=tuple((event.span,) for event in same),
                filled={"when": wording.spoken(when.edtf or "")},
            )


def _told_alike(events: Sequence[Event], shown: _Shown) -> list[list[Event]]:
    """Events of one time that are told in nearly the same words, together: one question, not two."""
    groups: list[list[Event]] = []
    for event in events:
        held = (group for group in groups if group[0].when.edtf == event.when.edtf and _alike(group[0], event, shown))
        group = next(held, None)
        if group is None:
            groups.append([event])
        elif event.span not in {one.span for one in group}:
            group.append(event)
    return groups


def _reported(event: Event, shown: _Shown) -> bool:
    """Whether a passage reports as done, in that time or after it, what this one foresees."""
    start = event.when.earliest or date.min
    return any(
        isinstance(other, Event)
        and other.span not in shown.ahead  # the day on which somebody spoke of the plan reports nothing of it
        and (other.when.latest or date.min) >= start
        and _alike(event, other, shown)
        for other in shown.items
    )


def _alike(one: Item, other: Item, shown: _Shown) -> bool:
    """Whether most of the longer words of the shorter passage stand in the other."""
    long = ({word for word in shown.stems(item) if len(word) > 3 and not word.isdigit()} for item in (one, other))
    few, many = sorted(long, key=len)
    return len(few & many) >= max(_FEWEST, _ALIKE * len(few))


def _silent(shown: _Shown) -> Iterator[Gap]:
    """Words of the subject that no statement holds."""
    spoken_of = {name for item in shown.items for name in shown.hits(item)}
    for name in shown.terms:
        if name not in spoken_of:
            yield Gap(sort="silent", name=name, filled={"topic": name})


def _unidentified(shown: _Shown) -> Iterator[Gap]:
    """Bodies and documents that speak of the subject and are never named; one gap for each in an article."""
    seen: set[tuple[str, str]] = set()
    for item in shown.items:
        who = speaker(item)
        row = _described(who)
        article = shown.library.article[item.span.article]
        key = (article.id, " ".join(row))
        if row and key not in seen and shown.on_subject(item) and not _named(row[-1], article):
            seen.add(key)
            spans = item.parts if isinstance(item, Quote) else (item.span,)
            quoted = (who.mention if who else None) or _place(key[1], article)
            yield Gap(
                sort="unidentified", name=f"{key[0]}-{'-'.join(row)}", passages=(spans,), filled={}, quoted=quoted
            )


def _described(who: Speaker | None) -> list[str]:
    """The words of a description that hides which body or document speaks: `A report`, `an unnamed institute`."""
    row = who.name.split() if who else []
    row = row[1:] if row and row[0].lower() in _ARTICLES else row
    hides = bool(row) and row[-1] in _UNNAMED and not any(word[:1].isupper() for word in row)
    return row if hides else []


def _named(noun: str, article: Article) -> bool:
    """Whether the article says somewhere whose `report` it is: `the RAND report`, `a report by the institute RAND`."""
    row = article.text.split()
    for at, word in enumerate(row):
        if word.strip(_MARKS).lower() != noun:
            continue
        before = row[at - 1] if at else ""
        if before[:1].isupper() and before.lower() not in _OPENERS:
            return True
        after = row[at + 1 : at + 2 + _REACH]
        if after and after[0].lower() in _WHOSE and any(one.strip(_MARKS)[:1].isupper() for one in after[1:]):
            return True
    return False


def _place(name: str, article: Article) -> Span | None:
    """Where an article first describes a body in these words."""
    found = where(name, article.text)
    return Span(article=article.id, start=found[0], end=found[1]) if found else None


def _undated(selection: Selection, library: Library, wording: Wording) -> Iterator[Gap]:
    """Rows of the timeline without a date; of an article whose own date is not known, the first of them."""
    dated = {item.span for item in library.items if isinstance(item, Event) and item.when.edtf}
    for choice in _printed(selection, "timeline"):
        event = choice.item
        if not isinstance(event, Event) or event.when.edtf is not None or event.span in dated:
            continue
        article = library.article[event.span.article]
        counted = event.when.basis == "publication" and article.published is None
        yield Gap(
            sort="undated",
            name=article.id if counted else event.id,
            passages=(choice.spans,),
            filled={"or_published": wording.questions.gap_or_published if counted else ""},
            quoted=event.when.phrase,
        )


def _single(selection: Selection, library: Library, wording: Wording) -> Iterator[Gap]:
    """Key points that rest on one origin."""
    for choice in _printed(selection, "key_points"):
        articles, origins = behind(choice, library)
        if origins == 1:
            though = wording.counted(wording.questions.gap_though, articles) if articles > 1 else ""
            yield Gap(sort="single-origin", name=choice.item.id, passages=(choice.spans,), filled={"though": though})


def _printed(selection: Selection, kind: str) -> Iterator[Choice]:
    for chosen in selection.sections:
        if chosen.section.kind == kind:
            yield from chosen.choices
