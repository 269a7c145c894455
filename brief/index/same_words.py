"""Items → clusters of those that print the same words, a word changed or not, led by the fullest account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from brief.index.opposites import normal
from brief.index.retold import retold
from brief.index.sameness import LEAST, Between, opposed, runs_lost, same
from brief.model.article import Article
from brief.model.items import Claim, Item, Quote, speaker
from brief.model.library import Cluster
from brief.text.names import name_words, surname
from brief.text.shingles import RUN, Shingles

_ALONE = 12
"""Words from which a sentence that leans on another (“He did not respond to a request”) says the same anywhere."""

_MOST = 0.8
"""Share of a longer row that a shorter one must be to tie it to another longer row."""

_ENDLESS = 2_000
"""Words past which a row is only the same as its equal: nobody says so many at once, and aligning takes the square."""

_TOLD = 8
"""Words that a named speaker and one who is only described do not both say by chance."""

_RIVALS = 6
"""Rows looked at closely for one row: of a phrase that hundreds share, those that share most."""


class Print(Struct, frozen=True, kw_only=True):
    """Some words as they are printed once or more."""

    row: tuple[str, ...]
    home: str | None
    """Where the words say little by themselves: the family of articles in which alone they are the same."""
    items: tuple[Item, ...]
    articles: frozenset[str]
    families: frozenset[str]


def same_words(
    items: Iterable[Item], articles: Mapping[str, Article], families: Mapping[str, str]
) -> tuple[Cluster, ...]:
    """Clusters of quotes, and of claims, of the same words. Shared words have one origin.

    `families` gives for each article the first of those that print one text, itself where it stands alone.
    """
    known = list(items)
    found = []
    for sort in (Quote, Claim):
        prints = _prints([item for item in known if isinstance(item, sort)], articles, families)
        rows = {item.id: one.row for one in prints for item in one.items}
        groups = [[item for one in group for item in one.items] for group in _groups(prints, articles)]
        texts = {item.id: written(item, articles) for group in groups for item in group} if sort is Quote else {}
        for group in retold(groups, rows, texts) if sort is Quote else groups:
            if len(group) > 1:
                lead, *rest = sorted(group, key=lambda item: _fullness(item, rows[item.id], articles), reverse=True)
                if others := tuple(sorted(item.id for item in rest if _may_be_one(lead, item, rows[item.id]))):
                    found.append(Cluster(sort="same-words", lead=lead.id, others=others, origins=1))
    return tuple(found)


def said(item: Item, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """The item's words, without marks and case, contractions in full."""
    return normal(written(item, articles))


def written(item: Item, articles: Mapping[str, Article]) -> str:
    """What the item says, as written: of a quote, its parts."""
    spans = item.parts if isinstance(item, Quote) else (item.span,)
    return " ".join(articles[span.article].slice(span) for span in spans)


def _prints(items: list[Item], articles: Mapping[str, Article], families: Mapping[str, str]) -> list[Print]:
    """Items of equal words together, the longest first; what is too short to tell anything is left out."""
    found: dict[tuple[tuple[str, ...], str | None, str], list[Item]] = defaultdict(list)
    for item in items:
        row = said(item, articles)
        home = families[item.span.article] if len(row) < (_ALONE if _leans(item) else LEAST) else None
        if len(row) > 1:
            found[row, home, _who(item) if len(row) < LEAST else ""].append(item)
    prints = [
        Print(
            row=row,
            home=home,
            items=tuple(held),
            articles=frozenset(item.span.article for item in held),
            families=frozenset(families[item.span.article] for item in held),
        )
        for (row, home, _), held in found.items()
    ]
    return sorted(prints, key=lambda one: (-len(one.row), min(item.id for item in one.items)))


