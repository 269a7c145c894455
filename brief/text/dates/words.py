"""Text in, tokens out: each word with the one-letter class that it can have in a date.

The classes of a text stand in one string, a letter a token, so that the grammar is a handful of short expressions over
that string instead of long ones over the text: it compiles in milliseconds, and a match's offset is a token's number.

M month  W weekday  S season  y yesterday  P part of the day  Y year  X decade  d day  f ordinal  n number word
K larger number  D whole date  R years  N days  Q quarter code  u unit  U units  t this  l last  e next  h that  m same
T the  a a  g ago  b earlier  r later  < before  > after  c early  C end  k fiscal  i in  s within  B by  o of  p on
F from  w between  z to  & and  q about  j now  v few  V car maker  J Christmas  E eve
H time in figures  A a.m. or p.m.  Z time zone  G hours  L part of the day that is a name too
O New or Good of a day  x any other word, and marks as themselves
"""

from __future__ import annotations

import pkgutil
import re
from collections import defaultdict
from functools import cache

from msgspec import Struct

TOKEN = re.compile(
    r"\d{1,4}(?:[./:,–-]\d{1,4}){1,5}(?!\d)"  # 2024-04-03, 3.4.2024, 2008/09, 30,000
    r"|['’]s\b"
    r"|['’]\d0s\b"  # ’80s
    r"|[apAP]\.[mM]\b\.?"
    r"|\w+"
    r"|\n[ \t\r]{0,80}\n"
    r"|[^\w\s]"
)
BREAK = "¶"
OTHER = "x"
MARKS = {mark: mark for mark in "',.-!;:()"} | {"’": "'", "–": "-", "—": "_", "?": "!"}

ISO = re.compile(r"(?a)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")  # 2024-04-03
DAY_FIRST = re.compile(r"(?a)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|(?<=/)\d\d)")  # 3.4.2024, 25/12/24
MONTH_FIRST = re.compile(r"(?a)(0?[1-9]|1[0-2])/([12]\d{3})")  # 07/2025
YEARS = re.compile(r"(?a)([12]\d{3})[-–/](\d{4}|\d{1,2})")  # 2008/09, 2008-9
DAYS = re.compile(r"(?a)(\d{1,2})[-–/](\d{1,2})")  # 3–5
NUMBER = re.compile(r"(?a)(\d{1,4})(st|nd|rd|th|s)?")  # 1990s
CLOCK_FACE = re.compile(r"(?ai)(\d{1,2})(?:[:.h](\d\d)(?::\d\d)?)?(am|pm)?")  # 8pm, 19:30, 9.30am, 14h00
FOUR_FIGURES = re.compile(r"(?a)(\d\d)(\d\d)()")  # 0900
CODE = re.compile(r"(?a)(?:(FY)|([QH])([1-4])|([1-4])([QH]))(\d{4}|\d{2})?")  # FY2025, Q3, 2Q24
SHAPES = (("D", ISO), ("D", DAY_FIRST), ("D", MONTH_FIRST), ("R", YEARS), ("N", DAYS), ("Q", CODE), ("H", CLOCK_FACE))


class Tokens(Struct, frozen=True, kw_only=True):
    """The words of a text, where each starts, and the string of their classes."""

    words: list[str]
    starts: list[int]
    tags: str

    def end(self, index: int) -> int:
        """Where a token ends in the text."""
        return self.starts[index] + len(self.words[index])


class _Tags(dict[str, str]):
    """Word to class; what is in no list is classed by its shape."""

    def __missing__(self, word: str) -> str:
        if len(word) == 1 and not word.isalnum():
            return MARKS.get(word, "|")
        if word[0].isdigit():
            return _number_class(word)
        if word[0] == "\n":
            return BREAK
        if word[0] in "'’":
            return "'" if len(word) == 2 else "X"
        return "Q" if word[0] in "FQH" and CODE.fullmatch(word) else OTHER


def _number_class(word: str) -> str:
    if found := NUMBER.fullmatch(word):
        return _plain_class(int(found[1]), len(found[1]), found[2])
    return next((letter for letter, shape in SHAPES if shape.fullmatch(word)), "#")


def _plain_class(value: int, digits: int, suffix: str | None) -> str:
    if suffix == "s":
        return "X" if value % 10 == 0 and (digits == 4 or 20 <= value <= 90) else OTHER
    if suffix:
        return "f"
    if digits == 4:
        return "Y" if 1000 <= value < 2200 else "#"
    return "d" if 1 <= value <= 31 and digits < 3 else "K"


@cache
def _classes() -> tuple[_Tags, dict[str, int | str]]:
    tags, values, only_capital = _Tags(), dict[str, int | str](), listed("only_capital")
    for word, letter, *known in _entries("words.txt"):
        values[word] = int(known[0]) if known and known[0].lstrip("-").isdigit() else "".join(known)
        for form in (word.capitalize(), word.upper(), *(() if word in only_capital else (word,))):
            tags[form] = letter
    return tags, values


def _entries(name: str) -> list[list[str]]:
    lines = (pkgutil.get_data(__package__, name) or b"").decode().splitlines()
    return [line.split(" ") for line in lines if not line.startswith("#")]


@cache
def _all_lists() -> dict[str, frozenset[str]]:
    words = defaultdict(set)
    for name, word in _entries("lists.txt"):
        words[name].add(word)
    return {name: frozenset(entries) for name, entries in words.items()}


def listed(name: str) -> frozenset[str]:
    """The words of one list of `lists.txt`."""
    return _all_lists()[name]


def tokens(text: str) -> Tokens:
    """The tokens of a text with their classes."""
    found = [(match.start(), match.group()) for match in TOKEN.finditer(text)]
    words = [word for _, word in found]
    tags, _ = _classes()
    return Tokens(words=words, starts=[start for start, _ in found], tags="".join([tags[word] for word in words]))


def value(word: str) -> int | str:
    """What a listed word stands for: a month's number, a unit's name, a count."""
    return _classes()[1].get(word.lower(), "")


def spelled_year(words: list[str]) -> str | None:
    """A year as transcripts write it, `nineteen ninety-six`, `two thousand`; None where the words make none."""
    counts = [known for word in words if isinstance(known := value(word), int)]
    if counts[:2] == [2, 1000]:
        return "2000"
    if len(counts) < 2 or counts[0] not in {18, 19, 20} or not 10 <= counts[1] <= 90:
        return None
    if len(counts) > 2 and (counts[1] < 20 or counts[2] > 9):
        return None
    return f"{counts[0]}{sum(counts[1:]):02}"


def number(words: list[str]) -> int | None:
    """A count in figures or words, `twenty five` and `a couple of` too; None where there is none."""
    total = 0
    for word in words:
        known = int(word) if word.isdecimal() and len(word) <= 4 else value(word)
        if isinstance(known, int) and (word.lower() not in {"a", "an"} or not total):
            total = known if total == 1 and words[0].lower() in {"a", "an"} else total + known
    return total or None
