"""Text in, tokens out: each word with the one-letter class that it can have in a date.

The classes of a text stand in one string, a letter a token, so that the grammar is a handful of short expressions over that
string instead of long ones over the text: it compiles in milliseconds and a match's offset is a token's number.
"""

from __future__ import annotations

import pkgutil
import re
from dataclasses import dataclass
from functools import cache

TOKEN = re.compile(
    r"\d{1,4}(?:[./:,–-]\d{1,4}){1,5}(?!\d)"  # 2024-04-03, 3.4.2024, 2008/09, 30,000
    r"|['’]s\b"
    r"|['’]\d0s\b"  # ’80s
    r"|[ap]\.m\b\.?"
    r"|\w+"
    r"|\n[ \t\r]{0,80}\n"
    r"|[^\w\s]"
)
BREAK = "¶"
OTHER = "x"
MARKS = {"'": "'", "’": "'", ",": ",", ".": ".", "-": "-", "–": "-", "—": "_", "!": "!", "?": "!", ";": ";", ":": ":", "(": "(", ")": ")"}
ONLY_CAPITAL = frozenset({"may", "march", "mar", "sun", "sat", "mon", "wed", "fri", "jan", "dec", "jun", "apr", "sep"})
"""Words that are no date in small letters."""

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")  # 2024-04-03
DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")  # 3.4.2024
YEARS = re.compile(r"([12]\d{3})[-–/](\d{4}|\d{2})")  # 2008/09
DAYS = re.compile(r"(\d{1,2})[-–/](\d{1,2})")  # 3–5
YEAR_MONTH = re.compile(r"([12]\d{3})-([01]\d)")  # 2024-04
NUMBER = re.compile(r"(\d{1,4})(st|nd|rd|th|s)?")  # 1990s
DECADE = re.compile(r"['’](\d)0s")  # ’80s
CODE = re.compile(r"(FY|[QH][1-4])(\d{4}|\d{2})?|([1-4])([QH])(\d{4}|\d{2})?")  # FY2025, Q3, 2Q24, H1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
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
        if word[0] in "FQH" and CODE.fullmatch(word):
            return "Q"
        if word[0] == "\n":
            return BREAK
        if word[0] in "'’":
            return "'" if word[-1] == "s" and len(word) == 2 else "X"
        return OTHER


def _number_class(word: str) -> str:
    """d a day's number, f an ordinal, Y a year, k any other small number, X decade, D date, R years, N days, m a month."""
    if found := NUMBER.fullmatch(word):
        return _plain_class(int(found[1]), len(found[1]), found[2])
    for letter, shape in (("D", ISO), ("D", DAY_FIRST), ("G", YEAR_MONTH), ("R", YEARS), ("N", DAYS)):
        if shape.fullmatch(word):
            return letter
    if CODE.fullmatch(word):
        return "Q"
    return "A" if word[-1] in "m." else "#"


def _plain_class(value: int, digits: int, suffix: str | None) -> str:
    if suffix == "s":
        return "X" if value % 10 == 0 and (digits == 4 or 20 <= value <= 90) else OTHER
    if suffix:
        return "f"
    if digits == 4:
        return "Y" if 1000 <= value < 2200 else "#"
    return "d" if 1 <= value <= 31 and digits < 3 else "K"


@cache
def _lists() -> tuple[_Tags, dict[str, int | str]]:
    tags, values = _Tags(), dict[str, int | str]()
    lines = (pkgutil.get_data(__package__, "words.txt") or b"").decode().splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        word, letter, *value = line.split(" ")
        values[word] = (int(value[0]) if value[0].lstrip("-").isdigit() else value[0]) if value else ""
        for form in (word.capitalize(), word.upper(), *(() if word in ONLY_CAPITAL else (word,))):
            tags[form] = letter
    return tags, values


def tokens(text: str) -> Tokens:
    """The tokens of a text with their classes."""
    found = [(match.start(), match.group()) for match in TOKEN.finditer(text)]
    words = [word for _, word in found]
    tags, _ = _lists()
    return Tokens(words=words, starts=[start for start, _ in found], tags="".join([tags[word] for word in words]))


def value(word: str) -> int | str:
    """What a listed word stands for: a month's number, a unit's name, a count."""
    return _lists()[1].get(word.lower(), "")


def number(words: list[str]) -> int | None:
    """A count in figures or words, `twenty five` and `a couple of` too; None where it is none or out of all reason."""
    total = 0
    for word in words:
        if word.isdecimal() and len(word) <= 4:
            total += int(word)
        elif isinstance(known := value(word), int):
            total = max(total, 0) + known if word.lower() not in {"a", "an"} or not total else total
    return total or None
