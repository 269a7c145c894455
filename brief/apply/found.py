"""Edits × the sources → the new words that stand in one of them word for word, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from brief.model.article import Span
from brief.model.edits import Edit
from brief.text.matching import bare, plain
from brief.text.sentences import sentences
from brief.text.spacing import letters

_A_SENTENCE = 5
"""Words from which the same words are no chance."""
_REWORDED = {"reworded", "split", "joined", "cell"}


def found(edits: Iterable[Edit], texts: Mapping[str, str]) -> dict[str, Span]:
    """Every paragraph and sentence that an edit put in and a source has, in the order of the edits."""
    places: dict[str, Span] = {}
    every = [*edits]
    gone = {edit.block for edit in every if edit.kind == "removed"}
    for words in (one for edit in every if edit.block not in gone for one in put_in(edit)):
        if words in places:
            continue
        forms = (words, words.removesuffix(".")) if words.endswith(".") else (words,)
        tried = (_place(form, name, text) for form in forms for name, text in texts.items())
        place = next(filter(None, tried), None)
        if place is not None:
            places[words] = place
    return _outermost(places, every)


def put_in(edit: Edit) -> Iterator[str]:
    """What of an edit may be a source's: each paragraph that was added, each sentence that was put to others."""
    was = letters(" ".join(edit.was))
    if edit.kind == "added" and edit.as_ != "heading":
        paragraphs = [part for cell in edit.now for part in cell.split("\n")]
    elif edit.kind in _REWORDED:
        paragraphs = list(edit.now)
    else:
        return
    for paragraph in paragraphs:
        for words in dict.fromkeys((paragraph, *(paragraph[a:b] for a, b in sentences(paragraph, 0, len(paragraph))))):
            if len(words.split()) >= _A_SENTENCE and letters(words) not in was:
                yield words


def _outermost(places: dict[str, Span], edits: Iterable[Edit]) -> dict[str, Span]:
    """The places without those of sentences that stand only in paragraphs which are found whole."""
    whole = {part for edit in edits for cell in edit.now for part in cell.split("\n") if part in places}
    loose = [part for edit in edits for cell in edit.now for part in cell.split("\n") if part not in whole]
    return {words: span for words, span in places.items() if words in whole or any(words in one for one in loose)}


def _place(words: str, name: str, text: str) -> Span | None:
    """Where the words stand, whole words and nothing else; only marks, blanks and the first capital may differ."""
    wanted, (stripped, offsets) = bare(words)[0], _bare(text)
    at = stripped.find(wanted) if wanted else -1
    while at >= 0:
        start, end = offsets[at], offsets[at + len(wanted) - 1] + 1
        if _is_whole(text, start, end) and _is_same(words, text[start:end]):
            return Span(article=name, start=start, end=end)
        at = stripped.find(wanted, at + 1)
    return None


@lru_cache(maxsize=512)
def _bare(text: str) -> tuple[str, tuple[int, ...]]:
    return bare(text)


def _is_whole(text: str, start: int, end: int) -> bool:
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return not cut_before and not (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())


def _is_same(words: str, there: str) -> bool:
    """Whether each letter but the first has the same case."""
    pairs = list(zip(letters(words), letters(there), strict=False))
    first = next((at for at, (one, _) in enumerate(pairs) if one.isalpha()), 0)
    return all(one == two or (not one.isalpha() and plain(one) == plain(two)) for one, two in pairs[first + 1 :])
