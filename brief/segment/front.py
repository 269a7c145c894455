"""The lines above an article's first paragraph in; which of them is the title, and who, when and where, out."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

from brief.model.article import Role
from brief.segment.blocks import LIST_MARK, dangles
from brief.segment.bylines import is_author, is_breadcrumb, is_byline, is_kicker, is_placed_date, is_section
from brief.segment.furniture import is_about_author, is_dated, is_name, is_role_line
from brief.segment.lines import Line, Lines
from brief.segment.vocabulary import MAIL, key

# Such as "Subject: Chips and ships"
_FIELD = re.compile(r"(?P<name>[A-Za-z-]{2,16}):\s{1,4}(?P<value>\S.{0,300})")
# "Ms. Cole is a former head of the port", "Mr Patel teaches"
_HONORED = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof)\.? (?P<name>[A-Z][\w’'-]{1,20}) (?:is|was|teaches|works|writes|served) ")
_FIELDS = 12
"""Lines that the head of a mail may have."""
_STANDFIRST = 5
"""Lines after a first sentence that stands above the byline."""


def subject(text: str) -> str | None:
    """What a mail saved as text is about; None where the text does not open with the head of a mail."""
    lines = [line.strip() for line in text[:4000].split("\n")[:_FIELDS]]
    head = list(takewhile(_is_field, (line for line in lines if line)))
    found = (_FIELD.match(line) for line in head if len(head) > 1 and line.lower().startswith("subject:"))
    return next((match["value"] for match in found if match), None)


def _is_field(line: str) -> bool:
    match = _FIELD.match(line)
    return match is not None and match["name"].lower() in MAIL


def mail_head(article: Lines) -> None:
    """The fields that a mail opens with are furniture; one alone is a line of the text."""
    head = list(takewhile(lambda line: _is_field(line.text), article.lines[:_FIELDS]))
    if len(head) > 1:
        article.roles[: len(head)] = [role or Role.FURNITURE for role in article.roles[: len(head)]]


def front(article: Lines) -> None:
    """The title, bylines and dates before the first paragraph; what stands above the title is the site's."""
    first = article.first_text()
    lines = [n for n in range(min(first + 1, len(article.lines))) if article.roles[n] is None]
    for n in lines:
        article.roles[n] = _told(article, n)
    _entitle(article, [n for n in lines if article.roles[n] is None and _is_title(article, n, first)])
    title = next((n for n in lines if article.roles[n] is Role.TITLE), None)
    if title == first:  # the headline is a whole sentence
        first = article.first_text()
        for n in range(title + 1, min(title + 1 + _STANDFIRST, first)):
            article.roles[n] = article.roles[n] or _told(article, n)
    if title is not None or article.titles:
        _surround(article, -1 if title is None else title, first)
    for n in range(first, min(first + 1 + _STANDFIRST, len(article.lines) - 1)):
        line = article.lines[n]
        if article.roles[n] is None and (not line.prose or _is_of_author(article, line.text)):
            article.roles[n] = _told(article, n) or (Role.FURNITURE if line.prose else None)


def _is_of_author(article: Lines, text: str) -> bool:
    """“Ms. Cole is a former head of the port”, under a byline with that name."""
    match = _HONORED.match(text)
    names = (line.text for line, role in zip(article.lines, article.roles, strict=True) if role is Role.BYLINE)
    return match is not None and any(match["name"].lower() in name.lower() for name in names)


def _told(article: Lines, n: int) -> Role | None:
    """Who wrote it, when, or where it stands on the site, where a line says so by itself."""
    line = article.lines[n]
    if _is_byline(article, n):
        return Role.BYLINE
    if is_dated(line.words) or is_placed_date(line.words):
        return Role.DATELINE
    if is_breadcrumb(line.text) or is_about_author(line.text) or _is_affiliation(article, n):
        return Role.FURNITURE
    return None


