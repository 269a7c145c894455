"""Outline → warnings for words of likelihood that are not as its standard has them; Document → with their legend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from brief.likelihood.words import Degree, Scale, Term, scale, terms
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.model.document import Document, Legend, Part
from brief.model.inline import Line, Words
from brief.model.outline import Outline
from brief.text.sentences import sentences

_NAMES = {"icd203": "ICD 203", "phia": "the PHIA yardstick"}
_JOINT = r"[\s\\-]{1,200}"  # between two words of a term as written: a line break with its indent, `\` before it


class DeskText(Struct, frozen=True, kw_only=True):
    """Words that the desk wrote and the brief prints."""

    text: str
    place: Place
    """Where they begin in the file, or the key before them."""


def desk_texts(outline: Outline) -> Iterator[DeskText]:
    """The bottom line, notes, `text` sections and reworded points of an outline, in its order."""
    if outline.bottom_line:
        yield DeskText(text=outline.bottom_line.text, place=outline.bottom_line.place)
    for section in outline.sections:
        for key, text in (("note", section.note), ("body", section.body)):
            if text:
                yield DeskText(text=text, place=section.keys.get(key, section.place))
        for pick in section.pick:
            if pick.text:
                yield DeskText(text=pick.text, place=pick.text_place or pick.place)


def judge(outline: Outline, report: Report) -> None:
    """Tells each word off the scale, of the other set, or in one sentence with a confidence, with its place."""
    if outline.likelihood is None:
        return
    found = _faults(outline, scale(outline.likelihood))
    for one in sorted(found, key=lambda told: (told.place.line or 0, told.place.column or 0) if told.place else (0, 0)):
        report(one)


def explained(document: Document, outline: Outline) -> Document:
    """The document with the scale in its first legend, where the desk's texts use a word of it."""
    entry = _entry(outline)
    if entry is None or not document.parts:
        return document
    at = next((at for at, part in enumerate(document.parts) if any(map(_is_legend, part.blocks))), 0)
    parts = list(document.parts)
    parts[at] = _with_entry(parts[at], entry)
    return replace(document, parts=tuple(parts))


def _faults(outline: Outline, by: Scale) -> Iterator[Diagnostic]:
    first: tuple[Degree, Place] | None = None
    for one in desk_texts(outline):
        found = terms(one.text, by)
        for term in found:
            place = _place(one, term, outline)
            if term.sort == "off":
                yield _off(one, term, place, outline, by)
            if term.degree:
                first = first or (term.degree, place)
                if term.degree.set != first[0].set:
                    yield _mixed(term.degree, first, place, outline, by)
        for term in _with_confidence(one.text, found):
            yield _told(_beside(one, term, outline), _place(one, term, outline), _APART)


def _off(one: DeskText, term: Term, place: Place, outline: Outline, by: Scale) -> Diagnostic:
    name = _NAMES[outline.likelihood or ""]
    words = " ".join(one.text[term.start : term.end].split())
    known = next((degree.set for degree in by.degrees), "")
    return _told(f"“{words}” is no word of {name}", place, f"{_opening(name)} has: {_listed(by, {known})}.")


def _mixed(degree: Degree, first: tuple[Degree, Place], place: Place, outline: Outline, by: Scale) -> Diagnostic:
    used, where = first
    same = next(one.words for one in by.degrees if one.set == used.set and one.range == degree.range)
    name = _NAMES[outline.likelihood or ""]
    what = f"“{degree.words}” is of the other set of {name} than “{used.words}” in line {where.line}"
    return _told(what, place, f"Use one set in a brief: here “{same}”.")


_APART = "A degree of likelihood and a confidence in one sentence are taken for each other: make two sentences."


def _beside(one: DeskText, term: Term, outline: Outline) -> str:
    words = " ".join(one.text[term.start : term.end].split())
    return f"“{words}” stands in one sentence with a confidence, which {_NAMES[outline.likelihood or '']} keeps apart"


def _with_confidence(text: str, found: Sequence[Term]) -> Iterator[Term]:
    """The first word of likelihood of each sentence that states a confidence too."""
    for start, end in sentences(text, 0, len(text)):
        inside = [term for term in found if start <= term.start < end]
        likely = [term for term in inside if term.sort != "confidence"]
        if likely and len(likely) < len(inside):
            yield likely[0]


def _place(one: DeskText, term: Term, outline: Outline) -> Place:
    """Where the term stands in the file: as the n-th of its kind behind the place where the text begins."""
    line, column = one.place.line, one.place.column
    if line is None or column is None:
        return one.place
    shape = re.compile(rf"(?<!\w){_JOINT.join(map(re.escape, _parts(one.text[term.start : term.end])))}(?!\w)")
    before = sum(match.start() < term.start for match in shape.finditer(one.text))
    begin = sum(len(row) for row in outline.written.splitlines(keepends=True)[: line - 1]) + column - 1
    for at, match in enumerate(shape.finditer(outline.written, begin)):
        if at == before:
            start = match.start()
            row = outline.written.rfind("\n", 0, start)
            return Place(path=one.place.path, line=outline.written.count("\n", 0, start) + 1, column=start - row)
    return one.place


def _parts(words: str) -> list[str]:
    return words.replace("-", " ").split()


def _entry(outline: Outline) -> tuple[Line, Line] | None:
    """`Likelihood`: what each used word stands for; the whole scale would push the legend off page one."""
    if outline.likelihood is None:
        return None
    by = scale(outline.likelihood)
    used = {term.degree for one in desk_texts(outline) for term in terms(one.text, by) if term.degree}
    meaning: list[Words] = []
    for degree in (degree for degree in by.degrees if degree in used):
        start = ", " if meaning else f"The desk’s words, by {_NAMES[outline.likelihood]}: "
        reach = degree.range.replace(" %", "\u00a0%")
        meaning += [Words(text=start), Words(text=degree.words, tone="strong"), Words(text=f" {reach}")]
    return ((Words(text="Likelihood", tone="strong"),), (*meaning, Words(text="."))) if meaning else None


def _with_entry(part: Part, entry: tuple[Line, Line]) -> Part:
    blocks = list(part.blocks)
    at = next((at for at, block in enumerate(blocks) if _is_legend(block)), None)
    if at is None:
        return replace(part, blocks=(*blocks, Legend(id="legend", label="How to read this brief", entries=(entry,))))
    legend = blocks[at]
    if isinstance(legend, Legend):
        blocks[at] = replace(legend, entries=(*legend.entries, entry))
    return replace(part, blocks=tuple(blocks))


def _is_legend(block: object) -> bool:
    return isinstance(block, Legend)


def _listed(by: Scale, sets: set[str]) -> str:
    return ", ".join(f"{degree.words} ({degree.range})" for degree in by.degrees if degree.set in sets)


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]


def _told(message: str, place: Place, hint: str) -> Diagnostic:
    return Diagnostic(severity=Severity.WARNING, message=message, place=place, hint=hint, code="likelihood")
