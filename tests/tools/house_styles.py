"""The tokens of `templates/brand.yaml` as Word styles: the text of `word/styles.xml`."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

TEMPLATES = Path(__file__).parents[2] / "templates"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

BRAND = yaml.safe_load((TEMPLATES / "brand.yaml").read_text(encoding="utf-8"))
SERIF, SANS = BRAND["font"]["docx"]["serif"], BRAND["font"]["docx"]["sans"]
EAST = "Microsoft YaHei"  # what Office brings along; LibreOffice without it finds another, but not so for SimSun
LABEL = BRAND["grid"]["label"] + BRAND["grid"]["gutter"]  # 42 mm: where the text column begins
GRID = BRAND["grid"]["width"]
NOTE = 6  # mm: the number of a footnote stands this far left of its text
HANG = 0.42 * 12 * 25.4 / 72  # mm: an opening mark hangs left of the text column
INK, MUTED, ACCENT = (BRAND["color"][name] for name in ("ink", "muted", "accent"))
FORECAST, CONTESTED, HAIR = (BRAND["color"][name] for name in ("forecast", "contested", "rule"))
TINT, MARK = BRAND["color"]["tint"], BRAND["color"]["mark"]


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def points(size: float) -> int:
    """Twentieths of a point."""
    return round(size * 20)


def size(token: str) -> tuple[float, float]:
    """Size and leading of a token, the size rounded to the half point that Word can hold."""
    pt, leading = BRAND["type"][token]["docx"]
    return round(pt * 2) / 2, leading


def fonts(name: str) -> str:
    """A font, and beside it those that users' machines have for Chinese and for Arabic and Hebrew."""
    complex_ = "Times New Roman" if name == SERIF else "Arial"
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{EAST}" w:cs="{complex_}"/>'


def line(edge: str, pt: float, color: str, space: int = 0) -> str:
    return f'<w:{edge} w:val="single" w:sz="{round(pt * 8)}" w:space="{space}" w:color="{color[1:]}"/>'


def shade(color: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color[1:]}"/>'


def rpr(*, font=None, bold=False, color=None, pt=None, fill=None, proof=True, raised=False) -> str:
    """Run properties, in the order of the schema."""
    parts = [
        fonts(font) if font else "",
        "<w:b/><w:bCs/>" if bold else "",
        "" if proof else "<w:noProof/>",
        f'<w:color w:val="{color[1:]}"/>' if color else "",
        f'<w:sz w:val="{round(pt * 2)}"/><w:szCs w:val="{round(pt * 2)}"/>' if pt else "",
        '<w:u w:val="none"/>' if raised else "",  # LibreOffice underlines a number that is both field and link
        shade(fill) if fill else "",
        '<w:vertAlign w:val="superscript"/>' if raised else "",
    ]
    inner = "".join(parts)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


KEEP = {
    "n": "<w:keepNext/>", "N": '<w:keepNext w:val="0"/>', "l": "<w:keepLines/>", "L": '<w:keepLines w:val="0"/>',
    "p": "<w:pageBreakBefore/>",
}  # fmt: skip


def ppr(*, keep="", number=None, borders="", fill=None, tabs=(), space=None, leading=None, exact=False, left=None,
        hanging=0, right=0, level=None) -> str:  # fmt: skip
    """Paragraph properties, in the order of the schema; `keep` holds the letters of KEEP."""
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(mm)}"/>' for kind, mm in tabs)
    gaps = f' w:before="{points(space[0])}" w:after="{points(space[1])}"' if space else ""
    rule = "exact" if exact else "atLeast"
    gaps += f' w:line="{points(leading)}" w:lineRule="{rule}"' if leading else ""
    edge = f' w:right="{twips(right)}"' if right else ""
    parts = [
        "".join(mark for flag, mark in KEEP.items() if flag in keep),
        f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number is not None else "",
        f"<w:pBdr>{borders}</w:pBdr>" if borders else "",
        shade(fill) if fill else "",
        f"<w:tabs>{stops}</w:tabs>" if stops else "",
        f"<w:spacing{gaps}/>" if gaps else "",
        f'<w:ind w:left="{twips(left)}"{edge} w:hanging="{twips(hanging)}"/>' if left is not None else "",
        f'<w:outlineLvl w:val="{level}"/>' if level is not None else "",
    ]
    inner = "".join(parts)
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def ident(name: str) -> str:
    """A style's id: its name without spaces, but for those that Word names itself."""
    return IDENTS.get(name, name.replace(" ", ""))