def _is_affiliation(article: Lines, n: int) -> bool:
    """“(1) Keio University”, under the names that the mark stands behind."""
    line = article.lines[n]
    marked = line.text[0] in "¹²³*†" or (line.text[0] in "([" and line.text[1:2].isdigit())
    if not marked or n == 0 or line.closed:
        return False
    return article.roles[n - 1] is Role.BYLINE or is_author(article.lines[n - 1].text)


def _is_byline(article: Lines, n: int) -> bool:
    line = article.lines[n]
    if key(line.text) in article.authors or is_byline(line.words, closed=line.closed):
        return True
    if n and article.roles[n - 1] is Role.BYLINE:
        return not line.closed and is_role_line(line.words)
    after = article.lines[n + 1] if n + 1 < len(article.lines) else None
    if after is None or line.closed or not is_name(line.words):
        return False
    return is_dated(after.words) or (not after.closed and is_role_line(after.words) and len(after.words) > 1)


def _is_title(article: Lines, n: int, first: int) -> bool:
    line = article.lines[n]
    if key(line.text) in article.titles:
        return True
    if len(line.words) > 30 or n + 1 >= len(article.lines) or dangles(line.text):
        return False
    if n == first:
        return len(line.words) <= 20 and (line.text[-1] in "?!" or (line.closed and is_titled(line.words)))
    return len(line.words) > 2 and not LIST_MARK.match(line.text) and not (line.closed and line.text[-1] in ".:")


def is_titled(words: list[str]) -> bool:
    """Most words that are not short begin with a capital."""
    long = [word for word in words if len(word) > 3]
    return len(long) > 2 and sum(not word[0].islower() for word in long) >= 0.8 * len(long)


def _entitle(article: Lines, candidates: list[int]) -> None:
    """The title is the line that metadata know, else one that stands twice, else the first that is no mere label."""
    if not candidates or Role.TITLE in article.roles:
        return
    keys = [key(article.lines[n].text) for n in candidates]
    known = [n for n, words in zip(candidates, keys, strict=True) if words in article.titles]
    times = Counter(keys)
    twice = [n for n, words in zip(candidates, keys, strict=True) if times[words] > 1]
    plain = sorted((n for n in candidates if not _is_label(article.lines[n])), key=lambda n: -_fits(article, n))
    ranked = [*known, *twice, *plain, *([] if article.titles else candidates)]
    if not ranked:
        return
    title = ranked[0]
    article.roles[title] = Role.TITLE
    for n, words in zip(candidates, keys, strict=True):
        if n != title and words == key(article.lines[title].text):
            article.roles[n] = Role.DUPLICATE


def _fits(article: Lines, n: int) -> int:
    """How much a line looks like a headline: it is as long as most are, and names, dates or the text follow it."""
    line = article.lines[n]
    after = article.roles[n + 1] if n + 1 < len(article.lines) else None
    heads = after in {Role.BYLINE, Role.DATELINE} or article.lines[n + 1].prose
    return (len(line.words) > 3) + (len(line.words) > 5) + heads


def _is_label(line: Line) -> bool:
    return is_kicker(line.text, line.words) or is_section(line.words)


def _surround(article: Lines, title: int, first: int) -> None:
    """What is left above the title, and short labels and names between it and the text."""
    for n in range(first):
        line = article.lines[n]
        if article.roles[n] is not None or LIST_MARK.match(line.text):
            continue
        named = title < 0 and line.text.isupper()  # the letter’s own name, where only its subject is known
        heads = is_section(line.words) or (n > title and not named and (n + 1 == first or _opens_list(article, n)))
        if _is_names(line) and not is_section(line.words):
            article.roles[n] = Role.BYLINE
        elif n < title or (is_kicker(line.text, line.words) and not heads):
            article.roles[n] = Role.FURNITURE


def _opens_list(article: Lines, n: int) -> bool:
    return bool(LIST_MARK.match(article.lines[n + 1].text))


def _is_names(line: Line) -> bool:
    """Whether it can only be a byline here: a short name, or more than one, or a name and what its bearer is."""
    short = len(line.words) < 4 and not line.closed and is_name(line.words)
    several = "," in line.text or not {"and", "&"}.isdisjoint(line.words)
    return short or (several and not line.closed and is_author(line.text))
