"""Selection × Library → the source base in a few sentences, each of them computed from counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from brief.compose.references import References
from brief.compose.wording import Wording, opening
from brief.model.article import Article, When
from brief.model.library import Library
from brief.model.selection import Choice, Selection


class Unit(Struct, frozen=True, kw_only=True):
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


def used(selection: Selection, library: Library, references: References) -> list[Article]:
    """The articles that something printed comes from, in the order of the library."""
    known = {name for unit in units(selection, library) for name in unit.sources}
    known |= {one.span.article for choice in selection.rests_on for one in (choice.item, *choice.also)}
    known |= {span.article for spans in references.cited for span in spans}
    return [article for article in library.articles if article.id in known]


def source_base(selection: Selection, library: Library, references: References) -> str:
    """How many sources of what sort, what rests on one origin or one source, how old, and what nobody has graded."""
    printed = units(selection, library)
    behind_it = used(selection, library, references)
    said = (
        _extent(behind_it, library, references),
        _one_origin(printed, references.wording) if len(behind_it) > 1 else "",
        _most_relied_on(printed, library, references),
        _oldest(printed, library, references),
        _ungraded(behind_it, references),
    )
    return " ".join(f"{opening(one)}." for one in said if one)


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
    wording, words = references.wording, references.wording.base
    size, whole = len(used), len(library.articles)
    if not size:
        return wording.counted(words.nothing, whole)
    share = wording.counted(words.whole, size)
    if size < whole:
        share = wording.counted(words.part, size, whole=wording.number(whole))
    publishers = {article.publisher for article in used if article.publisher}
    separate = len({library.origins.get(article.id, article.id) for article in used})
    parts = [wording.counted(words.origins, separate)] if size > 1 else []
    parts += [wording.counted(words.publishers, len(publishers))] if publishers else []
    known = words.known.format(parts=wording.listed(parts)) if parts else ""
    return words.extent.format(share=share, tongues=_tongues(used, wording), known=known, span=_span(used, references))


def _tongues(used: Sequence[Article], wording: Wording) -> str:
    known = wording.base.languages
    names = [known.get(tongue, tongue) for tongue in dict.fromkeys(one.language for one in used) if tongue]
    return wording.base.tongues.format(languages=wording.listed(names)) if names else ""


def _span(used: Sequence[Article], references: References) -> str:
    """`, published from 2024 to June 2026; the date of S5 is not known`."""
    wording, words = references.wording, references.wording.base
    dated = [one.published for one in used if one.published and (one.published.earliest or one.published.latest)]
    silent = [one for one in used if one.published not in dated]
    if not dated:
        return wording.counted(words.no_date, len(used))
    oldest, newest = min(dated, key=_begin), max(dated, key=_end)
    first, last = _month(_begin(oldest), oldest), _month(_end(newest), newest)
    span = words.span.format(first=wording.spoken(first), last=wording.spoken(last))
    if first == last:
        span = (words.in_month if "-" in first else words.in_year).format(when=wording.spoken(first))
    unknown = wording.counted(words.silent, len(silent), labels=_labels(silent, references))
    return span + unknown if silent else span


def _begin(when: When) -> date:
    return when.earliest or when.latest or date.max


def _end(when: When) -> date:
    return when.latest or when.earliest or date.min


def _month(day: date, when: When) -> str:
    """The month as EDTF, where the date is known so well, else the year."""
    first, last = when.earliest or day, when.latest or day
    return f"{day.year:04}-{day.month:02}" if (first.year, first.month) == (last.year, last.month) else f"{day.year:04}"


def _one_origin(printed: Sequence[Unit], wording: Wording) -> str:
    words = wording.base
    points = [unit for unit in printed if unit.kind == "key_points"]
    alone = sum(unit.origins == 1 for unit in points)
    whole = wording.number(len(points))
    if not points:
        return ""
    if len(points) == 1:
        return words.point_alone if alone else words.point_more
    if not alone:
        return words.points_more
    if alone == len(points):
        return words.points_alone.format(whole=whole)
    return wording.counted(words.points_some, alone, whole=whole)


def _most_relied_on(printed: Sequence[Unit], library: Library, references: References) -> str:
    """The source behind most of what is printed, and what would fall without it."""
    wording, words = references.wording, references.wording.base
    counts = Counter(name for unit in printed for name in unit.sources)
    if len(counts) < 2:
        return ""
    points = Counter(name for unit in printed for name in unit.sources if unit.kind == "key_points")
    order = list(library.article)
    top = min(counts, key=lambda name: (-counts[name], -points[name], order.index(name)))
    lost = [_share(kind, top, printed, wording) for kind in words.units]
    fallen = [one for one in lost if one]
    without = words.falls.format(units=wording.listed(fallen)) if fallen else words.nothing_falls
    return words.most.format(source=_named(library.article[top], references), lost=without)


def _share(kind: str, source: str, printed: Sequence[Unit], wording: Wording) -> str:
    """`two of the five key points`, of which this source is the last support."""
    of_kind = [unit for unit in printed if unit.kind == kind]
    fallen = sum(len(unit.sources - {source}) < unit.needs for unit in of_kind if source in unit.sources)
    words = wording.base.units[kind]
    if not fallen:
        return ""
    if fallen == len(of_kind):
        return words.only if fallen == 1 else words.all.format(n=wording.number(fallen))
    return wording.counted(words.part, fallen, whole=wording.number(len(of_kind)))


def _oldest(printed: Sequence[Unit], library: Library, references: References) -> str:
    """The oldest source of a key point, where key points have sources of more than one date."""
    names = {name for unit in printed if unit.kind == "key_points" for name in unit.sources}
    dated = [(one, one.published) for one in library.articles if one.id in names and one.published]
    known = [(one, when) for one, when in dated if when.edtf and (when.earliest or when.latest)]
    if len({when.edtf for _, when in known}) < 2:
        return ""
    oldest, when = min(known, key=lambda pair: _begin(pair[1]))
    wording = references.wording
    return wording.base.oldest.format(source=_named(oldest, references), day=wording.spoken(when.edtf or ""))


def _ungraded(used: Sequence[Article], references: References) -> str:
    wording, words = references.wording, references.wording.base
    ungraded = [article for article in used if not article.grade]
    if not ungraded:
        return ""
    if len(ungraded) == len(used):
        return wording.counted(words.none_graded, len(used))
    return wording.counted(words.ungraded, len(ungraded), labels=_labels(ungraded, references))


def _named(article: Article, references: References) -> str:
    label = references.label(article)
    return f"{label} ({article.publisher})" if article.publisher else label


def _labels(articles: Sequence[Article], references: References) -> str:
    return references.wording.listed([references.label(article) for article in articles])
