"""Part of a `brief-library/1` value and a hand-marked article in, a count of each measure out: found, marked, right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Extent = tuple[int, int]
Marks = Mapping[str, Any]
"""One hand-marked article, or one mark in it, as its YAML file has it."""

FURNITURE = {"furniture", "byline", "dateline"}
ALIKE = 0.5
SAME = 0.8
"""Share of their common extent that two spans overlap in, to be about the same, or to be the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`right` of what was `found`, against what is `marked` by hand."""

    right: int = 0
    found: int = 0
    marked: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(right=self.right + other.right, found=self.found + other.found, marked=self.marked + other.marked)

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.right / self.marked if self.marked else None

    @property
    def f1(self) -> float | None:
        both = self.found + self.marked
        return 2 * self.right / both if both else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One article: its text, its marks, the sentences marked in it, and what the library holds of it."""

    text: str
    marks: Marks
    sentences: Sequence[Marks]
    passages: Sequence[Marks]
    items: Sequence[Marks]

    def of_kind(self, kind: str) -> list[Marks]:
        return [item for item in self.items if item["kind"] == kind]

    def core(self, extent: Extent) -> Extent:
        """The extent without the marks and white space at its edges."""
        start, end = extent
        while start < end and not self.text[start].isalnum():
            start += 1
        while end > start and not self.text[end - 1].isalnum():
            end -= 1
        return start, end


def furniture(case: Case) -> Count:
    """Characters that are no part of the article, white space left out."""
    marked = _inked(case, map(_extent, case.marks["chrome"]))
    found = _inked(case, (_extent(passage) for passage in case.passages if passage["role"] in FURNITURE))
    return Count(right=len(marked & found), found=len(found), marked=len(marked))


def sentences(case: Case) -> Count:
    """Sentences with the same letters at both ends."""
    marked = {case.core(_extent(sentence)) for sentence in case.sentences if not sentence["chrome"]}
    bodies = [passage for passage in case.passages if passage["role"] not in FURNITURE]
    found = {case.core((start, end)) for passage in bodies for start, end in passage["sentences"]}
    return Count(right=len(marked & found), found=len(found), marked=len(marked))


def quotes(case: Case) -> Count:
    """Parts of direct speech."""
    return _quotes(case, lambda _mark, _item: True)


def quotes_with_speaker(case: Case) -> Count:
    """Parts of direct speech whose speaker has the marked surname."""
    return _quotes(case, lambda mark, item: surname(mark["speaker"]) == surname(_name(item["speaker"])))


def questions(case: Case) -> Count:
    """What the text asks or says to be open."""
    marked = [places(mark) for mark in case.marks["questions"] if mark["counts_as_open_question"]]
    found = [_extent(item) for item in case.of_kind("question") if item["sort"] in {"asked", "stated"}]
    return Count(right=len(pairs(marked, found, about_the_same)), found=len(found), marked=len(marked))


def events(case: Case) -> Count:
    """Recall: happenings worth a row that have one."""
    rows = [_rows_on(case, mark) for mark in _worth_a_row(case)]
    right = sum(bool(on) for on in rows)
    return Count(right=right, found=right, marked=len(rows))


def events_with_date(case: Case) -> Count:
    """Happenings worth a row that have one with the marked date."""
    marked = _worth_a_row(case)
    rows = [_rows_on(case, mark) for mark in marked]
    dated = [
        any(_plain(row["when"]["edtf"]) == _plain(mark["edtf"]) for row in on)
        for mark, on in zip(marked, rows, strict=True)
    ]
    return Count(right=sum(dated), found=sum(bool(on) for on in rows), marked=len(marked))


def claims_precision(case: Case) -> Count:
    """Claims that are marked as such, whatever their weight."""
    found = case.of_kind("claim")
    return Count(right=len(_paired_claims(case)), found=len(found), marked=len(found))


def weighty_claims(case: Case) -> Count:
    """Recall: claims that belong among key points."""
    right = sum(mark["salience"] == 3 for mark, _ in _paired_claims(case))
    return Count(right=right, found=right, marked=sum(mark["salience"] == 3 for mark in case.marks["claims"]))


