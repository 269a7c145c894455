"""Word classes: one letter for every word that the grammar of attribution knows, out of the lists in `words/`."""

from __future__ import annotations

from importlib.resources import files

CLOSED = {
    "determiners": "d",
    "pronouns": "p",
    "objects": "o",
    "relatives": "w",
    "prepositions": "i",
    "subordinators": "u",
    "coordinators": "c",
    "adversatives": "C",
    "auxiliaries": "a",
    "adverbs": "r",
    "order": "l",
    "time": "m",
    "particles": "j",
}
"""List and letter of the classes that a capital does not change; an earlier list wins."""


def _entries(name: str) -> list[str]:
    return (files(__package__) / "words" / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]


def _forms(entry: str) -> tuple[str, str, str, str]:
    """Base, third person, past and participle: as listed, or the regular ones."""
    listed = entry.split()
    if len(listed) >= 4:  # noqa: PLR2004 - the four forms in a row
        return listed[0], listed[1], listed[2], listed[-1]
    base = entry
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeo":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    return base, plural, base + "ed", base + "ing"


def _verbs(name: str) -> dict[str, str]:
    """Form and letter: `b` base, `V` third person, `v` past, `g` participle."""
    return {form: tag for entry in _entries(name) for form, tag in zip(_forms(entry), "bVvg", strict=True)}


SAYING = _verbs("saying") | {"written": "v", "spoken": "v"}
JUDGING = _verbs("judging")
"""Verbs that take quoted words as what they call or criticise: weaker cues."""
RANKS = frozenset(_entries("ranks"))
ROLES = frozenset(_entries("roles"))
BODIES = frozenset(_entries("bodies"))
DOCUMENTS = frozenset(_entries("documents"))
MEN = frozenset(_entries("men"))
WOMEN = frozenset(_entries("women"))
FIRST_NAMES = MEN | WOMEN
NOT_FIRST = frozenset(_entries("not_first"))
"""Words that begin names of places and bodies, never a person's."""
OFFICES = frozenset(_entries("offices"))
ABBREVIATIONS = frozenset(_entries("abbreviations"))


def _classes() -> dict[str, str]:
    classes = dict.fromkeys((*ROLES, *BODIES, *DOCUMENTS), "h")
    classes |= {form: tag for form, tag in (JUDGING | SAYING).items() if tag != "b" or form not in {"mean", "order"}}
    for name, letter in reversed(CLOSED.items()):
        classes |= dict.fromkeys(_entries(name), letter)
    return classes | {"that": "t", "of": "f", "to": "k", "may": "a"}


CLASSES = _classes()
_MARKS = {",": ",", ".": ".", ":": ":", ";": ";", "?": "?", "!": "?", "&": "c", "…": "?"}
_MARKS |= dict.fromkeys(("–", "—", "―", "--", "-", "---"), "-") | {"|": "y"}
_ENDINGS = {"ly": "r", "ed": "e"}


class Letters(dict[str, str]):
    """Letter of each word as written; the words of one article are looked up once."""

    def __missing__(self, word: str) -> str:
        letter = self[word] = _letter(word)
        return letter


def _letter(word: str) -> str:
    lower = word.lower().replace("’", "'")
    first = word[0]
    if first.isdigit():
        return "0"
    if not first.isalpha():
        return "s" if lower == "'s" else _MARKS.get(word, "y")
    if first.isupper() or (not first.islower() and not lower.isascii()):
        return _capital(lower)
    return CLASSES.get(lower) or _by_ending(lower)


def _capital(lower: str) -> str:
    """`N` for a name, `T` for a title, the small word's own letter where a sentence begins with one."""
    if lower in RANKS or lower.rstrip(".") in RANKS:
        return "T"
    letter = CLASSES.get(lower, "N")
    if lower == "may":
        return "m"
    return letter if letter in "dpowiuctkCfmlrg" else "N"


def _by_ending(lower: str) -> str:
    if lower.endswith("ing") and len(lower) > 4:  # noqa: PLR2004 - `king`, `ring` are no participles
        return "z"
    if lower.endswith("n't"):
        return "a"
    return _ENDINGS.get(lower[-2:], "n")
