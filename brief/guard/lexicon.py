"""The word list beside this file, and a text, in; its words and marks, and what the list says of them, out."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Sequence
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


def phrase_at(row: Sequence[str], at: int, name: str) -> int:
    """How many tokens a phrase of this class takes that stands at a place; 0 where none does."""
    return next((size for size in range(5, 0, -1) if tuple(row[at : at + size]) in _classes()[name]), 0)


def is_denial(word: str) -> bool:
    """Whether a word denies: `not`, `never`, `isn't`."""
    return word in word_class("denial") or word.endswith("n't")


def denials(row: Sequence[str]) -> list[int]:
    """Where a row of tokens denies; `not only` and `no doubt` do not."""
    return [
        at
        for at, word in enumerate(row)
        if is_denial(word) and row[at + 1 : at + 2] not in (("only",), ("doubt",), ("least",), ("just",), ("merely",))
    ]


def condition(row: Sequence[str]) -> int | None:
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


def bare(row: Sequence[str]) -> Tokens:
    """The words of a row without its marks."""
    return tuple(token for token in row if is_word(token))
