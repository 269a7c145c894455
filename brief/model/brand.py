"""The brand: the values of a house's style that all writers share. Lengths are in mm, type in points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Paper = Literal["A4", "Letter"]
Colour = str
"""`#1A2024`: six hex digits, nothing else."""
Pair = tuple[float, float]
"""Above and below; of type, size and leading."""

ColourName = Literal[
    "ink", "muted", "accent", "forecast", "contested", "rule", "tint", "forecast_tint", "mark", "paper"
]
TypeName = Literal[
    "title",
    "title_long",
    "title_longest",
    "subtitle",
    "bottom_line",
    "h1_section",
    "key_point",
    "key_point_many",
    "numeral",
    "quote",
    "quote_long",
    "statement",
    "body",
    "table",
    "table_quote",
    "evidence",
    "footnote",
    "label",
    "label_strong",
    "tag",
    "ref",
    "ref_in_table",
    "chart",
    "footer",
    "product",
]
RuleName = Literal["section", "group", "row", "bottom_line", "pair", "header"]
SpaceName = Literal[
    "section",
    "section_head",
    "bottom_line",
    "key_point",
    "legend",
    "quote_group",
    "quote_gap",
    "disagreement",
    "question",
    "evidence",
    "cell",
    "cell_right",
]


class Size(Struct, frozen=True, kw_only=True):
    """The type of one component, size and leading; a leading of 0 leaves the line as it is."""

    pdf: Pair
    docx: Pair


class Rule(Struct, frozen=True, kw_only=True):
    """A line: its weight in points and the name of its colour."""

    pt: float
    color: ColourName


class Grid(Struct, frozen=True, kw_only=True):
    """The structural line: a label column, a gutter, a text column."""

    width: float
    label: float
    gutter: float
    text: float
    pair_pad: float
    bottom_line_bleed: float


class Sheet(Struct, frozen=True, kw_only=True):
    """A sheet of paper, its margins, and the white space that its height asks for."""

    width: float
    height: float
    top: float
    first_top: float
    bottom: float
    side: float
    header_at: float
    footer_at: float
    space: Mapping[SpaceName, float | Pair]
    """What stands in the place of the brand's own white space."""


class Family(Struct, frozen=True, kw_only=True):
    """A type family of the PDF: its name, and the file in `fonts/` of each weight."""

    family: str
    faces: Mapping[int, str]


class PdfFonts(Struct, frozen=True, kw_only=True):
    """The families of the PDF; `fallback` serves characters that the others lack, in order."""

    serif: Family
    serif_small: Family
    serif_quote: Family
    serif_display: Family
    sans: Family
    fallback: tuple[Family, ...]


class Voices(Struct, frozen=True, kw_only=True):
    """Font names for the source's voice and for the desk's."""

    serif: str
    sans: str


class Fonts(Struct, frozen=True, kw_only=True):
    """Fonts by where they are read: in the PDF, in Word, on a screen or in mail."""

    pdf: PdfFonts
    docx: Voices
    screen: Voices
    picture: Family | None = None
    """For the words in drawings that Word is given as pictures: as like its own desk's voice as a file can be."""


class Handling(Struct, frozen=True, kw_only=True):
    """How a handling mark is set: its colour by the mark, on `background`."""

    background: Colour
    size: float
    other: Colour
    marks: Mapping[str, Colour]

    def color(self, mark: str) -> Colour:
        """The colour of a mark's text, however the mark is written."""
        return self.marks.get(mark.strip().upper(), self.other)


class Logo(Struct, frozen=True, kw_only=True):
    """The house's sign on page one: an asset, what it says to those who do not see it, its height."""

    file: str
    alt: str
    height: float


class Brand(Struct, frozen=True, kw_only=True):
    """The style of a house."""

    product: str
    paper: Paper
    color: Mapping[ColourName, Colour]
    handling: Handling
    font: Fonts
    page: Mapping[Paper, Sheet]
    grid: Grid
    type: Mapping[TypeName, Size]
    rule: Mapping[RuleName, Rule]
    space: Mapping[SpaceName, float | Pair]
    logo: Logo | None = None

    @property
    def sheet(self) -> Sheet:
        """The sheet of the house's paper."""
        return self.page[self.paper]

    @property
    def spaces(self) -> Mapping[SpaceName, float | Pair]:
        """The white space on the house's paper."""
        return {**self.space, **self.sheet.space}
