"""Tools on plain strings: strings in, offsets and values out. They know nothing of articles, files or news."""

from __future__ import annotations
