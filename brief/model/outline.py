"""The outline: what a person asked for, each part with its place in the YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from brief.model.diagnostic import Place

SectionKind = Literal[
    "key_points", "quotes", "timeline", "disagreements", "open_questions", "since_last", "text", "sources", "evidence"
]
Format = Literal["docx", "pdf", "html", "markdown", "json", "csl", "ics"]
Order = Literal["rank", "date", "outline"]
Language = Literal["en-GB", "de-DE"]
"""BCP 47; each has its catalogue of fixed words."""


class Pick(Struct, frozen=True, kw_only=True):
    """One pinned item: by `id` or by `find`; `words` prints a part of it, `text` a rewording by the desk."""

    place: Place
    id: str | None = None
    find: str | None = None
    words: str | None = None
    text: str | None = None
    comment: str | None = None
    """The comment that stands behind it in the file; it names the item's words when its id is gone."""
    text_place: Place | None = None


class Section(Struct, frozen=True, kw_only=True):
    """One section of the brief; a key that its kind cannot honour never gets this far."""

    kind: SectionKind
    place: Place
    heading: str | None = None
    note: str | None = None
    take: int | None = None
    """None: the section's own default."""
    pick: tuple[Pick, ...] = ()
    skip: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    per_source: int | None = None
    order: Order | None = None
    chart: bool | None = None
    """Above a timeline; None: where enough rows have a date."""
    body: str | None = None
    """The desk's own words, of a `text` section; a blank line parts paragraphs."""
    keys: dict[str, Place] = {}
    """Where each key stands, for messages."""


class BottomLineText(Struct, frozen=True, kw_only=True):
    """The desk's judgement as the outline gives it."""

    text: str
    place: Place
    rests_on: tuple[Pick, ...] = ()
    confidence: str | None = None


class Outline(Struct, frozen=True, kw_only=True):
    """One brief as asked for; paths are as written, relative to the outline's folder."""

    path: str
    title: str
    seeds: tuple[str, ...]
    seeds_place: Place
    subtitle: str | None = None
    edition: str | None = None
    dated: date | Literal["today"] = "today"
    cutoff: date | None = None
    handling: str | None = None
    author: str | None = None
    about: tuple[str, ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = {}
    """For a word of `about`, the words that mean the same."""
    sources: str | None = None
    sources_place: Place | None = None
    name: str = ""
    """Stem of the output files; the outline's own stem by default."""
    folder: str = "../output"
    formats: tuple[Format, ...] = ("docx", "pdf")
    references: Literal["evidence", "footnotes"] = "evidence"
    """Where a reference leads: to the page of evidence alone, or by way of a real footnote."""
    fit: int | None = None
    """The most pages that the PDF may have."""
    fit_place: Place | None = None
    bottom_line: BottomLineText | None = None
    sections: tuple[Section, ...] = ()
    likelihood: Literal["icd203", "phia"] | None = None
    """The standard that the desk's own words of likelihood are held against."""
    about_place: Place | None = None
    language: Language = "en-GB"
    """Of the desk's own words; a source's stay as they are."""
    written: str = ""
    """The file's own text, in which a word of the desk has its place."""
