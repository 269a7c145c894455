"""The user's YAML files as text in; outlines and source facts, or every mistake with its place and its mending, out."""

from __future__ import annotations

from brief.load.facts import sources, updated_sources
from brief.load.outlines import outline, schema

__all__ = ["outline", "schema", "sources", "updated_sources"]
