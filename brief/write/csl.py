"""Document → CSL-JSON: its sources for Zotero, pandoc and every other reference manager."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from brief.model.companions import Work
from brief.model.document import Document
from brief.text.dates import bounds, spoken

_Value = str | list[dict[str, str]] | dict[str, object]
_Type = Literal["webpage", "report", "article-newspaper", "document"]

_DAY = re.compile(r"(?a)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")  # 2025-07-07~
_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}


def write(document: Document) -> bytes:
    """Every source in the order of the brief; what is not known of it is absent."""
    items = [_item(work) for work in document.bibliography]
    return msgspec.json.format(msgspec.json.encode(items), indent=2) + b"\n"


def _item(work: Work) -> dict[str, _Value]:
    sort = _type(work)
    found: dict[str, _Value | None] = {
        "id": work.id,
        "type": sort,
        "citation-label": work.label,
        "title": work.title,
        "author": [{"literal": author} for author in work.authors],
        "container-title" if sort in {"webpage", "article-newspaper"} else "publisher": work.publisher,
        "issued": issued(work.published) if work.published else None,
        "language": work.language,
        "URL": work.url,
    }
    return {name: value for name, value in found.items() if value}


def _type(work: Work) -> _Type:
    """By what is known: an address makes a web page, a publisher an article, a file with pages a report."""
    if work.url:
        return "webpage"
    if work.media in {"pdf", "docx"}:
        return "report"
    return "article-newspaper" if work.publisher else "document"


def issued(edtf: str) -> dict[str, object]:
    """A date as CSL has it: a point, a range or a season, about or certain; in words where CSL has no form for it."""
    left, slash, right = edtf.partition("/")
    ends = [_point(left), _point(right)] if slash else [_point(left)]
    if bounds(edtf) == (None, None) or None in ends:
        return {"literal": spoken(edtf)}
    points = [point for point in ends if point]
    if any(len(parts) > 1 and parts[1] > 12 for parts in points):
        return _season(points, edtf)
    circa = {"circa": True} if edtf[-1] in "~?%" or left[-1] in "~?%" else {}
    return {"date-parts": points, **circa}


def _season(points: list[list[int]], edtf: str) -> dict[str, object]:
    """One of the four seasons; CSL has neither quarters nor halves, nor a season in a range."""
    year, part, *_ = points[0]
    if len(points) > 1 or part not in _SEASONS:
        return {"literal": spoken(edtf)}
    circa = {"circa": True} if edtf[-1] in "~?%" else {}
    return {"date-parts": [[year]], "season": _SEASONS[part], **circa}


def _point(value: str) -> list[int] | None:
    match = _DAY.fullmatch(value)
    return [int(part) for part in match.groups()[:3] if part] if match else None
