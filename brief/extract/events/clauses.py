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
ENDINGS = ("ed", "’ll", "'ll")
DATE = "0date"
AHEAD = frozenset(("planned", "forecast"))
NEAR, FAR = 6, 10
"""Tokens within which a verb goes on, or `to` follows `promised on Monday`; `to` after `ordered the company`."""


class Head(NamedTuple):
    """A verb, or a noun such as `plan`, that says of what time its clause speaks."""

    place: int
    tense: Tense
    back: bool = False
    """A plan told looking back: `was due`, `had planned`."""


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """The classes of each word of `verbs.txt`."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (pkgutil.get_data(__name__, "verbs.txt") or b"").decode().splitlines():
        word, _, name = line.partition("\t")
        found[word] = (*found.get(word, ()), name)
    return found


def _is(word: str, name: str) -> bool:
    return name in _classes().get(word, ())


def tenses(words: str, dates: Sequence[tuple[int, int]]) -> list[Tense | None]:
    """For each of the dates, in order, the tense of the clause that holds it; None where no verb is known."""
    row = _Row(words, dates)
    dropped = max((at for at, word in enumerate(row.word) if _is(word, "dropped")), default=-1)
    heads = [_unreal(head, dropped) for head in _heads(row)]
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
        end = place + NEAR
        while place < end and _is_inner(self.at(place)) and self.word[place] != "to":
            place += 1
        return place


def _is_inner(word: str) -> bool:
    """Whether a verb goes on over this word: `has been`, `will quickly`; not `likely`."""
    return _is(word, "inner") or (word.endswith("ly") and not _is(word, "likely"))


def _heads(row: _Row) -> list[Head]:
    """The verbs that tell a time, in order; a participle or infinitive belongs to the verb before it."""
    found: list[Head] = []
    inside = passive = False
    for at, word in enumerate(row.word):
        new = _new(row, at, inside, found) if word in _classes() or word.endswith(ENDINGS) else []
        if new and inside and not _turns(found, new):
            new, passive = [], row.at(at - 1) in {"be", "been", "being"}
        elif new and passive and row.at(at - 1) in {"and", "or"} and _is_past(word):
            new = []
        elif new:
            passive = False
        found.extend(new)
        opens = bool(new) and new[-1].tense != "said" and not _is_past(word)
        begun = word == "to" and bool(found) and found[-1].place == at
        inside = opens or begun or (inside and _is_inner(word))
    return found


def _turns(found: Sequence[Head], new: Sequence[Head]) -> bool:
    """Whether a word within a verb makes a plan of what was no plan yet: `has promised to`."""
    return any(head.tense in AHEAD for head in new) and found[-1].tense not in AHEAD


def _is_past(word: str) -> bool:
    return (
        _is(word, "past")
        or _is(word, "participle")
        or (word.endswith("ed") and len(word) > 4 and not _is(word, "unlike"))
    )


def _new(row: _Row, at: int, inside: bool, found: Sequence[Head]) -> list[Head]:
    """The heads that begin at one token."""
    word, before = row.word[at], row.at(at - 1)
    head = _modal(row, at, word, before) or _being(row, at, word, inside) or _foreseen(row, at, word, before)
    if head:
        return [head]
    if not inside and (_is(word, "have") or _is(word, "had")):
        return [Head(at, "planned" if row.at(at + 1) == "to" and _is(word, "have") else "past")]
    if _is(word, "promised") or _is(word, "promise") or _is(word, "ordered"):
        return list(_promise(row, at, word, before))
    if _is(word, "said"):
        return [] if _is(before, "determiner") else [Head(at, "said")]
    return [Head(at, "past")] if _is_past(word) and _tells(row, at, found) else []


def _modal(row: _Row, at: int, word: str, before: str) -> Head | None:
    """`will`, `may`, `must`: foreseen; `would have` did not come about, `may have` did."""
    future = _is(word, "will") or word.endswith(("’ll", "'ll"))
    would, may, must = _is(word, "would"), _is(word, "may"), _is(word, "must")
    if not (future or would or may or must or _is(word, "should")) or _is(before, "determiner"):
        return None
    verb = row.past_inner(at + 1)
    perfect = "have" in row.word[at + 1 : verb] and ("been" in row.word[at + 1 : verb] or _is_past(row.at(verb)))
    if perfect and (may or must or word == "might"):
        return Head(at, "past")
    if perfect and not future:
        return Head(at, "unreal")
    if must or (future and _is(row.at(verb), "decided")):
        return Head(at, "planned")
    return Head(at, "would" if would else "forecast")


def _being(row: _Row, at: int, word: str, inside: bool) -> Head | None:
    """`is to open`, `was due in May`, `has been expected to`; else what was or is."""
    if not (_is(word, "now") or _is(word, "then") or word == "been"):
        return None
    back = _is(word, "then") or (word == "been" and row.at(at - 1) == "had")
    verb = row.past_inner(at + 1)
    if word != "been" and row.at(verb) == "to" and not _is(row.at(verb + 1), "determiner"):
        return Head(at, "unreal" if row.at(verb + 1) == "have" else "would" if back else "planned")
    if ahead := _awaited(row, verb):
        return Head(at, ahead, back)
    return None if inside or word == "been" else Head(at, "past" if back else "present")


def _awaited(row: _Row, at: int) -> Literal["planned", "forecast"] | None:
    """What follows `is`: `due to open`, `scheduled for`, `expected in May`."""
    word = row.at(at)
    if _is(word, "likely") and _points(row, at + 1):
        return "forecast"
    return "planned" if _is_due(row, at) or (_is(word, "arranged") and _points(row, at + 1)) else None


def _points(row: _Row, at: int) -> bool:
    """Whether `to`, `for`, or a date comes next: `scheduled for`, `expected in May`."""
    return row.at(at) in {"to", "for", DATE} or (_is(row.at(at), "dated") and row.at(at + 1) == DATE)


def _is_due(row: _Row, at: int) -> bool:
    """Whether `due` stands here and is not `due to storms`."""
    if row.at(at) != "due":
        return False
    return _is(row.at(at + 2), "deed") if row.at(at + 1) == "to" else _points(row, at + 1)


def _foreseen(row: _Row, at: int, word: str, before: str) -> Head | None:
    """`expects`, `scheduled for`, `likely to`, `a plan for`; not `as expected`, `later than expected`."""
    if before in {"as", "than"}:
        return None
    after, named = row.at(at + 1), _is(before, "determiner") or before == DATE
    if _is_arranged(row, at, word, after) or (_is(word, "noun") and _names(after, named)):
        return Head(at, "planned")
    if after == "to" and (_is_near(word) or (before == "on" and _is(word, "track"))):
        return Head(at, "forecast")
    foretells = (_is(word, "expect") or _is(word, "expected")) and not named
    return Head(at, "forecast") if foretells or (_is(word, "guess") and _names(after, named)) else None


def _is_arranged(row: _Row, at: int, word: str, after: str) -> bool:
    """`due in May`, `scheduled for`; `set` needs a form of `be` before it, and `planned to` is a promise."""
    arranged = _is(word, "arranged") and word != "set" and not _is(word, "promised")
    return _is_due(row, at) or (arranged and after in {"to", "for"})


def _is_near(word: str) -> bool:
    return _is(word, "likely") and word not in {"going", "about"}


def _names(after: str, named: bool) -> bool:
    """`plans for`, `the forecast that`, `plans a`; what goes before `to` is read with it."""
    return after in {"of", "for"} or (after == "that" if named else after in {"a", "an"})


def _promise(row: _Row, at: int, word: str, before: str) -> Iterator[Head]:
    """`promised on Monday to open`: what is told is past, and what follows `to` is planned."""
    told = not _is(word, "promise") and word not in {"requires", "obliges"}
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
    """Whether a past form is a verb, or tells of a thing after it: not `the renovated port`, `will sell used cars`."""
    word = row.word[at]
    if _is(row.at(at - 1), "determiner") or (row.capital[at] and at > 0):
        return False
    if not found or found[-1].tense not in AHEAD or row.clause[found[-1].place] != row.clause[at]:
        return True
    after = row.at(at + 1)
    return _is(word, "past") or _is(after, "follow") or _is(after, "determiner") or after[:1].isdigit() or after == DATE


def _unreal(head: Head, dropped: int) -> Head:
    """`was due to open in May but`: it did not."""
    return head._replace(tense="unreal") if head.back and head.place < dropped else head


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
    if follows and not _opens(row, at) and _is_parted(row, at, follows[0]):
        follows = []
    if len(follows) > 1 and follows[0].tense == "said" and row.at(follows[0].place + 1) == ",":
        del follows[0]  # “In 2027, the minister said, the port will open”
    if here and not (follows and _opens(row, at)):
        return here[-1]
    nearest = follows or before[-1:] or [head for head in after if not _is_parted(row, at, head)]
    return nearest[0] if nearest else None


def _is_parted(row: _Row, at: int, head: Head) -> bool:
    """Whether a verb after a date is that of another clause: `on Monday in Rome, which is to hold`."""
    between = row.word[at + 1 : head.place]
    return any(_is(word, "link") for word in between) or (row.word[head.place] == "to" and "," in between)


def _opens(row: _Row, at: int) -> bool:
    """Whether a date begins a part of its clause: `…, and in 2024`."""
    place = at - 1
    while _is(row.at(place), "dated") and row.at(place) != "and":
        place -= 1
    return row.at(place) in {"", ",", "and", "or"}
