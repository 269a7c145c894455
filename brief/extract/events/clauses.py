"""A sentence and where its dates stand in; what the verb of each date's clause says of its time out."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

Tense = Literal["said", "past", "present", "planned", "forecast", "would", "unreal"]
"""What a verb says of the time of its clause.

`would` is foreseen where somebody speaks or the date is a term, else told looking back; what was planned and did not
come about is `unreal`.
"""

TOKEN = re.compile(r"[\w’'-]+|[,;:“”\"()—–]")  # won’t | mid-May | ,
MARKS = frozenset(';:“”"()—–')
DATE = "0date"
AHEAD = frozenset(("planned", "forecast"))
NEAR, FAR = 6, 10
"""Tokens within which `to` follows `promised on Monday`, and `ordered the company`."""


class Head(NamedTuple):
    """A verb, or a noun such as `plan`, that says of what time its clause speaks."""

    place: int
    tense: Tense
    back: bool = False
    """A plan told looking back: `was due`, `had planned`."""


@cache
def _classes() -> dict[str, frozenset[str]]:
    """The words of `verbs.txt` by their class; a word may be of several."""
    found: dict[str, set[str]] = {}
    for line in (pkgutil.get_data(__name__, "verbs.txt") or b"").decode().splitlines():
        word, _, name = line.partition("\t")
        found.setdefault(name, set()).add(word)
    return {name: frozenset(words) for name, words in found.items()}


def _is(word: str, name: str) -> bool:
    return word in _classes()[name]


def tenses(words: str, dates: Sequence[tuple[int, int]]) -> list[Tense | None]:
    """For each of the dates, in order, the tense of the clause that holds it; None where no verb is known."""
    row = _Row(words, dates)
    heads = [_unreal(row, head) for head in _heads(row)]
    spoken = any(head.tense in {"said", "planned", "forecast"} for head in heads)
    places = [at for at, word in enumerate(row.word) if word == DATE]
    return [_tense(row, heads, at, spoken) for at in places]


class _Row:
    """The tokens of a sentence, each date one of them, and the number of the clause in which each stands."""

    def __init__(self, words: str, dates: Sequence[tuple[int, int]]) -> None:
        self.word: list[str] = []
        self.capital: list[bool] = []
        self.term: dict[int, bool] = {}
        """For each date whether it is the end of a term: `by June`."""
        end = 0
        for start, stop in dates:
            self._take(words, end, max(start, end))
            self.term[len(self.word)] = words[start : start + 3].lower() == "by "
            self.word.append(DATE)
            self.capital.append(False)
            end = max(stop, end)
        self._take(words, end, len(words))
        self.clause = list(self._clauses())

    def _take(self, words: str, start: int, end: int) -> None:
        for match in TOKEN.finditer(words, start, end):
            self.word.append(match.group().lower())
            self.capital.append(match.group()[0].isupper())

    def _clauses(self) -> Iterator[int]:
        number = 0
        for at, word in enumerate(self.word):
            number += word in MARKS or _is(word, "link") or (_is(word, "linkdate") and self.at(at + 1) != DATE)
            yield number

    def at(self, place: int) -> str:
        return self.word[place] if 0 <= place < len(self.word) else ""

    def past_inner(self, place: int) -> int:
        """The first place from here that is no adverb or auxiliary within a verb."""
        while _is(self.at(place), "inner") and self.word[place] != "to" or self.at(place).endswith("ly"):
            place += 1
        return place


def _heads(row: _Row) -> list[Head]:
    """The verbs that tell a time, in order; a participle or infinitive belongs to the verb before it."""
    found: list[Head] = []
    inside = passive = False
    for at, word in enumerate(row.word):
        new = list(_new(row, at, found, inside))
        joined = passive and row.at(at - 1) in {"and", "or"} and _is_past(word)
        if inside and (_is_past(word) or _is(word, "said")) and not _turns(found, new):
            new, passive = [], row.at(at - 1) in {"be", "been", "being"}
        elif joined:
            new = []
        elif new:
            passive = False
        found.extend(new)
        opens = bool(new) and new[-1].tense not in {"said"} and not _is_past(word)
        inside = opens or (bool(new) and new[-1].place > at) or (inside and (_is(word, "inner") or word.endswith("ly")))
        inside = inside or bool(found and found[-1].place == at and word == "to")
    return found


def _turns(found: Sequence[Head], new: Sequence[Head]) -> bool:
    """Whether a participle makes a plan of what was no plan yet: `has promised to`."""
    return any(head.tense in AHEAD for head in new) and found[-1].tense not in AHEAD


def _is_past(word: str) -> bool:
    return (
        _is(word, "past")
        or _is(word, "participle")
        or (word.endswith("ed") and len(word) > 4 and not _is(word, "unlike"))
    )


def _new(row: _Row, at: int, found: Sequence[Head], inside: bool) -> Iterator[Head]:
    """The heads that begin at one token."""
    word, before, after = row.word[at], row.at(at - 1), row.at(at + 1)
    if word in MARKS or word in {DATE, ","}:
        return
    if head := _modal(row, at, word, before):
        yield head
    elif (_is(word, "now") or _is(word, "then") or word == "been") and (head := _being(row, at, word, inside)):
        yield head
    elif not inside and (_is(word, "have") or _is(word, "had")):
        yield Head(at, "planned" if after == "to" and _is(word, "have") else "past")
    elif head := _foreseen(row, at, word, before, after):
        yield head
    elif _is(word, "promised") or _is(word, "promise") or _is(word, "ordered"):
        yield from _promise(row, at, word, before)
    elif _is(word, "said") and not _is(before, "determiner"):
        yield Head(at, "said")
    elif _is_past(word) and _tells(row, at, found):
        yield Head(at, "past")


def _modal(row: _Row, at: int, word: str, before: str) -> Head | None:
    """`will`, `may`, `must`: foreseen; `would have` did not come about, `may have` did."""
    future = _is(word, "will") or word.endswith(("’ll", "'ll"))
    would, may, must = _is(word, "would"), _is(word, "may"), _is(word, "must")
    if not (future or would or may or must or _is(word, "should")) or _is(before, "determiner"):
        return None
    verb = row.past_inner(at + 1)
    perfect = "have" in row.word[at + 1 : verb]
    if perfect and (may or must or word == "might"):
        return Head(at, "past")
    if perfect and not future:
        return Head(at, "unreal")
    if must or (future and _is(row.at(verb), "decided")):
        return Head(at, "planned")
    return Head(at, "would" if would else "forecast")


def _being(row: _Row, at: int, word: str, inside: bool) -> Head | None:
    """`is to open`, `was due in May`, `has been expected to`; else what was or is."""
    back = not _is(word, "now") and (word != "been" or _is(row.at(at - 1), "had"))
    verb = row.past_inner(at + 1)
    said, after = row.at(verb), row.at(verb + 1)
    if said == "to" and word != "been" and not _is(after, "determiner"):
        if after == "have":
            return Head(at, "unreal")
        return Head(at, "would" if back else "planned")
    if (_is(said, "arranged") or _is(said, "likely")) and _points(row, verb + 1):
        return Head(at, "planned" if _is(said, "arranged") else "forecast", back)
    if said == "due" and _is_due(row, verb):
        return Head(at, "planned", back)
    if inside or word == "been":
        return None
    return Head(at, "past" if back else "present")


def _points(row: _Row, at: int) -> bool:
    """Whether `to`, `for`, or a date comes next: `scheduled for`, `expected in May`."""
    return row.at(at) in {"to", "for", DATE} or (_is(row.at(at), "dated") and row.at(at + 1) == DATE)


def _is_due(row: _Row, at: int) -> bool:
    """Not `due to storms`."""
    return _is(row.at(at + 2), "deed") if row.at(at + 1) == "to" else _points(row, at + 1)


def _foreseen(row: _Row, at: int, word: str, before: str, after: str) -> Head | None:
    """`expects`, `scheduled for`, `likely to`, `a plan to`; not `as expected`, `later than expected`."""
    if before in {"as", "than"}:
        return None
    if word == "due":
        return Head(at, "planned") if _is_due(row, at) else None
    if _is(word, "arranged") and word != "set" and not _is(word, "promised") and after in {"to", "for"}:
        return Head(at, "planned")
    if _is(word, "likely") and word not in {"going", "about"} and after == "to":
        return Head(at, "forecast")
    if word in {"track", "course"} and before == "on" and after == "to":
        return Head(at, "forecast")
    named = _is(before, "determiner") or before == DATE
    if (_is(word, "expect") or _is(word, "expected")) and not named:
        return Head(at, "forecast")
    if _is(word, "noun") or _is(word, "guess"):
        return _noun(at, word, named, after)
    return None


def _noun(at: int, word: str, named: bool, after: str) -> Head | None:
    """`the plan for`, `a forecast of`; what goes before `to` is read with it."""
    if after in {"of", "for"} or (named and after == "that"):
        return Head(at, "forecast" if _is(word, "guess") else "planned")
    return None


def _promise(row: _Row, at: int, word: str, before: str) -> Iterator[Head]:
    """`promised on Monday to open`: what is told is past, and what follows `to` is planned."""
    told = not _is(word, "promise") and word not in {"requires", "orders", "obliges"}
    if _is(before, "determiner") and told:
        return
    if told:
        yield Head(at, "past")
    reach = FAR if _is(word, "ordered") else NEAR
    for place in range(at + 1, min(at + reach, len(row.word) - 1)):
        now = row.word[place]
        if now == "to" and row.word[place + 1] not in MARKS and not _is(row.word[place + 1], "determiner"):
            if not row.capital[place + 1]:
                yield Head(place, "planned", _is(before, "had"))
            return
        if reach == NEAR and not (now in {DATE, ","} or _is(now, "dated") or _is(now, "inner") or now.endswith("day")):
            return


def _tells(row: _Row, at: int, found: Sequence[Head]) -> bool:
    """Whether a past form is a verb or tells of a thing: not `the renovated port`, nor the end of `will be sold`."""
    if _is(row.at(at - 1), "determiner") or (row.capital[at] and at > 0):
        return False
    if not found or found[-1].tense not in AHEAD or row.clause[found[-1].place] != row.clause[at]:
        return True
    return _is(row.at(at + 1), "follow") or row.at(at + 1) == DATE


def _unreal(row: _Row, head: Head) -> Head:
    """`was due to open in May but`: it did not."""
    gone = head.back and not _classes()["dropped"].isdisjoint(row.word[head.place :])
    return head._replace(tense="unreal") if gone else head


def _tense(row: _Row, heads: Sequence[Head], at: int, spoken: bool) -> Tense | None:
    head = _governing(row, heads, at)
    if head is None:
        return None
    word = row.word[head.place]
    if head.tense == "would" and (spoken or row.term[at]):
        promised = any(other.place < head.place and _is(row.word[other.place], "promised") for other in heads)
        return "planned" if promised else "forecast"
    if head.tense == "forecast" and _is(word, "expected") and _is_beside(row, head.place, at):
        return "said"
    if head.tense == "past" and _is(word, "promised") and row.term[at] and not _is_beside(row, head.place, at):
        return "planned"
    return head.tense


def _is_beside(row: _Row, verb: int, at: int) -> bool:
    """Whether only `in` or `on` stands between a verb and a date: `predicted in 2022 that`."""
    return all(_is(word, "dated") or word == "," for word in row.word[verb + 1 : at])


def _governing(row: _Row, heads: Sequence[Head], at: int) -> Head | None:
    """The verb before a date in its clause, or after it where the date comes first; else the nearest."""
    before = [head for head in heads if head.place < at]
    after = [head for head in heads if head.place > at]
    here = [head for head in before if row.clause[head.place] == row.clause[at]]
    follows = [head for head in after if row.clause[head.place] == row.clause[at]]
    if len(follows) > 1 and follows[0].tense == "said" and row.at(follows[0].place + 1) == ",":
        del follows[0]  # “In 2027, the minister said, the port will open”
    if here and not (follows and _opens(row, at)):
        return here[-1]
    return (follows or before[-1:] or after or [None])[0]


def _opens(row: _Row, at: int) -> bool:
    """Whether a date begins a part of its clause: `…, and in 2024`."""
    place = at - 1
    while _is(row.at(place), "dated") and row.at(place) != "and":
        place -= 1
    return row.at(place) in {",", "and", "or"}
