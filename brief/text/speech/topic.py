"""Topics: tokens and a sentence's number in; the mention that the sentence is about, out."""

from __future__ import annotations

import re

from brief.text.speech.mention import Mention, mention
from brief.text.speech.subject import Phrase
from brief.text.speech.tokens import Tokens

_SUBJECT = re.compile(r"p(?=[^,])|(?![ze])d?[lTNhsfj0nez]{0,8}[TNh]|d[lnez0]{0,3}n(?=[avVeg])")
_LEADING = re.compile(r"[QSXrcC,y-]{1,6}|i(?=0)|a(?=[TNdp])")  # But, About 100 …, Will Hay (win?)
_INTRODUCTION = re.compile(r"(?!i0)[iulzqgem0][^,|]{0,40},")  # In a speech on Tuesday,
_PLACE = re.compile(r"N{1,2},")  # In Ames, Iowa,
_DATELINE = re.compile(r"N{1,3}(?:,?[mN0]{0,4}){0,2}-")  # BRUSSELS, July 5 (AP) —
_NAMED_AFTER = re.compile(r",(T*N(?:j{0,2}N){1,3}),")
_NAME_RUN = re.compile(r"[TNj]+")


def subject_of_sentence(text: str, tokens: Tokens, sentence: int) -> Mention | None:
    """What a sentence is about, as far as its first words tell."""
    tags, end = tokens.tags, tokens.first[sentence + 1]
    match = _SUBJECT.match(tags, _subject_start(tags, tokens.first[sentence], end), end)
    if not match:
        return None
    first, last = match.span()
    if tags[first] in "TN" and (plain := _NAME_RUN.match(tags, first, last)) and tags[plain.end()] not in "sh":
        last = plain.end()
    if tags[last - 1] == "h" and (name := _NAMED_AFTER.match(tags, last)):
        first, last = name.span(1)
    return mention(text, tokens, Phrase(first, last))


def _subject_start(tags: str, at: int, end: int) -> int:
    """First token of a sentence past its dateline, its conjunction and what stands before the first commas."""
    if dateline := _DATELINE.match(tags, at, end):
        at = dateline.end()
    introduced = False
    while True:
        if leading := _LEADING.match(tags, at, end):
            at = leading.end()
        skipped = _INTRODUCTION.match(tags, at, end) or (introduced and _PLACE.match(tags, at, end))
        if not skipped:
            return at
        at, introduced = skipped.end(), True
