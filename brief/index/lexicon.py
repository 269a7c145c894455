"""A word in; what it stands for when two statements are compared out: a family of words, a country, or its own stem."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from brief.text.matching import plain, stem


@cache
def families() -> dict[str, str]:
    """Word → the name of its family as the file writes it: `move+`, `ready!`, `attack`."""
    found: dict[str, str] = {}
    for line in _lines("matters.txt"):
        name, *row = line.split()
        for word in row:
            found.update(dict.fromkeys(verb_forms(word[:-1]) if word.endswith("*") else (word,), name))
    return found


@cache
def words_of(sort: str) -> frozenset[str]:
    """The words of one class of `grammar.txt`."""
    return _classes()[sort]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {name: frozenset(row) for name, *row in (line.split() for line in _lines("grammar.txt"))}


@cache
def _places() -> dict[str, str]:
    return {word: stem(name) for word, name in (line.split() for line in _lines("places.txt"))}


def key(word: str) -> str | None:
    """What a word stands for; None for one that says nothing of the matter."""
    low = plain(word).replace(".", "").removesuffix("'s")
    if low in words_of("idle") or low.endswith(("n't", "ly")) or (low == "us" and word.islower()):
        return None
    if low in families():
        return families()[low].rstrip("+-!")
    return _places().get(low) or stem(low)


def is_place(word: str) -> bool:
    """Whether a word is a country, or a capital or people that stands for one."""
    return plain(word) in _places() or plain(word) in _countries()


def qualifiers(words: Sequence[str]) -> frozenset[str]:
    """The words before the last of a name that tell it from another, words of office left out."""
    row = {plain(word).removesuffix("'s") for word in words}
    return frozenset(word for word in row if word in words_of("parts") or word not in words_of("idle"))


@cache
def _countries() -> frozenset[str]:
    return frozenset(line.split()[1] for line in _lines("places.txt"))


def _lines(name: str) -> list[str]:
    text = files("brief.index").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def verb_forms(verb: str) -> tuple[str, ...]:
    """A regular verb's forms."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    plural = verb + "es" if verb.endswith(("s", "sh", "ch", "x", "o")) else verb + "s"
    return verb, plural, verb + "ed", verb + "ing"
