"""A line of the document in, the runs of a Word paragraph out, as XML text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import assert_never

from brief.anchors import bookmark
from brief.model.document import Cite, Context, Inline, Line, Tag, Tone, Verbatim, Words
from brief.write.docx.setting import Setting, StyleName

TAB = "<w:r><w:tab/></w:r>"
QUAD = "\u2003"
"""Sets apart what has no words between it: tags, facts, remarks."""
_TIE = "\u00a0"
_TIED = 40

# What XML 1.0 cannot hold, such as "\x0c"; tabs and line ends are spaces, for Word would set them as such.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANK = str.maketrans("\t\n\r", "   ")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})

_SERIF: dict[StyleName, StyleName | None] = {
    "Key Point": None,
    "Key Point Alone": None,
    "Quote": None,
    "Quote Continued": None,
    "Quote Long": None,
    "Quote Long Continued": None,
    "Table Quote": None,
    "Table Evidence": "Cited Words",
}
"""Paragraph styles in the source's voice, where the desk's words need a style, and that of the source's words there."""

_TONES: dict[Tone, StyleName | None] = {
    "plain": None,
    "strong": "Desk Strong",
    "muted": "Desk Muted",
    "accent": "Desk Accent",
    "forecast": "Tag Forecast",
    "contested": "Tag Contested",
}
_TAGS: dict[str, StyleName] = {
    "forecast": "Tag Forecast",
    "contested": "Tag Contested",
    "origins": "Tag Origins",
    "edited": "Tag Edited",
}


def printable(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text).translate(_BLANK)


def escaped(text: str) -> str:
    """The printable text as it stands between XML tags or in an attribute."""
    return printable(text).translate(_MARKUP)


def tied(text: str) -> str:
    """The text on one line, unless it is so long that Word would have to break a word."""
    return text.replace(" ", _TIE) if len(text) <= _TIED else text


def paragraph(setting: Setting, style: StyleName, inner: str, *, numbering: str = "") -> str:
    """A paragraph round runs and bookmarks."""
    return f'<w:p><w:pPr><w:pStyle w:val="{setting.style(style)}"/>{numbering}</w:pPr>{inner}</w:p>'


def run(setting: Setting, text: str, style: StyleName | None = None) -> str:
    """A run of text in a character style, or in its paragraph's own look."""
    look = f'<w:rPr><w:rStyle w:val="{setting.style(style)}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def line(setting: Setting, words: Line, style: StyleName) -> str:
    """The runs of a line in a paragraph of this style."""
    before: tuple[Inline | None, ...] = (None, *words)
    return "".join(
        _gap(setting, left, right) + _inline(setting, right, style) for left, right in pairwise(before) if right
    )


def lines(setting: Setting, many: tuple[Line, ...], style: StyleName) -> str:
    """Several lines set as one."""
    return run(setting, QUAD).join(line(setting, words, style) for words in many)


def marked(setting: Setting, anchor: str, inner: str) -> str:
    """Runs inside the bookmark of a block."""
    start, end = setting.mark(anchor)
    return f"{start}{inner}{end}"


def linked(setting: Setting, anchor: str, inner: str) -> str:
    """Runs that lead to an anchor, where there is one."""
    if anchor not in setting.anchors:
        return inner
    return f'<w:hyperlink w:anchor="{bookmark(anchor)}" w:history="1">{inner}</w:hyperlink>'


def is_mostly_verbatim(words: Line) -> bool:
    """Whether most of a line is a source's, so that the line is set in the source's voice."""
    sourced = sum(len(part.text) for part in words if isinstance(part, Verbatim | Context))
    return sourced > sum(len(part.text) for part in words if isinstance(part, Words))


def _gap(setting: Setting, left: Inline | None, right: Inline | None) -> str:
    """The space before a reference mark or a tag: the tree has none, and two marks must not be read as one number."""
    match left, right:
        case None, _:
            return ""
        case (Cite(), Cite()):
            return run(setting, " ")
        case (Tag(), _) | (_, Tag()):
            return run(setting, QUAD)
        case ((Words(text=text) | Verbatim(text=text) | Context(text=text)), Cite()):
            return "" if text[-1:].isspace() else run(setting, _TIE)
        case _:
            return ""


def _inline(setting: Setting, part: Inline, style: StyleName) -> str:
    match part:
        case Words(text=text, tone=tone):
            return run(setting, text, _TONES[tone] or ("Desk Words" if style in _SERIF else None))
        case Verbatim(text=text):
            return run(setting, text, _SERIF.get(style, "Quoted Words"))
        case Context(text=text):
            return run(setting, text, "Context Words")
        case Cite():
            mark = run(setting, f"[{part.number}]", "Reference Mark")
            return marked(setting, part.id, linked(setting, part.target, mark))
        case Tag():
            return tag(setting, part)
        case _:
            assert_never(part)


def tag(setting: Setting, part: Tag) -> str:
    """A glyph and its words, never parted by a line's end."""
    return run(setting, f"{part.glyph}{_TIE}{part.text}", _TAGS[part.sort])
