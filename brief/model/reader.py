"""Readers: to whom a brief is mailed, each with its place in the file that names them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from brief.model.diagnostic import Place

Attached = Literal["pdf", "docx"]


class Reader(Struct, frozen=True, kw_only=True):
    """One person who gets the brief."""

    name: str
    address: str
    place: Place
    language: str | None = None
    """BCP 47; of the mail's own sentences where there is a catalogue, and for templates of the house's own."""
    cleared: str = "TLP:CLEAR"
    """The highest handling mark that the reader may see."""
    attached: tuple[Attached, ...] = ("pdf",)
    groups: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What makes two addresses one reader."""
        return self.address.casefold()