def style(
    kind: str, name: str, inner: str, *, based: str | None = None, then: str | None = None, rank: int = 10
) -> str:
    """A named style."""
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    default = ' w:default="1"' if name in DEFAULT else ""
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    then = f'<w:next w:val="{then}"/>' if then else ""
    shown = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>' if name in DEFAULT[1:] else (
        f'<w:uiPriority w:val="{rank}"/><w:qFormat/>')  # fmt: skip
    return (
        f'<w:style w:type="{kind}"{default}{custom} w:styleId="{ident(name)}"><w:name w:val="{name}"/>'
        f"{based}{then}{shown}{inner}</w:style>"
    )


TOKENS: dict[str, str] = {}
"""The token of each style that has one, by its id; filled as the styles are made."""
RULES = {
    "Heading1": {"top": "section"}, "Legend": {"top": "section"}, "KeyPoint": {"top": "row", "between": "row"},
    "BottomLine": {"top": "bottom_line"}, "BottomLineNote": {"top": "bottom_line"}, "Header": {"bottom": "header"},
    "HeaderFirstPage": {"bottom": "section"}, "Footer": {"top": "header"},
    "BriefTable": {"bottom": "row", "insideH": "row", "head": "section"},
}  # fmt: skip
"""The rule that draws each edge of a style; `head` is the line below a table's first row."""
SPACES = {
    "Heading1": {"before": ("section", 0), "after": ("section_head", 1)},
    "BottomLine": {"before": ("bottom_line", 0)},
    "KeyPoint": {"before": ("key_point", 0)}, "KeyPointTags": {"after": ("key_point", 1)},
    "Legend": {"before": ("legend", 0)},
    "Quote": {"before": ("quote_group", 0)}, "LabelLine": {"before": ("quote_group", 0)},
    "QuoteContinued": {"after": ("quote_gap", 0)}, "QuoteAttribution": {"after": ("quote_group", 1)},
    "BriefTable": {"top": ("cell", 0), "bottom": ("cell", 1), "right": ("cell_right", 0)},
}  # fmt: skip
"""The white space of the brand that each space of a style follows, above (0) or below (1)."""
IDENTS = {
    "heading 1": "Heading1", "header": "Header", "footer": "Footer", "caption": "Caption",
    "footnote text": "FootnoteText", "footnote reference": "FootnoteReference", "annotation text": "CommentText",
    "annotation reference": "CommentReference",
}  # fmt: skip
DEFAULT = ("Normal", "Default Paragraph Font", "Normal Table", "No List")
BUILT_IN = {*DEFAULT, "Title", "Subtitle", "heading 1", "List Number", "Quote", "Body Text", "Body Text 2", "caption",
            "header", "footer", *IDENTS}  # fmt: skip


def paragraph(name: str, token: str, *, based: str | None = "Normal", then: str | None = None, font=None, bold=False,
              color=None, **setting) -> str:  # fmt: skip
    """A paragraph style with size and leading of a token."""
    pt, leading = size(token)
    TOKENS[ident(name)] = token
    look = rpr(font=font, bold=bold, color=color, pt=pt)
    setting.setdefault("leading", leading)
    return style("paragraph", name, ppr(**setting) + look, based=based, then=then)


def character(name: str, token: str | None = None, **look) -> str:
    if token:
        TOKENS[ident(name)] = token
        look["pt"] = size(token)[0]
    return style("character", name, rpr(**look), based="DefaultParagraphFont", rank=20)


def variant(
    name: str, based: str, *, token: str | None = None, then: str | None = None, look: str = "", **setting
) -> str:
    """A paragraph style that differs from another in little."""
    if token:
        TOKENS[ident(name)] = token
        look, setting["leading"] = rpr(pt=size(token)[0]), size(token)[1]
    return style("paragraph", name, ppr(**setting) + look, based=based, then=then)


def defaults() -> str:
    lang = "en-GB"
    pt, leading = size("body")
    tongue = f'<w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="ar-SA"/>'
    run = rpr(font=SANS, pt=pt).replace("</w:rPr>", tongue + "</w:rPr>")
    return (
        f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault>"
        f"<w:pPrDefault>{ppr(space=(0, 0), leading=leading)}</w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
    )


def cell_margins(top: int, left: int, bottom: int, right: int) -> str:
    edges = {"top": top, "left": left, "bottom": bottom, "right": right}
    sides = "".join(f'<w:{name} w:w="{width}" w:type="dxa"/>' for name, width in edges.items())
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"


