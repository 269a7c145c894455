"""Word classes: one letter for every word that the grammar of attribution knows, out of the lists in `words/`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

CLOSED = {
    "determiners": "d",
    "pronouns": "p",
    "objects": "o",
    "relatives": "w",
    "prepositions": "i",
    "temporals": "q",
    "subordinators": "u",
    "coordinators": "c",
    "adversatives": "C",
    "auxiliaries": "a",
    "adverbs": "r",
    "order": "l",
    "time": "m",
    "particles": "j",
    "deceptive": "n",
}
"""List and letter of the classes that a capital does not change; an earlier list wins."""


_LISTS = files(__package__) / "words"


def _entries(name: str) -> list[str]:
    return (_LISTS / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]


def _forms(entry: str) -> dict[str, str]:
    """Form and letter of a verb, of an entry `base third past… participle`, `past participle`, or a regular `base`."""
    base, *others = entry.split()
    if len(others) == 1:
        return {base: "v", others[0]: "g"}
    if others:
        return {base: "b", others[0]: "V", **dict.fromkeys(others[1:-1], "v"), others[-1]: "g"}
    if base.endswith("e"):
        return {base: "b", base + "s": "V", base + "d": "v", base[:-1] + "ing": "g"}
    if base.endswith("y") and base[-2] not in "aeo":
        return {base: "b", base[:-1] + "ies": "V", base[:-1] + "ied": "v", base + "ing": "g"}
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    return {base: "b", third: "V", base + "ed": "v", base + "ing": "g"}


def _verbs(name: str) -> dict[str, str]:
    """Every form of the verbs of a list: `b` base, `V` third person, `v` past, `g` participle."""
    return {form: tag for entry in _entries(name) for form, tag in _forms(entry).items()}


SAYING = _verbs("saying")
JUDGING = _verbs("judging")
"""Verbs that take quoted words as what they call or criticise: weaker cues."""
DENYING = frozenset(_verbs("denying"))
ASSERTIONS = frozenset(_entries("assertions"))
"""Nouns for what somebody says, which somebody else may deny."""
FORGED = frozenset(_entries("forged"))
"""What is said of writings whose words are not their signer's."""
RANKS = frozenset(_entries("ranks"))
ROLES = frozenset(_entries("roles"))
BODIES = frozenset(_entries("bodies"))
DOCUMENTS = frozenset(_entries("documents"))
MEN = frozenset(_entries("men"))
WOMEN = frozenset(_entries("women"))
MALE = frozenset(_entries("male"))
FEMALE = frozenset(_entries("female"))
"""Titles that tell the sex of their bearer."""
FIRST_NAMES = MEN | WOMEN
NOT_FIRST = frozenset(_entries("not_first"))
"""Words that begin names of places and bodies, never a person's."""
NOT_SURNAMES = frozenset(_entries("not_surnames"))
PARTICLES = frozenset(_entries("particles"))
OFFICES = frozenset(_entries("offices"))
BARE_RANKS = frozenset(_entries("bare_ranks"))
"""Ranks that say less of their bearer than an appositive does."""
HEADS = frozenset(_entries("heads"))
"""Offices whose bearer can be called the leader, chief, head or boss."""
REPORTS = frozenset(_entries("reports"))
ABBREVIATIONS = frozenset(_entries("abbreviations"))


def _classes() -> dict[str, str]:
    classes = dict.fromkeys((*ROLES, *BODIES, *DOCUMENTS), "h")
    classes |= JUDGING | SAYING
    for name, letter in reversed(CLOSED.items()):
        classes |= dict.fromkeys(_entries(name), letter)
    return classes | {"that": "t", "of": "f", "for": "f", "to": "k", "may": "a"}


CLASSES = _classes()
_MARKS = {",": ",", ".": ".", ":": ":", ";": ";", "?": "?", "!": "?", "&": "c", "…": "?"}
_MARKS |= dict.fromkeys(("–", "—", "―", "--", "-", "---"), "-") | {"|": "y"}
_ENDINGS = {"ly": "r", "ed": "e"}


_NO_NAMES = {"may": "m", "let": "a"}
_ELISIONS = frozenset(("d", "l", "dell", "de"))
_BEFORE_TITLES = frozenset(("ex", "then", "vice", "co", "deputy", "under", "director", "governor", "attorney"))
_LAST_OF_TITLES = frozenset(
    ("general", "president", "chancellor", "chair", "chairman", "minister", "secretary", "chief")
)
"""What `Director-General` and `Vice-President` end in."""


_FOREIGN_TITLES = (
    "minister",
    "ministerin",
    "präsident",
    "präsidentin",
    "kanzler",
    "kanzlerin",
    "sprecher",
    "sprecherin",
)
"""What one-word titles of other tongues end in: `Bundeskanzler`."""


class Letters(dict[str, str]):
    """Letter of each word as written; the words of one article are looked up once."""

    def __missing__(self, word: str) -> str:
        letter = self[word] = _letter(word)
        return letter


@lru_cache(maxsize=1 << 15)
def _letter(word: str) -> str:
    lower = word.lower().replace("’", "'")
    first = word[0]
    if first.isdigit():
        return "0"
    if not first.isalpha():
        return "s" if lower == "'s" else _MARKS.get(word, "y")
    if word == "US":
        return "N"
    if first.isupper() or (not first.islower() and not lower.isascii()):
        return _capital(lower)
    return CLASSES.get(lower) or _joined(word) or _by_ending(lower)


def _joined(word: str) -> str | None:
    """`al-Assad` and `d’Arcy` are names, `ex-President` is a title, `vice-chancellor` a role."""
    first, mark, last = word.replace("’", "'").rpartition("-" if "-" in word else "'")
    if not mark or not last:
        return None
    if last[0].isupper() and (first in PARTICLES or first in _ELISIONS):
        return "N"
    if first in _BEFORE_TITLES and last.lower() in RANKS:
        return "T" if last[0].isupper() else "h"
    return "h" if mark == "-" and last in ROLES else None


def _capital(lower: str) -> str:
    """`N` for a name, `T` for a title, the small word's own letter where a sentence begins with one."""
    if lower in RANKS or lower.rstrip(".") in RANKS:
        return "T"
    if lower in _NO_NAMES:
        return _NO_NAMES[lower]
    if ("-" in lower and lower.rpartition("-")[2] in _LAST_OF_TITLES) or lower.endswith(_FOREIGN_TITLES):
        return "T"
    if "'" in lower and (lower.endswith("n't") or CLASSES.get(lower.partition("'")[0]) == "p"):
        return "a" if lower.endswith("n't") else "p"  # I’ve
    letter = "N" if lower == "per" else CLASSES.get(lower, "N")  # Per Dahl
    return letter if letter in "dpowiuctkCfmlrgq" else "N"


def _by_ending(lower: str) -> str:
    if lower.endswith("ing") and len(lower) > 4:
        return "z"
    if lower.endswith("n't"):
        return "a"
    return _ENDINGS.get(lower[-2:], "n")
