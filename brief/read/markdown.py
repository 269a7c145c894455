"""Bytes of a Markdown file in, a page out: its words line for line, without comments and the marks of its layout.

What Markdown draws with marks is not what it says, so `**Minsk** [said](https://…)` is read as `Minsk said`. Every line
of the file stays one line, and its number holds. Front matter becomes metadata and stays in the text as furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from brief.errors import SourceError
from brief.model.article import Hint, Page, Role, Source
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.text.encoding import decoded

# "---\ntitle: …\n---\n" at the very start
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>(?:[^\r\n]*\r?\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
# "## Heading ##"
_HEADING = re.compile(
    r"(?P<open>[ ]{0,3}(?P<marks>#{1,6})[ \t]+)(?P<words>[^\r\n]*?)(?:[ \t]+#{1,6})?[ \t]*(?=\r?\n|\Z)"
)
# Such as "=====" or "-----" below a heading
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={2,200}|-{2,200})[ \t]*\r?\n?")
# "```python"
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
# A line such as "> quoted"
_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?){1,5}")
# "- item", "12. item"
_ITEM = re.compile(r"[ \t]{0,12}(?:[-*+]|\d{1,3}[.)])[ \t]")
# Such as "[label]: https://…"
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\[\]\n]{1,100}\]:[ \t]")
# "![caption](picture.png)" alone on its line
_PICTURE = re.compile(r"[ \t]{0,8}!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)[ \t]*\r?\n?")
# Such as "[words](https://… "title")", "![caption](picture.png)"
_LINK = re.compile(r"(?<!\\)!?\[(?P<words>[^\[\]\n]{0,500})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,100}\])")
# Such as "<https://…>"
_AUTOLINK = re.compile(r"<(?P<words>https?://[^<>\s]{1,500})>")
# "**words**", "*words*"
_STARS = re.compile(r"(?<!\\)(?P<marks>\*{1,3})(?=[^\s*])(?P<words>[^*\n]{1,1000})(?<![\s\\])(?P=marks)")
# "__words__", "_words_", but not "snake_case"
_UNDERSCORES = re.compile(r"(?<![\w\\])(?P<marks>_{1,3})(?=[^\s_])(?P<words>[^_\n]{1,1000})(?<![\s\\])(?P=marks)(?!\w)")
# "`words`"
_CODE = re.compile(r"`(?P<words>[^`\n]{1,300})`")
# "<!--", "-->"
_COMMENT = re.compile(r"<!--|-->")
# "\*"
_ESCAPE = re.compile(r"\\(?P<words>[\\`*_{}\[\]()#+.!>-])")
# "2025-07-05", "2025-07"
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}(?![\d-])")
# Such as "[^3]"
_NOTE = re.compile(r"\[\^\w{1,20}\](?!:)")

_INLINE = (_LINK, _AUTOLINK, _STARS, _STARS, _UNDERSCORES, _CODE, _ESCAPE)
"""What is left of each is its group `words`; stars twice, for `**very *much* so**`."""
_LARGEST_FRONT = 1 << 16
"""Characters of front matter that are parsed."""
_MOST_BRACKETS = 100
"""PyYAML takes seconds over thousands of them."""


def read_markdown(source: Source, data: bytes, report: Report) -> Page:
    """The page of a Markdown file, with headings, lists and front matter as hints."""
    raw, misfit = decoded(data)
    if "\0" in raw:
        raise SourceError.at("not a text file: it holds zero bytes")
    if misfit:
        report(_undecodable(source.path, misfit))
    front = _FRONT.match(raw)
    start = front.end() if front else 0
    facts = _front_matter(front["yaml"]) if front else {}
    text, hints = _plain(raw, start)
    return Page(
        source=source,
        text=text,
        title=facts.get("title"),
        authors=_names(facts.get("author") or facts.get("authors")),
        publisher=facts.get("publisher") or facts.get("source") or facts.get("site"),
        published=_edtf(facts.get("published") or facts.get("date")),
        language=facts.get("language") or facts.get("lang"),
        url=facts.get("url") or facts.get("link"),
        hints=tuple(hints),
    )


def _plain(raw: str, start: int) -> tuple[str, list[Hint]]:
    """The text without marks, and a hint for each block; the first `start` characters are front matter."""
    hints = [Hint(start=0, end=start, role=Role.FURNITURE)] if start else []
    pieces, size = [raw[:start]], start
    for words, role, begins in _lines(_without_comments(raw[start:].splitlines(keepends=True))):
        end = size + len(words)
        if role and begins:
            hints.append(Hint(start=size, end=end, role=role))
        elif role:
            hints[-1] = Hint(start=hints[-1].start, end=end, role=hints[-1].role)
        pieces.append(words)
        size = end
    return "".join(pieces), hints


def _without_comments(lines: list[str]) -> list[str]:
    """The lines without `<!-- … -->`, which may run over several; one that is never closed is text."""
    last = max((n for n, line in enumerate(lines) if "-->" in line), default=-1)
    shown, inside = [], False
    for n, line in enumerate(lines):
        kept, at = [], 0
        closing = len(line) if n < last else line.rfind("-->")
        for mark in _COMMENT.finditer(line):
            if inside and mark[0] == "-->":
                inside, at = False, mark.end()
            elif not inside and mark[0] == "<!--" and mark.end() <= closing:
                kept.append(line[at : mark.start()])
                inside = True
        kept.append(line[len(line.rstrip("\r\n")) if inside else at :])
        shown.append("".join(kept))
    return shown


def _lines(lines: list[str]) -> Iterator[tuple[str, Role | None, bool]]:
    """Each line without its marks, its block's role (None for a blank line), and whether the block begins with it."""
    fenced = titled = False
    block: Role | None = None
    for line, after in zip(lines, [*lines[1:], ""], strict=False):
        role = Role.FURNITURE if fenced else _role(line, after, block)
        begins = role is not block or role is not Role.PARAGRAPH or bool(_ITEM.match(line))
        if _FENCE.match(line):
            fenced, role, begins = not fenced, Role.FURNITURE, True
        if role is Role.PARAGRAPH and block is Role.ITEM:
            role, begins = Role.ITEM, False
        words = line if role in {None, Role.FURNITURE} else _without_marks(line)
        if role is Role.HEADING and not titled:
            role = Role.TITLE if line.lstrip().startswith("# ") or after.startswith("==") else role
        titled = titled or role is not None
        block = role if role in {Role.PARAGRAPH, Role.ITEM} else None
        yield words, role, begins


