"""A text in, the language it is most likely written in out."""

from __future__ import annotations

import re
from collections import Counter
from pkgutil import get_data

_WORD = re.compile(r"[^\W\d_]{1,30}")
# Characters looked at.
_SAMPLE = 4_000
# Below this many words nothing is known and English is assumed.
_FEW = 20
# One word over and over tells nothing.
_FEW_DIFFERENT = 4


def _load() -> dict[str, frozenset[str]]:
    lines = (get_data(__package__, "common_words.txt") or b"").decode().splitlines()
    return {code: frozenset(words.split()) for code, _, words in (line.partition("\t") for line in lines)}


_COMMON = _load()


def language(text: str) -> str:
    """ISO 639-1 code of the language whose commonest words are most of the text's; `en` unless another is ahead."""
    words = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    if words.total() < _FEW:
        return "en"
    shares = {code: sum(words[word] for word in common) for code, common in _COMMON.items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    if shares[best] < words.total() / 20 or len(words.keys() & _COMMON[best]) < _FEW_DIFFERENT:
        return _by_script(text) or "en"
    return best


def _by_script(text: str) -> str | None:
    """A language for texts that hold none of the words: by the script of most of their letters."""
    letters = [letter for letter in text[:_SAMPLE] if letter.isalpha()]
    for code, low, high in (
        ("zh", "\u4e00", "\u9fff"),
        ("ar", "\u0600", "\u06ff"),
        ("ja", "\u3040", "\u30ff"),
        ("ko", "\uac00", "\ud7a3"),
    ):
        if sum(low <= letter <= high for letter in letters) > len(letters) / 3:
            return code
    return None
