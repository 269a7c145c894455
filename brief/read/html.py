"""Bytes of a saved web page in, a page out: the article's text, one paragraph a line, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.errors import SourceError
from brief.model.article import Hint, Page, Role, Source
from brief.model.diagnostic import Report

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_ROLES = {"head": Role.HEADING, "item": Role.ITEM, "p": Role.PARAGRAPH, "quote": Role.PARAGRAPH, "cell": Role.PARAGRAPH}
"""Elements of trafilatura's tree that are blocks of text."""

_BLOCKS = frozenset({*_ROLES, "list", "table", "row"})
_STRUCK = ("del", "s", "strike")
_UNSEEN = ("template", "hidden")
"""An element, and an attribute of others, whose text a browser does not show."""
_VEILED = ("display:none", "visibility:hidden")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_html(source: Source, data: bytes, report: Report) -> Page:  # noqa: ARG001 - all readers are called alike
    """The article in a saved page, with its title, authors, publisher, date and address where the page gives them."""
    try:
        found = _extracted(data)
        text, hints = _laid_out(found.body) if found else ("", [])
    except ImportError as error:
        raise SourceError.at(f"web pages cannot be read with this installation: {error}") from error
    if found is None or not text:
        raise SourceError.at("no article found in the page")
    return Page(
        source=source,
        text=text,
        title=found.title,
        authors=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        publisher=found.sitename,
        published=found.date,
        url=found.url,
        hints=tuple(hints),
    )


def _extracted(data: bytes) -> Document | None:
    """What trafilatura finds; a date only where the page states one, for it would guess."""
    import logging

    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    for name in ("trafilatura", "htmldate"):  # they tell standard error of every odd page
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    stated = {"original_date": True, "extensive_search": False}
    page = load_html(data)
    if page is None:
        return None
    _as_shown(page)
    found = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=stated)
    return None if isinstance(found, dict) else found


def _as_shown(page: HtmlElement) -> None:
    """Writes into the text what a browser draws: quotation marks and raised numbers; what is hidden or struck out goes.

    Without it `10<sup>6</sup>` would be read as 106.
    """
    for element in filter(_is_unseen, list(page.iterdescendants())):
        if element.tag != "body" and element.getparent() is not None:
            element.drop_tree()
    for element in reversed(list(page.iter("q", "sup", *_STRUCK))):  # what is inside another comes first
        if element.tag in _STRUCK:
            element.drop_tree()
            continue
        words = element.text_content()
        if element.tag == "q":
            opening, closing = "‘’" if any(True for _ in element.iterancestors("q")) else "“”"
            element.text = opening + (element.text or "")
            element.tail = closing + (element.tail or "")
            element.drop_tag()
        elif len(words) < 6 and words.isascii() and words.isdigit():
            element.tail = words.translate(_RAISED) + (element.tail or "")
            element.drop_tree()


def _is_unseen(element: _Element) -> bool:
    """Whether a browser shows nothing of an element, as far as its own tag tells."""
    style = "".join((element.get("style") or "").lower().split())
    return any(key == element.tag or key in element.attrib for key in _UNSEEN) or any(one in style for one in _VEILED)


def _laid_out(body: _Element) -> tuple[str, list[Hint]]:
    """The blocks of the tree with a blank line between them, and a hint for each."""
    pieces: list[str] = []
    hints: list[Hint] = []
    size = 0
    for words, role in _blocks(body):
        if pieces:
            pieces.append("\n\n")
            size += 2
        hints.append(Hint(start=size, end=size + len(words), role=role))
        pieces.append(words)
        size += len(words)
    return "".join(pieces), hints


def _blocks(body: _Element) -> Iterator[tuple[str, Role]]:
    titled = False
    stretches: list[tuple[_Element, list[str]]] = [(body, [])]
    _gather(body, body, stretches)
    for element, pieces in stretches:
        role = _ROLES.get(str(element.tag))
        if not role or not (words := _folded("".join(pieces))):
            continue
        if not titled and role is Role.HEADING and element.get("rend") == "h1":
            role = Role.TITLE
        titled = True
        yield words, role


def _gather(element: _Element, block: _Element, stretches: list[tuple[_Element, list[str]]]) -> None:
    """Adds the words of an element of a block; a block inside it ends the stretch, and what follows is a new one.

    Joined, the words before and after it would make a sentence that stands nowhere.
    """
    stretches[-1][1].append(element.text or "")
    for child in element:
        if child.tag in _BLOCKS:
            stretches.append((child, []))
            _gather(child, child, stretches)
            stretches.append((block, []))
        elif child.tag == "lb":
            stretches[-1][1].append("\n")
        elif isinstance(child.tag, str):
            _gather(child, block, stretches)
        stretches[-1][1].append(child.tail or "")


def _folded(words: str) -> str:
    """The words with single spaces; a line break stays one."""
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)
