"""XML with tracked changes in, the same XML with all of them accepted, or all rejected, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from brief.ooxml import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

Side = Literal["accepted", "rejected"]

P, R, T, TR, TBL = (f"{WORD}{name}" for name in ("p", "r", "t", "tr", "tbl"))
_DEL, _INS = (f"{WORD}del", f"{WORD}moveFrom"), (f"{WORD}ins", f"{WORD}moveTo")
_FORMATS = tuple(f"{WORD}{name}PrChange" for name in ("p", "r", "tbl", "tr", "tc", "sect"))
_KEPT_IN = {f"{WORD}pPr": (f"{WORD}rPr", f"{WORD}sectPr")}
"""What the record of a paragraph's former look does not say."""
_RANGES = tuple(f"{WORD}move{kind}Range{end}" for kind in ("From", "To") for end in ("Start", "End"))
_SHELLS = tuple(f"{WORD}{name}" for name in ("smartTag", "sdt", "sdtContent", "customXml", "fldSimple"))
_NOISE = tuple(
    f"{WORD}{name}"
    for name in ("proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "sdtPr", "sdtEndPr", "smartTagPr",
                 "customXmlPr")
)  # fmt: skip
_DELETED_TEXT = {f"{WORD}delText": T, f"{WORD}delInstrText": f"{WORD}instrText"}


def plain(root: _Element, side: Side = "accepted") -> None:
    """Settles what is tracked, and leaves out what Word adds for itself: tags, proofing marks, marks of saving."""
    resolve(root, side)
    for element in list(root.iter(*_NOISE)):
        _drop(element)
    for element in list(root.iter(*_SHELLS)):
        _unwrap(element)
    for element in root.iter(P, TR, R):
        element.attrib.clear()  # ids of saving and of paragraphs, which must not stand twice in a file


def resolve(root: _Element, side: Side) -> None:
    """Settles every tracked change below an element."""
    gone, kept = (_DEL, _INS) if side == "accepted" else (_INS, _DEL)
    _settle_rows(root, gone, kept)
    for change in list(root.iter(*_FORMATS)):
        _settle_look(change, side)
    joined = list(_settle_marks(root, gone, kept))
    for element in list(root.iter(*gone, *_RANGES)):
        _drop(element)
    for element in list(root.iter(*kept)):
        _unwrap(element)
    for element in list(root.iter(*_DELETED_TEXT)):
        element.tag = _DELETED_TEXT[str(element.tag)]
    for paragraph in reversed(joined):
        _join(paragraph)


def content(paragraph: _Element) -> list[_Element]:
    """What stands in a paragraph, without its look."""
    return [child for child in paragraph if child.tag != f"{WORD}pPr"]


def _settle_rows(root: _Element, gone: tuple[str, ...], kept: tuple[str, ...]) -> None:
    for look in list(root.iter(f"{WORD}trPr")):
        row = look.getparent()
        if row is not None and any(child.tag in gone for child in look):
            _drop(row)
            continue
        for child in [child for child in look if child.tag in kept]:
            look.remove(child)
    for table in [table for table in root.iter(TBL) if table.find(TR) is None]:
        _drop(table)


def _settle_look(change: _Element, side: Side) -> None:
    """A recorded change of looks: the record goes, or what it says comes back."""
    look = change.getparent()
    if look is None:
        return
    look.remove(change)
    if side == "rejected":
        kept = _KEPT_IN.get(str(look.tag), ())
        for child in [child for child in look if child.tag not in kept]:
            look.remove(child)
        former = [child for inner in change for child in inner]
        for at, child in enumerate(former):
            look.insert(at, child)


def _settle_marks(root: _Element, gone: tuple[str, ...], kept: tuple[str, ...]) -> list[_Element]:
    """Takes the changes of paragraph marks out; gives the paragraphs whose mark is gone."""
    found = []
    for paragraph in root.iter(P):
        look = paragraph.find(f"{WORD}pPr/{WORD}rPr")
        marks = [child for child in look if child.tag in {*gone, *kept}] if look is not None else []
        for mark in marks:
            look.remove(mark)  # type: ignore[union-attr]  # there are marks only where there is a look
        if look is not None and len(look) == 0:
            _drop(look)
        if any(mark.tag in gone for mark in marks):
            found.append(paragraph)
    return found


def _join(paragraph: _Element) -> None:
    """Runs a paragraph whose mark is gone into the next; where no paragraph follows, only an empty one can go."""
    after = paragraph.getnext()
    inner = content(paragraph)
    if after is not None and after.tag == P:
        at = 1 if after.find(f"{WORD}pPr") is not None else 0
        for child in reversed(inner):
            after.insert(at, child)
        _drop(paragraph)
    elif after is not None and not any(child.tag in {R, f"{WORD}hyperlink"} and len(child) for child in inner):
        _drop(paragraph)


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)