def _groups(prints: list[Print], articles: Mapping[str, Article]) -> Iterable[list[Print]]:
    """Prints in groups of which each member is, whole or in part, the longest in it, but for a word or so."""
    index = Shingles()
    leads: dict[int, int] = {}
    for number, one in enumerate(prints):
        lost = runs_lost(len(one.row))
        rivals = index.sharing(one.row, len(one.row) - RUN + 1 - lost) if RUN <= len(one.row) <= _ENDLESS else []
        held = [name for name in rivals[:_RIVALS] if _one(one, prints[name], articles)]
        leads[number] = held[0] if held else number
        # Two prints that each change another word of a third say the same; a phrase that stands in both does not.
        for other in held[1:]:
            if len(one.row) >= _MOST * len(prints[other].row) and not _opposed(
                prints[held[0]], prints[other], articles
            ):
                first, second = sorted((_lead(held[0], leads), _lead(other, leads)))
                leads[second] = first
        if not held:
            index.add(number, one.row)
    groups: dict[int, list[Print]] = defaultdict(list)
    for number, one in enumerate(prints):
        groups[_lead(number, leads)].append(one)
    return groups.values()


def _lead(number: int, leads: Mapping[int, int]) -> int:
    while leads[number] != number:
        number = leads[number]
    return number


def _one(short: Print, long: Print, articles: Mapping[str, Article]) -> bool:
    at_home = not short.families.isdisjoint(long.families)
    if (short.home or long.home) and not at_home:
        return False
    text = _as_written(short, long, articles)
    return same(short.row, long.row, text, _between(short, long, articles, at_home=at_home))


def _opposed(one: Print, other: Print, articles: Mapping[str, Article]) -> bool:
    """Whether two that a third would tie say otherwise: what the third leaves out may be what they differ in."""
    return opposed(one.row, other.row, _as_written(one, other, articles))


def _as_written(one: Print, other: Print, articles: Mapping[str, Article]) -> str:
    return " ".join(written(each.items[0], articles) for each in (one, other))


def _between(short: Print, long: Print, articles: Mapping[str, Article], *, at_home: bool) -> Between:
    if not short.articles.isdisjoint(long.articles):
        return "one article"
    if at_home:
        return "one text"
    if isinstance(short.items[0], Quote):
        return "speech"
    return "days apart" if _days_apart(short, long, articles) else "articles"


def _days_apart(one: Print, other: Print, articles: Mapping[str, Article]) -> bool:
    """Whether both were printed on known days, and none of the one within a day of the other."""
    days, others = (
        {
            when.earliest.toordinal()
            for name in each.articles
            if (when := articles[name].published) and when.earliest and when.earliest == when.latest
        }
        for each in (one, other)
    )
    return bool(days and others) and all(abs(day - late) > 1 for day in days for late in others)


def _leans(item: Item) -> bool:
    return isinstance(item, Claim) and item.leans_on is not None


def _who(item: Item) -> str:
    who = speaker(item)
    return surname(who.name) if who else ""


def _fullness(item: Item, row: tuple[str, ...], articles: Mapping[str, Article]) -> tuple[object, ...]:
    """More words, a named speaker, a venue, a date; then the older article, then the id, so that it never wavers."""
    article = articles[item.span.article]
    known = article.published.earliest if article.published else None
    age = -known.toordinal() if known else -10_000_000
    if isinstance(item, Quote):
        named = item.speaker is not None and not _described(item.speaker.name)
        return (len(row), named, item.speaker is not None, item.venue is not None, item.said is not None, age, item.id)
    return (len(row), isinstance(item, Claim) and item.claimant is not None, False, False, False, age, item.id)


def _may_be_one(lead: Item, other: Item, row: Sequence[str]) -> bool:
    """Whether the same words may be one utterance: two speakers whose names share nothing said them twice.

    “The head of the association” may be anybody's description, and who “he” is in a long sentence is only concluded.
    """
    one, two = speaker(lead), speaker(other)
    if one is None or two is None or not set(name_words(one.name)).isdisjoint(name_words(two.name)):
        return True
    if isinstance(other, Claim) and len(row) >= _ALONE:
        return surname(one.name) not in row or surname(two.name) not in row
    return len(row) >= _TOLD and _described(one.name) != _described(two.name)


def _described(name: str) -> bool:
    """Whether a speaker is told by what he does and not by name: `the head of the port`, `officials`."""
    first, _, rest = name.partition(" ")
    return first.islower() or (first == "The" and rest[:1].islower())
