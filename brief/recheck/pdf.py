"""A PDF of ours → what it says that it prints, each held against the text of its pages."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from brief.errors import UsageError
from brief.model.diagnostic import Place
from brief.recheck import quick
from brief.recheck.passage import Passage
from brief.text.spacing import letters

if TYPE_CHECKING:
    from pypdf import PdfReader

NAME = "provenance.json"
_MOST_PAGES = 2_000
_LARGEST = 64 << 20
"""Bytes of the attachment, unpacked."""


class _Printed(msgspec.Struct, frozen=True):
    where: str
    printed: str
    references: tuple[int, ...] = ()


class _Provenance(msgspec.Struct, frozen=True):
    passages: tuple[_Printed, ...]


def of_pdf(data: bytes, path: str) -> tuple[Passage, ...]:
    """What a PDF prints as its sources' words, in order; raises as `opened` does."""
    return opened(data, path)[1]


def opened(data: bytes, path: str) -> tuple[bytes, tuple[Passage, ...]]:
    """The file in which a PDF says what it prints as its sources' words; and those, in order.

    Raises:
        UsageError: it is no PDF, or not one of ours.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        if len(reader.pages) > _MOST_PAGES:
            raise UsageError.at(f"the file has more than {_MOST_PAGES:,} pages", Place(path=path))
        file = _attached(reader, path)
        found = _provenance(file, path)
        pages = _Pages(reader)
        held = pages.held([letters(one.printed) for one in found.passages])
    except (PyPdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise UsageError.at(f"not a PDF that can be read: {error}", Place(path=path)) from error
    return file, tuple(
        Passage(where=one.where, words=one.printed, numbers=one.references, shown=shown)
        for one, shown in zip(found.passages, held, strict=True)
    )


class _Pages:
    """The letters of each page, read the quick way; and by pypdf from the first words on that are not found so."""

    def __init__(self, reader: PdfReader) -> None:
        maps: dict[int, Mapping[bytes, str]] = {}
        self._reader = reader
        self._quick = [letters(quick.shown(page, maps)) for page in reader.pages]

    def held(self, printed: Sequence[str]) -> list[bool]:
        """For each of the passages in order whether the pages print it as often as they all need."""
        whole, left = "\n".join(printed), Counter(printed)
        found = {words: self._times(words, whole.count(words)) - whole.count(words) for words in left}
        shown = []
        for words in printed:
            left[words] -= 1
            shown.append(found[words] + left[words] >= 0)
        return shown

    def _times(self, words: str, wanted: int) -> int:
        """How often the pages print the words, not counted farther than they are wanted."""
        found = _times(words, self._quick, wanted)
        return found if found >= wanted else max(found, _times(words, self._whole, wanted))

    @cached_property
    def _whole(self) -> list[str]:
        return [letters(page.extract_text()) for page in self._reader.pages]


def _attached(reader: PdfReader, path: str) -> bytes:
    attached = reader.attachments.get(NAME)
    data = attached[0] if attached else None
    if not isinstance(data, bytes) or len(data) > _LARGEST:
        hint = "Only a PDF that `brief build` made can be checked; a program that saved it again may have dropped it."
        raise UsageError.at(f"no `{NAME}` in the file", Place(path=path), hint)
    return data


def _provenance(data: bytes, path: str) -> _Provenance:
    try:
        return msgspec.json.decode(data, type=_Provenance)
    except msgspec.DecodeError as error:
        raise UsageError.at(f"`{NAME}` in the file is not ours: {error}", Place(path=path)) from error


def _times(words: str, pages: Sequence[str], wanted: int) -> int:
    """How often the words stand on the pages, or run over the end of one: its foot and the next head stand between."""
    found = sum(page.count(words) for page in pages)
    if found >= wanted:
        return found
    rest = [page.replace(words, "\n") for page in pages]
    return found + sum(_runs_over(words, page, after) for page, after in pairwise(rest))


def _runs_over(wanted: str, page: str, after: str) -> bool:
    sizes = range(1, len(wanted))
    fits = bisect_right(sizes, 0, key=lambda size: wanted[:size] not in page)  # the longest opening on the first page
    return fits > 0 and wanted[fits:] in after