def front_styles() -> str:
    rules = BRAND["rule"]
    bleed = round(BRAND["grid"]["bottom_line_bleed"] * 72 / 25.4)
    box = (
        line("top", rules["bottom_line"]["pt"], ACCENT, 9) + line("left", 0.5, TINT, bleed)
        + line("bottom", 0.5, TINT, 9) + line("right", 0.5, TINT, bleed)
    )  # fmt: skip
    column = {"left": LABEL, "hanging": LABEL, "borders": box, "fill": TINT}
    return "".join((
        paragraph("Title", "title", font=SERIF, then="Subtitle", left=LABEL, space=(2, 5), keep="nl"),
        variant("Title Long", "Title", then="Subtitle", token="title_long"),
        variant("Title Longest", "Title", then="Subtitle", token="title_longest"),
        paragraph("Subtitle", "subtitle", color=MUTED, then="BriefMeta", left=LABEL, space=(0, 4), keep="nl"),
        paragraph("Brief Meta", "label", left=LABEL, space=(0, 0), keep="l"),
        paragraph("Bottom Line", "bottom_line", bold=True, then="BottomLineNote", space=(19, 3), keep="nl", **column),
        paragraph("Bottom Line Note", "label", color=MUTED, space=(0, 0), keep="l", **column),
    ))  # fmt: skip


def text_styles() -> str:
    rules = BRAND["rule"]
    section = line("top", rules["section"]["pt"], INK, 5)
    hair = line("top", rules["row"]["pt"], HAIR, 6)
    between = line("between", rules["row"]["pt"], HAIR, 6)
    hang = {"left": LABEL, "hanging": LABEL}
    # LibreOffice joins neighbours whose borders are alike: a heading would lose its rule to a legend before it.
    bare = '<w:top w:val="none" w:sz="0" w:space="0" w:color="auto"/>'
    legend = LABEL + 24
    return "".join((
        paragraph("heading 1", "h1_section", bold=True, color=ACCENT, then="SectionNote", borders=section,
                  space=(17, 1), keep="nl", level=0),
        variant("Heading 1 New Page", "Heading1", then="SectionNote", space=(0, 1), keep="p"),
        paragraph("Section Note", "label", color=MUTED, then="BodyText", left=LABEL, space=(0, 4), keep="nl"),
        variant("List Number", "Normal", number=2, **hang),
        paragraph("Key Point", "key_point", based="ListNumber", font=SERIF, then="KeyPointTags", borders=hair + between,
                  space=(4, 1), keep="nl", number=1, **hang),
        variant("Key Point Alone", "KeyPoint", then="KeyPointTags", number=0, **hang),
        paragraph("Key Point Tags", "tag", color=MUTED, then="KeyPoint", left=LABEL, space=(0, 2), keep="l"),
        paragraph("Quote", "quote", font=SERIF, then="QuoteContinued", space=(5, 3), keep="nl",
                  tabs=(("left", LABEL - HANG),), **hang),
        variant("Quote Continued", "Quote", then="QuoteAttribution", left=LABEL, hanging=HANG, space=(0, 4)),
        variant("Quote Long", "Quote", then="QuoteContinued", token="quote_long", keep="L"),
        variant("Quote Long Continued", "QuoteContinued", token="quote_long", keep="L"),
        paragraph("Quote Attribution", "label", color=MUTED, then="Quote", left=LABEL, space=(0, 5), keep="l"),
        paragraph("Label Line", "label_strong", then="QuoteContinued", space=(6, 3), keep="nl"),
        variant("Body Text", "Normal", then="BodyText2", space=(3, 6), **hang),
        variant("Body Text 2", "BodyText", left=LABEL),
        paragraph("Legend", "footer", left=legend, hanging=legend, tabs=(("left", LABEL),), space=(10, 0),
                  then="LegendContinued", borders=section, keep="nl"),
        variant("Legend Continued", "Legend", space=(0, 0), borders=bare, keep="n"),
        variant("Legend Last", "Legend", space=(0, 0), borders=bare, keep="N"),
        paragraph("footnote text", "footnote", left=LABEL + NOTE, hanging=NOTE, space=(0, 2)),
        variant("annotation text", "Normal", look=rpr(pt=10), space=(0, 4)),
        variant("Logo", "Normal", then="Title", space=(0, 8), keep="n"),
        variant("Figure", "Normal", then="Caption", space=(3, 3), keep="n"),
        paragraph("caption", "footer", color=MUTED, left=LABEL, space=(0, 8), keep="l"),
    ))  # fmt: skip


