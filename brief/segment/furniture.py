"""One line in, whether it is page furniture by its own words and marks out."""

from __future__ import annotations

import re

from brief.segment.vocabulary import (
    ADDRESSED,
    CALLS,
    CREDITS,
    DATES,
    LINES,
    NEWS,
    PARTICLES,
    PLEAS,
    QUESTIONS,
    ROLES,
    SHARES,
    TAILS,
    UNFINISHED,
    WEAK,
    key,
    opens_short,
    starts_furniture,
)

# What is counted: "votes: 1, rating: 5", "12k likes"
_COUNTED = re.compile(r"(?:votes?|ratings?|shares?|views?|likes?|comments?)\b:?|(?<=\d)k\b", re.IGNORECASE)
_FIGURES = frozenset("0123456789.,%/() \t")
# "name@example.org"
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
# Such as "https://example.org/x", "www.example.org"
_LINK = re.compile(r"(?:https?://|www\.)\S{1,300}")
# Such as "newsletter", "we'll", "e-mail"
_PLAIN_WORD = re.compile(r"[a-z]{1,30}(?:['-][a-z]{1,30})?")
_NUMBER = re.compile(r"\d{1,9}")
_LETTER = re.compile(r"[^\W\d_]")
_PLAIN_LETTER = re.compile(r"[A-Za-z]")
# "O’Neill", "J.", "Saint-Just"
_NAME_WORD = re.compile(r"[^\W\d_]{1,20}(?:[.'’-]{1,2}[^\W\d_]{1,20}){0,3}[.,]?")
# "This commentary originally appeared", "This essay was first published"
_REPRINTED = re.compile(
    r"This (?:article|column|commentary|essay|interview|op-ed|piece|post|report|story|text|analysis|blog)"
    r"(?: post)?(?: has been| was| is)?(?: originally| first| also| initially)? "
    r"(?:appeared|published|republished|reprinted|translated|adapted|produced|co-published|written for)\b"
)
_CONSENT = frozenset(("site", "website", "consent", "browser", "essential", "experience", "privacy"))
# "Ann Cole is a senior fellow", "Raj Patel, a defense columnist, graduated", "Jo Lind writes"
_BIOGRAPHY = re.compile(
    r"(?:(?:Dr|Prof|Professor)\.?\s)?(?P<name>[A-Z][\w’'.-]{1,20}(?:\s[A-Z][\w’'.-]{0,20}){1,3})"
    r"(?:,\s(?:an?|the)\s[^,.]{1,80},)?\s(?P<verb>is|serves|works|writes|covers|reports|teaches|graduated)\s"
)
# "The author is a journalist", "The writers are fellows"
_ABOUT_AUTHOR = re.compile(r"The (?:author|writer)s? (?:is|are|was|works?|teach(?:es)?|serves?) ")
# Such as "[1] Interview", "¹ Source", "* Not counted"
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹†‡]{1,3})\s?\S")
# Such as "17:42", "4.30pm", "9am", "2h"
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:[hm]|am|pm)?", re.IGNORECASE)
_CLOCK_WORDS = frozenset(("am", "pm", "a.m", "p.m", "ago", "gmt", "utc", "bst", "cet", "cest", "et", "edt", "est"))
# Words within which a biography comes to what its person is.
_SOON = 9
_LONGEST = 45
"""Words; no line of furniture is longer, a biography aside."""
_QUOTATION = frozenset('“”"')


def is_furniture(text: str, words: list[str]) -> bool:
    """Whether a line is furniture wherever it stands."""
    if not any(map(str.isalpha, text)) or is_count(text):
        return True
    if len(words) > _LONGEST:
        return False
    if _REPRINTED.match(text) and not _quotes(text):
        return True
    return _by_words(text, words) or _calls(text, words) or _by_marks(text, words) or is_foreign(text)


def is_count(text: str) -> bool:
    """Votes, shares and shares of votes: “33 (31%)”, “(votes: 1, rating: 5)”."""
    return len(text) < 60 and any(map(str.isdigit, text)) and _FIGURES.issuperset(_COUNTED.sub("", text))


def is_tail(text: str) -> bool:
    """A heading under which nothing of the article follows: “Related articles”, “About the author:”."""
    return len(text) < 60 and _NUMBER.sub("#", key(text)) in TAILS


def is_foreign(text: str) -> bool:
    """Mostly letters of another script, such as a link to the page in another language."""
    return not text.isascii() and len(_PLAIN_LETTER.findall(text)) * 2 < len(_LETTER.findall(text))


def _quotes(text: str) -> bool:
    return "''" in text or not _QUOTATION.isdisjoint(text)


