"""An article's blocks in, each with its role out: a list of small rules in the order that counts."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from brief.model.article import BODY_ROLES, Page, Role, SourceFacts
from brief.segment.blocks import LIST_MARK, Block, dangles, is_closed
from brief.segment.duplicates import duplicates
from brief.segment.furniture import biography_name, is_count, is_dated, is_furniture, is_name, is_role_line, is_tail
from brief.segment.openings import opening
from brief.segment.vocabulary import LABELS, QUESTIONS, key


@dataclass(frozen=True, slots=True)
class Line:
    """A block with what the rules ask about it."""

    block: Block
    text: str
    words: list[str]
    closed: bool
    prose: bool
    """Reads like sentences of an article, not like a headline, a name or a link."""

    def is_sentence(self) -> bool:
        """Whether it can be the last words of an article."""
        return self.prose or (self.closed and len(self.words) > 2 and self.text[-1] not in ":;")


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of an article and the roles given so far."""

    lines: list[Line]
    roles: list[Role | None]
    titles: frozenset[str]
    """Keys of the titles that metadata give."""
    authors: frozenset[str]
    repeated: frozenset[str]

    def first_prose(self) -> int:
        """Number of the first line of the article's own text."""
        return next((n for n, line in enumerate(self.lines) if line.prose and self.roles[n] is None), len(self.lines))

    def last_body(self) -> int:
        """Number of the last line of the article's own text, a short last sentence (“Time will tell.”) too."""
        backwards = range(len(self.lines) - 1, -1, -1)
        return next((n for n in backwards if self.roles[n] is None and self.lines[n].is_sentence()), -1)


def roles(
    blocks: Sequence[Block], page: Page, facts: SourceFacts, repeated: frozenset[str]
) -> list[tuple[Block, Role]]:
    """Every block with its role, labels and datelines split off.

    `repeated` holds lines that are furniture because other articles have them too.
    """
    lines = [_line(block) for block in blocks]
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


def _line(block: Block) -> Line:
    words = block.text.split()
    closed = is_closed(block.text)
    prose = len(words) >= 25 or (closed and len(words) >= 5) or _reads_on(words)
    return Line(block, block.text, words, closed, prose)


def _reads_on(words: list[str]) -> bool:
    return len(words) >= 12 and sum(word[0].islower() for word in words) >= 0.6 * len(words)


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


def _front(article: Lines) -> None:
    """The title, bylines and dates before the first paragraph; what stands above the title is the site's."""
    first = article.first_prose()
    front = [n for n in range(min(first + 1, len(article.lines))) if article.roles[n] is None]
    for n in front:
        if _is_byline(article, n):
            article.roles[n] = Role.BYLINE
        elif is_dated(article.lines[n].words):
            article.roles[n] = Role.DATELINE
    _entitle(article, [n for n in front if article.roles[n] is None and _is_title(article, n, first)])
    title = next((n for n in range(first) if article.roles[n] is Role.TITLE), None)
    if title is None:
        return
    for n in range(first):
        if article.roles[n] is not None:
            continue
        if len(article.lines[n].words) < 4 and is_name(article.lines[n].words):
            article.roles[n] = Role.BYLINE
        elif n < title:
            article.roles[n] = Role.FURNITURE


def _entitle(article: Lines, candidates: list[int]) -> None:
    """The title is the line that metadata know, else one that stands twice, else the first without “|”."""
    if not candidates or Role.TITLE in article.roles:
        return
    keys = [key(article.lines[n].text) for n in candidates]
    known = [n for n, words in zip(candidates, keys, strict=True) if words in article.titles]
    twice = [n for n, words in zip(candidates, keys, strict=True) if keys.count(words) > 1]
    plain = [n for n in candidates if "|" not in article.lines[n].text]
    title = (known or twice or plain or candidates)[0]
    article.roles[title] = Role.TITLE
    for n, words in zip(candidates, keys, strict=True):
        if n != title and words == key(article.lines[title].text):
            article.roles[n] = Role.DUPLICATE