def table_styles() -> str:
    rules, space = BRAND["rule"], BRAND["space"]
    inner = "".join(line(edge, rules["row"]["pt"], HAIR) for edge in ("bottom", "insideH"))
    top, bottom = (twips(mm) for mm in space["cell"])
    margins = cell_margins(top, 0, bottom, twips(space["cell_right"]))
    first = f"<w:tcPr><w:tcBorders>{line('bottom', rules['section']['pt'], INK)}</w:tcBorders></w:tcPr>"
    brief = (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{inner}</w:tblBorders>{margins}</w:tblPr>'
        f'<w:tblStylePr w:type="firstRow">{first}</w:tblStylePr>'
    )
    return "".join((
        paragraph("Table Text", "table", space=(0, 0)),
        paragraph("Table Quote", "table_quote", font=SERIF, space=(0, 0)),
        paragraph("Table Evidence", "evidence", font=SERIF, space=(0, 0)),
        paragraph("Table Head", "label", based="TableText", bold=True, color=MUTED, keep="n"),
        paragraph("Table Group", "table", based="TableText", bold=True, color=ACCENT, space=(5, 0), keep="n"),
        paragraph("Table Note", "label", color=MUTED, left=LABEL, space=(4, 6)),
        variant("Table End", "Normal", look=rpr(pt=1), space=(0, 0), leading=1, exact=True),
        style("table", "Brief Table", brief, based="NormalTable", rank=30),
    ))  # fmt: skip


def edge_styles() -> str:
    """Header and footer."""
    stops = (("left", LABEL), ("right", GRID))
    thin, thick = BRAND["rule"]["header"], BRAND["rule"]["section"]
    hang = {"tabs": stops, "left": LABEL, "hanging": LABEL}
    return "".join((
        paragraph("header", "footer", color=MUTED, borders=line("bottom", thin["pt"], HAIR, 6), **hang),
        paragraph("Header First Page", "footer", borders=line("bottom", thick["pt"], INK, 7), **hang),
        paragraph("footer", "footer", color=MUTED, borders=line("top", thin["pt"], HAIR, 6), **hang),
    ))  # fmt: skip


def character_styles() -> str:
    black, mark = BRAND["handling"]["background"], BRAND["handling"]
    loud = {"font": SANS, "bold": True, "pt": mark["size"], "fill": black, "proof": False}
    return "".join((
        character("Side Label", "label_strong", font=SANS, bold=True, color=INK),
        character("Table Label", font=SANS, bold=True, color=ACCENT),
        character("Bottom Line Label", font=SANS, bold=True, color=ACCENT, pt=11),
        character("Product Name", "product", font=SANS, bold=True, color=INK),
        # Not raised as in the PDF: LibreOffice sets raised text at 58 % of its size.
        character("Reference Mark", "ref", font=SANS, bold=True, color=ACCENT),
        character("footnote reference", font=SANS, color=ACCENT, pt=11.5, raised=True),
        character("annotation reference", pt=8),
        character("Quoted Words", font=SERIF),
        character("Cited Words", font=SERIF, color=INK, fill=MARK),
        character("Context Words", font=SERIF, color=MUTED),
        character("Desk Words", font=SANS),
        character("Desk Strong", font=SANS, bold=True, color=INK),
        character("Desk Muted", font=SANS, color=MUTED),
        character("Desk Accent", font=SANS, bold=True, color=ACCENT),
        character("Tag Forecast", font=SANS, bold=True, color=FORECAST),
        character("Tag Contested", font=SANS, bold=True, color=CONTESTED),
        character("Tag Origins", font=SANS, color=MUTED),
        character("Tag Edited", font=SANS, bold=True, color=ACCENT),
        character("Handling Mark", color=mark["marks"]["TLP:CLEAR"], **loud),
        character("Handling Mark Green", color=mark["marks"]["TLP:GREEN"], **loud),
        character("Handling Mark Amber", color=mark["marks"]["TLP:AMBER"], **loud),
        character("Handling Mark Red", color=mark["marks"]["TLP:RED"], **loud),
    ))  # fmt: skip


def made_of() -> str:
    """What the styles are made of, for a brand to replace; gone as soon as Word saves the file."""
    names = ("ink", "muted", "accent", "forecast", "contested", "rule", "tint", "mark")
    made = {
        "color": {name: BRAND["color"][name][1:] for name in names},
        "font": {"serif": SERIF, "sans": SANS},
        "type": TOKENS,
        "rule": RULES,
        "space": {style: {side: [*name, BRAND["space"][name[0]]] for side, name in sides.items()}
                  for style, sides in SPACES.items()},
        "grid": {"structural": LABEL, "width": GRID},
    }  # fmt: skip
    return f"<!--{json.dumps(made)}-->"


def styles() -> str:
    plain_table = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{cell_margins(0, 108, 0, 108)}</w:tblPr>'
    plain = (
        paragraph("Normal", "body", based=None, color=INK)
        + style("character", "Default Paragraph Font", "")
        + style("table", "Normal Table", plain_table)
        + style("numbering", "No List", "")
    )
    named = front_styles() + text_styles() + table_styles() + edge_styles() + character_styles()
    return f"{HEAD}{made_of()}<w:styles {W}>{defaults()}{plain}{named}</w:styles>"
