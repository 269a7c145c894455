"""Items → the best few for a section: about the subject, weighty, able to stand alone, not two of the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from brief.model.items import Claim, Event, Item, Question, Quote
from brief.model.library import Library
from brief.model.outline import Outline, Section
from brief.model.selection import Choice
from brief.text.matching import Term, stem, words

WEIGHTS = {
    "about": 3.0,  # a whole subject matched; part of it counts in part
    "lead": 0.8,  # stands first in its article, fading over the article's length
    "figure": 0.4,
    "named": 0.5,  # a named person, institution or report stands behind it
    "unnamed": -1.5,  # a quotation whose speaker is only described: “the report”, “officials”
    "several": 0.4,  # the same words in another article
    "forecast": 0.4,
    "assessment": 0.3,
    "conditional": -0.3,
    "long": -0.02,  # for each word over 40
    "short": -0.08,  # for each word under 12
    "again": -2.5,  # likeness to what is chosen already, 0 to 1
    "source": -0.35,  # for each choice of the same source
    "undated": -1.5,
    "dated": 0.5,
    "ahead": 0.8,  # a row of what is planned or foreseen: a timeline that only looks back is a chronicle
}

_DENIALS = frozenset(
    "not no never none nobody nothing neither nor without cannot denied denies rejected".split()  # noqa: SIM905  readable
)

_Topic = tuple[str, tuple[Term, ...]]
"""A word of the subject, and the terms that stand for it."""

_ALIKE = 0.55
"""Share of content words that two items may have in common before they are two of the same."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """One item as ranking sees it."""

    item: Item
    score: float
    because: tuple[str, ...]
    stems: frozenset[str]
    turns: frozenset[str]
    """Its numbers and words of denial."""


class Ranking:
    """Ranks the items of one library for the sections of one outline."""

    def __init__(self, library: Library, outline: Outline, dated: date) -> None:
        self.library = library
        self.dated = dated
        self._about, self._synonyms = outline.about, outline.synonyms
        self._words = {item.id: words(library.slice(item.span)) for item in library.items}
        alike = [cluster for cluster in library.clusters if cluster.sort != "conflict"]
        self._copies = {cluster.lead: cluster for cluster in alike}
        self._repeats = {name for cluster in alike for name in cluster.others}

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
        terms = self._terms(section)
        pool = self._pool(candidates, terms, pinned)
        chosen = [self._look(choice.item, terms) for choice in pinned]
        counts = Counter(seen.item.span.article for seen in chosen)
        ranked: list[Choice] = []
        while pool and len(ranked) < take:
            best = self._next(pool, chosen, counts, per_source)
            if best is None:
                break
            pool.remove(best)
            chosen.append(best)
            counts[best.item.span.article] += 1
            ranked.append(self._choice(best))
        return ranked

    def after(
        self, candidates: Sequence[Item], section: Section, taken: Sequence[Choice], per_source: int | None, most: int
    ) -> list[Choice]:
        """The best of those that were not taken, by their own weight, each with what kept it out."""
        terms = self._terms(section)
        chosen = [self._look(choice.item, terms) for choice in taken]
        rest = sorted(self._pool(candidates, terms, taken), key=lambda seen: (-seen.score, seen.item.id))
        found = []
        for seen in rest[:most]:
            choice = self._choice(seen)
            found.append(replace(choice, because=(*choice.because, self._kept_out(seen, chosen, per_source))))
        return found

    def _kept_out(self, seen: _Seen, chosen: Sequence[_Seen], per_source: int | None) -> str:
        """Why an item that could be printed is not: too like one that is, its source full, or the cut."""
        alike = max(chosen, key=lambda other: _likeness(seen, other), default=None)
        if alike and _likeness(seen, alike) >= _ALIKE:
            return f"too like {alike.item.id}"
        if per_source is not None and sum(o.item.span.article == seen.item.span.article for o in chosen) >= per_source:
            return f"source cap: {per_source} of {seen.item.span.article}"
        return "below the cut"

    def _pool(self, candidates: Sequence[Item], terms: Sequence[_Topic], taken: Sequence[Choice]) -> list[_Seen]:
        """Candidates that are about the subject, as ranking sees them."""
        names = {choice.item.id for choice in taken}
        pool = [self._look(item, terms) for item in candidates if item.id not in names]
        return [seen for seen in pool if seen.score > 0 or not terms]

    def _terms(self, section: Section) -> list[_Topic]:
        return [
            (name, tuple(Term(word) for word in (name, *self._synonyms.get(name, ()))))
            for name in section.about or self._about
        ]

    def _next(
        self, pool: Sequence[_Seen], chosen: Sequence[_Seen], counts: Counter[str], per_source: int | None
    ) -> _Seen | None:
        """The best of the pool beside what is chosen; None where all that is left repeats it or is of a full source."""
        best, top = None, (float("-inf"), "")
        for seen in pool:
            if per_source is None or counts[seen.item.span.article] < per_source:
                value = (self._worth(seen, chosen, counts), seen.item.id)
                if value[0] > float("-inf") and value > top:
                    best, top = seen, value
        return best

    def _worth(self, seen: _Seen, chosen: Sequence[_Seen], counts: Counter[str]) -> float:
        likeness = max((_likeness(seen, other) for other in chosen), default=0.0)
        if likeness >= _ALIKE:
            return float("-inf")
        return seen.score + WEIGHTS["again"] * likeness + WEIGHTS["source"] * counts[seen.item.span.article]

    def _choice(self, seen: _Seen) -> Choice:
        item = seen.item
        cluster = self._copies.get(item.id)
        also = tuple(self.library.item[name] for name in cluster.others) if cluster else ()
        spans = item.parts if isinstance(item, Quote) else (item.span,)
        return Choice(item=item, spans=spans, because=seen.because, also=also)

    def _look(self, item: Item, terms: Sequence[_Topic]) -> _Seen:
        row = self._words[item.id]
        stems = [stem(word) for word in row]
        hits = [name for name, words_ in terms if any(term.stands_in(stems, row) for term in words_)]
        score, because = self._weight(item, len(row))
        if terms:
            share = (len(hits) / len(terms)) ** 0.5  # the first word of the subject counts most
            score += WEIGHTS["about"] * share if hits else -WEIGHTS["about"]
        reasons = (f"about: {', '.join(hits)}", *because) if hits else because
        return _Seen(item, score, reasons, frozenset(one for one in stems if len(one) > 3), _turns(row))

    def _weight(self, item: Item, size: int) -> tuple[float, tuple[str, ...]]:
        """What the item weighs by itself, and the reasons in words."""
        article = self.library.article[item.span.article]
        score = WEIGHTS["lead"] * (1 - item.span.start / max(1, len(article.text)))
        score += WEIGHTS["long"] * max(0, size - 40) + WEIGHTS["short"] * max(0, 12 - size)
        because: list[str] = []
        for name in _marks(item):
            score += WEIGHTS[name]
            because.append(name)
        if item.id in self._copies:
            score += WEIGHTS["several"]
            because.append("in several articles")
        return score, tuple(because)


def _marks(item: Item) -> list[str]:
    """The names of the weights that an item's own fields earn."""
    match item:
        case Claim(figures=figures, claimant=claimant, sort=sort, conditional=conditional):
            marks = [("figure", bool(figures)), ("named", claimant is not None), ("conditional", conditional)]
            return [name for name, holds in marks if holds] + ([sort] if sort in WEIGHTS else [])
        case Quote(speaker=speaker):
            return ["named" if speaker and speaker.name[:1].isupper() and " " in speaker.name else "unnamed"]
        case Event(when=when, status=status):
            return ["dated" if when.edtf else "undated", *(["ahead"] if status in {"planned", "forecast"} else [])]
        case Question():
            return []


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


def _turns(row: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in row if word[:1].isdigit() or word in _DENIALS or word.endswith("n't"))


def _shared(one: _Seen, other: _Seen) -> float:
    """The share; two texts that differ in a number or in a “not” are never the same, however like they are."""
    smaller = min(len(one.stems), len(other.stems))
    share = len(one.stems & other.stems) / smaller if smaller else 0.0
    return share if one.turns == other.turns else min(share, _ALIKE - 0.05)
