"""The parts of a Word file beside its body → names of styles, addresses, comments, properties, notes and edges."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import join, normpath
from typing import TYPE_CHECKING

from brief.model.draft import Comment
from brief.ooxml import WORD, Package, RefusedError

if TYPE_CHECKING:
    from lxml.etree import _Element

_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_IDENTITY = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_EXTENDED = "{http://schemas.microsoft.com/office/word/2012/wordml}"
OFF = {"0", "false", "off"}
"""How Word writes that a look is not there."""
_STORIES = {"header": "header", "footer": "footer", "footnotes": "footnote", "endnotes": "endnote"}
"""Kinds of relations to parts whose text stands beside the body, and what a reader calls them."""


def style_names(styles: _Element | None) -> dict[str, str]:
    """Names of styles by their ids: a localised Word renames the ids, never the names."""
    found = {}
    for style in styles.iter(f"{WORD}style") if styles is not None else ():
        name = style.find(f"{WORD}name")
        if name is not None:
            found[style.get(f"{WORD}styleId") or ""] = name.get(f"{WORD}val") or ""
    return found


def hidden_styles(styles: _Element | None) -> frozenset[str]:
    """Ids of the styles whose text Word hides, by themselves or by the style that they are made from."""
    made_from, hides = dict[str, str](), dict[str, bool]()
    for style in styles.iter(f"{WORD}style") if styles is not None else ():
        name, base = style.get(f"{WORD}styleId") or "", style.find(f"{WORD}basedOn")
        vanish = style.find(f"{WORD}rPr/{WORD}vanish")
        if base is not None:
            made_from[name] = base.get(f"{WORD}val") or ""
        if vanish is not None:
            hides[name] = vanish.get(f"{WORD}val") not in OFF
    if not any(hides.values()):
        return frozenset()
    return frozenset(name for name in {*made_from, *hides} if _hides(name, made_from, hides))


def _hides(name: str, made_from: dict[str, str], hides: dict[str, bool]) -> bool:
    seen = set[str]()
    while name not in hides and name in made_from and name not in seen:
        seen.add(name)
        name = made_from[name]
    return hides.get(name, False)


def links(related: _Element | None) -> dict[str, str]:
    """What each relation of the body leads to."""
    return {one.get("Id") or "": one.get("Target") or "" for one in (related if related is not None else ())}


def refuse_parts_from_outside(related: _Element | None) -> None:
    """Refuse a file that takes more than links from elsewhere; the house's own template on disk, Word names itself.

    Raises:
        RefusedError: it does.
    """
    for one in related if related is not None else ():
        kind = (one.get("Type") or "").rpartition("/")[2]
        own = kind == "attachedTemplate" and (one.get("Target") or "").lower().startswith("file:")
        if one.get("TargetMode") == "External" and kind != "hyperlink" and not own:
            raise RefusedError(f"the file takes a part from outside: `{kind}`")


def comments(package: Package) -> dict[str, Comment]:
    """Comments by their ids; settled where Word says so of them, or of the one that they answer."""
    root = package.root("word/comments.xml")
    found = {}
    settled = _settled(package.root("word/commentsExtended.xml")) if root is not None else set()
    for one in root.iter(f"{WORD}comment") if root is not None else ():
        paragraphs = list(one.iter(f"{WORD}p"))
        text = "\n".join("".join(map(str, part.itertext())) for part in paragraphs)
        found[one.get(f"{WORD}id") or ""] = Comment(
            author=one.get(f"{WORD}author") or "",
            at=one.get(f"{WORD}date"),
            text=text.strip(),
            done=any(part.get(_IDENTITY) in settled for part in paragraphs),
        )
    return found


def _settled(extended: _Element | None) -> set[str | None]:
    """The last paragraphs of the comments that somebody settled, and of the answers to them."""
    entries = list(extended) if extended is not None else []
    done = {one.get(f"{_EXTENDED}paraId") for one in entries if one.get(f"{_EXTENDED}done") in {"1", "true", "on"}}
    return done | {
        one.get(f"{_EXTENDED}paraId") for one in entries if one.get(f"{_EXTENDED}paraIdParent") in done - {None}
    }


def properties(custom: _Element | None) -> Iterator[tuple[str, str]]:
    """The custom properties."""
    for one in custom.iter(_CUSTOM) if custom is not None else ():
        yield one.get("name") or "", "".join(map(str, one.itertext()))


def beside(package: Package, related: _Element | None) -> Iterator[tuple[str, str]]:
    """Each paragraph of a header, footer, footnote or endnote, with what it is."""
    for one in related if related is not None else ():
        kind = _STORIES.get((one.get("Type") or "").rpartition("/")[2])
        target = one.get("Target") or ""
        if kind is None or one.get("TargetMode") == "External":
            continue
        story = package.root(target[1:] if target.startswith("/") else normpath(join("word", target)))
        for paragraph in story.iter(f"{WORD}p") if story is not None else ():
            words = " ".join("".join(text.text or "" for text in paragraph.iter(f"{WORD}t")).split())
            if words:
                yield kind, words