def is_dated(words: list[str]) -> bool:
    """Whether a line only tells when: “Published July 5, 2025, 10:04 a.m. EDT”, and no more."""
    if not 1 < len(words) <= 20:
        return False
    plain = [word.strip(".,:;|()•·-–—").lower() for word in words]
    if not any(word[:1].isdigit() for word in plain):
        return False
    return all(not word or word[0].isdigit() or word in DATES for word in plain)


def is_clock(words: list[str]) -> bool:
    """The time over an entry: “14:05 GMT”, “2h ago”."""
    return (
        len(words) < 7
        and is_dated(words)
        and bool(_CLOCK.fullmatch(words[0]))
        and any(word.lower().strip(".") in _CLOCK_WORDS for word in words[1:])
    )


def is_footnote(text: str) -> bool:
    """A note with its mark."""
    return bool(_FOOTNOTE.match(text))


def is_table_row(words: list[str]) -> bool:
    """Whether at least half of a short line are figures, as in a table that lost its form."""
    if not 2 <= len(words) <= 12 or words[-1][-1] in ".:!?" or is_dated(words):
        return False
    numbers = sum(word[0].isdigit() or (word[0] in "$€£+-−–(" and word[1:2].isdigit()) for word in words)
    return numbers > 1 and numbers * 2 >= len(words)


def is_about_author(text: str) -> bool:
    """“The writer is a former head of the regulator”."""
    return len(text) < 300 and bool(_ABOUT_AUTHOR.match(text)) and not _quotes(text)


def is_name(words: list[str]) -> bool:
    """Two to five words that can be names, as on a line of its own: “Ann Cole”, “Raj van der Meer Jr.”."""
    return 2 <= len(words) <= 5 and all(word in PARTICLES or _is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    lower = word.lower()
    return word[0].isupper() and bool(_NAME_WORD.fullmatch(word)) and lower not in UNFINISHED and lower not in QUESTIONS


def is_role_line(words: list[str]) -> bool:
    """What a person is: “PhD in Political Science, Director General of the Council”, say."""
    return len(words) <= 30 and any(word.strip(".,;:()").lower() in ROLES for word in words)


def biography_name(text: str, bylines: str = "") -> str | None:
    """Whose biography a paragraph may be: “Ann Cole is a senior fellow at the Institute of Trade.” None where not."""
    match = _BIOGRAPHY.match(text)
    if match is None or _quotes(text):
        return None
    told = [word.strip(".,;:()").lower() for word in text[match.end("name") : match.end("name") + 200].split()]
    if not NEWS.isdisjoint(told):
        return None
    wrote = match["name"].lower() in bylines.lower() and len(text) < 300
    return match["name"] if wrote or ROLES.intersection(told[:_SOON]) else None


def _by_words(text: str, words: list[str]) -> bool:
    if starts_furniture(words):
        return not _quotes(text) or len(words) < 12
    if len(words) <= 12 and text[-1] not in ".!?" and opens_short(words):
        return True
    if _NUMBER.sub("#", key(text)) in LINES:
        return True
    if len(words) <= 8 and text[-1] not in ".!?":
        kinds = [word.strip(".,:;|()•·-–—").lower() for word in words]
        return any(word in SHARES for word in kinds) and all(
            word in SHARES or word in WEAK or not word or word.isdigit() for word in kinds
        )
    return False


def _calls(text: str, words: list[str]) -> bool:
    """Whether it asks something of its readers, as “Subscribe to our newsletter” does."""
    if _quotes(text):
        return False
    plain = set(_PLAIN_WORD.findall(text.lower().replace("’", "'")))
    consents = "cookies" in plain and not plain.isdisjoint(_CONSENT)
    asks = consents or len(plain & CALLS) > 1 or (len(words) <= 12 and not plain.isdisjoint(PLEAS))
    return asks and not plain.isdisjoint(ADDRESSED) and plain.isdisjoint(NEWS)


def _by_marks(text: str, words: list[str]) -> bool:
    """Credits, addresses and links take up most of the line."""
    if _has_credit(text):
        return True
    if text[0] == "©" or (text[0] in "#@" and len(words) < 5 and len(words[0]) > 1):
        return True
    if words[0] in {"Follow", "Tweet"} and "@" in text:
        return True
    if len(words) <= 15 and _ADDRESS.search(text):
        return True
    return sum(len(link) for link in _LINK.findall(text)) * 2 > len(text)


def _has_credit(text: str) -> bool:
    """A photographer or an agency at either end, outside quotation marks."""
    edges = (text[:30] + " " + text[-60:]).lower()
    return any(credit in edges for credit in CREDITS) and not _quotes(text)
