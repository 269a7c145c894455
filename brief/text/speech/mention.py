"""Mentions: a noun phrase in, the words that name who speaks, and the name and title in them, out."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from brief.text.speech.lexicon import BODIES, DOCUMENTS, FIRST_NAMES, NOT_FIRST, OFFICES
from brief.text.speech.subject import Phrase
from brief.text.speech.tokens import Tokens

_NAME_END = re.compile(r"N+(?:jN+)*$")
_RANK_OF = re.compile(r"TfN")  # Secretary of State
_NAME_OF_PLACE = re.compile(r"(?:^|[hnTlc])(?:T+N+|N{2,4})(?=f[dN])")  # Angela Merkel of Germany
_HEAD = re.compile(r"[dlT0nNzejsr]*(?:[hnNTs]|(?<=[NT])f(?=[NTd])|(?<=N)c(?=N)|[nhN]k(?=N))*")
_BODY_WORDS = frozenset(
    ("times", "post", "journal", "news", "reuters", "house", "corporation", "inc", "foundation", "project", "fund")
)

Kind = Literal["name", "pronoun", "description"]


class Mention(NamedTuple):
    """Words of the text that name a speaker; `name` and `title` are as this place gives them until resolved."""

    start: int
    end: int
    kind: Kind
    name: str
    title: str | None
    token: int
    """First token of the whole phrase, title included."""
    person: bool
    """Whether the name is likely a person's."""


def mention(text: str, tokens: Tokens, phrase: Phrase) -> Mention:
    """The mention that a noun phrase makes, unresolved."""
    first, last = phrase.first, phrase.last
    tags = tokens.tags
    while last - first > 1 and tags[first] in "rcC":
        first += 1
    if last - first == 1 and tags[first] == "p":
        return _span(text, tokens, (first, last), "pronoun", title=None, person=False)
    head = _head_end(tags, first, last)
    named = _NAME_END.search(tags, first, head)
    if named is None:
        return _span(text, tokens, (first, last), "description", title=None, person=False)
    begin = name_start(tokens, first, named.start(), head)
    if begin - first > 1 and tags[begin - 1] == "c" and tags[begin - 2] == "N":
        return _span(text, tokens, (first, head), "name", title=None, person=False)
    if begin == first or tags[begin - 1] == "d":
        person = _personal(tokens, begin, head) and tags[begin - 1 : begin] != "d"
        return _span(text, tokens, (first, head), "name", title=None, person=person)
    title = text[tokens.start[_after_determiner(tags, first, begin)] : tokens.end[begin - 1]]
    person = tags[begin - 1] in "Thnj" or _personal(tokens, begin, head) or tags[begin - 1] == "N"
    if not person and tags[begin - 1] == "s":
        return _span(text, tokens, (first, last), "description", title=None, person=False)
    return _span(text, tokens, (begin, head), "name", title=title or None, person=person)._replace(token=first)


def _span(
    text: str, tokens: Tokens, phrase: tuple[int, int], kind: Kind, *, title: str | None, person: bool
) -> Mention:
    start, end = tokens.start[phrase[0]], tokens.end[phrase[1] - 1]
    return Mention(start, end, kind, " ".join(text[start:end].split()), title, phrase[0], person)


def _head_end(tags: str, first: int, last: int) -> int:
    """One past the head noun: before the first preposition or clause that describes it."""
    match = _HEAD.match(tags, first, last)
    end = match.end() if match else last
    if place := _NAME_OF_PLACE.search(tags[first : end + 1]):
        end = first + place.end()
    while end > first and tags[end - 1] in "fckrs" and end - first > 1:
        end -= 1
    return end if end > first else last


def name_start(tokens: Tokens, first: int, begin: int, end: int) -> int:
    """Where the name starts inside a run of capitals: at a first name, or after the office of a `Secretary of State`."""
    word = tokens.word
    if begin - 2 >= first and _RANK_OF.match(tokens.tags, begin - 2):
        while end - begin > 1 and word[begin] in OFFICES:
            begin += 1
        return begin if end - begin <= 3 else max(begin, end - 2)
    for at in range(begin + 1, end - 1):
        if word[at] in FIRST_NAMES and word[begin] not in FIRST_NAMES and len(word[begin]) > 1:
            return at if end - at <= 4 else begin
    return begin


def _after_determiner(tags: str, first: int, begin: int) -> int:
    while first < begin - 1 and tags[first] in "dr":
        first += 1
    return first


def _personal(tokens: Tokens, begin: int, end: int) -> bool:
    words = tokens.word[begin:end]
    if words[0] in FIRST_NAMES:
        return True
    if words[0] in NOT_FIRST or words[0].endswith("."):
        return False
    return not any(word in BODIES or word in DOCUMENTS or word in _BODY_WORDS for word in words) and 1 < len(words) < 4
