"""The word lists beside this file in; where their phrases stand among a sentence's words out."""

from __future__ import annotations

import pkgutil
from functools import cache
from typing import NamedTuple

from brief.extract.claims.words import Words

LISTS = ("hedges", "approximators", "forecasts", "policies", "assessments")


class Mark(NamedTuple):
    """A phrase of a list, found: the places of its first word and after its last."""

    sort: str
    first: int
    after: int


@cache
def entries(name: str) -> frozenset[str]:
    """The lines of one list."""
    return frozenset((pkgutil.get_data(__name__, f"{name}.txt") or b"").decode().split("\n")) - {""}


@cache
def _classes() -> dict[str, frozenset[str]]:
    """The words of `classes.txt` by their class; a word may be of several."""
    found: dict[str, set[str]] = {}
    for line in (pkgutil.get_data(__name__, "classes.txt") or b"").decode().splitlines():
        word, _, name = line.partition("\t")
        found.setdefault(name, set()).add(word)
    return {name: frozenset(words) for name, words in found.items()}


def word_class(name: str) -> frozenset[str]:
    """The words of one class of `classes.txt`."""
    return _classes()[name]


@cache
def _phrases() -> dict[str, list[tuple[str, list[str]]]]:
    """Under each first word, the phrases that it opens with the list they are of, longest first."""
    opened: dict[str, list[tuple[str, list[str]]]] = {}
    for name in LISTS:
        for entry in entries(name):
            words = entry.split()
            opened.setdefault(words[0], []).append((name, words))
    for found in opened.values():
        found.sort(key=lambda phrase: (-len(phrase[1]), phrase[0]))
    return opened


def marks(words: Words, places: range, text: str) -> list[Mark]:
    """Every phrase of the lists among these words, the longest of each list at each place; `May` is a month."""
    opened, word = _phrases(), words.word
    found: list[Mark] = []
    for place in [place for place in places if word[place] in opened]:
        if word[place] == "may" and text[words.start[place]] == "M":
            continue
        seen: set[str] = set()
        for name, phrase in opened[word[place]]:
            after = place + len(phrase)
            if name not in seen and after <= places.stop and word[place:after] == phrase:
                seen.add(name)
                if name == "approximators" and not _is_amount(word[after] if after < places.stop else ""):
                    continue
                found.append(Mark(name, place, after))
    return found


def _is_amount(word: str) -> bool:
    return word[:1].isdigit() or word in word_class("amount")
