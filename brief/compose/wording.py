"""A language in; its catalogue out: every label, note and template sentence of a brief, as one typed value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec
import yaml
from msgspec import Struct

from brief.model.companions import Terms
from brief.text.dates import DateWords, spoken

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Named = Mapping[str, str]
"""Words by a name that the model closes: a kind of section, a status, a sort of gap."""
_Heads = tuple[str, ...]


class Plural(Struct, frozen=True, kw_only=True):
    """Words for one and for more than one, in the case that their sentence asks for: `{n}` in words, `{digits}`."""

    one: str
    other: str


class Labels(Struct, frozen=True, kw_only=True):
    """Letters before the running numbers."""

    source: str
    question: str
    disagreement: str
    event: str


class Front(Struct, frozen=True, kw_only=True):
    """Title block, bottom line and foot."""

    date: str
    cutoff: str
    desk: str
    sources: str
    origins: Plural
    bottom_line: str
    judgement: str
    confidence: str
    confidences: _Named
    rests_on: str
    verified: str
    fingerprint: str


class Points(Struct, frozen=True, kw_only=True):
    """Tags, the legend that explains them, and what the draft asks the desk."""

    forecast: str
    contested: str
    contested_by: str
    edited: str
    edited_sample: str
    """The same in the legend, whose first column is narrow."""
    own: str
    """The tag of a point that stands for no source's words."""
    asked: str
    """Over a question that the desk put in."""
    origins: Plural
    articles: Plural
    both: str
    legend: str
    sample: str
    meanings: _Named
    remarks: _Named


class Quotes(Struct, frozen=True, kw_only=True):
    """Beside quotations."""

    reported_in: str
    reported_to: str


class Timeline(Struct, frozen=True, kw_only=True):
    """The table of events and the chart above it."""

    heads: _Heads
    caption: str
    reported: str
    foreseen: str
    status: _Named
    undated: str
    no_day: str
    as_of: str
    forms: _Named
    """What each form in the chart of time means."""
    shown: str
    through: str
    """From one label to another: `T3 to T9`."""
    rows: Plural
    alt: str


class Disputes(Struct, frozen=True, kw_only=True):
    """Disagreements."""

    heads: tuple[str, str, str]
    head: str
    differs: _Named
    difference: _Named
    own_voice: str
    said: str
    published: str


class Questions(Struct, frozen=True, kw_only=True):
    """Open questions: those of the sources by the way they leave something open, and the gaps that the desk finds."""

    labels: tuple[str, str, str]
    asked_by: _Named
    why: _Named
    closes: _Named
    gap: _Named
    gap_alone: str
    gap_why: _Named
    gap_closes: _Named
    gap_label: str
    gap_though: Plural
    gap_or_published: str


class SinceLast(Struct, frozen=True, kw_only=True):
    """What changed since the last edition."""

    changes: _Named
    nothing_new: str
    summary: str
    none: str
    counts: Mapping[str, Plural]
    kept: Plural
    more: Plural
    was: str
    was_said_by: str
    because: str
    reasons: _Named


class Share(Struct, frozen=True, kw_only=True):
    """What would fall with a source, as the object of its sentence."""

    only: str
    all: str
    part: Plural


class Base(Struct, frozen=True, kw_only=True):
    """The source base: sentences without their full stop."""

    label: str
    nothing: Plural
    extent: str
    whole: Plural
    part: Plural
    tongues: str
    known: str
    origins: Plural
    publishers: Plural
    no_date: Plural
    in_month: str
    in_year: str
    span: str
    silent: Plural
    point_alone: str
    point_more: str
    points_more: str
    points_alone: str
    points_some: Plural
    most: str
    nothing_falls: str
    falls: str
    units: Mapping[str, Share]
    oldest: str
    none_graded: Plural
    ungraded: Plural
    languages: _Named


class Sources(Struct, frozen=True, kw_only=True):
    """The table of sources, and what stands where something of a source is not known."""

    heads: _Heads
    caption: str
    grades: str
    not_graded: str
    no_publisher: str
    no_author: str
    no_headline: str
    no_date: str
    own_origin: str
    text_of: str
    others: Plural
    late: Plural


class Evidence(Struct, frozen=True, kw_only=True):
    """The evidence and its short form at the foot of a page."""

    heads: tuple[str, str, str]
    place: str
    note: str


class Wording(Struct, frozen=True, kw_only=True):
    """All the fixed words of a brief in one language."""

    language: str
    product: str
    numbered: str
    marks: tuple[str, str]
    """Round what the desk quotes; a source's own marks stay as they are."""
    numbers: tuple[str, ...]
    joint: str
    last_joint: str
    labels: Labels
    dates: DateWords
    terms: Terms
    headings: _Named
    key_point: str
    notes: _Named
    empty: _Named
    """Why a section prints nothing: the sources hold nothing for it."""
    emptied: str
    """The other reason: the desk left it out."""
    front: Front
    points: Points
    quotes: Quotes
    timeline: Timeline
    disputes: Disputes
    questions: Questions
    since_last: SinceLast
    base: Base
    sources: Sources
    evidence: Evidence

    def day(self, value: date) -> str:
        """`11 July 2025`: always spelled out."""
        return self.spoken(f"{value.year:04}-{value.month:02}-{value.day:02}")

    def spoken(self, edtf: str) -> str:
        """A date as precise as it is: `by 2027`."""
        return spoken(edtf, self.dates)

    def number(self, value: int) -> str:
        """A count in words up to twelve, in digits above."""
        return self.numbers[value] if value < len(self.numbers) else str(value)

    def counted(self, forms: Plural, value: int, **filled: str) -> str:
        """`one article`, `three articles`."""
        chosen = forms.one if value == 1 else forms.other
        return chosen.format(n=self.number(value), digits=value, **filled)

    def listed(self, names: Sequence[str]) -> str:
        """`a`, `a and b`, `a, b and c`."""
        *first, last = names or [""]
        return f"{self.joint.join(first)}{self.last_joint}{last}" if first else last

    def quoted(self, text: str) -> str:
        """Words in the desk's own marks."""
        return f"{self.marks[0]}{text}{self.marks[1]}"


def opening(text: str) -> str:
    """A line's first letter as a capital: `about 2025` → `About 2025`."""
    return text[:1].upper() + text[1:]


@cache
def wording(language: str = "en-GB") -> Wording:
    """The catalogue of a language."""
    text = files(__package__).joinpath("catalogues", f"{language}.yaml").read_bytes()
    return msgspec.convert(_plain(yaml.compose(text, _LOADER)), Wording, strict=False)


def _plain(node: object) -> object:
    """The texts of a tree; PyYAML's own way there takes a third longer."""
    match node:
        case yaml.MappingNode(value=pairs):
            return {key.value: _plain(value) for key, value in pairs}
        case yaml.SequenceNode(value=values):
            return [_plain(value) for value in values]
        case yaml.ScalarNode(value=text):
            return text
        case _:
            raise TypeError(node)
