"""Items → the best few for a section: about the subject, weighty, able to stand alone, not two of the same."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

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
_YEAR = 365

_Topic = tuple[str, frozenset[str]]
"""A word of the subject, and the ids of the items that it stands in, in one form or another."""


class _Seen:
    """One item as a section's ranking sees it; its words are looked at only when it comes near the top."""

    def __init__(self, item: Item, score: float, hits: tuple[str, ...], library: Library) -> None:
        self.item, self.score, self.hits = item, score, hits
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
        pool = sorted(self._pool(candidates, topics, pinned), key=lambda seen: (-seen.score, seen.item.id))
        chosen = [self._look(choice.item, topics) for choice in pinned]
        counts = Counter(seen.item.span.article for seen in chosen)
        ranked: list[Choice] = []
        top = pool[0].score if pool else 1.0
        while pool and len(ranked) < take:
            best = _next(pool, chosen, counts, per_source)
            if best is None:
                break
            pool.remove(best)
            chosen.append(best)
            counts[best.item.span.article] += 1
            ranked.append(self._choice(best, best.score / top if top > 0 else 0.0))
        return ranked

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


def _next(pool: Sequence[_Seen], chosen: Sequence[_Seen], counts: Counter[str], per_source: int | None) -> _Seen | None:
    """The best of a sorted pool beside what is chosen; None where all that is left repeats it or is of a full source."""
    best, top = None, (float("-inf"), "")
    for seen in pool:
        if seen.score < top[0]:  # what counts against an item is never above 0
            break
        if per_source is None or counts[seen.item.span.article] < per_source:
            value = (_worth(seen, chosen, counts), seen.item.id)
            if value[0] > float("-inf") and value > top:
                best, top = seen, value
    return best


def _worth(seen: _Seen, chosen: Sequence[_Seen], counts: Counter[str]) -> float:
    likeness = max((_likeness(seen, other) for other in chosen), default=0.0)
    if likeness >= _ALIKE:
        return float("-inf")
    parts = sum(seen.hits == other.hits for other in chosen)
    sorts = sum(_sort(seen.item) == _sort(other.item) for other in chosen)
    return (
        seen.score
        + AGAINST["again"] * likeness
        + AGAINST["source"] * counts[seen.item.span.article]
        + AGAINST["part"] * parts
        + AGAINST["sort"] * sorts
    )


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


def _likeness(one: _Seen, other: _Seen) -> float:
    """Share of content words in common, against the smaller of the two; two rows on one sentence are the same."""
    if isinstance(one.item, Event) and isinstance(other.item, Event) and one.item.when.edtf != other.item.when.edtf:
        return 0.0 if one.item.span == other.item.span else 0.5 * _shared(one, other)
    return _shared(one, other)


def _shared(one: _Seen, other: _Seen) -> float:
    """The share; two texts that differ in a number or in a “not” are never the same, however like they are."""
    smaller = min(len(one.stems), len(other.stems))
    share = len(one.stems & other.stems) / smaller if smaller else 0.0
    return share if one.turns == other.turns else min(share, _ALIKE - 0.05)
