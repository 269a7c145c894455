"""Selection × Library → the source base in a few sentences, each of them computed from counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from brief.compose import wording
from brief.compose.references import References
from brief.model.article import Article, When
from brief.model.library import Library
from brief.model.selection import Choice, Selection
from brief.text.dates import spoken

_UNITS = {
    "key_points": ("key point", "key points"),
    "quotes": ("quotation", "quotations"),
    "timeline": ("event", "events"),
    "disagreements": ("disagreement", "disagreements"),
}
_LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "it": "Italian", "ja": "Japanese", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish",
    "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One printed point, quotation, event, disagreement or question of a source, and where it comes from."""

    kind: str
    sources: frozenset[str]
    needs: int = 1
    """How many of its sources must stay for it to stay: both sides of a disagreement."""
    origins: int = 1


def behind(choice: Choice, library: Library) -> tuple[int, int]:
    """How many articles print a choice, and from how many origins: articles alone corroborate nothing."""
    items = (choice.item, *choice.also)
    known = {library.origins.get(item.id, choice.item.id) for item in items}
    return len({item.span.article for item in items}), len(known)


def units(selection: Selection, library: Library) -> tuple[Unit, ...]:
    """All that the sections print of the sources, in print order."""
    return tuple(_units(selection, library))


def source_base(selection: Selection, library: Library, references: References) -> str:
    """How many sources of what sort, what rests on one origin or one source, how old, and what nobody has graded."""
    printed = units(selection, library)
    known = {name for unit in printed for name in unit.sources}
    known |= {one.span.article for choice in selection.rests_on for one in (choice.item, *choice.also)}
    used = [article for article in library.articles if article.id in known]
    said = (
        _extent(used, library, references),
        _one_origin(printed) if len(used) > 1 else "",
        _most_relied_on(printed, library, references),
        _oldest(printed, library, references),
        _ungraded(used, references),
    )
    return " ".join(f"{one}." for one in said if one)


def _units(selection: Selection, library: Library) -> Iterator[Unit]:
    for chosen in selection.sections:
        for choice in chosen.choices:
            sources = frozenset(item.span.article for item in (choice.item, *choice.also))
            yield Unit(kind=chosen.section.kind, sources=sources, origins=behind(choice, library)[1])
        for cluster in chosen.conflicts:
            sides = [library.item[name].span.article for name in (cluster.lead, *cluster.others)]
            yield Unit(kind=chosen.section.kind, sources=frozenset(sides), needs=2, origins=cluster.origins)


def _extent(used: Sequence[Article], library: Library, references: References) -> str:
    """`This edition rests on four of the five articles collected, in English, from three origins and …`."""
    size, whole = len(used), len(library.articles)
    if not size:
        return f"This edition prints nothing of the {wording.counted(whole, 'article')} collected"
    share = wording.counted(size, "article")
    if size < whole:
        share = f"{wording.number(size)} of the {wording.number(whole)} articles collected"
    publishers = {article.publisher for article in used if article.publisher}
    separate = len({library.origins.get(article.id, article.id) for article in used})
    parts = [wording.counted(separate, "origin")] if size > 1 else []
    parts += [wording.counted(len(publishers), "named publisher")] if publishers else []
    known = f", from {wording.listed(parts)}" if parts else ""
    return f"This edition rests on {share}{_tongues(used)}{known}{_span(used, references)}"


def _tongues(used: Sequence[Article]) -> str:
    names = [_LANGUAGES.get(tongue, tongue) for tongue in dict.fromkeys(one.language for one in used) if tongue]
    return f" in {wording.listed(names)}" if names else ""


def _span(used: Sequence[Article], references: References) -> str:
    """`, published from 2024 to June 2026; the date of S5 is not known`."""
    dated = [one.published for one in used if one.published and (one.published.earliest or one.published.latest)]
    silent = [one for one in used if one.published not in dated]
    if not dated:
        return "; its date is not known" if len(used) == 1 else "; no date of publication is known"
    oldest, newest = min(dated, key=_begin), max(dated, key=_end)
    first, last = _month(_begin(oldest), oldest), _month(_end(newest), newest)
    span = f", published in {first}" if first == last else f", published from {first} to {last}"
    dates = "date" if len(silent) == 1 else "dates"
    verb = "is" if len(silent) == 1 else "are"
    return f"{span}; the {dates} of {_labels(silent, references)} {verb} not known" if silent else span