def claims_with_claimant(case: Case) -> Count:
    """Of the claims that are right, those with the marked surname, or nobody's where the author speaks."""
    found = _paired_claims(case)
    right = sum(surname(_source_of(mark)) == surname(_name(item["claimant"])) for mark, item in found)
    return Count(right=right, found=len(found), marked=len(found))


MEASURES: Mapping[str, Callable[[Case], Count]] = {
    "furniture": furniture,
    "sentences": sentences,
    "quotes": quotes,
    "quotes-with-speaker": quotes_with_speaker,
    "questions": questions,
    "events": events,
    "events-with-date": events_with_date,
    "claims-precision": claims_precision,
    "weighty-claims": weighty_claims,
    "claims-with-claimant": claims_with_claimant,
}


def surname(name: str | None) -> str:
    """`Lt. Gen. Carsten Breuer` → `breuer`: the last word, accents and case left out."""
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode()
    words = re.findall(r"[^\W\d_][\w'-]*", plain)
    return words[-1].casefold() if words else ""


def places(mark: Marks) -> list[Extent]:
    """Where a mark stands: its own place, and others that count as the same."""
    return [_extent(mark), *map(_extent, mark.get("equivalents") or [])]


def overlap(one: Extent, other: Extent) -> float:
    """Shared characters as a part of all that the two cover."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def about_the_same(one: Extent, other: Extent) -> bool:
    """Half of them shared, or one within the other."""
    inside = (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])
    return inside or overlap(one, other) >= ALIKE


def pairs(
    marked: Sequence[Sequence[Extent]], found: Sequence[Extent], agree: Callable[[Extent, Extent], bool]
) -> list[tuple[int, int]]:
    """Numbers of marks and findings that agree, each used once, those that overlap most first."""
    fits = [
        (max(overlap(place, extent) for place in spots), m, f)
        for m, spots in enumerate(marked)
        for f, extent in enumerate(found)
        if any(agree(place, extent) for place in spots)
    ]
    taken: dict[int, int] = {}
    for _, m, f in sorted(fits, reverse=True):
        if m not in taken and f not in taken.values():
            taken[m] = f
    return list(taken.items())


def _extent(mark: Marks) -> Extent:
    return mark["start"], mark["end"]


def _inked(case: Case, extents: Iterable[Extent]) -> set[int]:
    return {at for start, end in extents for at in range(start, end) if not case.text[at].isspace()}


def _quotes(case: Case, agree: Callable[[Marks, Marks], bool]) -> Count:
    marked = [mark for mark in case.marks["quotes"] if mark["counts_as_quote"]]
    found = [(case.core(tuple(part)), item) for item in case.of_kind("quote") for part in item["parts"]]
    spots = [[case.core(place) for place in places(mark)] for mark in marked]
    paired = pairs(spots, [part for part, _ in found], lambda one, other: overlap(one, other) >= SAME)
    right = sum(agree(marked[m], found[f][1]) for m, f in paired)
    return Count(right=right, found=len(found), marked=len(marked))


def _worth_a_row(case: Case) -> list[Marks]:
    return [mark for mark in case.marks["events"] if mark.get("timeline_worth", 2) >= 2]


def _rows_on(case: Case, mark: Marks) -> list[Marks]:
    spots = [*places(mark["span"]), *map(_extent, mark.get("also_mentioned") or [])]
    return [row for row in case.of_kind("event") if any(about_the_same(spot, _extent(row)) for spot in spots)]


def _plain(edtf: str | None) -> str:
    return (edtf or "").replace("~", "").replace("?", "")


def _paired_claims(case: Case) -> list[tuple[Marks, Marks]]:
    marked, found = case.marks["claims"], case.of_kind("claim")
    paired = pairs(list(map(places, marked)), list(map(_extent, found)), lambda a, b: overlap(a, b) >= ALIKE)
    return [(marked[m], found[f]) for m, f in paired]


def _source_of(mark: Marks) -> str | None:
    return None if mark["attribution"]["type"] == "author" else mark["attribution"]["source"]


def _name(speaker: Marks | None) -> str | None:
    return speaker["name"] if speaker else None
