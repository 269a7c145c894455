"""Bytes of a PDF in, a page out: the text of its pages, read by a child process of limited time and memory."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TypedDict

from brief.errors import SourceError
from brief.model.article import Page, Source
from brief.model.diagnostic import Report

_SECONDS = 30
# Lines at the top and at the foot of a page that can be its running head or number.
_EDGE = 2
# "inva-" at the end of a line, "sion" at the start of the next
_PARTED = re.compile(r"(?P<head>[^\W\d_]{2,30})-\n(?P<rest>[^\W\d_]{2,30})(?P<space> ?)")
_DIGITS = re.compile(r"\d{1,6}")
_WORD = re.compile(r"[^\W\d_]{2,60}")


def read_pdf(source: Source, data: bytes, report: Report) -> Page:  # noqa: ARG001 - all readers are called alike
    """The page of a PDF: running heads and page numbers left out, words that a line end parted put together."""
    found = _extracted(data)
    pages = [[line.strip() for line in page.splitlines()] for page in found["pages"]]
    text = _rejoined("\n".join("\n".join(lines) for lines in _without_running_lines(pages)))
    if not text.strip():
        raise SourceError.at("the PDF holds no text, only pictures of it")
    authors = tuple(name.strip() for name in found["author"].split(";") if name.strip())
    return Page(source=source, text=text, title=found["title"].strip() or None, authors=authors)


class _Found(TypedDict):
    """What the child process prints."""

    pages: list[str]
    title: str
    author: str
    error: str


def _extracted(data: bytes) -> _Found:
    import json
    import subprocess
    from pathlib import Path

    command = [sys.executable, str(Path(__file__).with_name("pdf_child.py"))]
    try:
        run = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own file
    except subprocess.TimeoutExpired:
        raise SourceError.at(f"the PDF was not read within {_SECONDS} seconds") from None
    if run.returncode != 0:
        raise SourceError.at("the PDF takes too much memory or time, or breaks its reader")
    found: _Found = json.loads(run.stdout)
    if found["error"]:
        raise SourceError.at(f"not a usable PDF: {found['error']}")
    return found


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the edge lines that most of them share, page numbers set aside."""
    edges = Counter(edge for lines in pages for edge in {_edge_key(line) for line in _edge_lines(lines)})
    running = {edge for edge, count in edges.items() if len(pages) > 1 and count * 2 > len(pages)}
    return [
        [line for n, line in enumerate(lines) if not (_at_edge(n, lines) and _edge_key(line) in running)]
        for lines in pages
    ]


def _edge_lines(lines: list[str]) -> list[str]:
    return [line for n, line in enumerate(lines) if _at_edge(n, lines)]


def _at_edge(n: int, lines: list[str]) -> bool:
    return n < _EDGE or n >= len(lines) - _EDGE


def _edge_key(line: str) -> str:
    return _DIGITS.sub("#", line)


def _rejoined(text: str) -> str:
    """Words parted at line ends put together on the first line, so that the lines keep their lengths.

    The hyphen stays where both parts are words of the text by themselves.
    """
    known = {word.lower() for word in _WORD.findall(_PARTED.sub(" ", text))}

    def rejoin(match: re.Match[str]) -> str:
        head, rest = match["head"], match["rest"]
        whole = (head + rest).lower() in known
        compound = not rest.islower() or (head.lower() in known and rest.lower() in known)
        word = f"{head}-{rest}" if compound and not whole else head + rest
        return f"{word}\n" if match["space"] else word

    return _PARTED.sub(rejoin, text)
