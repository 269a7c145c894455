"""Skeleton and tokens: a text whose quotations are one mark each, read once into parallel lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import TypeVar

from brief.text.quotation import Stretch
from brief.text.speech.lexicon import ABBREVIATIONS, BODIES, CLASSES, DOCUMENTS, FIRST_NAMES, RANKS, ROLES, Letters

_Cell = TypeVar("_Cell", int, str)

QUOTES = {"\ue000": "Q", "\ue001": "S", "\ue002": "X", "\ue003": "U"}
"""A quotation that ends without a stop or with a comma, with a full stop, with `?` or `!`, or in the next paragraph."""
_PRIVATE = re.compile("[\ue000-\ue003]")
_BRACKETS = re.compile(r"\([^()\n\ue000-\ue003]{1,80}\)|\[[^\[\]\n\ue000-\ue003]{1,80}\]")  # (GUR) [People’s Army]
_TOKEN = re.compile(
    r"(?:[^\W\d_]{1,12}-)?(?:[^\W\d_]\.){2,}"  # U.S. then-U.S.
    r"|[^\W\d_]+(?:-\w+|['’](?!s\b)\w+)*"  # Secretary-General O’Brien don’t
    r"|['’]s\b"
    r"|\d\w*(?:[.,:]\d+)*(?:-\w+)*"  # 30,000 30,000-pound
    r"|--+|[^\w\s]"
)
_VERBISH = re.compile(r"[bV]")
_CLOSERS = re.compile(r"[.?SX|]")
_SUBJECT_AND_CUE = re.compile(
    r"(?:p|[dlTNhnsf0j]{1,8}),?r?[vV]|r?[vV]"
)  # ‘he asked’ ‘the senator said’ after a quotation
_CUE_AND_STOP = re.compile(_SUBJECT_AND_CUE.pattern.replace("|r?", "[.|]|r?"))  # ‘he said.’ after a full stop
_NOUN_BEFORE = frozenset("dsifl0")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of the paragraphs, in parallel; a paragraph ends with the tag `|`."""

    start: list[int]
    end: list[int]
    word: list[str]
    """Lower case."""
    tags: str
    """One letter a token, see `lexicon`; `Q S X U` stand for quotations."""
    sentence: list[int]
    """Number of the sentence that the token stands in."""
    first: list[int]
    """First token of each sentence, and one past the last token."""
    paragraph: list[int]


def skeleton(text: str, stretches: Sequence[Stretch]) -> str:
    """The text at its own length, quotations and short brackets blanked; a quotation's first character says how it ends."""
    if _PRIVATE.search(text):
        text = _PRIVATE.sub(" ", text)
    pieces: list[str] = []
    done = 0
    for stretch in stretches:
        if stretch.start >= done:
            pieces += text[done : stretch.start], _ending(text, stretch), " " * (stretch.end - stretch.start - 1)
            done = stretch.end
    pieces.append(text[done:])
    blank = "".join(pieces)
    return _BRACKETS.sub(lambda match: " " * len(match.group()), blank)


def _ending(text: str, stretch: Stretch) -> str:
    if not stretch.closed:
        return "\ue003"
    last = text[max(stretch.inner_start, stretch.inner_end - 8) : stretch.inner_end].rstrip(" '’”")[-1:]
    if last == ".":
        return "\ue001"
    return "\ue002" if last in {"?", "!", "…"} else "\ue000"


