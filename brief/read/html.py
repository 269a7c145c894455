"""Bytes of a saved web page in, a page out: the article's text, one paragraph a line, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.errors import SourceError
from brief.model.article import Hint, Page, Role, Source
from brief.model.diagnostic import Report

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.settings import Document

_ROLES = {"head": Role.HEADING, "item": Role.ITEM, "p": Role.PARAGRAPH, "quote": Role.PARAGRAPH, "cell": Role.PARAGRAPH}
"""Elements of trafilatura's tree that are blocks of text."""


def read_html(source: Source, data: bytes, report: Report) -> Page:  # noqa: ARG001 - all readers are called alike
    """The article in a saved page, with its title, authors, publisher, date and address where the page gives them."""
    try:
        found = _extracted(data)
        text, hints = _laid_out(found.body) if found else ("", [])
    except ImportError as error:
        raise SourceError.at(f"web pages cannot be read with this installation: {error}") from error
    except Exception as error:
        raise SourceError.at(f"not a usable web page: {error}") from error
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

    for name in ("trafilatura", "htmldate"):  # they tell standard error of every odd page
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    stated = {"original_date": True, "extensive_search": False}
    found = bare_extraction(data, include_comments=False, with_metadata=True, date_extraction_params=stated)
    return None if isinstance(found, dict) else found


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
    for element in body.iter():
        role = _ROLES.get(str(element.tag))
        if not role or not (words := _own_text(element)):
            continue
        if not titled and role is Role.HEADING and element.get("rend") == "h1":
            role = Role.TITLE
        titled = True
        yield words, role


def _own_text(element: _Element) -> str:
    """The words of a block without those of the blocks inside it; a line break stays one."""
    pieces = [element.text or ""]
    for child in element:
        if str(child.tag) == "lb":
            pieces.append("\n")
        elif str(child.tag) not in {*_ROLES, "list", "table", "row"}:
            pieces.append(_own_text(child))
        pieces.append(child.tail or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
