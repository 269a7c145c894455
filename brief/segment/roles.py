"""An article's blocks in, each with its role out: a list of small rules in the order that counts."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from brief.model.article import BODY_ROLES, Page, Role, SourceFacts
from brief.segment.blocks import LIST_MARK, Block, dangles
from brief.segment.bylines import is_section
from brief.segment.duplicates import duplicates
from brief.segment.front import front, is_titled, mail_head
from brief.segment.furniture import (
    biography_name,
    is_about_author,
    is_clock,
    is_count,
    is_footnote,
    is_furniture,
    is_table_row,
    is_tail,
)
from brief.segment.lines import Line, Lines, line_of
from brief.segment.openings import opening
from brief.segment.vocabulary import LABELS, QUESTIONS, key, opens_byline, signs_off

# "Harbour Review: What next?" over "Solheim: Very little."
_LABELLED = re.compile(r"[A-Z][\w.’' -]{0,40}:\s")


def roles(
    blocks: Sequence[Block], page: Page, facts: SourceFacts, repeated: frozenset[str]
) -> list[tuple[Block, Role]]:
    """Every block with its role, labels and datelines split off.

    `repeated` holds lines that are furniture because other articles have them too.
    """
    lines = [line_of(block) for block in blocks]
    titles = frozenset(key(title) for title in (facts.title, page.title) if title)
    authors = frozenset(key(author) for author in facts.authors + page.authors)
    article = Lines(lines, [_hinted(line.block) for line in lines], titles, authors, repeated)
    for rule in RULES:
        rule(article)
    return [part for line, role in zip(lines, article.roles, strict=True) for part in _parts(line.block, role)]


def _hinted(block: Block) -> Role | None:
    """The role that the file's format gives; that a block is a paragraph says nothing: furniture is paragraphs too."""
    role = block.hint.role if block.hint else None
    return None if role is Role.PARAGRAPH else role


def _parts(block: Block, role: Role | None) -> list[tuple[Block, Role]]:
    role = role or Role.PARAGRAPH
    found = opening(block.text) if role in BODY_ROLES else None
    if found is None or found[0] >= len(block.text):
        return [(block, role)]
    cut, kind = found
    head = block.text[:cut].rstrip()
    rest = replace(block, start=block.start + cut, text=block.text[cut:], gap=False)
    return [(replace(block, end=block.start + len(head), text=head), kind), (rest, role)]


def _furniture(article: Lines) -> None:
    """Lines that are furniture by themselves or by repetition over the corpus."""
    for n, line in enumerate(article.lines):
        if article.roles[n] is None and (line.text in article.repeated or is_furniture(line.text, line.words)):
            article.roles[n] = Role.FURNITURE


def _polls(article: Lines) -> None:
    """An option stands before its count; the question stands before the first option."""
    for n, line in enumerate(article.lines):
        if n == 0 or not is_count(line.text) or article.roles[n - 1] or not _is_option(article.lines[n - 1]):
            continue
        article.roles[n - 1] = Role.FURNITURE
        if n > 1 and article.lines[n - 2].text[-1] in "?:" and LIST_MARK.match(article.lines[n - 2].text):
            article.roles[n - 2] = Role.FURNITURE


def _is_option(line: Line) -> bool:
    return len(line.words) < 30 and not line.closed


def _tables(article: Lines) -> None:
    """Rows of figures, two or more together, and the line of as many words over them."""
    rows = [is_table_row(line.words) and not LIST_MARK.match(line.text) for line in article.lines]
    for n, (before, row, after) in enumerate(zip([False, *rows], rows, [*rows[1:], False], strict=False)):
        if not row or not (before or after):
            continue
        article.roles[n] = article.roles[n] or Role.FURNITURE
        over = article.lines[n - 1] if n and not before else None
        if over and not over.closed and len(over.words) == len(article.lines[n].words):
            article.roles[n - 1] = article.roles[n - 1] or Role.FURNITURE


