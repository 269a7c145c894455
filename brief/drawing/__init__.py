"""Drawings: a chart of the document in, shapes on paper out, and the same shapes as SVG or as a picture in dots."""

from __future__ import annotations
