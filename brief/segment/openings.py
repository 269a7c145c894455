"""A paragraph in, the length of what stands before its first sentence out: a dateline or a label."""

from __future__ import annotations

import re

from brief.model.article import Role
from brief.segment.vocabulary import DATES, LABELS, key

# Such as "WASHINGTON – ", "CLEVELAND, July 19 (UPI) — ", "Brussels, Belgium (CNN) -- "
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.’'/-]{1,20}(?:\s[A-Z][\w.’'/-]{0,20}){0,3})(?P<day>(?:,\s?(?:[A-Z][\w.]{1,20}(?:\s[\w.]{1,12})?|\d{1,2}\s[A-Z][a-z]{2,8}(?:\s\d{4})?|\d{4})){0,3})(?:\s?\((?P<wire>[A-Z][\w .&/-]{1,24})\))?\s{1,3}(?:[–—―_]|--?)\s{0,3}(?=\S)"  # noqa: E501
)
# Such as "Key Points and Summary – ", "TL;DR: "
_LABEL = re.compile(r"(?P<label>[A-Z][\w;’' ]{2,40}?)\s?(?:[–—:]|\s-)\s")


def opening(text: str) -> tuple[int, Role] | None:
    """Where the first sentence starts and the role of what stands before it; None where nothing does."""
    if (label := _LABEL.match(text)) and key(label["label"]) in LABELS:
        return label.end(), Role.FURNITURE
    if (dateline := _DATELINE.match(text)) and (
        dateline["wire"] or _is_shouted(dateline["place"]) or _is_day(dateline["day"])
    ):
        return dateline.end(), Role.DATELINE
    return None


def _is_day(words: str) -> bool:
    """“, March 5”, “, 3 March 2025”; not “, Texas”."""
    plain = words.replace(",", " ").lower().split()
    return any(word[0].isdigit() for word in plain) and any(word.strip(".") in DATES for word in plain)


def _is_shouted(place: str) -> bool:
    return place.isupper() and sum(map(str.isalpha, place)) > 3
