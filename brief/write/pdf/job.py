"""What is handed to the process that sets a PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct

from brief.model.brand import Brand


class Job(Struct, frozen=True, kw_only=True):
    """One PDF to set."""

    page: Callable[[], bytes]
    """Makes the page, in the child: a house's template is held to the same limits."""
    assets: Mapping[str, bytes]
    brand: Brand
    dated: date
    attached: Mapping[str, bytes]
    """Files to embed, by name."""