def _begin(when: When) -> date:
    return when.earliest or when.latest or date.max


def _end(when: When) -> date:
    return when.latest or when.earliest or date.min


def _month(day: date, when: When) -> str:
    """The month, where the date is known so well, else the year."""
    first, last = when.earliest or day, when.latest or day
    return wording.day(day).partition(" ")[2] if (first.year, first.month) == (last.year, last.month) else f"{day.year}"


def _one_origin(printed: Sequence[Unit]) -> str:
    points = [unit for unit in printed if unit.kind == "key_points"]
    alone = sum(unit.origins == 1 for unit in points)
    if not points:
        return ""
    if len(points) == 1:
        return "The key point rests on one origin" if alone else "The key point rests on more than one origin"
    if not alone:
        return "Every key point rests on more than one origin"
    share = "Each of the" if alone == len(points) else f"{wording.opening(wording.number(alone))} of the"
    verb = "rests" if alone in {1, len(points)} else "rest"
    return f"{share} {wording.number(len(points))} key points {verb} on one origin alone"


def _most_relied_on(printed: Sequence[Unit], library: Library, references: References) -> str:
    """The source behind most of what is printed, and what would fall without it."""
    counts = Counter(name for unit in printed for name in unit.sources)
    if len(counts) < 2:
        return ""
    points = Counter(name for unit in printed for name in unit.sources if unit.kind == "key_points")
    order = list(library.article)
    top = min(counts, key=lambda name: (-counts[name], -points[name], order.index(name)))
    said = f"Most rests on {_named(library.article[top], references)}"
    lost = [_share(kind, top, printed) for kind in _UNITS]
    fallen = [one for one in lost if one]
    without = f"{wording.listed(fallen)} would fall" if fallen else "nothing would fall, for others print the same"
    return f"{said}; without it {without}"


def _share(kind: str, source: str, printed: Sequence[Unit]) -> str:
    """`two of the five key points`, of which this source is the last support."""
    of_kind = [unit for unit in printed if unit.kind == kind]
    fallen = sum(len(unit.sources - {source}) < unit.needs for unit in of_kind if source in unit.sources)
    one, many = _UNITS[kind]
    if not fallen:
        return ""
    if fallen == len(of_kind):
        return f"the only {one}" if fallen == 1 else f"all {wording.counted(fallen, one, many)}"
    return f"{wording.number(fallen)} of the {wording.counted(len(of_kind), one, many)}"


def _oldest(printed: Sequence[Unit], library: Library, references: References) -> str:
    """The oldest source of a key point, where key points have sources of more than one date."""
    names = {name for unit in printed if unit.kind == "key_points" for name in unit.sources}
    dated = [(one, one.published) for one in library.articles if one.id in names and one.published]
    known = [(one, when) for one, when in dated if when.edtf and (when.earliest or when.latest)]
    if len({when.edtf for _, when in known}) < 2:
        return ""
    oldest, when = min(known, key=lambda pair: _begin(pair[1]))
    return f"The oldest source of a key point is {_named(oldest, references)}, dated {spoken(when.edtf or '')}"


def _ungraded(used: Sequence[Article], references: References) -> str:
    ungraded = [article for article in used if not article.grade]
    if not ungraded:
        return ""
    if len(ungraded) == len(used):
        return "No source has been graded" if len(used) > 1 else "The source has not been graded"
    return f"{_labels(ungraded, references)} {'is' if len(ungraded) == 1 else 'are'} not graded"


def _named(article: Article, references: References) -> str:
    label = references.label(article)
    return f"{label} ({article.publisher})" if article.publisher else label


def _labels(articles: Sequence[Article], references: References) -> str:
    return wording.listed([references.label(article) for article in articles])
