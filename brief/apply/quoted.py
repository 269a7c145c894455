"""A quotation × its words as edited → the same in verbatim stretches with cuts and insertions marked, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from brief.model.article import Span
from brief.model.inline import Cite, Inline, Line, Verbatim, Words
from brief.model.library import Library
from brief.text.matching import where
from brief.text.spacing import letters, printed

CUT = "[…]"
OFFER = (
    "restore the source’s words; or shorten them, the cut is marked […] by itself; or put what you add in [square "
    "brackets]; or take the quotation marks away, which makes it a paraphrase"
)
_TOKEN = re.compile(r"\w+|[^\w\s]")  # `five`, `,`
_QUOTED = re.compile(r"[“\"„«»]([^“”\"„«»]{1,5000})[”\"“»«]")  # `“within five years”`, `„in fünf Jahren“`, `« … »`
_MARKS = '“”„«»"'
_BRACKETS = re.compile(r"\[[^\[\]]{0,300}\]|…|\.\.\.")  # `[the alliance]`, `…`
_ADDED = re.compile(r"\[[^\[\]]{0,300}\]|…|\.\.\.|[\s“”„«»\"]*")  # what may be put into a quotation
_EDGES = " ,.;:!?“”„«»\"‘’'‚‹›"
_NEGATIONS = {"not", "no", "never", "nor", "neither", "cannot", "without", "hardly", "t"}  # `t` of `don’t`
_SHORT_CUT = 3
_FEW = 1
"""Words in marks that are no quotation, such as a “front”."""


def requoted(line: Line, now: str, library: Library) -> Line | None:
    """A quotation's line with the words of `now`; None where these are not the source's, shortened or bracketed."""
    was = "".join(part.text for part in line if isinstance(part, Words | Verbatim))
    pieces = _pieces(was, now)
    if pieces is None:
        return None
    inlines = _set(line, pieces, library)
    return None if inlines is None else (*inlines, *(part for part in line if isinstance(part, Cite)))


def _pieces(was: str, now: str) -> list[tuple[int, int] | str] | None:
    """Stretches of the old words by their places, and what stands between them; None where other words were put in."""
    old, new = list(_TOKEN.finditer(was)), list(_TOKEN.finditer(now))
    matcher = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=False)
    found: list[tuple[int, int] | str] = []
    for tag, one, two, three, four in matcher.get_opcodes():
        if tag in {"delete", "replace"} and _turns([token[0] for token in old[one:two]]):
            return None
        put_in = now[new[three].start() : new[four - 1].end()] if four > three else ""
        if tag == "equal":
            found.append((old[one].start(), old[two - 1].end()))
        elif not _ADDED.fullmatch(put_in):
            return None
        elif put_in.strip(f"{_MARKS} "):
            found.append(put_in)
        elif any(map(str.isalnum, was[old[one].start() : old[two - 1].end()] if two > one else "")):
            found.append(CUT)
    return found


def _turns(tokens: Sequence[str]) -> bool:
    """Whether a cut takes out little more than a “not”."""
    words = [token.lower() for token in tokens if token[0].isalnum()]
    return len(words) <= _SHORT_CUT and any(word in _NEGATIONS for word in words)


def _set(line: Line, pieces: list[tuple[int, int] | str], library: Library) -> list[Inline] | None:
    """The pieces as inlines: what is a source's in its voice, each stretch with its place."""
    inlines: list[Inline] = []
    offset = 0
    stretches: list[tuple[int, int, Verbatim | None]] = []
    for part in line:
        if isinstance(part, Words | Verbatim):
            end = offset + len(part.text)
            stretches.append((offset, end, part if isinstance(part, Verbatim) else None))
            offset = end
    was = "".join(part.text for part in line if isinstance(part, Words | Verbatim))
    for at, piece in enumerate(pieces):
        if isinstance(piece, str):
            _mark(inlines, piece)
            continue
        if at and isinstance(pieces[at - 1], str) and was[piece[0]] not in ",.;:!?”’»)":
            inlines.append(Words(text=" "))
        for start, end, verbatim in stretches:
            low, high = max(start, piece[0]), min(end, piece[1])
            if low >= high:
                continue
            words = _words(verbatim, was[low:high], library)
            if words is None:
                return None
            inlines += words
    return inlines


def _mark(inlines: list[Inline], piece: str) -> None:
    inlines.append(Words(text=f" {piece}" if inlines else piece))


def _words(verbatim: Verbatim | None, words: str, library: Library) -> list[Inline] | None:
    """A stretch with its place in the source; a mark or a blank alone is set as the desk's."""
    if verbatim is None or not any(map(str.isalnum, words)):
        return [Words(text=words)]
    for span in verbatim.spans:
        there = library.slice(span)
        if found := where(words.strip(), there):
            place = Span(article=span.article, start=span.start + found[0], end=span.start + found[1])
            lead = words[: len(words) - len(words.lstrip())]
            tail = words[len(words.rstrip()) :]
            edges = [[Words(text=" ")] if blank else [] for blank in (lead, tail)]
            return [*edges[0], Verbatim(text=printed(library.slice(place)), spans=(place,)), *edges[1]]
    return None


def faults(now: str, was: str, library: Library) -> Iterator[str]:
    """The words in quotation marks that stand neither in a source nor in what was printed."""
    shelf: list[str] = []
    for found in _QUOTED.finditer(now):
        parts = [part.strip(_EDGES) for part in _BRACKETS.split(found[1])]
        wanted = [letters(part) for part in parts if any(map(str.isalnum, part))]
        if len(found[1].split()) <= _FEW or all(one in letters(was) for one in wanted):
            continue
        shelf = shelf or [letters(article.text) for article in library.articles]
        if not any(all(one in text for one in wanted) for text in shelf):
            yield found[0]


def with_cuts(now: str, was: str) -> str:
    """The words with […] wherever a quotation in them is one of the old ones, shortened."""
    old = [found[0] for found in _QUOTED.finditer(was)]

    def marked(found: re.Match[str]) -> str:
        for one in old:
            pieces = _pieces(one, found[0]) if letters(found[0]) != letters(one) else None
            kept = [piece for piece in pieces or () if not isinstance(piece, str)]
            if pieces and sum(end - start for start, end in kept) > len(one) / 4:
                return _joined(one, pieces)
        return found[0]

    return _QUOTED.sub(marked, now)


def _joined(was: str, pieces: list[tuple[int, int] | str]) -> str:
    text = ""
    for at, piece in enumerate(pieces):
        if isinstance(piece, str):
            text += piece if text.endswith(("“", "„", "«")) else f" {piece}"
        else:
            gap = " " if at and isinstance(pieces[at - 1], str) and was[piece[0]] not in ",.;:!?”’»)" else ""
            text += gap + was[piece[0] : piece[1]]
    return text
