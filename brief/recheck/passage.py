"""What a finished brief prints as a source's words."""

from __future__ import annotations

from msgspec import Struct


class Passage(Struct, frozen=True, kw_only=True):
    """Words that a finished brief prints as a source's."""

    where: str
    """The block or section that they stand in."""
    words: str
    numbers: tuple[int, ...] = ()
    """Of the references behind them, or of the evidence row that they are."""
    shown: bool = True
    """False where the file says that it prints them, and its pages do not."""
