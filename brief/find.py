"""Library × Query → the items that a person looks for, best first, and one item in its context."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from brief.errors import UsageError
from brief.model.article import Span
from brief.model.items import Claim, Event, Item, Question, Quote, kind, speaker
from brief.model.library import Library
from brief.text.dates import spoken
from brief.text.likeness import most_alike_ids
from brief.text.matching import plain, stem, where, words
from brief.text.spacing import printed


class Query(Struct, frozen=True, kw_only=True):
    """What to look for; an empty field lets everything through."""

    words: str = ""
    kinds: tuple[str, ...] = ()
    speaker: str | None = None
    sources: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    take: int = 20


def find(library: Library, query: Query) -> tuple[Item, ...]:
    """Items that hold the words as they stand, then those that hold all of them in some form, in order of the text."""
    wanted = {stem(word) for word in words(query.words)}
    exact, loose = [], []
    for item in library.items:
        if not _let_in(item, library, query):
            continue
        text = library.slice(item.span)
        if not query.words or where(query.words, text):
            exact.append(item)
        elif wanted and wanted <= {stem(word) for word in words(text)}:
            loose.append(item)
    return tuple((exact + loose)[: query.take])


def line(item: Item, library: Library, text: str | None = None) -> str:
    """One line that can be pasted under `pick`: `- c-twz-91ab    # Rutte, 2025-06 [twz:10] Moscow could be …`.

    With `text`, that stands in place of the item's own words, uncut.
    """
    article = library.article[item.span.article]
    who, when = speaker(item), _when(item)
    about = ", ".join(part for part in (who.name if who else None, when) if part)
    place = f"[{article.id}:{article.line(item.span.start)}]"
    return f"- {item.id}    # {about + ' ' if about else ''}{place} {text or _short(printed(library.slice(item.span)))}"


def named(library: Library, name: str) -> Item:
    """The item of this id.

    Raises:
        UsageError: no item has it; the nearest ids are named.
    """
    item = library.item.get(name)
    if item is None:
        near = most_alike_ids(name, library.item, 3)
        hint = f"The nearest ids are {', '.join(f'`{one}`' for one in near)}." if near else None
        raise UsageError.at(f"no item `{name}`", hint=hint)
    return item


def show(library: Library, name: str) -> str:
    """Everything known of one item, with the passage it stands in.

    Raises:
        UsageError: no item has this id; the nearest ids are named.
    """
    item = named(library, name)
    rows = [(label, value) for label, value in _facts(item, library) if value]
    width = max(len(label) for label, _ in rows) + 2
    facts = "\n".join(f"{label + ':':<{width}}{value}" for label, value in rows)
    return "\n\n".join((f"{facts}\n\n{_passage(item, library)}", *_elsewhere(item, library)))


def _facts(item: Item, library: Library) -> Iterator[tuple[str, str | None]]:
    article = library.article[item.span.article]
    yield "id", item.id
    yield "kind", f"{kind(item)}, {item.sort}" if isinstance(item, (Claim, Question)) else kind(item)
    yield "source", f"{article.id}, {article.source.path}:{article.line(item.span.start)}"
    who = speaker(item)
    yield "speaker", f"{who.name}{f', {who.title}' if who and who.title else ''}" if who else None
    match item:
        case Quote():
            yield "said to", item.venue
            yield "said", spoken(item.said.edtf) if item.said and item.said.edtf else None
        case Claim():
            yield "figures", ", ".join(library.slice(figure.span) for figure in item.figures)
            yield "hedges", ", ".join(library.slice(hedge) for hedge in item.hedges)
            yield "leans on", library.slice(item.leans_on) if item.leans_on else None
        case Event():
            phrase = f" (“{library.slice(item.when.phrase)}”)" if item.when.phrase else ""
            yield "when", f"{spoken(item.when.edtf) if item.when.edtf else 'undated'}{phrase}, {item.status}"
        case Question():
            pass
    yield "rule", item.rule
    for cluster in library.clusters:
        if item.id in (cluster.lead, *cluster.others):
            yield cluster.sort, ", ".join(name for name in (cluster.lead, *cluster.others) if name != item.id)


def _passage(item: Item, library: Library) -> str:
    """The passage round the item, the item itself between `>>` and `<<`."""
    article = library.article[item.span.article]
    home = next((p.span for p in article.passages if p.span.holds(item.span)), item.span)
    before = article.slice(Span(article=article.id, start=home.start, end=item.span.start))
    after = article.slice(Span(article=article.id, start=item.span.end, end=home.end))
    return f"{before}>>{article.slice(item.span)}<<{after}"


def _elsewhere(item: Item, library: Library) -> Iterator[str]:
    """Each other print of the item's words, with its place and what differs: `[-14-]{+15+}`."""
    text = _spoken(item, library)
    for cluster in library.clusters:
        names = (cluster.lead, *cluster.others)
        if cluster.sort == "same-words" and item.id in names:
            others = (library.item[name] for name in names if name != item.id)
            yield "\n".join(line(one, library, differing(text, _spoken(one, library))) for one in others)


def _spoken(item: Item, library: Library) -> str:
    """The item's own words: of a quote that its cue splits, what stands in marks."""
    spans = item.parts if isinstance(item, Quote) else (item.span,)
    return " ".join(printed(library.slice(span)) for span in spans)


def differing(one: str, other: str) -> str:
    """The other text, its own words between `{+` and `+}`, those of the one that it lacks between `[-` and `-]`.

    What is only cut off at an end is `…`; marks and capitals do not count.
    """
    from difflib import SequenceMatcher

    old, new = one.split(), other.split()
    old_keys, new_keys = ([" ".join(words(word)) or word for word in row] for row in (old, new))
    parts: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        at_end = start == 0 or end == len(old)
        gone = "…" if tag == "delete" and at_end else f"[-{' '.join(old[start:end])}-]" if end > start else ""
        came = " ".join(new[first:last])
        parts.append(came if tag == "equal" else f"{gone}{{+{came}+}}" if came else gone)
    return " ".join(parts)


def _let_in(item: Item, library: Library, query: Query) -> bool:
    who = speaker(item)
    if query.kinds and kind(item) not in query.kinds:
        return False
    if query.sources and item.span.article not in query.sources:
        return False
    if query.speaker and not (who and plain(query.speaker) in plain(who.name)):
        return False
    return _in_time(item, library, query)


def _in_time(item: Item, library: Library, query: Query) -> bool:
    """Whether the item's own time, else its article's, touches the query's; what has no time at all stays out."""
    if query.since is None and query.until is None:
        return True
    when = item.when if isinstance(item, Event) else item.said if isinstance(item, Quote) else None
    when = when or library.article[item.span.article].published
    if when is None or (when.earliest is None and when.latest is None):
        return False
    starts_late = query.until is not None and (when.earliest or date.min) > query.until
    ends_early = query.since is not None and (when.latest or date.max) < query.since
    return not (starts_late or ends_early)


def _when(item: Item) -> str | None:
    match item:
        case Quote(said=said):
            return said.edtf if said else None
        case Event(when=when):
            return when.edtf
        case Claim() | Question():
            return None


def _short(text: str) -> str:
    return text if len(text) <= 140 else text[:139].rsplit(" ", 1)[0] + " …"