def _role(line: str, after: str, block: Role | None) -> Role | None:
    if not line.strip():
        return None
    if _UNDERLINE.fullmatch(line) or _DEFINITION.match(line) or _PICTURE.fullmatch(line):
        return Role.FURNITURE
    if _HEADING.match(line) or (block is None and _UNDERLINE.fullmatch(after) and not _ITEM.match(line)):
        return Role.HEADING
    return Role.ITEM if _ITEM.match(line) else Role.PARAGRAPH


def _without_marks(line: str) -> str:
    """The line's words: what Markdown would show of it."""
    line = _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
    if heading := _HEADING.match(line):
        line = heading["words"] + line[heading.end() :]
    line = _NOTE.sub("", line)
    for pattern in _INLINE:
        line = pattern.sub(_words, line)
    return line


def _words(match: re.Match[str]) -> str:
    return match["words"]


def _front_matter(text: str) -> dict[str, str]:
    """The top-level entries of the front matter; nothing where it is not YAML. A list becomes its parts, one a line."""
    import yaml

    if len(text) > _LARGEST_FRONT or text.count("[") + text.count("{") > _MOST_BRACKETS:
        return {}
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):  # "\U00110000" is no character
        return {}
    if not isinstance(root, yaml.MappingNode):
        return {}
    return {str(key.value).lower(): _entry(value) for key, value in root.value if isinstance(key, yaml.ScalarNode)}


def _entry(node: object) -> str:
    """A scalar as it stands, a list of scalars one a line; an empty string for anything deeper."""
    value = getattr(node, "value", "")
    if isinstance(value, str):
        return " ".join(value.split())
    parts = [getattr(part, "value", None) for part in value]
    return "\n".join(part for part in parts if isinstance(part, str))


def _names(entry: str | None) -> tuple[str, ...]:
    return tuple(name for name in (entry or "").split("\n") if name)


def _edtf(entry: str | None) -> str | None:
    """The day, month or year at the start of a date; None where there is none."""
    match = _DATE.match(entry or "")
    if not match:
        return None
    try:
        date.fromisoformat(f"{match[0]}-01-01"[:10])
    except ValueError:
        return None
    return match[0]


def _undecodable(path: str, byte: int) -> Diagnostic:
    return Diagnostic(
        severity=Severity.NOTE,
        message=f"not valid Unicode from byte {byte}; read as Windows-1252",
        place=Place(path=path),
        hint="check accents and quotation marks, or save the file as UTF-8",
        code="undecodable-bytes",
    )
