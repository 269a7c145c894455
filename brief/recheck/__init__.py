"""A finished brief × the articles it was made of → for each passage: verbatim, edited, elsewhere, or without a source.

It takes nothing from the build on trust: only the file and the articles. Of a Word file, what is set in the source's
voice is held against the sources; of a PDF, what its `provenance.json` says it prints, and that its pages print it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from brief.model.article import Article
from brief.model.library import Library
from brief.recheck.passage import Passage
from brief.text.likeness import words_instead
from brief.text.matching import plain
from brief.text.spacing import folded, printed

Status = Literal["verbatim", "edited", "elsewhere", "unsourced", "not printed"]

_CUT = re.compile(r"\s*\[?…\]?\s*|(?<=[”\"’»])\s+(?=[“\"‘«])")  # `analysts … ten years`, `“… so.” “And …”`
_MARKS = " “”\"„«»‘’'`¶—–-"
_ALIKE = 72.0
"""Share of a passage's letters that must stand in a row in a source for the passage to be an edited one."""
_ROUND = 60
"""Characters round the most alike stretch in which the source's words are looked for."""
_REACH = 1500
"""Letters of the source that a cut may leave out."""
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # 2.4 after U+202E shows as 4.2
_SHORTEST = 12
"""Letters below which being alike tells nothing."""


class Finding(Struct, frozen=True, kw_only=True):
    """What became of one passage."""

    passage: Passage
    status: Status
    source: str | None = None
    """Id of the article that it stands in, or is most like."""
    line: int | None = None
    instead: str | None = None
    """The source's words, where they differ."""


def check(passages: Sequence[Passage], library: Library) -> tuple[Finding, ...]:
    """Each passage held against the sources; the evidence says which source a reference means."""
    shelf = [_Text(article) for article in library.articles]
    rows = {
        number: {text.article.id for text in shelf if text.holds(passage.words)}
        for passage in passages
        if _is_evidence(passage)
        for number in passage.numbers
    }
    return tuple(_held(passage, shelf, rows) for passage in passages)


class _Text:
    """One article, ready to be searched."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.plain = plain(article.text)
        self._texts = dict.fromkeys((folded(article.text), printed(article.text)))

    def holds(self, words: str) -> bool:
        """Whether the parts of the words stand here, in this order and not far apart; letter for letter."""
        parts = [part for part in map(_bare, _CUT.split(words)) if part]
        return bool(parts) and not _TURNING.search(words) and any(_in_order(parts, text) for text in self._texts)

    def line(self, words: str) -> int | None:
        """The line that the words, or what is most like them, begin in."""
        first = next((part for part in _CUT.split(words) if _bare(part)), "")
        at = self.plain.find(plain(first.strip(_MARKS))[:30].removeprefix("["))
        return self.article.line(at) if at >= 0 else None


def _held(passage: Passage, shelf: Sequence[_Text], rows: Mapping[int, set[str]]) -> Finding:
    there = [text for text in shelf if text.holds(passage.words)]
    meant = {name for number in passage.numbers for name in rows.get(number, ())}
    own = [text for text in there if text.article.id in meant]
    if there:
        text = (own or there)[0]
        status: Status = "verbatim" if own or not meant else "elsewhere"
        return Finding(passage=passage, status=status, source=text.article.id, line=text.line(passage.words))
    return _nearest(passage, shelf)


def _nearest(passage: Passage, shelf: Sequence[_Text]) -> Finding:
    from rapidfuzz import fuzz

    wanted = plain(passage.words.strip(_MARKS))
    best, score = None, _ALIKE
    for text in shelf if len(wanted) >= _SHORTEST else ():
        found = fuzz.partial_ratio_alignment(wanted, text.plain, score_cutoff=score)
        if found and found.score >= score:
            best, score = (text, found.dest_start, found.dest_end), found.score
    if best is None:
        return Finding(passage=passage, status="unsourced")
    text, start, end = best
    near = text.article.text[max(0, start - _ROUND) : end + _ROUND]
    instead = words_instead(folded(passage.words), folded(near))
    return Finding(
        passage=passage, status="edited", source=text.article.id, line=text.article.line(start), instead=instead
    )


def _in_order(parts: Sequence[str], text: str) -> bool:
    """Whether the parts follow each other in a text, from some place on at which the first of them stands."""
    firsts = re.finditer(_whole(parts[0]), text)
    if len(parts) == 1:
        return next(firsts, None) is not None
    rest = [re.compile(_whole(part)) for part in parts[1:]]
    return any(_follow(rest, text, first.end()) for first in firsts)


def _follow(parts: Sequence[re.Pattern[str]], text: str, at: int) -> bool:
    for part in parts:
        found = part.search(text, at, at + _REACH)
        if found is None:
            return False
        at = found.end()
    return True


def _whole(part: str) -> str:
    """A part as a pattern: it ends where a word does, `can` in no `cannot`; and `[M]ost` as the source has it."""
    opening = re.match(r"\[(\w)\]", part)
    words = re.escape(part[3:] if opening else part)
    if opening:
        words = f"[{opening[1].lower()}{opening[1]}]{words}"
    first, last = part[1 if opening else 0].isalnum(), part[-1].isalnum()
    return (r"(?<!\w)" if first else "") + words + (r"(?!\w)" if last else "")


def _bare(part: str) -> str:
    return folded(part.strip(_MARKS))


def _is_evidence(passage: Passage) -> bool:
    return passage.where.startswith("ev-") or passage.where == "evidence"
