"""What a brief carries beside its pages: remarks for the desk, its sources, the days ahead, its own terms."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from brief.model.inline import Line

RemarkSort = Literal["single-origin", "contested", "edited", "comment"]


class Remark(Struct, frozen=True, kw_only=True):
    """What the desk should look at before it signs: a comment in the draft, in no other format."""

    block: str
    """Id of the block that it is about."""
    text: str
    sort: RemarkSort
    author: str = "brief"


class Work(Struct, frozen=True, kw_only=True):
    """A source as a library would list it: what is known of it and nothing more."""

    id: str
    label: str
    """`S2`."""
    media: str
    """The form in which it was read: text, markdown, html, eml, docx, pdf."""
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: str | None
    """EDTF."""
    language: str | None
    url: str | None


class Foreseen(Struct, frozen=True, kw_only=True):
    """A row of the timeline that lies ahead and has a date."""

    id: str
    """That of its item, which stays the same as long as its words do."""
    label: str
    """`T10`."""
    when: str
    """`By 2027`, as in the table."""
    status: str
    words: Line
    """As in the table."""
    source: str
    """`S2`."""
    reference: int
    """The number of its evidence."""
    first: date | None
    """The first day that its date may mean; None where no beginning is given."""
    last: date | None


class MailTerms(Struct, frozen=True, kw_only=True):
    """What a mail says of itself, and of what a correction changes."""

    test: str = "Test: this is what readers would get."
    correction: str = "Correction"
    replaces: str = "This replaces the brief that you got before. What changed:"
    unlisted: str = "This replaces the brief that you got before."
    attached: str = "The whole brief is attached: {files}"
    references: str = "References"
    leave: str = "To get no more of these, write to {address}"
    title: str = "Title"
    changed: str = "{where}: {now} (was: {was})"
    added: str = "{where}, new: {now}"
    gone: str = "{where}, no longer there: {was}"


class Terms(Struct, frozen=True, kw_only=True):
    """What a writer, or the check of what is printed, needs to know of the document's language."""

    page: str = "Page {page} of {pages}"
    first_day: str = "{when} (first day): "
    last_day: str = "{when} (last day): "
    said_by: str = " (said by {name})"
    who_is: str = " ({pronoun}: {name})"
    speaks: str = "{name}: "
    reported: str = "{name}, as reported in {source}"
    unnamed: str = "Speaker not named"
    mail: MailTerms = MailTerms()
    nothing_ahead: str = "This edition names no date ahead."
