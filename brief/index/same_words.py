"""Items → clusters of those that print the same words, led by the fullest account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from brief.model.article import Article
from brief.model.items import Claim, Item, Quote
from brief.model.library import Cluster
from brief.text.matching import words

_SHARED = 6
"""Words in a row that two texts do not share by chance; shorter ones (“according to the Ministry of”) they do."""


def same_words(items: Iterable[Item], articles: dict[str, Article]) -> Iterable[Cluster]:
    """Clusters of quotes, and of claims, where one holds all words of another. Shared words have one origin."""
    for sort in (Quote, Claim):
        said = {item.id: _said(item, articles) for item in items if isinstance(item, sort)}
        of_kind = {item.id: item for item in items if item.id in said}
        for group in _groups(said):
            lead, *others = sorted(group, key=lambda name: _fullness(of_kind[name], said[name], articles), reverse=True)
            yield Cluster(sort="same-words", lead=lead, others=tuple(sorted(others)), origins=1)


def _said(item: Item, articles: dict[str, Article]) -> tuple[str, ...]:
    spans = item.parts if isinstance(item, Quote) else (item.span,)
    return tuple(word for span in spans for word in words(articles[span.article].slice(span)))


def _groups(said: dict[str, tuple[str, ...]]) -> list[list[str]]:
    """Ids in groups of which each member holds, or is held by, the longest; only groups of two or more."""
    longest_first = sorted((name for name in said if len(said[name]) >= _SHARED), key=lambda n: (-len(said[n]), n))
    starts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    groups: dict[str, list[str]] = {}
    for name in longest_first:
        row = said[name]
        lead = next((held for held in starts[row[:_SHARED]] if _inside(row, said[held])), None)
        if lead is not None:
            groups[lead].append(name)
            continue
        groups[name] = [name]
        for at in range(len(row) - _SHARED + 1):
            starts[row[at : at + _SHARED]].append(name)
    return [group for group in groups.values() if len(group) > 1]


def _inside(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _fullness(item: Item, row: tuple[str, ...], articles: dict[str, Article]) -> tuple[object, ...]:
    """More words, a named speaker, a venue, a date; then the older article, then the id, so that it never wavers."""
    article = articles[item.span.article]
    known = article.published.earliest if article.published else None
    age = -known.toordinal() if known else -10_000_000
    if isinstance(item, Quote):
        return (len(row), item.speaker is not None, item.venue is not None, item.said is not None, age, item.id)
    return (len(row), isinstance(item, Claim) and item.claimant is not None, False, False, age, item.id)
