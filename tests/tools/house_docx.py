"""Makes `templates/brief.docx`, the house style in Word's terms, out of `templates/brand.yaml`.

`python tests/tools/house_docx.py` writes the file. The same tokens give the same bytes: parts are stored, not deflated,
with fixed stamps.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from house_styles import (
    ACCENT,
    BRAND,
    CONTESTED,
    FORECAST,
    HEAD,
    INK,
    LABEL,
    MUTED,
    SANS,
    SERIF,
    TEMPLATES,
    TINT,
    W,
    rpr,
    styles,
    twips,
)

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "application/vnd.openxmlformats-package"
TOP = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
THEME = "application/vnd.openxmlformats-officedocument.theme+xml"


def theme() -> str:
    """House colours and fonts for Word's pickers; no style refers to it."""
    named = {
        "dk1": INK, "lt1": BRAND["color"]["paper"], "dk2": MUTED, "lt2": TINT, "accent1": ACCENT, "accent2": FORECAST,
        "accent3": CONTESTED, "accent4": MUTED, "accent5": INK, "accent6": TINT, "hlink": ACCENT, "folHlink": ACCENT,
    }  # fmt: skip
    colors = "".join(f'<a:{name}><a:srgbClr val="{color[1:]}"/></a:{name}>' for name, color in named.items())
    faces = "".join(
        f'<a:{kind}Font><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, font in (("major", SERIF), ("minor", SANS))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    look = "".join(
        f"<a:{name}>{one * 3}</a:{name}>"
        for name, one in (
            ("fillStyleLst", fill),
            ("lnStyleLst", f"<a:ln>{fill}</a:ln>"),
            ("effectStyleLst", "<a:effectStyle><a:effectLst/></a:effectStyle>"),
            ("bgFillStyleLst", fill),
        )
    )
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Brief"><a:themeElements>'
        f'<a:clrScheme name="Brief">{colors}</a:clrScheme><a:fontScheme name="Brief">{faces}</a:fontScheme>'
        f'<a:fmtScheme name="Brief">{look}</a:fmtScheme></a:themeElements></a:theme>'
    )


def numbering() -> str:
    """The list of the key points, and a plain one for whoever adds a list in Word."""
    indent = f'<w:pPr><w:ind w:left="{twips(LABEL)}" w:hanging="{twips(LABEL)}"/></w:pPr>'
    lists = (
        ("KeyPoint", "42524946", rpr(font=SANS, color=ACCENT, pt=13)),
        ("ListNumber", "42524947", rpr(color=ACCENT)),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{nsid}"/><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="{name}"/>'
        f'<w:suff w:val="tab"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/>{indent}{look}</w:lvl></w:abstractNum>'
        for number, (name, nsid, look) in enumerate(lists, start=1)
    )
    nums = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2))
    return f"{HEAD}<w:numbering {W}>{abstract}{nums}</w:numbering>"


def settings() -> str:
    lang = "en-GB"
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{lang}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table() -> str:
    def font(name: str, family: str) -> str:
        return f'<w:font w:name="{name}"><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'

    return f"{HEAD}<w:fonts {W}>{font(SANS, 'swiss')}{font(SERIF, 'roman')}</w:fonts>"


def run(text: str, name: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{name}"/></w:rPr>' if name else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"
HANDLING = run("\u00a0{handling}\u00a0", "HandlingMark")


def field(name: str) -> str:
    return f"<w:fldSimple w:instr={quoteattr(f' {name} ')}>{run('1')}</w:fldSimple>"


def edge(kind: str, *paragraphs: tuple[str, str]) -> str:
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{runs}</w:p>' for name, runs in paragraphs)
    return f"{HEAD}<w:{kind} {W}>{body}</w:{kind}>"


def edges() -> dict[str, str]:
    """Headers and footers; the words in braces are filled in when a brief is written."""
    first = run("{product}", "ProductName") + TAB + run("{issue}") + TAB + HANDLING
    later = run("{running-left}") + TAB + run("{running-right}") + TAB + HANDLING
    count = run("Page ") + field("PAGE") + run(" of ") + field("NUMPAGES")
    foot = (
        ("Footer", count + TAB + run("{verification}")),
        ("Footer", TAB + run("{fingerprint}") + TAB + HANDLING),
    )
    return {
        "header1": edge("hdr", ("HeaderFirstPage", first)),
        "header2": edge("hdr", ("Header", later)),
        "footer1": edge("ftr", *foot),
        "footer2": edge("ftr", *foot),
    }


def specimen() -> str:
    """A line in each paragraph style, so that Word shows what there is to change."""
    shown = (
        "Title", "Subtitle", "Brief Meta", "Bottom Line", "Bottom Line Note", "Heading 1", "Section Note", "Key Point",
        "Key Point Tags", "Quote", "Quote Continued", "Quote Attribution", "Body Text", "Legend", "Table Text",
        "Table Quote", "Table Note",
    )  # fmt: skip
    lines = [(name.replace(" ", ""), f"{name}: this text is replaced") for name in shown]
    lines.append(("TableNote", "Change the styles as you like; words in braces in header and footer are filled in."))
    return "".join(f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{run(text)}</w:p>' for name, text in lines)


def document() -> str:
    page = BRAND["page"]["A4"]
    margin = page
    side = twips(margin["side"])
    edges = ("headerReference first", "headerReference default", "footerReference first", "footerReference default")
    refs = "".join(
        f'<w:{name} w:type="{when}" r:id="rId{number}"/>'
        for number, (name, when) in enumerate((edge.split() for edge in edges), start=5)
    )
    section = (
        f'<w:sectPr>{refs}<w:pgSz w:w="{twips(page["width"])}" w:h="{twips(page["height"])}"/>'
        f'<w:pgMar w:top="{twips(margin["top"])}" w:right="{side}" w:bottom="{twips(margin["bottom"])}" '
        f'w:left="{side}" w:header="{twips(page["header_at"])}" w:footer="{twips(page["footer_at"])}" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    return f"{HEAD}<w:document {W} {R}><w:body>{specimen()}{section}</w:body></w:document>"


def package() -> dict[str, str]:
    """Each part's name and text, in the order of the archive."""
    parts = {
        "styles": styles(), "numbering": numbering(), "settings": settings(), "fontTable": font_table(), **edges(),
        "theme": theme(),
    }  # fmt: skip
    kinds = [name.rstrip("12") for name in parts]
    rels = "".join(
        f'<Relationship Id="rId{number}" Type="{TYPE}/{kind}" Target="{name}.xml"/>'
        for number, (name, kind) in enumerate(zip(parts, kinds, strict=True), start=1)
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{THEME if kind == "theme" else f"{MAIN}.{kind}+xml"}"/>'
        for name, kind in zip(parts, kinds, strict=True)
    )
    parts = {f"word/{name}.xml": text for name, text in parts.items()}
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TOP}/content-types">'
        f'<Default Extension="rels" ContentType="{PACKAGE}.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{PACKAGE}.core-properties+xml"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{TOP}/relationships">'
        f'<Relationship Id="rId1" Type="{TYPE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{TOP}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{TOP}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>House style of brief</dc:title></cp:coreProperties>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{TOP}/relationships">{rels}</Relationships>',
        "word/document.xml": document(),
        **parts,
    }


def build() -> bytes:
    """The template as it stands in `templates/brief.docx`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in package().items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


if __name__ == "__main__":
    (TEMPLATES / "brief.docx").write_bytes(build())
