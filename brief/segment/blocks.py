"""A page in, its blocks out: lines, those put together that a column width or a stripped link parted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from brief.model.article import Hint, Page
from brief.segment.bylines import is_author, is_byline
from brief.segment.furniture import is_dated
from brief.segment.vocabulary import DANGLING, QUESTIONS, UNFINISHED, opens_short

# One line without its end, whatever the end is.
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# "- item", "• item", "-In", "1. item"
LIST_MARK = re.compile(r"(?:[-–—•·▪◦‣●■►](?=\s|[^\W\d_]|[“\"])|[*+](?=\s)|\(?\d{1,3}[.)](?=\s+\D))")
# What a link in front leaves of its sentence: ", NATO said", "’s plan", "."
_LEFT_OVER = re.compile(r"[)\]\"'’”]{0,2}[,;:?!)]|[)\]\"'’”]{0,2}\.(?!\.)|[’']s\s")
# "– while the rest waits"
_DASHED = re.compile(r"[–—]\s[a-z]")
# A full stop at the end of these says nothing where a small letter follows.
_STOPPED = ("U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "a.m.", "p.m.")
_FINAL = frozenset(".!?:…;")
# Characters of a column, such as three on a page have; in wider ones the lengths of the lines say enough.
_NARROW = 40
_NARROWEST = 15
_CLOSING = ")]}\"'”’»*_"


class Block(Struct, frozen=True):
    """One or more lines that belong together; `text` is what stands between its first and last character."""

    start: int
    end: int
    line: int
    text: str
    gap: bool
    """A blank line stands before it."""
    indent: int
    """White space before its first word."""
    hint: Hint | None
    """The stretch that the file's format marks and in which the block lies."""


def blocks(page: Page) -> list[Block]:
    """Every stretch of text that is not white space, in order."""
    lines = list(_lines(page.text, page.hints))
    grouped: list[list[Block]] = []
    for line, then, width in zip(lines, [*lines[1:], None], _widths(lines), strict=False):
        is_title = len(grouped) == 1 and len(grouped[0]) == 1 and _is_credit(line.text.split())
        if grouped and not is_title and _continues(grouped[-1], line, then, width):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return [_joined(page.text, group) for group in grouped]


def _is_credit(words: list[str]) -> bool:
    """Whether a line under a headline tells who or when, and so does not go on with it."""
    return is_byline(words, closed=is_closed(words[-1])) or opens_short(words) or is_author(" ".join(words))


def is_closed(text: str) -> bool:
    """Whether the last mark, closing marks aside, ends a sentence."""
    while text.endswith("]") and text[(opened := text.rfind("[")) + 1 : -1].isdigit() and opened > 0:
        text = text[:opened]
    return text.rstrip(_CLOSING)[-1:] in _FINAL


def dangles(text: str) -> bool:
    """Whether it ends in a word after which a sentence or heading must go on, “denied that”, or in a comma."""
    last = text.rsplit(maxsplit=1)[-1]
    return (last.lower() in DANGLING and last != "A") or (text[-1] == "," and len(text.split(maxsplit=4)) > 3)


def _lines(text: str, hints: Sequence[Hint]) -> Iterator[Block]:
    number, counted, end = 1, 0, 0
    edges = sorted(hints, key=lambda hint: hint.start)
    nth = 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        indent = len(match[0]) - len(match[0].lstrip())
        start = match.start() + indent
        number += text.count("\n", counted, start)
        counted = start
        while nth < len(edges) and edges[nth].end <= start:
            nth += 1
        hint = edges[nth] if nth < len(edges) and edges[nth].start <= start else None
        gap = text.count("\n", end, start) + text.count("\r", end, start) > (2 if "\r\n" in text[end:start] else 1)
        end = start + len(words)
        yield Block(start=start, end=end, line=number, text=words, gap=gap, indent=indent, hint=hint)


def _joined(text: str, group: list[Block]) -> Block:
    first, last = group[0], group[-1]
    if first is last:
        return first
    return replace(first, end=last.end, text=text[first.start : last.end])


def _widths(lines: list[Block]) -> list[int]:
    """For each line the column that broke it: the text's, or that of the lines it stands among; 0 where none did."""
    if whole := _width(lines):
        return [whole] * len(lines)
    starts = [n for n, line in enumerate(lines) if n == 0 or line.gap or line.hint]
    runs = (lines[start:end] for start, end in pairwise([*starts, len(lines)]))
    return [width for run in runs for width in [_width(run) if len(run) > 3 else 0] * len(run)]


