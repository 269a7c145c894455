"""A line above an article in, whether it tells who wrote it, when or where it stands on the site out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from brief.segment.furniture import is_dated, is_name, is_role_line
from brief.segment.vocabulary import KICKERS, LABELS, LINES, SECTIONS, key, opens_byline

# "Tom Ferris | 3 March 2025", "Commentary · May 5, 2025", "By Sam Okoro - 26 November 2025", "Oslo – May 5"
_PARTED = re.compile(r"\s?[|•·]\s?|\s[–—-]\s")
# "Home > World > Europe", "Home / News / Navy", "News » Asia"
_CRUMB = re.compile(r"\s[>»›→/]\s")
# "Ann Cole and Raj Patel", "Elena Voss, Mark Liu & J. D. Moore"
_LISTED = re.compile(r",\s|\s(?:and|&)\s")
# Marks of footnotes behind names: "Voss¹", "Liu*", "Lee1,2"
_MARKED = re.compile(r"(?<=[^\W\d_])(?:[\d¹²³⁴⁵⁶⁷⁸⁹*†‡]{1,4}|\s\(\d\))(?=[,\s]|$)")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_DEGREES = frozenset(("phd", "ph.d", "md", "mp", "jr", "sr", "ma", "dr"))


def is_byline(words: Sequence[str], *, closed: bool) -> bool:
    """Whether a line tells by its own words who wrote it: “Words by Ann Cole”, “Ann Cole | 3 March 2025”."""
    if len(words) > 24 or len(words) < 2:
        return False
    opens = opens_byline(words)
    if not opens and ":" in words[0][:-1]:  # “Author:Ann Cole”
        words = [*words[0].replace(":", ": ").split(), *words[1:]]
        opens = opens_byline(words)
    if opens:
        return not closed and len(words) > opens and (words[opens][:1].isupper() or _is_staff(words[opens:]))
    parts = _PARTED.split(" ".join(words))
    return len(parts) > 1 and is_author(parts[0]) and all(_is_aside(part.split()) for part in parts[1:])


def _is_staff(words: Sequence[str]) -> bool:
    """“By a Staff Reporter”, “By our correspondent in Kyiv”."""
    return len(words) < 8 and words[0] in {"a", "our", "the"} and is_role_line(list(words))


def is_author(text: str) -> bool:
    """One name or several, each perhaps with what its bearer is: “Ann Cole”, “Anna Rusin, Warsaw correspondent”."""
    parts = _LISTED.split(_MARKED.sub("", text))
    named = [is_name(_untitled(part.split())) for part in parts]
    rest = [part.split() for part, name in zip(parts, named, strict=True) if not name]
    return named[0] and len(text) < 160 and all(_tells_rank(words) for words in rest)


def _untitled(words: list[str]) -> list[str]:
    return words[1:] if words and words[0].strip(".").lower() in {"dr", "prof", "professor", "sir", "dame"} else words


def _tells_rank(words: list[str]) -> bool:
    return 0 < len(words) < 10 and (is_role_line(words) or words[0].strip(".").lower() in _DEGREES)


def _is_aside(words: list[str]) -> bool:
    return is_dated(words) or is_placed_date(words) or is_role_line(words) or key(" ".join(words)) in LINES


def is_placed_date(words: Sequence[str]) -> bool:
    """Where and when, and no more: “Ottawa, Ontario – November 18, 2025”, “Commentary | May 5, 2025”."""
    if len(words) > 12 or not _YEAR.search(" ".join(words)):
        return False
    dated = next((n for n, word in enumerate(words) if word[0].isalnum() and is_dated(list(words[n:]))), 0)
    if not 0 < dated < 6 or not _YEAR.search(" ".join(words[dated:])):
        return False
    before = words[:dated]
    return (before[-1][-1] in ",|–—-•·" or before[-1][-1:] == ":") and all(not word[0].islower() for word in before)


def is_breadcrumb(text: str) -> bool:
    """The way to a page: “Home > World > Europe”."""
    parts = _CRUMB.split(text)
    if len(parts) < 2 or text[-1] in ".!?" or any(len(part.split()) > 4 for part in parts):
        return False
    return len(parts) > 2 or key(parts[0]) in KICKERS or key(parts[0]) in LINES


def is_kicker(text: str, words: Sequence[str]) -> bool:
    """What stands over or under a headline and is none: “ANALYSIS”, “Policy Brief No. 14”, “THE STRAIT LETTER”."""
    plain = key(text)
    return (
        plain in KICKERS
        or plain in LINES
        or "|" in text
        or len(words) < 3
        or text[-1] == ":"
        or (len(words) < 5 and text.isupper())
    )


def is_section(words: Sequence[str]) -> bool:
    """The heading of a section that many articles have: “2. Background”, “III. Conclusions”, “Summary”."""
    numbered = len(words) > 1 and words[0][-1] in ".)" and len(words[0]) < 6
    plain = key(" ".join(words[numbered:]))
    return plain in SECTIONS or plain in LABELS
