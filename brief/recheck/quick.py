"""A page of a PDF as WeasyPrint writes it in; the text that its operators show, in a tenth of pypdf's time, out.

It knows hexadecimal strings under a `ToUnicode` map and nothing else of PDF. What it leaves out, the caller looks for
in pypdf's own reading of the page: what it gives can only be on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

# `/UDKGVI 12 Tf`, `[<0012>-20<0034>] TJ`
_SHOWN = re.compile(rb"/([\w.+-]{1,80}) [0-9.-]{1,20} Tf|\[([0-9A-Fa-f<>. -]{1,99999})\] ?TJ")
_STRING = re.compile(rb"<([0-9A-Fa-f]{4,9999})>")  # `<00120034>`
_PAIR = re.compile(rb"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4,200})>$", re.MULTILINE)  # `<02af> <00660066>`

_Map = Mapping[bytes, str]


def shown(page: Any, maps: dict[int, _Map]) -> str:  # noqa: ANN401  pypdf's page is a mapping of anything
    """The text of one page, nothing where it is written otherwise; `maps` keeps each font's map for the next page."""
    try:
        return _shown(page, maps)
    except (AttributeError, KeyError, TypeError, ValueError):
        return ""


def _shown(page: Any, maps: dict[int, _Map]) -> str:  # noqa: ANN401  as above
    fonts = _fonts(page, maps)
    words: list[str] = []
    font: _Map = {}
    for name, strings in _SHOWN.findall(_content(page)):
        if name:
            font = fonts.get(f"/{name.decode()}", {})
            continue
        for codes in _STRING.findall(strings):
            words += [font.get(codes[at : at + 4].lower(), "") for at in range(0, len(codes), 4)]
    return "".join(words)


def _content(page: Any) -> bytes:  # noqa: ANN401  as above
    content = page["/Contents"].get_object()
    parts = content if isinstance(content, list) else [content]
    return b"\n".join(part.get_object().get_data() for part in parts)


def _fonts(page: Any, maps: dict[int, _Map]) -> dict[str, _Map]:  # noqa: ANN401  as above
    found = {}
    fonts = page["/Resources"]["/Font"]
    for name in fonts:
        number = fonts.raw_get(name).idnum
        if number not in maps:
            maps[number] = dict(_pairs(fonts[name]["/ToUnicode"].get_object().get_data()))
        found[name] = maps[number]
    return found


def _pairs(data: bytes) -> Iterator[tuple[bytes, str]]:
    """Each glyph's number and its text, out of a `ToUnicode` map."""
    for code, text in _PAIR.findall(data):
        yield code.lower(), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
