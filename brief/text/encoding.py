"""Bytes in, text out, and where the bytes did not fit the encoding that they seem to be in."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes looked at to tell UTF-16 without a byte order mark: every other one is zero in Western text.
_SAMPLE = 1_000


def decoded(data: bytes) -> tuple[str, int | None]:
    """The text, newlines as they stand, and the number of the first byte that does not fit, from 1; None where all fit.

    In the encoding of its byte order mark, else UTF-8, else Windows-1252, the one most old files are in.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked(data)
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        legacy = "cp1252" if encoding == "utf-8" else encoding
        return data.decode(legacy, errors="replace"), error.start + 1


def _unmarked(data: bytes) -> str:
    if len(data) % 2:
        return "utf-8"
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    if odd.count(0) * 2 > len(odd) > 1:
        return "utf-16-le"
    if even.count(0) * 2 > len(even) > 1:
        return "utf-16-be"
    return "utf-8"
