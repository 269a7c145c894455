"""The template's headers and footers in, with `{slots}` in their text; the brief's own words in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from brief.model.companions import Terms
from brief.model.document import Document
from brief.write.docx.inline import QUAD, printable
from brief.write.docx.package import parts
from brief.write.docx.setting import Setting, StyleName

if TYPE_CHECKING:
    from docx.document import Document as Package
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SLOT = re.compile(r"\{([a-z-]{1,20})\}")  # `{running-left}`
_ROUND_NUMBERS = re.compile(r"\{[a-z]{1,20}\}")  # `{page}` of `Page {page} of {pages}`
_MARKS: dict[str, StyleName] = {
    "TLP:GREEN": "Handling Mark Green",
    "TLP:AMBER": "Handling Mark Amber",
    "TLP:AMBER+STRICT": "Handling Mark Amber",
    "TLP:RED": "Handling Mark Red",
}


def fill_edges(package: Package, setting: Setting, document: Document) -> None:
    """Fill the slots of every header and footer; a line whose slots all stay empty goes."""
    words = _words(document)
    mark = mark_style(setting, document)
    for edge in parts(package, "header", "footer"):
        for story in list(edge.element.iter()):
            _fill(story, words)
        _number(edge.element, document.terms)
        for style in edge.element.iter(f"{_W}rStyle"):
            if style.get(f"{_W}val") == setting.style("Handling Mark"):
                style.set(f"{_W}val", mark)


def mark_style(setting: Setting, document: Document) -> str:
    """The id of the style that the document's handling mark is set in."""
    return setting.style(_MARKS.get((document.handling or "").strip().upper(), "Handling Mark"))


def _words(document: Document) -> dict[str, str]:
    verification, *others = document.footer or ("",)
    words = {
        "product": document.product,
        "issue": document.issue,
        "running-left": document.running[0],
        "running-right": document.running[1],
        "verification": verification,
        "fingerprint": QUAD.join(others),
        "handling": document.handling or "",
    }
    return {slot: printable(text) for slot, text in words.items()}


def _fill(story: Element, words: Mapping[str, str]) -> None:
    """Fill the slots of the paragraphs of a header, a footer or a cell in one."""
    for paragraph in story.findall(f"{_W}p"):
        texts = list(paragraph.iter(f"{_W}t"))
        found = _SLOT.finditer("".join(text.text or "" for text in texts))
        slots = [slot for slot in found if slot[1] in words]
        for slot in reversed(slots):
            _replace(texts, slot.start(), slot.end(), words[slot[1]])
        if slots and _is_spent(paragraph) and len(story.findall(f"{_W}p")) > 1:
            story.remove(paragraph)


def _number(edge: Element, terms: Terms) -> None:
    """The words round the page's number, which the house's own template has in English."""
    english, own = _ROUND_NUMBERS.split(Terms().page), _ROUND_NUMBERS.split(terms.page)
    for paragraph in edge.iter(f"{_W}p") if own != english else ():
        fields = {field.get(f"{_W}instr", "").strip() for field in paragraph.iter(f"{_W}fldSimple")}
        for text in paragraph.iterfind(f"{_W}r/{_W}t") if "PAGE" in fields else ():
            text.text = own[english.index(text.text)] if text.text in english else text.text


def _replace(texts: list[Element], start: int, end: int, words: str) -> None:
    """Put words in the place of a slot, which Word may have torn over several runs when someone edited it."""
    offset = 0
    for text in texts:
        old = text.text or ""
        low, high = max(start - offset, 0), min(end - offset, len(old))
        if low < high:
            left = old[:low] + words + old[high:]
            text.text = left if left.strip() else ""  # not even the no-break spaces that pad a mark: they are black
            words = ""
        offset += len(old)


def _is_spent(paragraph: Element) -> bool:
    """Whether nothing is left of a line once its slots are empty: no word, page number or logo."""
    if any((text.text or "").strip() for text in paragraph.iter(f"{_W}t")):
        return False
    return next(paragraph.iter(f"{_W}drawing", f"{_W}pict", f"{_W}fldChar", f"{_W}fldSimple"), None) is None
