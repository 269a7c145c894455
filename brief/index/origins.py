"""Articles and items → where each comes from: an origin that is known, a relay it names, a text it prints."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from brief.model.article import BODY_ROLES, Article, Span
from brief.model.items import Item, Quote
from brief.model.library import Cluster
from brief.text.matching import words

_LONG = 12
"""Words of a sentence that two articles do not both have by chance."""

_SHARED = 3
"""Long sentences that two articles share before one prints the text of the other, or both that of a third."""

_PART = 0.2
"""Share of the shorter article's long sentences that these must be: a paragraph of background is no common text."""

_EVERYWHERE = 12
"""Articles that may hold a sentence before only the first of them is paired with the others."""

# The New York Times, Sky News, RAND Corporation, the Institute for the Study of War
_NAME = r"((?:[Tt]he )?[A-Z][\w’'&.-]{0,40}(?: (?:(?:of|for|and|the) ){0,3}[A-Z\d][\w’'&.-]{0,40}){0,6})"
_PAPER = r"(?:an? |the |its |new |recent |latest ){0,3}(?:report|study|article|survey|analysis|investigation)"
_RELAYS = (
    ("told ", re.compile(rf"\btold {_NAME}")),  # told Sky News
    ("telling ", re.compile(rf"\btelling {_NAME}")),
    ("ccording to ", re.compile(rf"\b[Aa]ccording to (?:{_PAPER} (?:\w+ )?(?:by|from|in|of) )?{_NAME}")),
    ("interview ", re.compile(rf"\binterview (?:with|to|by|in|on) {_NAME}")),  # in an interview with The Times
    (" reported", re.compile(rf"{_NAME} (?:first |has |had |also )?reported\b")),
    (" interview", re.compile(rf"{_NAME} interview\b")),  # a New York Times interview
)
"""What stands in a sentence that names a relay, and where its name stands there."""

_FRAMES = frozenset(
    (
        *("the", "a", "an", "report", "reports", "study", "article", "interview", "reporting", "by", "from", "with"),
        *("in", "of", "newspaper", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
)
_NOBODY = frozenset(("reporters", "journalists", "he", "she", "they", "we", "it", "you", "as"))


def families(articles: Sequence[Article]) -> dict[str, str]:
    """For each article the oldest of those that print one text, itself where it stands alone."""
    sentences = {article.id: _long_sentences(article) for article in articles}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, rows in sentences.items():
        for row in rows:
            holders[row].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        few = len(names) <= _EVERYWHERE
        shared.update(combinations(names, 2) if few else ((names[0], other) for other in names[1:]))
    joined = _Joined(articles)
    for (one, other), count in shared.items():
        size = min(len(sentences[one]), len(sentences[other]))
        if count >= max(min(_SHARED, size / 2), _PART * size, 2):
            joined.join(one, other)
    return {article.id: joined.first(article.id) for article in articles}


def origins(
    articles: Mapping[str, Article], items: Iterable[Item], clusters: Iterable[Cluster], family: Mapping[str, str]
) -> dict[str, str]:
    """The origin of each article and item, by id: the same string is the same origin, and counts once.

    What people know (`origin:`) goes before a relay that the sentence names, that before a text which several
    articles print, and where there is none of these the article is its own origin. The same words have one origin.
    """
    stated = {
        family[name]: key
        for name, article in reversed(list(articles.items()))
        if (key := origin_name(article.origin or ""))
    }
    found = {
        name: origin_name(article.origin or "") or stated.get(family[name], family[name])
        for name, article in articles.items()
    }
    named: set[str] = set(stated.values())
    for item in items:
        name = item.span.article
        relay = None if family[name] in stated else relayed_by(item, articles[name])
        found[item.id] = relay or found[name]
        named.update((relay,) if relay else ())
    for cluster in clusters:
        if cluster.sort == "same-words":
            members = (cluster.lead, *cluster.others)
            best = next((found[one] for one in members if found[one] in named), found[cluster.lead])
            found.update(dict.fromkeys(members, best))
    # What a publisher prints itself is what others relay of it.
    published = {
        name: key for name, article in articles.items() if (key := origin_name(article.publisher or "")) in named
    }
    known = set(stated.values())
    return {
        name: key if name in articles and published.get(key) not in known else published.get(key, key)
        for name, key in found.items()
    }


def counted(cluster: Cluster, origin: Mapping[str, str]) -> int:
    """How many origins the members of a cluster have."""
    return len({origin[name] for name in (cluster.lead, *cluster.others)})


def relayed_by(item: Item, article: Article) -> str | None:
    """Whom the item's sentence names as having it: “told X”, “X reported”, “according to a report by X”."""
    text = " ".join(article.slice(_sentence(item, article)).split())
    told = [item.venue] if isinstance(item, Quote) and item.venue else []
    names = (*told, *(match[1] for cue, relay in _RELAYS if cue in text for match in relay.finditer(text)))
    # Two articles that rest on one politician's word have one origin too: a name of a person stays.
    return next((origin_name(name) for name in names if _is_name(name)), None)


def _is_name(name: str) -> bool:
    """Whether somebody in particular is named: not `reporters`, `his audience`."""
    row = origin_name(name).split()
    return name != name.lower() and bool(row) and len(row[0]) > 1 and row[0] not in _NOBODY


def origin_name(name: str) -> str:
    """One form for the names of one origin: `a report by The New York Times` is `new york times`."""
    row = words(name)
    while row and row[0] in _FRAMES:
        row = row[1:]
    while row and row[-1] in _FRAMES:
        row = row[:-1]
    return " ".join(row)


def _sentence(item: Item, article: Article) -> Span:
    """The sentences that the item stands in."""
    at = bisect_right(article.passages, item.span.start, key=lambda passage: passage.span.start) - 1
    sentences = article.passages[at].sentences if at >= 0 else ()
    first = bisect_right(sentences, item.span.start, key=lambda one: one.end)
    inside = sentences[first : bisect_left(sentences, item.span.end, lo=first, key=lambda one: one.start)]
    return Span(article=article.id, start=inside[0].start, end=inside[-1].end) if inside else item.span


def _long_sentences(article: Article) -> set[tuple[str, ...]]:
    spans = (span for passage in article.passages if passage.role in BODY_ROLES for span in passage.sentences)
    rows = (tuple(words(article.slice(span))) for span in spans)
    return {row for row in rows if len(row) >= _LONG}


class _Joined:
    """Articles in sets that grow together; the first of a set is its oldest."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._up = {article.id: article.id for article in articles}
        self._rank = {article.id: (_day(article), at) for at, article in enumerate(articles)}

    def first(self, name: str) -> str:
        while self._up[name] != name:
            self._up[name] = self._up[self._up[name]]
            name = self._up[name]
        return name

    def join(self, one: str, other: str) -> None:
        old, young = sorted((self.first(one), self.first(other)), key=lambda name: self._rank[name])
        self._up[young] = old


def _day(article: Article) -> int:
    known = article.published.earliest if article.published else None
    return known.toordinal() if known else 10_000_000
