"""Claims → clusters of those that contradict each other: the same matter, other speakers, what cannot both hold.

Precision before recall. The bounds below were set on the five seeds (one true pair, nothing else found), on the pairs
of `tests/cases/conflicts/`, and on 556 news articles of other desks (16,555 items), where nothing may be found that
is no disagreement: what first was, sales of two firms and a “she” of two people, are look-alikes among the cases now.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from operator import itemgetter

from brief.index.lexicon import words_of
from brief.index.measures import Measure
from brief.index.sides import Against, clusters, one_each
from brief.index.statements import Statement, statement
from brief.model.article import Article, When
from brief.model.items import Claim, Item, Quote
from brief.model.library import Cluster, Difference
from brief.text.matching import stem

_SHARED = 0.5
"""Share of the shorter predicate's content that the other must have. The seeds' true pair (a war within five years,
none for five to ten) shares two thirds; from 0.2 to 0.6 nothing else was found there or in 380 other articles."""
_WORDED = 0.7
"""Share of the longer predicate's words where no verb is known: what is not known to be one act must be told alike."""
_CROWD = 40
"""Statements on one subject that are still compared: a subject with more (`Russia`) is split by what they are about."""
_DEED = 2
"""Words that accounts of one deed share, and more: `the bridge` may be two bridges, `the Kalin power dam` is one."""
_TOLD = 4
"""Words that statements on an unnamed subject share, all of them: `the carbon tax will raise the price of bread`."""
_SAME_NEWS = timedelta(days=3)
"""What is told of the past without a date, published further apart, may be brought up to date or have changed."""


def conflicts(
    items: Iterable[Item], dates: Iterable[When], articles: Mapping[str, Article], origin: Mapping[str, str]
) -> Iterator[Cluster]:
    """A cluster for each matter on which statements differ, a side for each thing said, led by the most contradicted.

    Of one speaker only the newest word on a matter stands.
    """
    against: Against = defaultdict(dict)
    heard = {one.id: one for one in _statements(items, dates, articles)}
    pairs = list(_candidates(heard.values()))
    left = {
        older.id
        for pair in pairs
        for older, newer in (pair, pair[::-1])
        if older.speaker == newer.speaker and _older(older, newer, articles) and difference(older, newer, near=True)
    }
    for one, other in pairs:
        if _other_speaker(one, other) and not left & {one.id, other.id}:
            differs = difference(one, other, near=_same_news(one, other, articles))
            if differs and origin.get(one.id, one.id) != origin.get(other.id, other.id):
                against[one.id][other.id] = against[other.id][one.id] = differs
    yield from clusters(one_each(against, heard, agree))


def _statements(items: Iterable[Item], dates: Iterable[When], articles: Mapping[str, Article]) -> Iterator[Statement]:
    whens: dict[str, list[tuple[int, int, When]]] = defaultdict(list)
    for when in dates:
        if when.phrase:
            whens[when.phrase.article].append((when.phrase.start, when.phrase.end, when))
    for row in whens.values():
        row.sort(key=itemgetter(0, 1))
    for item in items:
        if isinstance(item, Claim | Quote):
            row, span = whens[item.span.article], item.span
            first, last = (bisect_left(row, offset, key=itemgetter(0)) for offset in (span.start, span.end))
            near = [when for _, end, when in row[first:last] if end <= span.end]
            read = statement(item, articles[item.span.article], near)
            if read:
                yield read


