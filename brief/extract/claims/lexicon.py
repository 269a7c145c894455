"""The word lists beside this file in; where their phrases stand among a sentence's words out."""

from __future__ import annotations

import pkgutil
from functools import cache

from typing import NamedTuple

LISTS = ("hedges", "forecasts", "policies", "assessments")


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


def marks(word: list[str], places: range) -> list[Mark]:
    """Every phrase of the lists among these words, the longest of each list at each place."""
    opened = _phrases()
    found: list[Mark] = []
    for place in [place for place in places if word[place] in opened]:
        seen: set[str] = set()
        for name, phrase in opened[word[place]]:
            after = place + len(phrase)
            if name not in seen and after <= places.stop and word[place:after] == phrase:
                seen.add(name)
                found.append(Mark(name, place, after))
    return found