def _width(lines: list[Block]) -> int:
    """The column that broke the lines, where one did: most lines are of like length and end in mid sentence; else 0."""
    inner = [(line.text, after.text) for line, after in pairwise(lines) if not after.gap and not line.hint]
    if len(inner) < 2:
        return 0
    width = sorted(len(line) for line, _ in inner)[-1 - len(inner) // 20]
    if width <= _NARROW:
        return width if width > _NARROWEST and _is_narrow_column(inner, width) else 0
    full = [line for line, _ in inner if len(line) > 0.8 * width]
    is_column = width < 130 and len(full) > 0.5 * len(inner) and sum(map(is_closed, full)) < 0.4 * len(full)
    return width if is_column and len(inner) > 2 else 0


def _is_narrow_column(inner: list[tuple[str, str]], width: int) -> bool:
    """Whether most lines that are not closed run on into the next, whose first word had no room.

    Lines of like length alone say little here: a list of headlines has them too.
    """
    broken = [(line, after) for line, after in inner if not is_closed(line)]
    running = sum(_runs_on(line, after) for line, after in broken)
    full = sum(_runs_on(line, after) or _room(line, after, width) < 0 for line, after in broken)
    return 0.6 * len(inner) <= len(broken) <= 2 * running and full >= 0.8 * len(broken)


def _runs_on(before: str, after: str) -> bool:
    return after[0].islower() or before[-1] == "," or before.rsplit(maxsplit=1)[-1].lower() in UNFINISHED


def _continues(begun: list[Block], after: Block, then: Block | None, width: int) -> bool:
    """Whether `after` is the rest of the paragraph that the lines above began; `then` is the line below it."""
    before = begun[-1]
    if before.hint or after.hint:
        return before.hint is after.hint
    if LIST_MARK.match(after.text):
        in_list = LIST_MARK.match(before.text) or is_closed(before.text)
        return bool(_DASHED.match(after.text)) and not in_list and not after.gap
    if dangles(before.text) and not (after.gap and before.text[-1] == ","):
        return True
    if width and not after.gap:
        return _fills_column(begun, after, width)
    goes_on = after.text[0].islower() and len(begun) > 1 and not after.gap and not is_closed(before.text)
    return goes_on or _was_broken(before.text, after.text, after.gap) or _is_link(before.text, after, then)


def _fills_column(begun: list[Block], after: Block, width: int) -> bool:
    before = begun[-1]
    if width <= _NARROW and len(begun) == 1 and _is_short_heading(before.text, after.text, width):
        return False
    return after.indent <= before.indent + 1 and not _falls_short(before.text, after.text, width)


def _falls_short(before: str, after: str, width: int) -> bool:
    """Whether the next word would have fitted: the paragraph ended here. Proportional type makes a column ragged."""
    room = _room(before, after, width)
    return room > 0.12 * width if is_closed(before) else room > 0.4 * width


def _room(before: str, after: str, width: int) -> int:
    """Characters that the line would have had left with the next line's first word on it."""
    return width - len(before) - 1 - len(after.split(maxsplit=1)[0])


def _is_short_heading(before: str, after: str, width: int) -> bool:
    """Whether the first line of a stretch looks finished, though it ends in no mark, and the next word had room."""
    return not _runs_on(before, after) and not is_closed(before) and _room(before, after, width) > 0.2 * width


def _was_broken(before: str, after: str, gap: bool) -> bool:
    """Whether a link between two lines lost its place and took the rest of the sentence to a line of its own."""
    if _LEFT_OVER.match(after) or _has_ended(before, after):
        return bool(_LEFT_OVER.match(after)) and not gap
    words = before.split()
    if len(before) == 1:  # a large first letter, as printed papers have
        return after[0].islower() and before.isupper() and not gap
    if after[0].islower():
        return len(words) > 3 or (not gap and len(after.split(maxsplit=3)) > 2)
    if not gap and len(words) > 10 and _counts(after):
        return True
    if gap or len(words) < 4 or words[-1] not in UNFINISHED or words[0].lower() in QUESTIONS:
        return not gap and len(words) > 3 and words[-1].lower() in UNFINISHED and is_closed(after)
    return len(after.split(maxsplit=3)) > 2


def _has_ended(before: str, after: str) -> bool:
    """Whether a line ends with its sentence: not after “U.S.”, where a small letter follows."""
    return is_closed(before) and before[-1] not in ";:" and not (after[0].islower() and before.endswith(_STOPPED))


def _counts(after: str) -> bool:
    """Whether a line takes a sentence up with a number, and is no date."""
    words = after.split()
    return (after[0].isdigit() or after[0] in "$€£(") and len(words) > 3 and not is_dated(words)


def _is_link(before: str, link: Block, then: Block | None) -> bool:
    """Whether a short line is the words of a link, and the sentence round it goes on above and below."""
    if then is None or then.gap or link.gap or is_closed(link.text) or is_closed(before):
        return False
    if len(link.text.split(maxsplit=7)) > 6:
        return False
    goes_on = then.text[0].islower() or _LEFT_OVER.match(then.text) or _DASHED.match(then.text)
    words = before.split()
    begun = before[0].islower() or before[-1] == "," or words[-1].lower() in UNFINISHED or len(words) > 7
    return bool(goes_on) and begun
