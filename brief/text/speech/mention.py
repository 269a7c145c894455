"""Mentions: a noun phrase in, the words that name who speaks, and the name and title in them, out."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from brief.text.speech.lexicon import BODIES, DOCUMENTS, FIRST_NAMES, NOT_FIRST, NOT_SURNAMES, OFFICES
from brief.text.speech.subject import Phrase
from brief.text.speech.tokens import Tokens

_NAME_END = re.compile(r"j{0,2}N+(?:(?:j{1,2}|fd?)N+)*$")  # Department of Defense
_RANK_OF = re.compile(r"[Th]fN")  # Secretary of State
_NAME_OF_PLACE = re.compile(r"(?:^|[hnTlc])(?:T+N+|N{2,4})(?=f[dN])")  # Angela Merkel of Germany
_HEAD = re.compile(r"[dlT0nNzejsr]*(?:[hnNTs]|(?<=[NT])f(?=[NTd])|(?<=N)c(?=N)|(?<=[Nj])j(?=[jN])|[nhN]k(?=N))*")
_LETTERS = frozenset(
    ("mp", "mep", "mla", "msp", "td", "kc", "qc", "obe", "cbe", "mbe", "dbe", "kbe", "phd", "md", "frs")
)
"""What stands behind a name to say what its bearer is."""
_PARTICIPLES = frozenset(("led", "headed", "chaired", "based", "backed", "owned", "known"))
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
    first, last, tags = phrase.first, phrase.last, tokens.tags
    while last - first > 1 and tags[first] in "rcC":
        first += 1
    while last - first > 1 and tokens.word[last - 1] in _PARTICIPLES:
        last -= 1
    whole = Phrase(first, last)
    if last - first == 1 and tags[first] == "p":
        found = _span(text, tokens, whole, "pronoun")
        return found._replace(name=found.name.replace("’", "'").partition("'")[0])  # I’ve
    head = _head_end(tokens, first, last)
    named = _NAME_END.search(tags, first, head)
    return _named(text, tokens, whole, named.start(), head) if named else _span(text, tokens, whole, "description")


def _named(text: str, tokens: Tokens, whole: Phrase, begin: int, head: int) -> Mention:
    """The mention of a phrase with a name, whose run of capitals goes from token `begin` to `head`."""
    first, tags = whole.first, tokens.tags
    begin = name_start(tokens, first, begin, head)
    head = name_end(tokens, begin, head)
    person = _personal(tokens, begin, head)
    if begin - first > 1 and tags[begin - 2 : begin] == "Nc":  # two who speak together
        return _span(text, tokens, Phrase(first, head), "name")
    if tags[begin - 1] == "T" and begin > first and head - begin == 1 and tokens.word[begin] in BODIES:
        return _span(text, tokens, Phrase(begin - 1, head), "name")  # the General Staff
    if begin == first + 1 and tokens.word[first] == "one":  # one MEP
        return _span(text, tokens, Phrase(first, head), "description")
    if begin == first or tags[begin - 1] == "d":
        return _span(text, tokens, Phrase(first, head), "name")._replace(person=person and tags[begin - 1] != "d")
    if not person and tags[begin - 1] == "s":
        return _span(text, tokens, whole, "description")
    title = text[tokens.start[_after_determiner(tags, first, begin)] : tokens.end[begin - 1]]
    titled = person or tags[begin - 1] in "Th" or head - begin > 1
    found = _span(text, tokens, Phrase(begin, head), "name")
    return found._replace(title=title if titled else None, token=first, person=titled)


def _span(text: str, tokens: Tokens, phrase: Phrase, kind: Kind) -> Mention:
    start, end = tokens.start[phrase.first], tokens.end[phrase.last - 1]
    return Mention(start, end, kind, " ".join(text[start:end].split()), None, phrase.first, person=False)


def _head_end(tokens: Tokens, first: int, last: int) -> int:
    """One past the head noun: before the first preposition or clause that describes it."""
    tags = tokens.tags
    match = _HEAD.match(tags, first, last)
    end = match.end() if match else last
    place = _NAME_OF_PLACE.search(tags[first : end + 1])
    if place and tokens.word[first + place.end() - 1] not in BODIES:
        end = first + place.end()
    while end - first > 1 and tags[end - 1] in "fckrs":
        end -= 1
    return end if end > first else last


def name_start(tokens: Tokens, first: int, begin: int, end: int) -> int:
    """Where the name starts in a run of capitals: at a first name, or after the office of a `Secretary of State`."""
    word = tokens.word
    if begin - 2 >= first and _RANK_OF.match(tokens.tags, begin - 2):
        while end - begin > 1 and word[begin] in OFFICES:
            begin += 1
        return begin if end - begin <= 3 else max(begin, end - 2)
    of_a_body = end - begin > 3 or word[begin] in NOT_FIRST or word[begin] in OFFICES or word[begin] in BODIES
    if not of_a_body or word[begin] in FIRST_NAMES:
        return begin
    return next((at for at in range(begin + 1, end - 1) if word[at] in FIRST_NAMES and end - at <= 4), begin)


def name_end(tokens: Tokens, begin: int, end: int) -> int:
    """One past the surname: `Niamh Duffy TD` ends before the letters."""
    while end - begin > 2 and tokens.word[end - 1] in _LETTERS:
        end -= 1
    return end


def _after_determiner(tags: str, first: int, begin: int) -> int:
    while first < begin - 1 and tags[first] in "dr":
        first += 1
    return first


def _personal(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether the words of a name look like a person's."""
    words = tokens.word[begin:end]
    if words[0] in FIRST_NAMES:
        return True
    if words[0] in NOT_FIRST or words[0].endswith(".") or not 1 < len(words) < 4:
        return False
    return not any(word in BODIES or word in DOCUMENTS or word in NOT_SURNAMES for word in words)
