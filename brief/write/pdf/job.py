"""What is handed to the process that sets a PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from brief.model.brand import Brand


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One PDF to set."""

    page: Callable[[], bytes]
    """Makes the page, in the child: a house's template is held to the same limits."""
    assets: Mapping[str, bytes]
    brand: Brand
    dated: date
    attached: Mapping[str, bytes]
    """Files to embed, by name."""
