"""Reported speech: a text and its paragraphs in; its quotations, cue verbs, people, and who says what, out.

    speech = read_speech(text, [(0, 120), (121, 400)])
    for at in speech.cues:                # tokens of verbs of saying, in order
        who = speech.cue_subject(at)      # Mention, resolved: .start .end .kind .name .title .person; or None
        speech.tokens.end[at]             # where the verb ends: the content of “X said that …” follows
    speech.according                      # (token of `according`, Mention of X), in order

Tokens stand in parallel lists (`speech.tokens.start end word tags sentence paragraph`); `tags` has one letter a token,
as in `lexicon`. A quotation is a single token `Q`, `S`, `X` or `U`; `speech.stretches` has its place in the text. All
is computed once by `read_speech`, which is pure and never raises. `is_saying(word)` tells a verb of saying from one
that only judges (`called`, `blasted`); `is_unsaid`, `is_rejected`, `is_asked` and `is_forged` tell
words that nobody owns.
"""

from __future__ import annotations

from brief.text.speech.cues import is_saying
from brief.text.speech.denial import is_asked, is_forged, is_rejected, is_unsaid
from brief.text.speech.mention import Mention
from brief.text.speech.reading import Speech, read_speech

__all__ = ["Mention", "Speech", "is_asked", "is_forged", "is_rejected", "is_saying", "is_unsaid", "read_speech"]