def _candidates(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs on one subject, or of one deed, through an index: never all pairs."""
    groups: dict[tuple[frozenset[str], ...], list[Statement]] = defaultdict(list)
    for one in statements:
        groups[(one.subject,)].append(one)
        if one.named and one.once and one.definite:  # another actor may be said to have done it
            groups[one.about, one.names].append(one)
    for group in groups.values():
        for small in _split(group):
            yield from combinations(small, 2)


def _split(group: Sequence[Statement]) -> Iterable[Sequence[Statement]]:
    """A group as it is, or by each family or name of its predicates where it is a crowd."""
    if len(group) <= _CROWD:
        return [group]
    parts: dict[str, list[Statement]] = defaultdict(list)
    for one in group:
        for key in one.families | one.names:
            parts[key].append(one)
    return [part for part in parts.values() if len(part) <= _CROWD]


def _other_speaker(one: Statement, other: Statement) -> bool:
    """Whether two voices speak; an article's own voice beside a speaker in it may only retell him."""
    own = one.speaker.startswith("by ") or other.speaker.startswith("by ")
    return one.speaker != other.speaker and not (own and one.article == other.article)


def difference(one: Statement, other: Statement, *, near: bool) -> Difference | None:
    """In what two statements cannot both hold; None where they can, or may. `near`: both are news of the same days."""
    if one.subject != other.subject:
        return "actor" if near and _one_deed(one, other) else None
    if not _same_matter(one, other, near=near) or (one.when is None) != (other.when is None):
        return None
    timed = _in_time(one, other, near=near) if one.when and other.when else None
    return timed or (_otherwise(one, other) if _same_time(one, other, near=near) else None)


def agree(one: Statement, other: Statement) -> bool:
    """Whether two statements say the same: a copy, or other words for it."""
    if one.subject != other.subject or not _same_matter(one, other, near=True):
        return False
    denied = {"no", "unlikely"}
    alike = one.directions == other.directions and (one.strength in denied) == (other.strength in denied)
    figures = len(one.measures) == len(other.measures) and not _figures_differ(one, other)
    return alike and figures and one.until == other.until and _same_time(one, other, near=True)


def _same_time(one: Statement, other: Statement, *, near: bool) -> bool:
    """Whether both speak of exactly one time, or of what is ahead, or are news of the same days.

    A figure for June is not one for the year, and what was so without a date may since have changed.
    """
    both = one.ahead == other.ahead and one.vague == other.vague and one.frame == other.frame
    both = both and (one.when is not None or one.ahead or near)
    return both and (one.when and one.when.edtf) == (other.when and other.when.edtf)


def _same_matter(one: Statement, other: Statement, *, near: bool) -> bool:
    """The same action on the same object: ability against act, and another place or body, are other matters."""
    if one.names != other.names or ("ready" in one.families) != ("ready" in other.families):
        return False
    if not (one.known and other.known) and not (near and _told_alike(one, other)):
        return False
    alone = [one.about - other.about - one.families, other.about - one.about - other.families]
    if all(alone) or not _called_alike(one, other):  # `the price of diesel`, `the price of petrol`
        return False
    shared = one.about & other.about
    smaller = min(len(one.about), len(other.about))
    if smaller and len(shared) / smaller < _SHARED:
        return False
    if not one.families & other.families:
        larger = max(len(one.about), len(other.about))
        plain = not (one.families or other.families) and one.verb == other.verb
        return plain and len(shared) / larger >= _WORDED
    things, others = one.about - one.families, other.about - other.families
    return bool(one.names or things & others or not (things or others))


def _told_alike(one: Statement, other: Statement) -> bool:
    """Whether two that name nobody are told in the same words, and in enough of them to mean one matter."""
    ahead = one.ahead and other.ahead  # a sum to come is of one plan; `sales rose to $52 million` is of any firm
    units = {each.unit for each in one.measures} & {each.unit for each in other.measures} if ahead else set()
    kinds = {stem(word) for word in words_of("kinds")}
    return one.about == other.about and len(one.subject | one.about | units) >= _TOLD and not one.subject <= kinds


def _called_alike(one: Statement, other: Statement) -> bool:
    """Whether names that end alike may be one: `North Sea` and `Baltic Sea` are two, `Rutte` and `Mark Rutte` one."""
    mine, yours = dict(one.called), dict(other.called)
    return one.order == other.order and all(
        (mine[name] <= yours[name] or yours[name] <= mine[name]) and not (mine[name] ^ yours[name]) & words_of("parts")
        for name in mine.keys() & yours.keys()
    )


def _one_deed(one: Statement, other: Statement) -> bool:
    """Whether two actors are each said to have done one thing, told in the same words, that is done once."""
    told = not one.ahead and not other.ahead and one.strength == other.strength == "yes"
    same = one.about == other.about and one.names == other.names and len(one.about | one.names) > _DEED
    timed = one.when is None or other.when is None or _overlap(one.when, other.when)
    return told and same and timed and not one.subject & other.subject


def _in_time(one: Statement, other: Statement, *, near: bool) -> Difference | None:
    """Two times for what happens once, or a time that the other rules out."""
    if one.strength == "no" and other.strength != "no":
        return _ruled_out(one, other)
    if other.strength == "no" and one.strength != "no":
        return _ruled_out(other, one)
    affirmed = {one.strength, other.strength} <= {"yes", "perhaps"} and one.directions == other.directions
    once = affirmed and one.once and other.once and not (one.again or other.again)
    once = once and ((one.ahead and other.ahead) or (near and one.definite and other.definite))
    if once and one.when and other.when and _apart(one.when, other.when) and not _figures_differ(one, other):
        return "date"
    return None


def _ruled_out(denial: Statement, other: Statement) -> Difference | None:
    """`not before X` against `by Y`, where Y comes no later; `not in X` against `in X`."""
    if other.strength == "unlikely" or denial.when is None or other.when is None or denial.ahead != other.ahead:
        return None
    first, last, latest = denial.when.earliest, denial.when.latest, other.when.latest
    if denial.until:
        return "date" if latest and latest <= denial.until else None
    starts = first is None or (other.when.earliest is not None and other.when.earliest >= first)
    return "polarity" if starts and last and latest and latest <= last else None


def _overlap(one: When, other: When) -> bool:
    return not (
        (one.latest and other.earliest and one.latest < other.earliest)
        or (other.latest and one.earliest and other.latest < one.earliest)
    )


def _apart(one: When, other: When) -> bool:
    """Whether two stretches of time do not touch, with a year's room for one that is only about right."""
    room = timedelta(days=366 if "~" in f"{one.edtf}{other.edtf}" else 0)
    return bool(
        (one.latest and other.earliest and other.earliest - one.latest > room)
        or (other.latest and one.earliest and one.earliest - other.latest > room)
    )


def _otherwise(one: Statement, other: Statement) -> Difference | None:
    """Yes against no, up against down, or figures further apart than rounding."""
    firm = {one.strength, other.strength}
    if "no" in firm and firm & {"yes", "perhaps"}:
        return "polarity"
    if firm == {"unlikely", "yes"}:
        return "polarity"
    if firm & {"no", "unlikely"}:
        return None
    flipped = {name.translate(str.maketrans("+-", "-+")) for name in one.directions}
    if flipped & other.directions and firm == {"yes"}:
        return "direction"
    if _figures_differ(one, other):
        return "figure"
    return None


def _figures_differ(one: Statement, other: Statement) -> bool:
    """One figure on each side of one unit and of the same thing, in ranges that do not meet."""
    mine, yours = _sum(one), _sum(other)
    if mine is None or yours is None or one.about - one.families != other.about - other.families:
        return False
    return mine[1] == yours[1] and mine[0].unit == yours[0].unit and not mine[0].meets(yours[0])


def _sum(one: Statement) -> tuple[Measure, tuple[Measure, ...]] | None:
    """The one figure of a statement, and the stretch of time that it is of: `£420 million over five years`."""
    sums = [found for found in one.measures if not found.is_stretch]
    stretches = tuple(found for found in one.measures if found.is_stretch)
    if len(sums) == 1:
        return sums[0], stretches
    return (stretches[0], ()) if len(one.measures) == 1 else None


def _older(one: Statement, other: Statement, articles: Mapping[str, Article]) -> bool:
    first, second = _day(one, articles), _day(other, articles)
    return first is not None and second is not None and first < second


def _day(one: Statement, articles: Mapping[str, Article]) -> date | None:
    """The day of its article, where that is known."""
    published = articles[one.article].published
    return published.earliest if published and published.earliest == published.latest else None


def _same_news(one: Statement, other: Statement, articles: Mapping[str, Article]) -> bool:
    first, second = _day(one, articles), _day(other, articles)
    if one.article == other.article:
        return True
    return first is not None and second is not None and abs(first - second) <= _SAME_NEWS
