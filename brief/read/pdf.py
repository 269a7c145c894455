"""Bytes of a PDF in, a page out: the text of its pages, read by a child process that may take no more than so much time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from brief.errors import SourceError
from brief.model.article import Page, Source
from brief.model.diagnostic import Report

_SECONDS = 30
_CHILD = Path(__file__).with_name("pdf_child.py")
_EDGE = 2
"""Lines at the top and at the foot of a page that can be its running head or number."""


def read_pdf(source: Source, data: bytes, report: Report) -> Page:
    """The page of a PDF: running heads and page numbers left out, words that a line end parted put together."""
    found = _extracted(data)
    pages = [[line.strip() for line in page.splitlines()] for page in found["pages"]]
    text = _rejoined("\n".join("\n".join(lines) for lines in _without_running_lines(pages)))
    if not text.strip():
        raise SourceError.at("the PDF holds no text, only pictures of it")
    authors = tuple(name.strip() for name in found["author"].split(";") if name.strip())
    return Page(source=source, text=text, title=found["title"].strip() or None, authors=authors)
