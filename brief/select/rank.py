"""Items → the best few for a section: about the subject, weighty, able to stand alone, not two of the same."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from brief.model.items import Claim, Event, Item, Question, Quote
from brief.model.library import Library
from brief.model.outline import Outline, Section
from brief.model.selection import Choice
from brief.select.mentions import Mentions
from brief.select.weights import AGAINST, WEIGHTS, weight
from brief.text.matching import Term, stem, words

_DENIALS = frozenset(
    "not no never none nobody nothing neither nor without cannot denied denies rejected".split()  # noqa: SIM905  readable
)

_ALIKE = 0.55
"""Share of content words that two items may have in common before they are two of the same."""
_OTHER_DAY = 0.5
"""What likeness counts between two events of different days."""
_YEAR = 365

_Topic = tuple[str, frozenset[str]]
"""A word of the subject, and the ids of the items that it stands in, in one form or another."""


class _Seen:
    """One item as a section's ranking sees it; its words are looked at only when it comes near the top."""

    def __init__(self, item: Item, score: float, hits: tuple[str, ...], library: Library) -> None:
        self.item, self.score, self.hits = item, score, hits
        self.day = item.when.edtf if isinstance(item, Event) else None
        self._library = library

    @cached_property
    def _row(self) -> list[str]:
        return words(self._library.slice(self.item.span))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(one for one in map(stem, self._row) if len(one) > 3)

    @cached_property
    def turns(self) -> frozenset[str]:
        """Its numbers and words of denial."""
        return frozenset(word for word in self._row if word[:1].isdigit() or word in _DENIALS or word.endswith("n't"))


class Ranking:
    """Ranks the items of one library for the sections of one outline."""

    def __init__(self, library: Library, outline: Outline) -> None:
        self.library = library
        self._about, self._synonyms = outline.about, outline.synonyms
        self._mentions = Mentions(library)
        alike = [cluster for cluster in library.clusters if cluster.sort != "conflict"]
        self._copies = {cluster.lead: cluster for cluster in alike}
        self._repeats = {name for cluster in alike for name in cluster.others}
        self._weighed: dict[str, tuple[float, tuple[str, ...]]] = {}
        self._age = _ages(library)

    def subject(self, section: Section) -> tuple[str, ...]:
        """What a section is about: its own words, or the outline's."""
        return section.about or self._about

    def candidates(self, sort: type[Item]) -> list[Item]:
        """Items of a kind that may be ranked: able to stand alone, spoken by somebody where they are speech."""
        return [
            item
            for item in self.library.items
            if isinstance(item, sort) and item.id not in self._repeats and _fit(item)
        ]

    def best(
        self, candidates: Sequence[Item], section: Section, pinned: Sequence[Choice], take: int, per_source: int | None
    ) -> list[Choice]:
        """The `take` best, each chosen against those already there; ties go by id, so that order never wavers."""
        topics = self._topics(section)
        pool = self._pool(candidates, topics, pinned)
        top = max((seen.score for seen in pool), default=0.0)
        beside = _Beside([self._look(choice.item, topics) for choice in pinned], per_source)
        return [self._choice(seen, seen.score / top if top > 0 else 0.0) for seen in beside.best(pool, take)]

    def after(
        self, candidates: Sequence[Item], section: Section, taken: Sequence[Choice], per_source: int | None, most: int
    ) -> list[Choice]:
        """The best of those that were not taken, by their own weight, each with what kept it out."""
        topics = self._topics(section)
        chosen = [self._look(choice.item, topics) for choice in taken]
        rest = heapq.nsmallest(
            most, self._pool(candidates, topics, taken), key=lambda seen: (-seen.score, seen.item.id)
        )
        found = []
        for seen in rest:
            choice = self._choice(seen, 0.0)
            found.append(replace(choice, because=(*choice.because, _kept_out(seen, chosen, per_source))))
        return found

    def _pool(self, candidates: Sequence[Item], topics: Sequence[_Topic], taken: Sequence[Choice]) -> list[_Seen]:
        """Candidates that are about the subject, as ranking sees them."""
        names = {choice.item.id for choice in taken}
        about = frozenset[str]().union(*(found for _, found in topics))
        return [
            seen
            for item in candidates
            if (item.id in about or not topics) and item.id not in names
            if (seen := self._look(item, topics)).score > 0 or not topics
        ]

    def _topics(self, section: Section) -> list[_Topic]:
        return [
            (
                name,
                frozenset[str]().union(
                    *(self._mentions.of(Term(word)) for word in (name, *self._synonyms.get(name, ())))
                ),
            )
            for name in self.subject(section)
        ]

    def _look(self, item: Item, topics: Sequence[_Topic]) -> _Seen:
        hits = tuple([name for name, found in topics if item.id in found])
        score = self._weight(item)[0]
        if topics:
            share = (len(hits) / len(topics)) ** 0.5  # the first word of the subject counts most
            score += WEIGHTS["about"] * share if hits else -WEIGHTS["about"]
        return _Seen(item, score, hits, self.library)

    def _weight(self, item: Item) -> tuple[float, tuple[str, ...]]:
        """What an item weighs by itself, with its age; the same for every section."""
        found = self._weighed.get(item.id)
        if found is None:
            article = self.library.article[item.span.article]
            size = article.text.count(" ", item.span.start, item.span.end) + 1
            score, because = weight(item, article, size, several=item.id in self._copies)
            found = self._weighed[item.id] = (score + WEIGHTS["old"] * self._age[article.id], because)
        return found

    def _choice(self, seen: _Seen, score: float) -> Choice:
        item = seen.item
        cluster = self._copies.get(item.id)
        because = self._weight(item)[1]
        return Choice(
            item=item,
            spans=item.parts if isinstance(item, Quote) else (item.span,),
            because=(f"about: {', '.join(seen.hits)}", *because) if seen.hits else because,
            also=tuple(self.library.item[name] for name in cluster.others) if cluster else (),
            score=score,
        )


