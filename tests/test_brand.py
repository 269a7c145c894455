"""The brand: what a house changes, and what it is told when it is wrong."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from msgspec.structs import replace
from sample import document

from brief.errors import UsageError, WriteError
from brief.load.brand import brand, contrast
from brief.write import write

TEMPLATES = Path(__file__).parent.parent / "templates"
TEXT = (TEMPLATES / "brand.yaml").read_text(encoding="utf-8")
OURS = brand(TEXT, "templates/brand.yaml")


def told(text: str) -> list[str]:
    with pytest.raises(UsageError) as stop:
        brand(text, "brand.yaml", OURS)
    return [str(one) for one in stop.value.diagnostics]


def test_a_house_writes_only_what_it_changes() -> None:
    house = brand('product: Morning Note\ncolor: {accent: "#003366"}\ntype: {title: {pdf: [30, 33]}}', "b.yaml", OURS)
    assert house.product == "Morning Note"
    assert house.color["accent"] == "#003366"
    assert house.color["ink"] == OURS.color["ink"]
    assert (house.type["title"].pdf, house.type["title"].docx) == ((30, 33), OURS.type["title"].docx)
    assert brand("", "b.yaml", OURS) == OURS


def test_letter_has_its_own_sheet_and_white_space() -> None:
    house = brand("paper: Letter", "b.yaml", OURS)
    assert (house.sheet.width, house.sheet.height) == (215.9, 279.4)
    assert house.spaces["section"] < OURS.spaces["section"]
    assert house.spaces["cell"] == OURS.spaces["cell"]


def test_every_font_that_the_brand_names_is_there_with_its_licence() -> None:
    pdf = OURS.font.pdf
    assert OURS.font.picture
    words = (pdf.serif, pdf.serif_small, pdf.serif_quote, pdf.serif_display, pdf.sans, *pdf.fallback)
    families = (*words, OURS.font.picture)
    named = {file for family in families for file in family.faces.values()}
    there = {path.name for path in (TEMPLATES / "fonts").glob("*.ttf")}
    assert named == there
    assert len(list((TEMPLATES / "fonts").glob("OFL-*.md"))) == 3


def test_a_house_can_have_marks_and_a_logo_of_its_own() -> None:
    house = brand(
        'handling: {marks: {Internal: "#FFFFFF"}}\nlogo: {file: house.svg, alt: The House, height: 8}', "b.yaml", OURS
    )
    assert house.handling.color("internal") == "#FFFFFF"
    assert house.handling.color("TLP:GREEN") == OURS.handling.marks["TLP:GREEN"]
    assert house.logo
    assert house.logo.alt == "The House"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("papr: Letter", "1:1: error: unknown key `papr` in the brand\n  hint: did you mean `paper`?"),
        ("paper: Leter", "1:8: error: expected one of A4, Letter, found `Leter`\n  hint: did you mean `Letter`?"),
        ('color: {acent: "#123456"}', "unknown key `acent` in `color`\n  hint: did you mean `accent`?"),
        ("color: {accent: 0B4A57}", 'expected a colour such as `"#0B4A57"`, in quotes, found `0B4A57`'),
        ("type: {title: {pdf: [28]}}", "expected two numbers"),
        ("space: {cell: 1e9}", "expected two numbers"),
        ("font: {pdf: {sans: {family: 'x; }', faces: {400: a.ttf}}}}", "expected the name of a family"),
        ("font: {pdf: {sans: {family: x, faces: {400: ../a.ttf}}}}", "expected the name of a font file"),
        ("font: {screen: {sans: 'x; } body { display: none'}}", "expected font names"),
        ("logo: {file: /etc/passwd, alt: x, height: 9}", "expected the name of an SVG or PNG file"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_its_mending(text: str, said: str) -> None:
    assert any(said in one for one in told(text))


def test_a_colour_that_too_few_can_read_is_refused() -> None:
    (paper, tint) = told('color: {accent: "#99AABB"}')
    assert paper.startswith("brand.yaml:1:17: error: `accent` on `paper` has a contrast of 2.4")
    assert "on `tint`" in tint


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#1A2024", "#FFFFFF") == pytest.approx(16.5, abs=0.05)


def made_font(characters: str) -> bytes:
    """A font that has these characters alone, each a square."""
    pen = TTGlyphPen(None)
    for way, point in ((pen.moveTo, (0, 0)), (pen.lineTo, (0, 700)), (pen.lineTo, (700, 700)), (pen.lineTo, (700, 0))):
        way(point)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *(f"uni{ord(one):04X}" for one in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(one): name for one, name in zip(characters, names[1:], strict=True)})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (800, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "House Han", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def test_a_font_that_a_house_adds_sets_what_the_others_lack() -> None:
    files = (path for path in TEMPLATES.rglob("*") if path.is_file())
    assets = {path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in files}
    brief = replace(document(), title="Names: 習近平")
    with pytest.raises(WriteError, match=r"no font has the character “習” \(U\+7FD2\)"):
        write(brief, "pdf", assets, OURS)
    text = "font: {pdf: {fallback: [{family: House Han, faces: {400: HouseHan.ttf}}]}}"
    house = brand(text, "own.yaml", OURS)
    made = write(brief, "pdf", {**assets, "fonts/HouseHan.ttf": made_font("習近平")}, house)
    assert "習近平" in pypdf.PdfReader(BytesIO(made)).pages[0].extract_text()