def _is_byline(article: Lines, n: int) -> bool:
    line = article.lines[n]
    if line.words[0] in {"By", "BY"} and len(line.words) <= 20 and len(line.words) > 1 and not line.closed:
        return line.words[1][0].isupper()
    if key(line.text) in article.authors:
        return True
    if n and article.roles[n - 1] is Role.BYLINE:
        return not line.closed and is_role_line(line.words)
    after = article.lines[n + 1] if n + 1 < len(article.lines) else None
    if after is None or not is_name(line.words):
        return False
    return is_dated(after.words) or (not after.closed and is_role_line(after.words) and len(after.words) > 1)


def _is_title(article: Lines, n: int, first: int) -> bool:
    line = article.lines[n]
    if key(line.text) in article.titles:
        return True
    if len(line.words) > 30 or n + 1 >= len(article.lines) or dangles(line.text):
        return False
    if n == first:
        return len(line.words) <= 20 and (line.text[-1] in "?!" or (line.closed and _is_titled(line.words)))
    return len(line.words) > 2 and not LIST_MARK.match(line.text) and not (line.closed and line.text[-1] in ".:")


def _is_titled(words: list[str]) -> bool:
    """Most words that are not short begin with a capital."""
    long = [word for word in words if len(word) > 3]
    return len(long) > 2 and sum(not word[0].islower() for word in long) >= 0.8 * len(long)


def _tail(article: Lines) -> None:
    """What follows the last paragraph, or a heading such as “Related articles” near the end."""
    prose = [n for n, line in enumerate(article.lines) if line.prose and article.roles[n] is None]
    for n, line in enumerate(article.lines):
        if not is_tail(line.text):
            continue
        article.roles[n] = Role.FURNITURE
        before = bisect(prose, n)
        if before and len(prose) - before <= max(3, before // 2):
            _mark_furniture(article, n)
    if (last := article.last_body()) >= 0:
        _mark_furniture(article, last + 1)


def _biographies(article: Lines) -> None:
    """Who wrote it, at the end and without a heading: a sentence about a name that the text itself does not know."""
    last = article.last_body()
    bylines = " ".join(line.text for n, line in enumerate(article.lines) if article.roles[n] is Role.BYLINE)
    known = {key(author) for author in article.authors}
    for n in range(last, max(last - 3, 0), -1):
        name = biography_name(article.lines[n].text)
        if article.roles[n] is not None or name is None:
            return
        in_text = any(name.split()[-1] in line.text for m, line in enumerate(article.lines[:n]) if not article.roles[m])
        if key(name) not in known and name not in bylines and in_text:
            return
        article.roles[n] = Role.FURNITURE


def _mark_furniture(article: Lines, start: int) -> None:
    for n in range(start, len(article.lines)):
        if article.roles[n] is None and not (LIST_MARK.match(article.lines[n].text) and article.roles[n - 1] is None):
            article.roles[n] = Role.FURNITURE


def _body(article: Lines) -> None:
    """Items, headings and paragraphs among what is left."""
    for n, line in enumerate(article.lines):
        if article.roles[n] is not None:
            continue
        if LIST_MARK.match(line.text):
            article.roles[n] = Role.ITEM
        elif _is_heading(article, n):
            article.roles[n] = Role.HEADING
        else:
            article.roles[n] = Role.PARAGRAPH


def _is_heading(article: Lines, n: int) -> bool:
    line = article.lines[n]
    if len(line.words) < 8 and key(line.text) in LABELS:
        return True
    if n + 1 >= len(article.lines) or not line.words[0][0].isalnum() or len(line.words) > 14:
        return False
    if line.text[-1] == "?":
        return _is_titled(line.words) or (line.words[0].lower() in QUESTIONS and len(article.lines[n + 1].words) >= 12)
    return not line.closed and not dangles(line.text)


def _duplicates(article: Lines) -> None:
    """Leads, summary points and pull quotes that the body prints again."""
    numbers = [n for n, role in enumerate(article.roles) if role in BODY_ROLES]
    for found in duplicates([article.lines[n].text for n in numbers]):
        article.roles[numbers[found]] = Role.DUPLICATE


RULES: tuple[Callable[[Lines], None], ...] = (_furniture, _polls, _front, _tail, _biographies, _body, _duplicates)