def _ages(library: Library) -> dict[str, float]:
    """How old each article is against the newest, from 0 to 1 for a year and more; 0 where it has no date."""
    days = {
        article.id: article.published.latest
        for article in library.articles
        if article.published and article.published.latest
    }
    newest = max(days.values(), default=date.min)
    return {
        article.id: min(1.0, (newest - days[article.id]).days / _YEAR) if article.id in days else 0.0
        for article in library.articles
    }


_Group = tuple[str, tuple[str, ...], str]
"""Source, parts of the subject and sort: what counts against one of a group counts against all of it alike."""


class _Beside:
    """What is chosen so far, against which the next is weighed.

    An item's worth only falls as more is chosen, so what was found for it before is a bound: only the foremost of each
    group is weighed anew, and only against what was chosen since (lazy greedy, Minoux 1978).
    """

    def __init__(self, chosen: Sequence[_Seen], per_source: int | None) -> None:
        self._chosen = list(chosen)
        self._per_source = per_source
        groups = [_group(seen) for seen in chosen]
        self._sources = Counter(source for source, _, _ in groups)
        self._parts = Counter(parts for _, parts, _ in groups)
        self._sorts = Counter(sort for _, _, sort in groups)
        self._likeness: dict[str, tuple[float, int]] = {}

    def best(self, pool: Sequence[_Seen], take: int) -> Iterator[_Seen]:
        """The best of the pool, one after the other, while any is left that repeats none and has room in its source."""
        heaps: dict[_Group, list[tuple[float, str, _Seen]]] = {}
        for seen in sorted(pool, key=lambda seen: (-seen.score, seen.item.id)):  # a sorted list is a heap
            heaps.setdefault(_group(seen), []).append((-seen.score, seen.item.id, seen))
        while take > 0 and (best := self._foremost(heaps)):
            self._chosen.append(best)
            source, parts, sort = _group(best)
            self._sources[source] += 1
            self._parts[parts] += 1
            self._sorts[sort] += 1
            take -= 1
            yield best

    def _foremost(self, heaps: dict[_Group, list[tuple[float, str, _Seen]]]) -> _Seen | None:
        fronts = [(heap[0][0] + self._against(group), heap[0][1], group) for group, heap in heaps.items()]
        heapq.heapify(fronts)
        while fronts:
            bound, name, group = heapq.heappop(fronts)
            if self._per_source is not None and self._sources[group[0]] >= self._per_source:
                del heaps[group]
                continue
            heap = heaps[group]
            seen = heapq.heappop(heap)[2]
            likeness = self._likeness_of(seen)
            if likeness < _ALIKE:
                worth = -seen.score - AGAINST["again"] * likeness
                if worth + self._against(group) <= bound or not (fronts or heap):
                    self._tidy(heaps, group)
                    return seen
                heapq.heappush(heap, (worth, name, seen))
            if heap:
                heapq.heappush(fronts, (heap[0][0] + self._against(group), heap[0][1], group))
            self._tidy(heaps, group)
        return None

    def _tidy(self, heaps: dict[_Group, list[tuple[float, str, _Seen]]], group: _Group) -> None:
        if not heaps[group]:
            del heaps[group]

    def _against(self, group: _Group) -> float:
        """What counts against each of a group, as a positive number."""
        source, parts, sort = group
        return -(
            AGAINST["source"] * self._sources[source]
            + AGAINST["part"] * self._parts[parts]
            + AGAINST["sort"] * self._sorts[sort]
        )

    def _likeness_of(self, seen: _Seen) -> float:
        """Of the one that is most like it among those chosen; 1 ends its chances."""
        known, looked_at = self._likeness.get(seen.item.id, (0.0, 0))
        likeness = _most_alike(seen, self._chosen[looked_at:], known)
        self._likeness[seen.item.id] = likeness, len(self._chosen)
        return likeness


