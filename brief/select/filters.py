"""Which items a brief and each of its sections may rank: by cut-off, source, speaker and time."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

from msgspec.structs import replace

from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.items import Claim, Event, Item, Question, Quote, speaker
from brief.model.library import Cluster, Library
from brief.model.outline import Outline, Section
from brief.text.matching import Term, plain, stem, words

_SYNONYMS = "`about: {{{}: [other words]}}` at the top of the outline."


def within_cutoff(library: Library, outline: Outline, report: Report) -> Library:
    """The library without the articles that are known to be published after the data cut-off."""
    cutoff = outline.cutoff
    late = {
        article.id: article
        for article in library.articles
        if cutoff and article.published and article.published.earliest and article.published.earliest > cutoff
    }
    for article in late.values():
        report(
            Diagnostic(
                severity=Severity.WARNING,
                message=f"`{article.source.path}` is left out: it was published after the cut-off {cutoff}",
                code="after-cutoff",
            )
        )
    if not late:
        return library
    kept = tuple(item for item in library.items if item.span.article not in late)
    names = {item.id for item in kept}
    clusters = (_without(cluster, names, library) for cluster in library.clusters)
    return replace(
        library,
        articles=tuple(article for article in library.articles if article.id not in late),
        items=kept,
        dates=tuple(when for when in library.dates if when.phrase and when.phrase.article not in late),
        clusters=tuple(cluster for cluster in clusters if cluster),
    )


def _without(cluster: Cluster, names: AbstractSet[str], library: Library) -> Cluster | None:
    """What is left of a cluster of these items; None where nothing is, or where what they contradict is gone."""
    left = [name for name in (cluster.lead, *cluster.others) if name in names]
    if len(left) < 2 or (cluster.sort == "conflict" and cluster.lead not in names):
        return None
    # Where the lead is gone, the fullest of the others is printed in its place.
    lead = left[0] if cluster.lead in names else max(left, key=lambda name: len(library.item[name].span))
    origins = {library.origins.get(name, name) for name in left}
    return replace(cluster, lead=lead, others=tuple(name for name in left if name != lead), origins=len(origins))


def about_nothing(outline: Outline, library: Library, report: Report) -> frozenset[tuple[str, ...]]:
    """The subjects of which not one word stands in any item; words that stand in none are told once, with their place.

    One of several words is a note, for a desk keeps its list of topics; a whole subject is a warning.
    """
    places = {outline.about: outline.about_place} if outline.about else {}
    for section in outline.sections:
        if section.about:
            places.setdefault(section.about, section.keys.get("about"))
    lost = set()
    for subject, place in places.items():
        missing = [name for name in subject if not _is_spoken_of(name, outline, library)]
        if len(missing) == len(subject):
            lost.add(subject)
        if missing:
            report(_unspoken(missing, place, Severity.WARNING if subject in lost else Severity.NOTE))
    return frozenset(lost)


def _is_spoken_of(name: str, outline: Outline, library: Library) -> bool:
    terms = [Term(word) for word in (name, *outline.synonyms.get(name, ()))]
    rows = (words(library.slice(item.span)) for item in library.items)
    return any(term.stands_in([stem(word) for word in row], row) for row in rows for term in terms)


def _unspoken(missing: list[str], place: Place | None, severity: Severity) -> Diagnostic:
    listed = ", ".join(f"`{name}`" for name in missing)
    return Diagnostic(
        severity=severity,
        message=f"`about`: nothing in these sources is about {listed}",
        place=place,
        hint="Mend the spelling, or say what the sources call it: " + _SYNONYMS.format(missing[0]),
        code="about-nothing",
    )


def same_person(wanted: str, name: str) -> bool:
    """Whether a name that a user wrote means this speaker: all its words stand in the name, or its last one ends it."""
    asked, known = words(wanted), words(name)
    return bool(asked) and (
        plain(wanted) in plain(name) or set(asked) <= set(known) or (len(known) > 1 and asked[-1:] == known[-1:])
    )


def allowed(item: Item, section: Section) -> bool:
    """Whether the section's `sources` and `speakers` let the item in."""
    if section.sources and item.span.article not in section.sources:
        return False
    if not section.speakers:
        return True
    who = speaker(item)
    return who is not None and any(same_person(wanted, who.name) for wanted in section.speakers)


def days(item: Item, library: Library) -> tuple[date | None, date | None]:
    """First and last day that the item is about: an event's own time, else when it was said, else its publication."""
    match item:
        case Event(when=when):
            return when.earliest, when.latest
        case Quote(said=said) if said:
            return said.earliest, said.latest
        case Quote() | Claim() | Question():
            published = library.article[item.span.article].published
            return (published.earliest, published.latest) if published else (None, None)


def first_day(item: Item, library: Library) -> date | None:
    """The day that the item is ordered by; None where no day is known."""
    earliest, latest = days(item, library)
    return earliest or latest


def in_time(item: Item, section: Section, library: Library) -> bool:
    """Whether the item's time touches the section's; an item without a known time is kept."""
    earliest, latest = days(item, library)
    if section.since and (latest or earliest) and (latest or date.max) < section.since:
        return False
    return not (section.until and (earliest or latest) and (earliest or date.min) > section.until)
