"""A document and the house's Word template in, a DOCX out: named styles throughout, each block inside its bookmark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from brief.drawing.shapes import PALETTE
from brief.errors import UsageError
from brief.model.brand import Brand
from brief.model.chart import Chart
from brief.model.companions import Remark
from brief.model.diagnostic import Place
from brief.model.document import Document, EvidenceList, inlines, tongues
from brief.model.inline import Cite
from brief.write.docx.attached import attach
from brief.write.docx.block import front, part
from brief.write.docx.branded import logo, restyle
from brief.write.docx.edge import fill_edges, mark_style
from brief.write.docx.package import describe, fill, next_list, opened, packed, style_ids
from brief.write.docx.setting import Setting


def write(document: Document, assets: Mapping[str, bytes], brand: Brand | None = None) -> bytes:
    """The document as DOCX, set in the styles, page, header and footer of `assets["brief.docx"]`.

    The packaged template takes on the brand; one that a house has worked on keeps its own looks.

    Raises:
        WriteError: the template is no Word document, or lacks a style.
        UsageError: the brand's logo cannot be shown, or a font of it is not there.
    """
    package = opened(assets["brief.docx"])
    setting = Setting(
        styles=style_ids(package),
        anchors=_anchors(document),
        next_list=next_list(package),
        notes={note.number: note for note in document.footnotes},
        remarks=_by_block(document.remarks),
        palette=brand.color if brand else PALETTE,
        faces=_faces(assets, brand) if brand and _is_drawn(document) else None,
        tongues=tongues(document),
    )
    sign = logo(setting, assets, brand) if brand else ""
    if brand and restyle(package, brand, document.handling, mark_style(setting, document)):
        setting.width = brand.grid.width
    body = sign + front(setting, document) + "".join(part(setting, section) for section in document.parts)
    fill(package, body, setting.restarted, setting.style("Key Point"))
    attach(package, setting, document)
    fill_edges(package, setting, document)
    describe(package, document)
    return packed(package)


def _is_drawn(document: Document) -> bool:
    return any(isinstance(block, Chart) for section in document.parts for block in section.blocks)


def _faces(assets: Mapping[str, bytes], brand: Brand) -> tuple[bytes, bytes]:
    """The lightest and the boldest face for the words in drawings."""
    family = brand.font.picture or brand.font.pdf.sans
    files = [f"fonts/{file}" for _, file in sorted(family.faces.items())]
    if missing := [file for file in files if file not in assets]:
        message = f"no font `{missing[0]}` in `templates`"
        raise UsageError.at(message, Place(path="templates/brand.yaml"), "Put the file there, or name another one.")
    return assets[files[0]], assets[files[-1]]


def _by_block(remarks: Iterable[Remark]) -> dict[str, tuple[Remark, ...]]:
    found: dict[str, tuple[Remark, ...]] = {}
    for remark in remarks:
        found[remark.block] = (*found.get(remark.block, ()), remark)
    return found


def _anchors(document: Document) -> frozenset[str]:
    blocks = (block for section in document.parts for block in section.blocks)
    rows = {row.id for block in blocks if isinstance(block, EvidenceList) for row in block.rows}
    return frozenset(rows | {inline.id for inline in inlines(document) if isinstance(inline, Cite)})
