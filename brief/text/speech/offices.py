"""Offices: a description such as `the prime minister`, and a title, in; whether one names the other's bearer, out."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.text.speech.lexicon import HEADS, RANKS, ROLES

_PART = re.compile(r" (?:of|for|at|in|from|on|with|who|to) |, ")
_POSSESSOR = re.compile(r"['’]s ")  # the senator’s (cousin)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FULL = {
    "gen": "general",
    "col": "colonel",
    "adm": "admiral",
    "capt": "captain",
    "maj": "major",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "sen": "senator",
    "gov": "governor",
    "amb": "ambassador",
    "prof": "professor",
    "ceo": "chief executive",
}
_GENERAL = frozenset(("leader", "chief", "head", "boss"))
"""Words that many offices can be called by."""
_SHARED = _GENERAL | frozenset(
    ("officer", "lawmaker", "fellow", "candidate", "nominee", "researcher", "scholar", "host")
)
"""Titles that too many people of one article may bear, though only one is named with it."""
_OTHER = frozenset(
    ("deputy", "vice", "former", "ex", "assistant", "attorney", "surgeon", "prime", "first", "junior", "shadow", "late")
)
"""Words that make another office of one: `the deputy governor` is not the governor."""
_PLACED = frozenset(("president", "chancellor", "premier", "king", "queen"))
"""Offices of a state, which a body's own president does not hold."""


@lru_cache(maxsize=1 << 12)
def head(name: str) -> str | None:
    """The role noun of a description."""
    words = _PART.split(name.lower())[0].split()
    plain = words[-1].rpartition("-")[2] if words else ""  # director-general
    return words[-1] if plain in ROLES and not plain.endswith("s") else None


@lru_cache(maxsize=1 << 12)
def may_hold(description: str, title: str) -> bool:
    """Whether a title names the office that a description of somebody near speaks of."""
    wanted = head(description)
    details = {word.lower() for word in re.findall(r"[A-Z]\w+", description) if word not in {"The", "This", "That"}}
    if details - set(_words(title)) or _OTHER & set(_words(description)) - set(_words(title)):
        return False
    held = {word for part in title.split(", ") for word in _words(_POSSESSOR.split(_PART.split(part)[0])[-1])}
    return wanted in held or (wanted in _GENERAL and bool(held & HEADS))


@lru_cache(maxsize=1 << 12)
def holds(description: str, title: str) -> bool:
    """Whether a title names exactly the office of a description, so that no nearness is needed."""
    wanted, held = _words(_PART.split(description)[0])[1:], _words(_PART.split(title)[0])
    if (
        not wanted
        or wanted[-1:] != held[-1:]
        or wanted[-1] in _SHARED
        or wanted[-1].rpartition("-")[2] not in HEADS | RANKS
    ):
        return False
    if set(wanted) - set(_words(title)) or (wanted[-1] in _PLACED and re.search(" (?:of the|at) ", title)):
        return False
    other = _OTHER & set(held) - set(wanted)
    return not other or (wanted[-1] == "admiral" and other == {"vice"})


def _words(name: str) -> list[str]:
    """Its words in lower case, ranks in full."""
    words = _WORD.findall(name.lower())
    return " ".join(_FULL.get(word, word) for word in words).split()
