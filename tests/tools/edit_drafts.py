"""Drafts edited as people do, on the XML of a DOCX: by hand in the tests, and at random, thousands of them, as a soak.

python tests/tools/edit_drafts.py --drafts 1000
"""

from __future__ import annotations

import copy
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Self

from lxml import etree

from brief.compose import compose
from brief.index import disputed
from brief.load import outline as load_outline
from brief.model.diagnostic import Diagnostic
from brief.model.document import Document
from brief.model.edits import Edits
from brief.model.library import Library
from brief.model.outline import Outline
from brief.model.selection import Selection
from brief.pipeline.building import selected
from brief.pipeline.edited import edited, without_removed
from brief.pipeline.house import house_of
from brief.pipeline.libraries import read_library
from brief.pipeline.quoted import placed_only, with_quoted
from brief.verify import verify
from brief.write import docx

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def silent(_: object) -> None:
    """Hears nothing."""


@cache
def library() -> Library:
    """The articles of this repository."""
    return disputed(read_library([ROOT / "seeds"], ROOT / "config/sources.yaml", silent))


def outline(text: str = "") -> Outline:
    """The weekly outline, or one of this text."""
    return load_outline(text or (ROOT / "config/weekly.yaml").read_text(encoding="utf-8"), "config/weekly.yaml")


_CHOSEN: dict[str, Selection] = {}


def chosen(asked: Outline) -> Selection:
    """What an outline selects, once."""
    key = f"{asked.title} {asked.sections!r}"
    if key not in _CHOSEN:
        _CHOSEN[key] = selected(library(), asked, silent)
    return _CHOSEN[key]


def composed(asked: Outline) -> Document:
    """The brief that an outline asks for."""
    dated = asked.dated
    assert dated != "today"
    return compose(chosen(asked), library(), dated, "0")


def written(document: Document) -> bytes:
    """The brief as DOCX."""
    house = house_of(ROOT / "config")
    return docx.write(document, house.assets, house.brand)


@cache
def weekly() -> bytes:
    """The weekly brief as DOCX."""
    return written(composed(outline()))


class Body:
    """A DOCX open for editing."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])

    def data(self) -> bytes:
        """The edited file."""
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self.parts.items():
                package.writestr(name, data)
        return out.getvalue()

    def paragraph(self, words: str) -> etree._Element:
        """The first paragraph that holds these words."""
        return next(one for one in self.root.iter(f"{W}p") if words in self.text(one))

    def paragraphs(self) -> list[etree._Element]:
        """All of them."""
        return list(self.root.iter(f"{W}p"))

    @staticmethod
    def text(paragraph: etree._Element) -> str:
        """The words of a paragraph."""
        return "".join(one.text or "" for one in paragraph.iter(f"{W}t"))

    def replace(self, was: str, now: str, paragraph: etree._Element | None = None) -> Self:
        """Put other words in the place of these, which may stand in several runs."""
        one = self.paragraph(was) if paragraph is None else paragraph
        texts = list(one.iter(f"{W}t"))
        start = "".join(text.text or "" for text in texts).index(was)
        end, offset = start + len(was), 0
        for text in texts:
            old = text.text or ""
            low, high = max(start - offset, 0), min(end - offset, len(old))
            if low < high or (low == high == 0 and not was):
                text.text = old[:low] + now + old[high:]
                text.set(XML_SPACE, "preserve")
                now = ""
            offset += len(old)
        return self

    def remove(self, words: str, *, tags: bool = True) -> Self:
        """Delete a paragraph, and the line of tags below it."""
        one = self.paragraph(words)
        below = one.getnext()
        if tags and below is not None and self.style(below) == "KeyPointTags":
            below.getparent().remove(below)
        one.getparent().remove(one)
        return self

    def remove_row(self, words: str) -> Self:
        """Delete the row that holds these words."""
        row = next(self.paragraph(words).iterancestors(f"{W}tr"))
        row.getparent().remove(row)
        return self

    def move(self, words: str, after: str) -> Self:
        """Cut a paragraph with its tags and paste it below another and its tags."""
        one, target = self.paragraph(words), self.paragraph(after)
        below, tags = target.getnext(), one.getnext()
        if below is not None and self.style(below) == "KeyPointTags":
            target = below
        target.addnext(one)
        if tags is not None and self.style(tags) == "KeyPointTags":
            one.addnext(tags)
        return self

    def move_row(self, words: str, after: str) -> Self:
        """Drag a row below another."""
        row, target = (next(self.paragraph(one).iterancestors(f"{W}tr")) for one in (words, after))
        target.addnext(row)
        return self

    def add(self, words: str, after: str, style: str | None = None) -> Self:
        """Type a new paragraph below one, in its style or another."""
        target = self.paragraph(after)
        new = etree.Element(f"{W}p")
        look = target.find(f"{W}pPr")
        if look is not None:
            new.append(copy.deepcopy(look))
        if style is not None:
            new.find(f"{W}pPr/{W}pStyle").set(f"{W}val", style)
        self.type(new, words)
        target.addnext(new)
        return self

    def add_row(self, cells: list[str], after: str) -> Self:
        """A new row below one, its cells filled."""
        row = next(self.paragraph(after).iterancestors(f"{W}tr"))
        new = copy.deepcopy(row)
        for cell, words in zip(new.findall(f"{W}tc"), cells, strict=True):
            first, *others = cell.findall(f"{W}p")
            for other in others:
                cell.remove(other)
            for child in [child for child in first if child.tag != f"{W}pPr"]:
                first.remove(child)
            self.type(first, words)
        row.addnext(new)
        return self

    def split(self, words: str, at: str) -> Self:
        """Press Enter before these words."""
        one = self.paragraph(words)
        new = etree.Element(f"{W}p")
        new.append(copy.deepcopy(one.find(f"{W}pPr")))
        run = next(run for run in one.findall(f"{W}r") if at in self.text(run))
        text = next(text for text in run.iter(f"{W}t") if at in (text.text or ""))
        later = copy.deepcopy(run)
        head, _, tail = (text.text or "").partition(at)
        text.text = head
        next(later.iter(f"{W}t")).text = at + tail
        after = [*run.itersiblings()]
        new.append(later)
        new.extend(after)
        one.addnext(new)
        return self

    def join(self, words: str, other: str) -> Self:
        """Delete the end of a paragraph, so that the next one goes on in it."""
        one, two = self.paragraph(words), self.paragraph(other)
        self.type(one, " ")
        one.extend([child for child in two if child.tag != f"{W}pPr"])
        two.getparent().remove(two)
        return self

    @staticmethod
    def type(paragraph: etree._Element, words: str) -> None:
        """Words at the end of a paragraph."""
        text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
        text.text = words
        text.set(XML_SPACE, "preserve")

    @staticmethod
    def style(paragraph: etree._Element) -> str:
        """The id of its style."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return found.get(f"{W}val") if found is not None else ""


def built_with(asked: Outline, edits: Edits) -> tuple[Document, list[Diagnostic]]:
    """The brief with edits, checked, and what could not be done."""
    told: list[Diagnostic] = []
    dated = asked.dated
    assert dated != "today"
    selection = with_quoted(without_removed(chosen(asked), edits), edits, library(), silent)
    document = edited(compose(selection, library(), dated, "0"), edits, selection, library(), told.append)
    placed = placed_only(selection, document)
    if placed is not selection:
        document = edited(compose(placed, library(), dated, "0"), edits, placed, library(), silent)
    verify(document, library())
    return document, told
