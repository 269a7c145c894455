"""The people of one article: tokens in; every full name with title and sex out, found by surname or first name."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal, NamedTuple

from msgspec import Struct

from brief.text.names import name_words
from brief.text.speech.lexicon import (
    BARE_RANKS,
    BODIES,
    DOCUMENTS,
    FEMALE,
    FIRST_NAMES,
    MALE,
    MEN,
    NOT_FIRST,
    NOT_SURNAMES,
    PARTICLES,
    RANKS,
    ROLES,
    WOMEN,
)
from brief.text.speech.mention import name_end, name_start
from brief.text.speech.tokens import Tokens

Sex = Literal["m", "f"]

_TITLE_LENGTH = 8  # tokens between the start of a phrase and the name in it
_NAMES = re.compile(r"N(?:j{0,2}N){0,6}")
_TITLE_BEFORE = re.compile(r"(?:(?<=[,.|QSXdi])n)?[lTNhsf]{0,9}[Th](?:fN{1,2})?$")  # the Norwegian Secretary of State
_APPOSITIVE = re.compile(r",(?:0,)?([dTNhnlr0jezsfick]{2,24})(?=[,.|w;])")
_AGE = re.compile(r",0[,.]")  # Rosa Lind, 61,
_ROLE_BEFORE = re.compile(r"[dlTNhnsfj]{0,9}[hT](?:fd?[lNhn]{1,4})?,$")


class Person(NamedTuple):
    """One full name, where it stands, and what is said of its bearer there."""

    name: str
    token: int
    title: str | None
    sex: Sex | None
    certain: bool
    """A title or a known first name says that this is a person."""


class People(Struct, frozen=True):
    """Full names in order; `certain` and `likely` find them by surname, by both names, and by `first ` with a space."""

    all: list[Person] = []
    certain: dict[str, list[Person]] = {}
    likely: dict[str, list[Person]] = {}

    def find(self, name: str, token: int, sex: Sex | None = None) -> Person | None:
        """The person a name stands for at a token: the latest bearer before it, else the first after."""
        words = name_words(name)
        while len(words) > 1 and words[0] in PARTICLES:
            words = words[1:]
        if not words:
            return None
        key = words[-1] if len(words) == 1 else f"{words[0]} {words[-1]}"
        bearers = self.certain.get(key) or self.likely.get(key)
        if bearers is None and len(words) == 1:
            bearers = self.certain.get(f"{words[0]} ")
        if bearers and sex:
            bearers = [person for person in bearers if person.sex in {sex, None}] or bearers
        return _nearest(bearers, token) if bearers else None

    def add(self, person: Person) -> None:
        """Remember one more full name."""
        self.all.append(person)
        words = name_words(person.name)
        book = self.certain if person.certain else self.likely
        for key in (words[-1], f"{words[0]} {words[-1]}", f"{words[0]} "):
            bearers = book.setdefault(key, [])
            if not bearers or bearers[-1].name != person.name:
                bearers.append(person)
            elif person.title and not bearers[-1].title:
                bearers[-1] = bearers[-1]._replace(title=person.title)


def _nearest(bearers: list[Person], token: int) -> Person:
    after = bisect_right(bearers, token + _TITLE_LENGTH, key=lambda person: person.token)
    return bearers[max(after - 1, 0)]


def people(text: str, tokens: Tokens) -> People:
    """Every name of two or more words that can be a person's."""
    found = People()
    for match in _NAMES.finditer(tokens.tags):
        if match.end() - match.start() < 2:
            continue
        begin = name_start(tokens, max(match.start() - 2, 0), match.start(), match.end())
        end = name_end(tokens, begin, match.end())
        if 2 <= end - begin <= 5 and (person := _person(text, tokens, begin, end)):
            found.add(person)
    return found


def _person(text: str, tokens: Tokens, begin: int, end: int) -> Person | None:
    words, before = tokens.word[begin:end], tokens.tags[begin - 1] if begin else "|"
    known, ranked = words[0] in FIRST_NAMES, before in "Th"
    if words[-1] in NOT_SURNAMES or len(name := name_words(" ".join(words))) < 2:
        return None
    if not known and (before == "d" or name[0] in NOT_FIRST or any(w in BODIES or w in DOCUMENTS for w in words)):
        return None
    title = _title(text, tokens, begin, end) if ranked or known or "," in (before, tokens.tags[end]) else None
    written = " ".join(text[tokens.start[begin] : tokens.end[end - 1]].split())
    sex = sex_of(words[0], tokens.word[begin - 1] if ranked else "")
    return Person(written, begin, title, sex, ranked or known or bool(title) or bool(_AGE.match(tokens.tags, end)))


def sex_of(first: str, rank: str) -> Sex | None:
    """A sex, where a first name or a title tells it."""
    if rank in MALE or rank in FEMALE:
        return "m" if rank in MALE else "f"
    first = first.partition("-")[0]  # Karl-Heinz
    if (first in MEN) == (first in WOMEN):
        return None
    return "m" if first in MEN else "f"


def _title(text: str, tokens: Tokens, begin: int, end: int) -> str | None:
    """The role or rank beside a name: the words before it, with the appositive after it where those are a mere rank."""
    before = _TITLE_BEFORE.search(tokens.tags, max(begin - 10, 0), begin)
    prefix = ""
    if before:
        first = before.start()
        while first < begin - 1 and tokens.tags[first] in "sf":
            first += 1
        prefix = text[tokens.start[first] : tokens.end[begin - 1]]
        if begin - first > 1 or tokens.word[first] not in BARE_RANKS:
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
        or tokens.tags[begin + 1] not in "NTj,"
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
