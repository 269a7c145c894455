"""A sentence in; the word outside itself on which it leans, and whether it holds only on a condition, out."""

from __future__ import annotations

from brief.extract.claims.lexicon import word_class
from brief.extract.claims.words import Words

_OPENERS = word_class("opener")
_PREPOSITIONS = word_class("preposition")
_POINTING = frozenset(("this", "these", "those", "such"))
_PRONOUNS = word_class("pronoun")
_TIMES = word_class("time")
_DOCUMENTS = word_class("document")
_PARTS = word_class("part")
_BE = word_class("expletive-verb")
_EXPLETIVE_ENDS = word_class("expletive-end")
_DETERMINERS = word_class("determiner")
_SUBJECTS = _DETERMINERS | {"this", "these", "those", "such", "either", "both", "anyone", "one", "people"}
_CONDITION_WORDS = frozenset(("if", "unless", "provided", "assuming", "should", "were"))
_TELLING_WHICH = word_class("telling-which")
_NOT_IF = word_class("before-if")


def leans_on(words: Words, places: range, text: str) -> tuple[int, int] | None:
    """The places of the first and after the last word that the sentence itself does not resolve."""
    at = places.start
    while at < places.stop and words.word[at] in _OPENERS:
        at += 1
    if at >= places.stop:
        return None
    word = words.word
    following = word[at + 1] if at + 1 < places.stop else ""
    if word[at] in _PRONOUNS:
        return None if word[at] == "it" and _is_expletive(word, at, places.stop) else (at, at + 1)
    if word[at] == "that":
        return None if _opens_clause(words, at + 1, places.stop, text) or following in _TIMES else (at, at + 1)
    if word[at] in _POINTING:
        return None if following in _TIMES else (at, at + 1)
    if word[at] == "the" and following in _DOCUMENTS:
        return _document(word, at, places.stop)
    return _inside(words, at, places.stop, text)


def _is_expletive(word: list[str], at: int, stop: int) -> bool:
    """Whether “it” only holds the place of a clause: `it is unclear whether`, `it’s one thing to`."""
    return (
        word[at + 1 : at + 2] != []
        and word[at + 1] in _BE
        and not _EXPLETIVE_ENDS.isdisjoint(word[at + 2 : min(at + 9, stop)])
    )


def _opens_clause(words: Words, at: int, stop: int, text: str) -> bool:
    return at < stop and (words.word[at] in _DETERMINERS or text[words.start[at]].isupper())


def _document(word: list[str], at: int, stop: int) -> tuple[int, int] | None:
    """`The report`, unless the words after it say which."""
    known = at + 2 < stop and word[at + 2] in _TELLING_WHICH
    return None if known else (at, at + 2)


def _inside(words: Words, at: int, stop: int, text: str) -> tuple[int, int] | None:
    """A pointing word soon after an opening preposition or quantity: `despite these setbacks`, `any of them`."""
    word = words.word
    if word[at] not in _PREPOSITIONS and word[at] not in _PARTS and word[at : at + 2] != ["according", "to"]:
        return None
    for place in range(at + 1, min(at + 4, stop)):
        following = word[place + 1] if place + 1 < stop else ""
        if (
            (word[place] in _POINTING or word[place] in {"that", "doing"})
            and following not in _TIMES
            and place - at < 3
        ):
            if word[place] == "that" and _opens_clause(words, place + 1, stop, text):
                return None
            return (place, place + 1)
        if word[place] == "the" and following in _DOCUMENTS:
            return _document(word, place, stop)
        if text[words.end[place - 1] : words.start[place]].strip():
            return None
    return None


def conditional(words: Words, places: range, text: str) -> bool:
    """Whether it holds only if something else does: `if`, `unless`, `should China decide`, `were they to`."""
    word = words.word
    if _CONDITION_WORDS.isdisjoint(word[places.start : places.stop]):
        return False
    for place in places:
        now, before = word[place], word[place - 1] if place > places.start else ""
        if now == "unless" or (now == "if" and before not in _NOT_IF):
            return True
        if now in {"provided", "assuming"} and place + 1 < places.stop and word[place + 1] == "that":
            return True
        if inverted(words, place, places, text):
            return True
    return False


def inverted(words: Words, place: int, places: range, text: str) -> bool:
    """Whether “should” or “were” opens a condition by standing before its subject: `should China decide`."""
    word = words.word
    if word[place] not in {"should", "were"} or place + 2 >= places.stop:
        return False
    at_edge = place == places.start or text[words.end[place - 1] : words.start[place]].strip() != ""
    named = word[place + 1] in _SUBJECTS or text[words.start[place + 1]].isupper()
    if word[place] == "were":
        return at_edge and named and "to" in word[place + 2 : place + 6]
    return named and text[words.start[place - 1] if place else 0] != "?"
