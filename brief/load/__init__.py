"""The user's YAML files as text in; outlines and source facts, or every mistake with its place and its mending, out."""

from __future__ import annotations

from brief.load.outline import outline, schema
from brief.load.sources import sources, updated_sources

__all__ = ["outline", "schema", "sources", "updated_sources"]
