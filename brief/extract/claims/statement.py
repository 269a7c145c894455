"""A cue and its subject in; where the statement that they report begins and ends out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from brief.extract.claims.lexicon import word_class
from brief.text.speech.tokens import Tokens

QUOTED = frozenset("QSXU")
_JOINS = word_class("going-on")
_OPENING = word_class("subordinate")
_PARTICIPLES = word_class("participle")
_LED = frozenset(("of", "for", "on", "against", "to"))
_POINTED = frozenset(("point", "refer"))
_TELLING = word_class("telling")
_TOLD = frozenset(("tell", "tells", "told", "telling"))
_HOLDING = word_class("holding")
_VIEWS = word_class("view")
_CLAUSE_HEAD = re.compile(r"[dpNThn]|l[^m]")  # what was said begins here, not `last week`
_WHEN = re.compile(r"(?:[ir]?[dl]{0,2}m0?,?){1,3}")  # in May, last Tuesday
_AND = frozenset(("and", "but"))
_ADJUNCT = frozenset("imrl,k")
_PASSED = frozenset("imrl,kdnhNT0fsoxy")
_CLAUSE = frozenset("pavVt")


class Sentence(NamedTuple):
    """A sentence: its tokens `first` to `last`, one past its end, and its characters."""

    first: int
    last: int
    start: int
    end: int


class Stretch(NamedTuple):
    """A statement: its tokens, `last` one past its end, and its characters."""

    first: int
    last: int
    start: int
    end: int


def after_cue(text: str, tokens: Tokens, sentence: Sentence, cue: int, limit: int) -> Stretch | None:
    """The statement that follows a cue: from the word after it, or after `that`, to where the clause ends.

    `limit` is the token at which another speaker’s clause begins, the sentence’s end where none does.
    """
    first = _past_aside(tokens, cue + 1, min(sentence.last, cue + 25)) or _opening(tokens, sentence, cue)
    if (
        first == cue + 1
        and tokens.word[first] in _LED
        and (tokens.word[first] != "to" or tokens.word[cue][:5] in _POINTED)
    ):
        first += 1
    last = min(_closing(tokens, sentence, first, cue), limit)
    return _stretch(text, tokens, sentence, first, last)


def _opening(tokens: Tokens, sentence: Sentence, cue: int) -> int:
    """The token at which the statement begins: past the listener, the time, the place and `that`."""
    tags = tokens.tags
    at = cue + 1
    if at < sentence.last and (tags[at] in _ADJUNCT or tokens.word[cue] in _TELLING):
        for place in range(at, min(sentence.last, cue + 16)):
            if tags[place] == "t" and tags[place + 1] not in "avVbe":
                return place + 1
            if (tags[place] == "p" or tokens.word[place] == "there") and tokens.word[cue] in _TOLD:
                return place
            if tags[place] not in _PASSED:
                break
    elif at < sentence.last and tags[at] == "t" and not tokens.word[cue].startswith("call"):
        return at + 1
    elif tokens.word[cue] in _HOLDING:
        return _view(tokens, at, min(sentence.last, at + 6))
    if when := _WHEN.match(tags, at, sentence.last):
        at = when.end()
    while at < sentence.last and (tags[at] in ",:-" or (tags[at] == "r" and tags[at + 1] in "t,:")):
        at += 1
    return at


def _past_aside(tokens: Tokens, at: int, stop: int) -> int | None:
    """Past `that` in `said, dismissing the plan, that …`."""
    tags = tokens.tags
    if tags[at] != "," or tags[at + 1] not in "gz":
        return None
    return next((place + 1 for place in range(at + 2, stop) if tags[place] == "t" and tags[place - 1] in ",QSX"), None)


def _view(tokens: Tokens, at: int, stop: int) -> int:
    """Where what is held begins: after `the view that`, `fears that`."""
    for place in range(at + 1, stop):
        if tokens.tags[place] == "t" and tokens.word[place - 1] in _VIEWS:
            return place + 1
    return at


def _closing(tokens: Tokens, sentence: Sentence, first: int, cue: int) -> int:
    """One past the last token of the statement: the sentence’s end, or where the author goes on."""
    tags, word = tokens.tags, tokens.word
    opened = tags.rfind(",", sentence.first, cue)
    subordinate = tags[opened + 1] == "w" if opened >= 0 else word[sentence.first] in _OPENING
    for at in range(first + 3, sentence.last - 1):
        if tags[at] in ",-":
            following = word[at + 1]
            if subordinate and tags[at] == ",":
                return at
            if (following in _PARTICIPLES or following in _JOINS) and tags[at + 2] != "t":
                return at
            if tags[at] == "," and tags[at + 1] == "g" and tags[at - 1] not in "gz":
                return at
            if following in _AND and _has_cue(tags, at + 2):
                return at
        elif word[at] in _AND and _has_cue(tags, at + 1):
            return at
    return sentence.last


def _has_cue(tags: str, at: int) -> bool:
    start = at
    while tags[at] in "ra":
        at += 1
    return tags[at] in "vV" or (tags[at] == "b" and at > start)


def before_cue(text: str, tokens: Tokens, sentence: Sentence, opens: int, closes: int) -> Stretch | None:
    """The statement before its cue, and after it too where the sentence goes on, as in `The plan, he said, failed`."""
    first = sentence.first
    tags = tokens.tags
    if opens - first > 2 and tags[opens - 1] in "Q," and ":" in tags[first:opens]:
        colon = tags.rindex(":", first, opens)
        if tags[colon + 1] in QUOTED:
            first = colon + 1
    last = sentence.last if first == sentence.first and _goes_on(tokens, sentence, opens, closes) else opens
    return _stretch(text, tokens, sentence, first, last)


def _goes_on(tokens: Tokens, sentence: Sentence, opens: int, closes: int) -> bool:
    """Whether the statement is taken up again after its cue, and not only told when, where or by whom else."""
    tags = tokens.tags
    following = closes + 1
    if tags[opens] in "vV" or following >= sentence.last or tags[closes] not in ",:-" or tags[following] in ".?|":
        return False
    if not _CLAUSE.isdisjoint(tags[sentence.first : opens]) and tags[following] in "iu":
        return False
    if QUOTED.issuperset(tags[sentence.first : opens].rstrip(",")):
        return tags[following] in QUOTED
    return tags[following] not in "gzwucC" and tokens.word[following] not in _PARTICIPLES


def after_opening(text: str, tokens: Tokens, sentence: Sentence, cue: int) -> Stretch | None:
    """The statement after `As Smith noted last week,`; None where the sentence does not open so."""
    tags = tokens.tags
    if tokens.word[sentence.first] != "as" or "," in tags[sentence.first : cue] or tags[cue + 1] in "pt":
        return None
    comma = tags.find(",", cue, min(sentence.last, cue + 12))
    return _stretch(text, tokens, sentence, comma + 1, sentence.last) if comma >= 0 else None


def is_closing(tokens: Tokens, sentence: Sentence, opens: int, closes: int) -> bool:
    """Whether a cue and its subject, tokens `opens` to `closes`, come after what was said."""
    tags = tokens.tags
    if opens == sentence.first or tags[opens - 1] not in ",-?QSX":
        return False
    if tags[opens - 1] in QUOTED or tags[opens - 2] in QUOTED:
        return (
            closes >= sentence.last
            or not _CLAUSE_HEAD.match(tags, closes)
            or _CLAUSE.isdisjoint(tags[closes : sentence.last])
        )
    if closes >= sentence.last or tags[closes] in ".;|?":
        return opens - sentence.first > 3
    if tags[closes] in ",:":
        if tags[closes + 1] in QUOTED:
            return tokens.word[sentence.first] not in _OPENING
        return tags[closes] == ","
    rest = tags[closes : sentence.last]
    into_quote = any(tag in QUOTED and before in ",:" for before, tag in pairwise(rest))
    return rest[0] in "imul" and _CLAUSE.isdisjoint(rest) and opens - sentence.first > 3 and not into_quote


def _stretch(text: str, tokens: Tokens, sentence: Sentence, first: int, last: int) -> Stretch | None:
    if first >= last:
        return None
    start = sentence.start if first == sentence.first else tokens.start[first]
    end = sentence.end if last >= sentence.last else tokens.start[last]
    while start < end and (text[start].isspace() or text[start] in ",;:—–-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.—–"):
        end -= 1
    return Stretch(first, last, start, end) if start < end else None
