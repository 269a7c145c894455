"""One line in, whether it is page furniture by its own words and marks out."""

from __future__ import annotations

import re

from brief.segment.vocabulary import CREDITS, DATES, LINES, ROLES, SHARES, TAILS, WEAK, key, starts_furniture

# "33 (31%)", "(votes: 1, rating: 5)", "4.5/5", "12"
_COUNT = re.compile(r"\(?(?:(?:votes?|rating|shares?|views?|likes?|comments?)[:\s]*)?[\d.,]{1,12}\s*(?:%|/\s*\d|k)?(?:[\s,]*(?:\(?[\d.,]{1,8}\s*%?\)?|votes?|ratings?|shares?|views?|likes?|comments?|rating:?))*\)?", re.IGNORECASE)  # noqa: E501
# "name@example.org"
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
# "https://example.org/x", "www.example.org"
_LINK = re.compile(r"(?:https?://|www\.)\S{1,300}")
# Letters of Greek, Cyrillic, Arabic, Chinese and the like: "русском"
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2c00-\ud7ff]")
_LATIN = re.compile(r"[A-Za-z]")
_LONGEST = 45
"""Words; no line of furniture is longer, a biography aside."""
_QUOTATION = frozenset("“”\"")
_NAME_PARTICLES = frozenset("de la van von der den bin al el ibn da di du le of and &".split())


def is_furniture(text: str, words: list[str]) -> bool:
    """Whether a line is furniture wherever it stands."""
    if not any(map(str.isalpha, text)) or is_count(text):
        return True
    if len(words) > _LONGEST:
        return False
    return _by_words(text, words) or _by_marks(text, words) or is_foreign(text)


def is_count(text: str) -> bool:
    """Votes, shares and shares of votes: “33 (31%)”."""
    return len(text) < 60 and bool(_COUNT.fullmatch(text))


def is_tail(text: str) -> bool:
    """A heading under which nothing of the article follows: “Related articles”, “About the author:”."""
    return len(text) < 60 and key(text) in TAILS


def is_foreign(text: str) -> bool:
    """Mostly letters of another script, such as a link to the page in another language."""
    return not text.isascii() and len(_OTHER_SCRIPT.findall(text)) > len(_LATIN.findall(text))


def is_dated(words: list[str]) -> bool:
    """A line that only tells when: “Published July 5, 2025, 10:04 a.m. EDT”."""
    plain = [word.strip(".,:;|()•·-–—").lower() for word in words]
    if not 1 < len(words) <= 14 or not any(word[:1].isdigit() for word in plain):
        return False
    return all(not word or word[0].isdigit() or word in DATES for word in plain)


def is_name(words: list[str]) -> bool:
    """Two to four words, each with a capital, as a name on its own line has."""
    if not 2 <= len(words) <= 5:
        return False
    return all(word[0].isupper() and word.replace("’", "").replace("'", "").strip(".,-").replace("-", "").replace(".", "").isalpha() or word in _NAME_PARTICLES for word in words)  # noqa: E501


def is_role_line(words: list[str]) -> bool:
    """What a person is: “PhD in Political Science, Director General of the Council”."""
    return len(words) <= 30 and any(word.strip(".,;:()").lower() in ROLES for word in words)


def _by_words(text: str, words: list[str]) -> bool:
    if starts_furniture(text):
        return not _QUOTATION.intersection(text) or len(words) < 12
    plain = key(text)
    if plain in LINES:
        return True
    if len(words) <= 8 and text[-1] not in ".!?":
        kinds = [word.strip(".,:;|()•·-–—").lower() for word in words]
        return any(word in SHARES for word in kinds) and all(word in SHARES or word in WEAK or not word or word.isdigit() for word in kinds)  # noqa: E501
    return False


def _by_marks(text: str, words: list[str]) -> bool:
    """Credits, addresses and links take up most of the line."""
    if _has_credit(text):
        return True
    if len(words) <= 15 and _ADDRESS.search(text):
        return True
    return sum(len(link) for link in _LINK.findall(text)) * 2 > len(text)


def _has_credit(text: str) -> bool:
    """A photographer or an agency at either end, outside quotation marks."""
    edges = (text[:30] + " " + text[-60:]).lower()
    return any(credit in edges for credit in CREDITS) and not _QUOTATION.intersection(text)
