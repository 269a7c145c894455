"""A PDF of ours → the desk's own sentences, as its `provenance.json` lists them."""

from __future__ import annotations

from io import BytesIO

import msgspec

from brief.recheck.passage import Passage
from brief.recheck.pdf import NAME


class _Own(msgspec.Struct, frozen=True):
    where: str
    printed: str


class _Desk(msgspec.Struct, frozen=True):
    own: tuple[_Own, ...] = ()


def own_of_pdf(data: bytes) -> tuple[Passage, ...]:
    """The sentences in order; of a file that `of_pdf` has read."""
    from pypdf import PdfReader

    attached = PdfReader(BytesIO(data)).attachments.get(NAME)
    found = msgspec.json.decode(attached[0], type=_Desk) if attached else _Desk()
    return tuple(Passage(where=one.where, words=one.printed) for one in found.own)