def _tail(article: Lines) -> None:
    """What follows the last paragraph, or a heading such as “Related articles” or a farewell near the end."""
    prose = [n for n, line in enumerate(article.lines) if line.prose and article.roles[n] is None]
    for n, line in enumerate(article.lines):
        before = bisect(prose, n)
        if is_tail(line.text):
            article.roles[n] = Role.FURNITURE
            ends = bool(before) and len(prose) - before <= max(3, before // 2)
        else:
            ends = bool(before) and len(prose) - before < 3 and _takes_leave(line)
        if ends:
            _mark_furniture(article, n)
    if (last := article.last_body()) >= 0:
        _mark_furniture(article, last + 1)


def _takes_leave(line: Line) -> bool:
    """“See you next Friday,” with the names under it; not a sentence that opens like it."""
    return len(line.words) <= 12 and (not line.prose or len(line.words) < 6) and signs_off(line.words)


def _footnotes(article: Lines) -> None:
    """Notes under the text, each with its mark: “[1] Interview in Tallinn”."""
    for n in range(len(article.lines) - 1, 0, -1):
        if article.roles[n] is not None:
            continue
        if not is_footnote(article.lines[n].text):
            return
        article.roles[n] = Role.FURNITURE


def _biographies(article: Lines) -> None:
    """Who wrote it, at the end and without a heading, and what follows that."""
    last = article.last_body()
    bylines = " ".join(line.text for n, line in enumerate(article.lines) if article.roles[n] is Role.BYLINE)
    own = [n for n in range(last, max(last - 4, 0), -1) if _is_biography(article, n, bylines)]
    for n in own:
        name = biography_name(article.lines[n].text, bylines)
        if name and name in bylines:  # nothing of the article follows its author's own
            _mark_furniture(article, n)
        elif n == article.last_body():
            article.roles[n] = Role.FURNITURE
    if (last := article.last_body()) >= 0:
        _mark_furniture(article, last + 1)


def _is_biography(article: Lines, n: int, bylines: str) -> bool:
    """Whether a line tells who the author is, or of somebody whom the text itself does not know."""
    text = article.lines[n].text
    if article.roles[n] is not None:
        return False
    if is_about_author(text) or _credits(article.lines[n]):
        return True
    name = biography_name(text, bylines)
    if name is None:
        return False
    in_text = any(name.split()[-1] in line.text for m, line in enumerate(article.lines[:n]) if not article.roles[m])
    return key(name) in {key(author) for author in article.authors} or name in bylines or not in_text


def _credits(line: Line) -> bool:
    """“Interview: Ann Cole. Photos: Raj Patel”."""
    return len(line.words) <= 14 and line.words[0][-1] == ":" and opens_byline(line.words) > 0


def _mark_furniture(article: Lines, start: int) -> None:
    for n in range(start, len(article.lines)):
        if article.roles[n] is None and not (LIST_MARK.match(article.lines[n].text) and article.roles[n - 1] is None):
            article.roles[n] = Role.FURNITURE


def _body(article: Lines) -> None:
    """Items, headings and paragraphs among what is left."""
    for n, line in enumerate(article.lines):
        if article.roles[n] is not None:
            continue
        if is_clock(line.words):
            article.roles[n] = Role.DATELINE
        elif LIST_MARK.match(line.text) and not _is_numbered_heading(article, n):
            article.roles[n] = Role.ITEM
        elif _is_heading(article, n):
            article.roles[n] = Role.HEADING
        else:
            article.roles[n] = Role.PARAGRAPH


def _is_heading(article: Lines, n: int) -> bool:
    line = article.lines[n]
    if len(line.words) < 8 and (key(line.text) in LABELS or is_section(line.words)):
        return True
    if n + 1 >= len(article.lines) or not line.words[0][0].isalnum() or len(line.words) > 14:
        return False
    if line.text[-1] == "?":
        if _LABELLED.match(line.text) and _LABELLED.match(article.lines[n + 1].text):
            return False
        return is_titled(line.words) or (line.words[0].lower() in QUESTIONS and len(article.lines[n + 1].words) >= 12)
    return not line.closed and not dangles(line.text)


def _is_numbered_heading(article: Lines, n: int) -> bool:
    """“2. What the exercises showed” over a paragraph; in a list it would stand beside another item."""
    line, after = article.lines[n], article.lines[n + 1 : n + 2]
    if not line.text.lstrip("(")[0].isdigit() or len(line.words) > 12 or not after:
        return False
    first = LIST_MARK.match(after[0].text) and after[0].text.lstrip("(")[0] == "1"
    if is_section(line.words) or (first and line.text.lstrip("(")[0] != "1" and not line.closed):
        return True
    beside = n > 0 and article.roles[n - 1] is Role.ITEM and article.lines[n - 1].text.lstrip("(")[0].isdigit()
    ended = line.closed and line.text[-1] != "?"
    leads = after[0].prose and not LIST_MARK.match(after[0].text)
    return leads and not ended and not beside and not dangles(line.text)


def _duplicates(article: Lines) -> None:
    """Leads, summary points and pull quotes that the body prints again."""
    numbers = [n for n, role in enumerate(article.roles) if role in BODY_ROLES]
    for found in duplicates([article.lines[n].text for n in numbers]):
        article.roles[numbers[found]] = Role.DUPLICATE


RULES: tuple[Callable[[Lines], None], ...] = (
    mail_head,
    _furniture,
    _polls,
    _tables,
    front,
    _footnotes,
    _tail,
    _biographies,
    _body,
    _duplicates,
)
