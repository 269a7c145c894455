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
from brief.text.spacing import folded, letters, printed

Status = Literal["verbatim", "edited", "elsewhere", "unsourced", "not printed"]

_CUT = re.compile(r"\s*\[?…\]?\s*|(?<=[”\"’»])\s+(?=[“\"‘«])")  # `analysts … ten years`, `“… so.” “And …”`
_MARKS = " “”\"„«»‘’'`¶—–-"
_ALIKE = 72.0
"""Share of a passage's letters that must stand in a row in a source for the passage to be an edited one."""
_ROUND = 60
"""Characters round the most alike stretch in which the source's words are looked for."""
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
        self.letters = letters(article.text)
        self.loose = letters(printed(article.text))
        self.plain = plain(article.text)

    def holds(self, words: str) -> bool:
        """Whether each part of the words stands here; white space aside, letter for letter."""
        parts = [part for part in map(_bare, _CUT.split(words)) if part]
        return bool(parts) and all(part in self.letters or part in self.loose for part in map(self._cased, parts))

    def _cased(self, part: str) -> str:
        """`[M]ost` as the source has it."""
        if not re.match(r"\[\w\]", part):
            return part
        small, large = part[1].lower() + part[3:], part[1] + part[3:]
        return small if small in self.letters or small in self.loose else large

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


def _bare(part: str) -> str:
    return letters(part.strip(_MARKS))


def _is_evidence(passage: Passage) -> bool:
    return passage.where.startswith("ev-") or passage.where == "evidence"
