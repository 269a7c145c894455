"""A document and the house's Word template in, a DOCX out: named styles throughout, each block inside its bookmark."""

from __future__ import annotations

from collections.abc import Mapping

from brief.model.document import Cite, Document, EvidenceList, inlines
from brief.write.docx.block import front, part
from brief.write.docx.edge import fill_edges
from brief.write.docx.package import describe, fill, next_list, opened, packed, style_ids
from brief.write.docx.setting import Setting


def write(document: Document, assets: Mapping[str, bytes]) -> bytes:
    """The document as DOCX, set in the styles, page, header and footer of `assets["brief.docx"]`.

    Raises WriteError when the template is no Word document or lacks a style.
    """
    package = opened(assets["brief.docx"])
    setting = Setting(styles=style_ids(package), anchors=_anchors(document), next_list=next_list(package))
    body = front(setting, document) + "".join(part(setting, section) for section in document.parts)
    fill(package, body, setting.restarted, setting.style("Key Point"))
    fill_edges(package, setting, document)
    describe(package, document)
    return packed(package)


def _anchors(document: Document) -> frozenset[str]:
    blocks = (block for section in document.parts for block in section.blocks)
    rows = {row.id for block in blocks if isinstance(block, EvidenceList) for row in block.rows}
    return frozenset(rows | {inline.id for inline in inlines(document) if isinstance(inline, Cite)})