def tokenise(skeleton: str, paragraphs: Sequence[tuple[int, int]]) -> Tokens:
    """Tokens of the paragraphs of a skeleton."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    numbers: list[int] = []
    for number, (start, end) in enumerate(paragraphs):
        spans = [match.span() for match in _TOKEN.finditer(skeleton, start, end)]
        starts += [span[0] for span in spans]
        ends += [span[1] for span in spans]
        words += [skeleton[a:b] for a, b in spans]
        starts.append(end)
        ends.append(end)
        words.append("\n")
        numbers += [number] * (len(spans) + 1)
    tags = list(map(_letters().__getitem__, words))
    if stops := _abbreviations(words, tags, starts, ends):
        for at in stops:
            ends[at - 1] = ends[at]
        for column in (starts, ends, words, tags, numbers):
            _without(column, stops)
    lower = [word.lower() for word in words]
    first = _sentences(words, tags)
    _settle_openings(lower, tags, first)
    _settle_nouns(lower, tags)
    sentence: list[int] = []
    for index, (a, b) in enumerate(pairwise(first)):
        sentence += [index] * (b - a)
    return Tokens(starts, ends, lower, "".join(tags), sentence, first, numbers)


def _without(column: list[_Cell], places: list[int]) -> None:
    keep = bytearray(b"\1") * len(column)
    for at in places:
        keep[at] = 0
    column[:] = compress(column, keep)


def _letters() -> Letters:
    return Letters({"\n": "|", **QUOTES})


def _abbreviations(words: list[str], tags: list[str], starts: list[int], ends: list[int]) -> list[int]:
    """Stops that belong to the word before them: `Sen.`, `W.`, or a stop with no space after it."""
    return [at for at, tag in enumerate(tags) if tag == "." and _is_abbreviation(words, tags, starts, ends, at)]


def _is_abbreviation(words: list[str], tags: list[str], starts: list[int], ends: list[int], at: int) -> bool:
    if at == 0 or ends[at - 1] != starts[at] or tags[at + 1] == "|":
        return False
    if starts[at + 1] == ends[at] and tags[at + 1] not in "QSXUy.?":
        return True
    word = words[at - 1]
    return word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper() and word != "I")


def _sentences(words: list[str], tags: list[str]) -> list[int]:
    """First token of each sentence, and one past the last."""
    joined = "".join(tags)
    first = [0]
    for match in _CLOSERS.finditer(joined):
        at = match.start()
        tag = joined[at]
        following = at + 1
        if tag == "|":
            first.append(following)
        elif joined[following] == "|":
            continue
        elif tag == ".":
            first.append(following)
        elif tag == "?":
            if not words[following][:1].islower():
                first.append(following)
        elif tag in "SX" and _begins_sentence(joined, words, following, tag):
            first.append(following)
    if first[-1] != len(words):
        first.append(len(words))
    return first


def _begins_sentence(tags: str, written: list[str], at: int, stop: str) -> bool:
    """Whether what follows a quotation with its own stop is a new sentence, not its cue."""
    if tags[at] in ",;:.-" or written[at][:1].islower():
        return False
    return not (_CUE_AND_STOP if stop == "S" else _SUBJECT_AND_CUE).match(tags, at)


def _settle_openings(words: list[str], tags: list[str], first: list[int]) -> None:
    """A capital that only begins the sentence says nothing: `Officials said`."""
    for at in first[:-1]:
        while tags[at] in "QSX" and at + 1 < len(tags):
            at += 1  # noqa: PLW2901 - the first word of the sentence, past its quotations
        if words[at] == "said":
            tags[at] = "v"
        elif tags[at] in "NT" and words[at] not in FIRST_NAMES and tags[at + 1] not in "NT":
            word = words[at]
            if word in ROLES or word in BODIES or word in DOCUMENTS:
                tags[at] = "h"
            elif word in CLASSES or (word.endswith(("ly", "ing")) and tags[at + 1] not in "vVas"):
                tags[at] = CLASSES.get(word) or ("r" if word.endswith("ly") else "z")


def _settle_nouns(words: list[str], tags: list[str]) -> None:
    """`the report`, `her claims`: forms of cue verbs that their neighbours make nouns; `Steve King`: a title that is a name."""
    for at, tag in enumerate(tags):
        if tag == "b" or tag == "V":  # noqa: PLR1714 - measured: the loop runs over every token
            if _is_noun(words, tags, at):
                tags[at] = "h" if words[at] in DOCUMENTS or words[at] in ROLES else "n"
        elif tag == "T" and at and tags[at - 1] == "N" and words[at] not in _PLAIN_RANKS and _given(words[at - 1]):
            tags[at] = "N"


def _given(word: str) -> bool:
    return word in FIRST_NAMES or len(word) == 1 or (len(word) == 2 and word[1] == ".")


_PLAIN_RANKS = RANKS & frozenset(("president", "minister", "secretary", "director", "chairman", "spokesman"))


def _is_noun(words: list[str], tags: list[str], at: int) -> bool:
    before = tags[at - 1] if at else "|"
    after = tags[at + 1]
    if words[at] in {"says", "tells", "writes", "say", "tell"}:
        return False
    if before in _NOUN_BEFORE:
        return True
    if words[at] in {"state", "states"} and before != "p":
        return after not in "t,:.QSXU|" or before not in "hNn"
    if tags[at] == "V" and before == "n" and tags[at - 2] == "d" and after in "t,:.QSX|":
        return False
    if tags[at] == "V":
        return before in "nez" or (before in "N" and after in "fi" and words[at] in DOCUMENTS)
    if before in "|." or after == "f":
        return before != "k"
    return before in "nez" and after in "avVif,.cw"


def sentence_at(tokens: Tokens, offset: int) -> int:
    """Number of the sentence that holds a character of the text, or begins before it."""
    at = max(bisect_right(tokens.start, offset) - 1, 0)
    return tokens.sentence[at] if tokens.sentence else 0
