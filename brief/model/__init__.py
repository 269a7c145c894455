"""The nouns of `brief`: plain frozen values that every stage takes and gives."""

from __future__ import annotations
