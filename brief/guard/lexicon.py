"""The word list beside this file, and a text, in; its words and marks, and what the list says of them, out."""

from __future__ import annotations

import pkgutil
import re
from functools import cache

from brief.text.matching import plain

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]")  # `don't`, `large-scale`, `,`

Tokens = tuple[str, ...]


def tokens(text: str) -> Tokens:
    """The words and marks of a text in one case, with the marks that a keyboard has."""
    return tuple(_TOKEN.findall(plain(text)))


@cache
def _classes() -> dict[str, frozenset[Tokens]]:
    found: dict[str, set[Tokens]] = {}
    for line in (pkgutil.get_data(__name__, "words.txt") or b"").decode().splitlines():
        phrase, _, name = line.partition("\t")
        found.setdefault(name, set()).add(tuple(phrase.split()))
    return {name: frozenset(phrases) for name, phrases in found.items()}


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class that stand alone."""
    return frozenset(phrase[0] for phrase in _classes()[name] if len(phrase) == 1)


@cache
def _opened(name: str) -> dict[str, list[Tokens]]:
    """The phrases of a class by their first word, longest first."""
    found: dict[str, list[Tokens]] = {}
    for phrase in sorted(_classes()[name], key=lambda one: (-len(one), one)):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def phrase_at(row: Tokens, at: int, name: str) -> int:
    """How many tokens a phrase of this class takes that stands at a place; 0 where none does."""
    phrases = _opened(name).get(row[at], ())
    return next((len(phrase) for phrase in phrases if row[at : at + len(phrase)] == phrase), 0)


def is_denial(word: str) -> bool:
    """Whether a word denies: `not`, `never`, `isn't`."""
    return word in word_class("denial") or word.endswith("n't")


def denials(row: Tokens) -> list[int]:
    """Where a row of tokens denies; `not only` and `no doubt` do not."""
    return [
        at
        for at, word in enumerate(row)
        if is_denial(word) and row[at + 1 : at + 2] not in (("only",), ("doubt",), ("least",), ("just",), ("merely",))
    ]


def condition(row: Tokens) -> int | None:
    """Where a row of tokens opens a condition: `if`, but not `as if`; `provided that`, `in case`."""
    for at, word in enumerate(row):
        if word == "if" and (at == 0 or row[at - 1] not in word_class("not-if")):
            return at
        if phrase_at(row, at, "condition"):
            return at
    return None


def is_word(token: str) -> bool:
    """Whether a token is no mark."""
    return token[:1].isalnum()


def bare(row: Tokens) -> Tokens:
    """The words of a row without its marks."""
    return tuple(token for token in row if is_word(token))
