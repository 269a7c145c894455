"""Skeleton and tokens: a text whose quotations are one mark each, read once into parallel lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress, pairwise
from typing import TypeVar

from msgspec import Struct

from brief.text.quotation import Stretch
from brief.text.speech.lexicon import (
    ABBREVIATIONS,
    BODIES,
    CLASSES,
    DOCUMENTS,
    FIRST_NAMES,
    RANKS,
    ROLES,
    SAYING,
    Letters,
)

_Cell = TypeVar("_Cell", int, str)

QUOTES = {"\ue000": "Q", "\ue001": "S", "\ue002": "X", "\ue003": "U"}
"""A quotation that ends without a stop or with a comma, with a full stop, with `?` or `!`, or in the next paragraph."""
_PRIVATE = re.compile("[\ue000-\ue003]")
_BRACKETS = re.compile(r"\([^()\n\ue000-\ue003]{1,80}\)|\[[^\[\]\n\ue000-\ue003]{1,80}\]")  # (GUR) [People’s Army]
_TOKEN = re.compile(
    r"[^\W\d](?:\.(?:[^\W\d_]\.)+"  # U.S.
    r"|\w*(?:-(?:(?:[^\W\d_]\.){2,}|\w+)|['’](?!s\b)\w+)*)"  # then-U.S. Secretary-General O’Brien don’t
    r"|['’]s\b"
    r"|\d\w*(?:[.,:]\d+)*(?:-\w+)*"  # 30,000 30,000-pound
    r"|--+|[^\w\s]"
)
_STOP = re.compile(r"\.")
_UNSETTLED = re.compile(r"[bVT]")
_CLOSERS = re.compile(r"[.?SX|]")
_SUBJECT_AND_CUE = re.compile(
    r"(?:p|[dlTNhnsf0j]{1,8}),?r?[vV]|r?[vV]|T*N{2,4},[dlTNnhfijse]{1,20},?[vV]"
)  # “…?” Tamm, a judge, asked
_CUE_AND_STOP = re.compile(r"(?:p|[dlTNhnsf0j]{1,8}),?r?[vV][.|]|r?[vV]")  # “….” he said.
_ORDINAL = re.compile(r"(?<=d)r(?=[lnhNT])")  # a second official
_NOUN_BEFORE = frozenset("dsifl0")
_NOUNS_OF = frozenset(("claims", "reports", "notes", "calls", "comments", "promises", "demands", "charges"))
_ALWAYS_VERBS = frozenset(("says", "tells", "writes", "say", "tell"))
_NO_SURNAMES = RANKS & frozenset(("president", "minister", "secretary", "director", "chairman", "spokesman"))


class Tokens(Struct, frozen=True):
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
    """The text at its own length, quotations and short brackets blanked; one private character says how each ended."""
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
    tags = list(map(Letters({"\n": "|", **QUOTES}).__getitem__, words))
    if stops := _abbreviations(words, tags, starts, ends):
        for at in stops:
            ends[at - 1] = ends[at]
        starts, ends, numbers = (_without(column, stops) for column in (starts, ends, numbers))
        words, tags = (_without(column, stops) for column in (words, tags))
    return _settled(starts, ends, words, tags, numbers)


def _settled(starts: list[int], ends: list[int], words: list[str], tags: list[str], numbers: list[int]) -> Tokens:
    """Tokens with their sentences, their letters corrected by what stands beside them."""
    lower = [word.lower() for word in words]
    first = _sentences(words, tags)
    _settle_openings(lower, tags, first)
    _settle_nouns(lower, tags)
    sentence: list[int] = []
    for index, (a, b) in enumerate(pairwise(first)):
        sentence += [index] * (b - a)
    return Tokens(starts, ends, lower, "".join(tags), sentence, first, numbers)


def _without(column: list[_Cell], places: list[int]) -> list[_Cell]:
    keep = bytearray(b"\1") * len(column)
    for at in places:
        keep[at] = 0
    return list(compress(column, keep))


def _abbreviations(words: list[str], tags: list[str], starts: list[int], ends: list[int]) -> list[int]:
    """Stops that belong to the word before them: `Sen.`, `W.`, or a stop with no space after it."""
    places = (match.start() for match in _STOP.finditer("".join(tags)))
    return [at for at in places if _is_abbreviation(words, tags, starts, ends, at)]


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
        if joined[at] == "|" or (joined[at + 1] != "|" and _ends_sentence(joined, words, at)):
            first.append(at + 1)
    if first[-1] != len(words):
        first.append(len(words))
    return first


def _ends_sentence(tags: str, written: list[str], at: int) -> bool:
    """Whether a stop ends its sentence; a quotation with its own stop does not where its cue follows."""
    if tags[at] == ".":
        return True
    if written[at + 1][:1].islower():
        return False
    if tags[at] == "?":
        return True
    cue = _CUE_AND_STOP if tags[at] == "S" else _SUBJECT_AND_CUE
    beside = cue.match(tags, at + 1)
    verb = next(at for at in range(beside.end() - 1, 0, -1) if tags[at] in "vV") if beside else at
    return tags[at + 1] not in ",;:.-" and not (beside and written[verb] in SAYING)


def _settle_openings(words: list[str], tags: list[str], first: list[int]) -> None:
    """A capital that only begins the sentence says nothing: `Officials said`."""
    for at, end in pairwise(first):
        while tags[at] in "QSX" and at + 1 < end:
            at += 1  # noqa: PLW2901 - the first word of the sentence, past its quotations
        if words[at] == "said":
            tags[at] = "v"
        elif CLASSES.get(words[at]) == "a" and _is_question(words, tags, at, end):
            tags[at] = "a"
        elif words[at].endswith("ly") and tags[at] == "N" and words[at] not in FIRST_NAMES:
            tags[at] = "r"
        elif tags[at] in "NT" and words[at] not in FIRST_NAMES and tags[at + 1] not in "NTfj":
            word = words[at]
            if word in ROLES or word in BODIES or word in DOCUMENTS:
                tags[at] = "h"
            elif word in CLASSES or (word.endswith("ing") and tags[at + 1] not in "vVas"):
                tags[at] = CLASSES.get(word, "z")


def _is_question(words: list[str], tags: list[str], at: int, end: int) -> bool:
    """Whether an auxiliary opens a question, as in `Will it hold?`, and is no name, as in `Will Hay asked`."""
    last = end - 2 if tags[end - 1] == "|" else end - 1
    named = words[at] in FIRST_NAMES or words[at] == "may"
    return tags[last] == "?" or not named or (tags[at + 1] in "pdo" and words[at] != "may")


def _settle_nouns(words: list[str], tags: list[str]) -> None:
    """`the report`, `her claims`: forms of cue verbs that are nouns; `Steve King`: a title that is a name."""
    joined = "".join(tags)
    for match in _ORDINAL.finditer(joined):
        tags[match.start()] = "l"
    for match in _UNSETTLED.finditer(joined):
        at = match.start()
        if tags[at] == "T":
            if at and tags[at - 1] == "N" and words[at] not in _NO_SURNAMES and _given(words[at - 1]):
                tags[at] = "N"
        elif _is_noun(words, tags, at):
            tags[at] = "h" if words[at] in DOCUMENTS or words[at] in ROLES else "n"


def _given(word: str) -> bool:
    return word in FIRST_NAMES or len(word) == 1 or (len(word) == 2 and word[1] == ".")


def _is_noun(words: list[str], tags: list[str], at: int) -> bool:
    """Whether a base form or one in -s is no verb where it stands."""
    word, before, after = words[at], tags[at - 1] if at else "|", tags[at + 1]
    if word in _ALWAYS_VERBS:
        return False
    if before in _NOUN_BEFORE or (after == "f" and word in _NOUNS_OF):
        return True
    if word in {"state", "states"} and before != "p":
        return after not in "t,:.QSXU|" or before not in "hNn"
    if tags[at] == "V":
        reads = before == "n" and tags[at - 2] == "d" and after in "t,:.QSX|"  # the suit reads,
        return not reads and (before in "nez" or (before == "N" and after in "fi" and word in DOCUMENTS))
    if before in "|." or after == "f":
        return before != "k"
    return before in "nez" and after in "avVif,.cw"
