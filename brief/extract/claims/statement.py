"""A cue and its subject in; where the statement that they report begins and ends out."""

from __future__ import annotations

from typing import NamedTuple

from brief.text.speech.tokens import Tokens

QUOTED = frozenset("QSXU")
_JOINS = frozenset("while although though whereas but even despite according".split())
_OPENING = frozenset(
    "after amid as asked at because before by despite during even for given having if in instead like of on speaking "
    "since though although unlike when while with without".split()
)
_PARTICIPLES = frozenset(
    "adding arguing saying calling noting suggesting claiming citing referring speaking telling describing warning insisting "
    "acknowledging explaining writing accusing criticizing promising vowing stating declaring pointing according".split()
)
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


def after_cue(text: str, tokens: Tokens, sentence: Sentence, cue: int) -> Stretch | None:
    """The statement that follows a cue: from the word after it, or after `that`, to where the clause ends."""
    first = _opening(tokens, sentence, cue)
    last = _closing(tokens, sentence, first, cue)
    return _stretch(text, tokens, sentence, first, last)


def _opening(tokens: Tokens, sentence: Sentence, cue: int) -> int:
    """The token at which the statement begins: past the listener, the time, the place and `that`."""
    tags = tokens.tags
    at = cue + 1
    if at < sentence.last and (tags[at] in _ADJUNCT or tokens.word[cue].startswith(("t", "warn", "inform", "assur"))):
        for place in range(at, min(sentence.last, cue + 16)):
            if tags[place] == "t":
                return place + 1
            if tags[place] not in _PASSED:
                break
    elif at < sentence.last and tags[at] == "t":
        return at + 1
    while at < sentence.last and tags[at] in ",:-r":
        at += 1
    return at


def _closing(tokens: Tokens, sentence: Sentence, first: int, cue: int) -> int:
    """One past the last token of the statement: the sentence’s end, or where the author goes on."""
    tags, word = tokens.tags, tokens.word
    subordinate = word[sentence.first] in _OPENING and "," not in tags[sentence.first : cue]
    for at in range(first + 3, sentence.last - 1):
        if tags[at] in ",-":
            following = word[at + 1]
            if subordinate and tags[at] == ",":
                return at
            if following in _PARTICIPLES or following in _JOINS:
                return at
            if following in _AND and _has_cue(tags, at + 2):
                return at
        elif word[at] in _AND and _has_cue(tags, at + 1):
            return at
    return sentence.last


def _has_cue(tags: str, at: int) -> bool:
    while tags[at] == "r":
        at += 1
    return tags[at] in "vV"


def before_cue(text: str, tokens: Tokens, sentence: Sentence, opens: int, closes: int) -> Stretch | None:
    """The statement before its cue, and after it too where the sentence goes on: `The plan, he said, failed.`"""
    tags = tokens.tags
    goes_on = (
        tags[opens] not in "vV"
        and closes + 2 < sentence.last
        and tags[closes] in ",:-"
        and tags[closes + 1] not in "gzwcC"
        and tokens.word[closes + 1] not in _PARTICIPLES
    )
    return _stretch(text, tokens, sentence, sentence.first, sentence.last if goes_on else opens)


def is_closing(tokens: Tokens, sentence: Sentence, opens: int, closes: int) -> bool:
    """Whether a cue and its subject, tokens `opens` to `closes`, come after what was said."""
    tags = tokens.tags
    if opens == sentence.first or tags[opens - 1] not in ",-?QSX":
        return False
    if tags[opens - 1] in "QSX" or tags[opens - 2] in "QSX":
        return True
    if closes >= sentence.last or tags[closes] in ".;|?":
        return opens - sentence.first > 3
    if tags[closes] in ",:" and tags[closes + 1] in QUOTED:
        return tokens.word[sentence.first] not in _OPENING and not QUOTED.isdisjoint(tags[sentence.first : closes + 2])
    if tags[closes] == ",":
        return True
    rest = tags[closes : sentence.last]
    return rest[0] in "imul" and _CLAUSE.isdisjoint(rest) and QUOTED.isdisjoint(rest) and opens - sentence.first > 3


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
