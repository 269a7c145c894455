"""What the body refers to in, the parts of the package that hold it out: footnotes, comments, pictures, properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.anchors import build_id
from brief.model.companions import Remark
from brief.model.document import Document, Footnote
from brief.write.docx.inline import TAB, escaped, line, linked, paragraph, piece, run
from brief.write.docx.setting import NoteMark, Setting, link_relation, picture_relation

if TYPE_CHECKING:
    from docx.document import Document as Package
    from docx.opc.package import OpcPackage
    from docx.opc.part import Part

_NAMES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = f'xmlns:w="{_NAMES["w"]}"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATION = f"{_OFFICE}/relationships"
_MEDIA = "application/vnd.openxmlformats-officedocument"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What Word calls the set of properties that a user may add to."""
_RULES = ("separator", "continuationSeparator")
"""The lines above footnotes, and above those that go on from the last page; numbered -1 and 0, as Word does."""


def attach(package: Package, setting: Setting, document: Document) -> None:
    """Give the package the parts that its body refers to, and the properties by which its draft is known again."""
    for number, png in enumerate(setting.pictures, start=1):
        part = _part(package.part.package, f"/word/media/picture{number}.png", "image/png", png)
        package.part.load_rel(f"{_RELATION}/image", part, picture_relation(number))
    for number, address in enumerate(setting.links, start=1):
        package.part.load_rel(f"{_RELATION}/hyperlink", address, link_relation(number), is_external=True)
    if setting.noted:
        _add_story(package, "footnotes", _footnotes(setting))
        _refer_to_rules(package)
    if setting.comments:
        _add_story(package, "comments", _comments(setting, document))
    _describe(package.part.package, document)


def _footnotes(setting: Setting) -> str:
    rules = "".join(
        f'<w:footnote w:type="{rule}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{rule}/></w:r></w:p></w:footnote>'
        for number, rule in enumerate(_RULES, start=-1)
    )
    notes = "".join(_footnote(setting, setting.notes[number], mark) for number, mark in setting.noted.items())
    return f"<w:footnotes {_W}>{rules}{notes}</w:footnotes>"


def _footnote(setting: Setting, note: Footnote, mark: NoteMark) -> str:
    """Where the passage stands, and at its end the way to the passage in the evidence."""
    number = "<w:footnoteRef/>" if mark.counted else f"<w:t>{note.number}</w:t>"
    evidence = linked(setting, mark.target, run(setting, f"[{note.number}]", "Reference Mark"))
    words = line(setting, note.words, "Footnote Text") + run(setting, "\u00a0") + evidence
    inner = piece(setting, number, "Footnote Reference") + TAB + words
    return f'<w:footnote w:id="{note.number}">{paragraph(setting, "Footnote Text", inner)}</w:footnote>'


def _refer_to_rules(package: Package) -> None:
    """Name the lines above footnotes in the settings, where Word looks for them."""
    from docx.oxml import parse_xml

    rules = "".join(f'<w:footnote w:id="{number}"/>' for number, _ in enumerate(_RULES, start=-1))
    compatibility = package.settings.element.find("w:compat", _NAMES)
    named = parse_xml(f"<w:footnotePr {_W}>{rules}</w:footnotePr>")
    if compatibility is None:
        package.settings.element.append(named)
    else:
        compatibility.addprevious(named)


def _comments(setting: Setting, document: Document) -> str:
    each = (_comment(setting, number, about, document) for number, about in enumerate(setting.comments))
    return f"<w:comments {_W}>{''.join(each)}</w:comments>"


def _comment(setting: Setting, number: int, about: tuple[Remark, ...], document: Document) -> str:
    """One author's remarks on a block, a paragraph each, dated like the brief: the clock would change the bytes."""
    author = about[0].author
    sign = piece(setting, "<w:annotationRef/>", "Annotation Reference")
    said = "".join(
        paragraph(setting, "Annotation Text", ("" if at else sign) + run(setting, remark.text))
        for at, remark in enumerate(about)
    )
    return (
        f'<w:comment w:id="{number}" w:author="{escaped(author)}" w:date="{document.dated.isoformat()}T00:00:00Z" '
        f'w:initials="{escaped(author[:1])}">{said}</w:comment>'
    )


def _describe(package: OpcPackage, document: Document) -> None:
    """Name the document, its edition and its build in properties of our own."""
    found = {"brief.build": build_id(document), "brief.outline": document.name, "brief.edition": document.edition}
    said = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}"><vt:lpwstr>{escaped(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(((name, value) for name, value in found.items() if value), start=2)
    )
    spaces = f'xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"'
    text = f"{_HEAD}<Properties {spaces}>{said}</Properties>"
    part = _part(package, "/docProps/custom.xml", f"{_MEDIA}.custom-properties+xml", text.encode())
    package.load_rel(f"{_RELATION}/custom-properties", part, "rIdBrief")


def _add_story(package: Package, kind: str, text: str) -> None:
    media = f"{_MEDIA}.wordprocessingml.{kind}+xml"
    part = _part(package.part.package, f"/word/{kind}.xml", media, f"{_HEAD}{text}".encode())
    package.part.load_rel(f"{_RELATION}/{kind}", part, f"rIdBrief{kind.title()}")


def _part(package: OpcPackage, name: str, media: str, data: bytes) -> Part:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    return Part(PackURI(name), media, data, package)  # type: ignore[arg-type]  # annotated narrower than it is used