def _group(seen: _Seen) -> _Group:
    return seen.item.span.article, seen.hits, _sort(seen.item)


def _kept_out(seen: _Seen, chosen: Sequence[_Seen], per_source: int | None) -> str:
    """Why an item that could be printed is not: too like one that is, its source full, or the cut."""
    alike = max(chosen, key=lambda other: _likeness(seen, other), default=None)
    if alike and _likeness(seen, alike) >= _ALIKE:
        return f"too like {alike.item.id}"
    if per_source is not None and sum(o.item.span.article == seen.item.span.article for o in chosen) >= per_source:
        return f"source cap: {per_source} of {seen.item.span.article}"
    return "below the cut"


def _sort(item: Item) -> str:
    match item:
        case Claim(sort=sort) | Question(sort=sort):
            return sort
        case Event(status=status):
            return status
        case Quote():
            return ""


def _fit(item: Item) -> bool:
    match item:
        case Claim(leans_on=leans_on):
            return leans_on is None
        case Quote(speaker=speaker):
            return speaker is not None
        case Event() | Question():
            return True


def _most_alike(seen: _Seen, others: Sequence[_Seen], known: float) -> float:
    """The greatest likeness to one of these, or what is known already; the words in common bound it and cost less."""
    stems, size, day = seen.stems, len(seen.stems), seen.day
    for other in others:
        theirs = len(other.stems)
        most = len(stems & other.stems) * (1.0 if day == other.day else _OTHER_DAY)
        if most > known * (size if size < theirs else theirs):  # noqa: FURB136  `min` takes twice as long
            known = max(known, _likeness(seen, other))
    return known


def _likeness(one: _Seen, other: _Seen) -> float:
    """Share of content words in common, against the smaller of the two; two rows on one sentence are the same."""
    if one.day != other.day:
        return 0.0 if one.item.span == other.item.span else _OTHER_DAY * _shared(one, other)
    return _shared(one, other)


def _shared(one: _Seen, other: _Seen) -> float:
    """The share; two texts that differ in a number or in a “not” are never the same, however like they are."""
    smaller = min(len(one.stems), len(other.stems))
    share = len(one.stems & other.stems) / smaller if smaller else 0.0
    return share if one.turns == other.turns else min(share, _ALIKE - 0.05)
