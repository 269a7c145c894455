"""A line of the document in, the runs of a Word paragraph out, as XML text."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import assert_never

from brief.anchors import bookmark
from brief.model.inline import Cite, Context, Inline, Line, Styled, Tag, Tone, Verbatim, Words
from brief.write.docx.setting import NoteMark, Setting, StyleName

TAB = "<w:r><w:tab/></w:r>"
QUAD = "\u2003"
"""Sets apart what has no words between it: tags, facts, remarks."""
_TIE = "\u00a0"
_TIED = 40

# What XML 1.0 cannot hold, such as "\x0c"; tabs and line ends are spaces, for Word would set them as such.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANK = str.maketrans("\t\n\r", "   ")
# From the first right-to-left letter to the last with only blanks and marks between: Hebrew, Arabic, Syriac, N'Ko.
_LEFTWARD = re.compile(
    "([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[\\s!-/:-@\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{0,200}"
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?)"
)
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHAR = '<w:fldChar w:fldCharType="{}"/>'

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


def piece(  # noqa: PLR0913  what a run may have beside its content
    setting: Setting,
    inner: str,
    style: StyleName | None,
    *,
    leftward: bool = False,
    tongue: str = "",
    by_hand: str = "",
) -> str:
    """A run of anything in a character style, in a language of its own where it has one, and in looks set by hand."""
    look = f'<w:rStyle w:val="{setting.style(style)}"/>{by_hand}' if style else by_hand
    look += "<w:rtl/>" if leftward else f'<w:lang w:val="{escaped(tongue)}"/>' if tongue else ""
    return f"<w:r><w:rPr>{look}</w:rPr>{inner}</w:r>" if look else f"<w:r>{inner}</w:r>"


def run(setting: Setting, text: str, style: StyleName | None = None, *, tongue: str = "", by_hand: str = "") -> str:
    """Text in a character style, or in its paragraph's own look; a run of its own for what reads from right to left."""
    parts = [text] if text.isascii() else _LEFTWARD.split(text)
    return "".join(
        piece(
            setting,
            f'<w:t xml:space="preserve">{escaped(part)}</w:t>',
            style,
            leftward=bool(at % 2),
            tongue=tongue,
            by_hand=by_hand,
        )
        for at, part in enumerate(parts)
        if part or not text
    )


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
    """Runs inside the bookmark of a block, and inside the comments that are about it."""
    start, end = setting.mark(anchor)
    set_in = f"{start}{inner}{end}"
    for _, about in groupby(setting.remarks.get(anchor, ()), lambda remark: remark.author):
        number = setting.comment(tuple(about))
        call = piece(setting, f'<w:commentReference w:id="{number}"/>', "Annotation Reference")
        set_in = f'<w:commentRangeStart w:id="{number}"/>{set_in}<w:commentRangeEnd w:id="{number}"/>{call}'
    return set_in


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
        case (Cite(), Cite(number=number)):
            return run(setting, ", ", "Footnote Reference") if number in setting.notes else run(setting, " ")
        case (Tag(), _) | (_, Tag()):
            return run(setting, QUAD)
        case ((Words(text=text) | Verbatim(text=text) | Context(text=text)), Cite(number=number)):
            close = text[-1:].isspace() or (number in setting.notes and not text[-1:].isalnum())
            return "" if close else run(setting, _TIE)
        case _:
            return ""


def _inline(setting: Setting, part: Inline, style: StyleName) -> str:
    match part:
        case Styled():
            return _styled(setting, part, _TONES[part.tone] or ("Desk Words" if style in _SERIF else None))
        case Words(text=text, tone=tone):
            return run(setting, text, _TONES[tone] or ("Desk Words" if style in _SERIF else None))
        case Verbatim(text=text, spans=spans):
            tongue = setting.tongues.get(spans[0].article, "") if spans else ""
            return run(setting, text, _SERIF.get(style, "Quoted Words"), tongue=tongue)
        case Context(text=text, span=span):
            return run(setting, text, "Context Words", tongue=setting.tongues.get(span.article, ""))
        case Cite():
            return marked(setting, part.id, _called(setting, part))
        case Tag():
            return tag(setting, part)
        case _:
            assert_never(part)


def _styled(setting: Setting, words: Styled, style: StyleName | None) -> str:
    """Looks that an editor set by hand, as Word has them: no style of the house stands for them."""
    looks = (("<w:b/>", words.bold), ("<w:i/>", words.italic), ('<w:u w:val="single"/>', words.link))
    set_in = run(setting, words.text, style, by_hand="".join(look for look, on in looks if on))
    if words.link is None:
        return set_in
    relation = f'xmlns:r="{_RELATIONS}" r:id="{setting.link(words.link)}"'
    return f'<w:hyperlink {relation} w:history="1">{set_in}</w:hyperlink>'


def _called(setting: Setting, cite: Cite) -> str:
    """A mark: the number of an evidence row in brackets; or a footnote where it is called first, then its number."""
    if cite.number not in setting.notes:
        return linked(setting, cite.target, run(setting, f"[{cite.number}]", "Reference Mark"))
    first = setting.note_mark(cite)
    if first.anchor == cite.id:
        mark = f'<w:footnoteReference w:id="{cite.number}"/>'
        own = f'<w:footnoteReference w:customMarkFollows="1" w:id="{cite.number}"/><w:t>{cite.number}</w:t>'
        return piece(setting, mark if first.counted else own, "Footnote Reference")
    return linked(setting, cite.target, _again(setting, cite.number, first))


def _again(setting: Setting, number: int, first: NoteMark) -> str:
    """The number of a footnote called before: a field that follows Word's count, or the number itself."""
    if not first.counted:
        return run(setting, str(number), "Footnote Reference")
    code = f'<w:instrText xml:space="preserve"> NOTEREF {bookmark(first.anchor)} </w:instrText>'
    parts = (_CHAR.format("begin"), code, _CHAR.format("separate"), f"<w:t>{number}</w:t>", _CHAR.format("end"))
    return "".join(piece(setting, part, "Footnote Reference") for part in parts)


def tag(setting: Setting, part: Tag) -> str:
    """A glyph and its words, never parted by a line's end."""
    return run(setting, f"{part.glyph}{_TIE}{part.text}", _TAGS[part.sort])
