"""The people of one article: tokens in, every full name with its title and sex out, found again by surname or first name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from brief.text.names import name_words
from brief.text.speech.lexicon import BODIES, DOCUMENTS, MEN, NOT_FIRST, RANKS, ROLES, WOMEN
from brief.text.speech.mention import name_start
from brief.text.speech.tokens import Tokens

Sex = Literal["m", "f"]

_NAMES = re.compile(r"N(?:j{0,2}N){0,6}")
_TITLE_BEFORE = re.compile(r"(?:(?<=[,.|QSXdi])n)?[lTNhsf]{0,9}[Th]$")
_APPOSITIVE = re.compile(r",([dTNhnlr0jezsfick]{2,24})(?=[,.|w;])")
_ROLE_BEFORE = re.compile(r"[dlTNhnsfj]{0,11}[hT],$")
_MALE = frozenset(
    [
        "mr",
        "sir",
        "lord",
        "king",
        "prince",
        "congressman",
        "chairman",
        "spokesman",
        "father",
        "son",
        "husband",
        "brother",
    ]
)
_FEMALE = frozenset(
    [
        "mrs",
        "ms",
        "miss",
        "dame",
        "lady",
        "queen",
        "princess",
        "congresswoman",
        "chairwoman",
        "spokeswoman",
        "mother",
        "daughter",
        "wife",
        "sister",
    ]
)
_BARE_RANKS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "sen",
        "rep",
        "gov",
        "dr",
        "lt",
        "col",
        "gen",
        "maj",
        "capt",
        "sgt",
        "adm",
        "cmdr",
        "sir",
        "prof",
        "judge",
        "justice",
    ]
)
_NOT_SURNAMES = frozenset(
    [
        "house",
        "times",
        "post",
        "street",
        "senate",
        "court",
        "university",
        "department",
        "avenue",
        "city",
        "party",
        "republicans",
        "democrats",
    ]
)


class Person(NamedTuple):
    """One full name, where it stands, and what is said of its bearer there."""

    name: str
    token: int
    title: str | None
    sex: Sex | None
    certain: bool
    """A title or a known first name says that this is a person."""


@dataclass(frozen=True, slots=True)
class People:
    """Full names in order, by surname and by first name."""

    all: list[Person] = field(default_factory=list)
    by_last: dict[str, list[Person]] = field(default_factory=dict)
    by_first: dict[str, list[Person]] = field(default_factory=dict)

    def find(self, name: str, token: int, sex: Sex | None = None) -> Person | None:
        """The person a name stands for at a token: the latest bearer before it, else the first after."""
        words = name_words(name)
        if not words:
            return None
        bearers = self.by_last.get(words[-1], [])
        if len(words) > 1:
            return _nearest([p for p in bearers if name_words(p.name)[0] == words[0]], token)
        if sex:
            bearers = [person for person in bearers if person.sex in {sex, None}]
        certain = [person for person in bearers if person.certain]
        return _nearest(certain or bearers, token) or _nearest(self.by_first.get(words[0], []), token)


def _nearest(bearers: list[Person], token: int) -> Person | None:
    before = [person for person in bearers if person.token <= token + 8]  # a title stands between the two
    return before[-1] if before else (bearers[0] if bearers else None)


def people(text: str, tokens: Tokens) -> People:
    """Every name of two or more words that can be a person's."""
    found = People()
    tags, words = tokens.tags, tokens.word
    for match in _NAMES.finditer(tags):
        if match.end() - match.start() < 2:
            continue
        begin = name_start(tokens, max(match.start() - 2, 0), match.start(), match.end())
        end = match.end()
        if end - begin < 2 or end - begin > 5 or words[end - 1] in _NOT_SURNAMES:
            continue
        person = _person(text, tokens, begin, end)
        if person:
            found.all.append(person)
            parts = name_words(person.name)
            found.by_last.setdefault(parts[-1], []).append(person)
            if person.certain:
                found.by_first.setdefault(parts[0], []).append(person)
    return found


def _person(text: str, tokens: Tokens, begin: int, end: int) -> Person | None:
    words, tags = tokens.word, tokens.tags
    first = words[begin]
    ranked = begin > 0 and tags[begin - 1] in "Th"
    known = first in MEN or first in WOMEN
    if not known and (first in NOT_FIRST or any(word in BODIES or word in DOCUMENTS for word in words[begin:end])):
        return None
    if begin and tags[begin - 1] == "d" and not known:
        return None
    title = _title(text, tokens, begin, end) if ranked or known or tags[end] == "," or tags[begin - 1] == "," else None
    name = " ".join(text[tokens.start[begin] : tokens.end[end - 1]].split())
    return Person(name, begin, title, sex_of(first, words[begin - 1] if ranked else ""), ranked or known or bool(title))


def sex_of(first: str, rank: str) -> Sex | None:
    """A sex, where a first name or a title tells it."""
    if rank in _MALE or rank in _FEMALE:
        return "m" if rank in _MALE else "f"
    if (first in MEN) == (first in WOMEN):
        return None
    return "m" if first in MEN else "f"


def _title(text: str, tokens: Tokens, begin: int, end: int) -> str | None:
    """The role or rank beside a name: the words before it, or the appositive after it where those are no more than a rank."""
    before = _TITLE_BEFORE.search(tokens.tags, max(begin - 10, 0), begin)
    prefix = ""
    if before:
        first = before.start()
        while first < begin - 1 and tokens.tags[first] in "sf":
            first += 1
        prefix = text[tokens.start[first] : tokens.end[begin - 1]]
        if begin - first > 1 or tokens.word[first] not in _BARE_RANKS:
            return " ".join(prefix.split())
    after = _appositive(text, tokens, end) or _role_before(text, tokens, begin)
    joined = ", ".join(part for part in (prefix, after) if part)
    return " ".join(joined.split()) or None


def _role_before(text: str, tokens: Tokens, begin: int) -> str:
    """`Clinton's campaign chairman, John Podesta,`: the role between the sentence's start and the comma."""
    match = _ROLE_BEFORE.search(tokens.tags, max(begin - 12, 0), begin)
    if (
        not match
        or begin == 0
        or tokens.tags[match.start() - 1] not in ".|QSX,v"
        or tokens.tags[begin + 1] not in "NT,"
    ):
        return ""
    first = match.start()
    while tokens.tags[first] in "dr":
        first += 1
    return text[tokens.start[first] : tokens.end[match.end() - 2]]


def _appositive(text: str, tokens: Tokens, end: int) -> str:
    """`Zack Cooper, a senior fellow at the institute,`: the words between the commas, where they name a role."""
    match = _APPOSITIVE.match(tokens.tags, end)
    if not match:
        return ""
    first, last = match.start(1), match.end(1)
    roles = [at for at in range(first, last) if tokens.word[at] in ROLES or tokens.word[at] in RANKS]
    head = next((at for at in range(first, last) if tokens.tags[at] in "ifk"), last)
    if not roles or roles[0] >= head or tokens.tags[first] in "ick":
        return ""
    while first < roles[0] and tokens.tags[first] in "dr":
        first += 1
    return text[tokens.start[first] : tokens.end[last - 1]]
