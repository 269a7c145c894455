"""Paragraphs and what became of them → what was changed and is set by rule, so that the next build has it as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from brief.model.draft import Draft
from brief.pull.changes import Changes
from brief.pull.comments import is_ours
from brief.pull.looks import can_hold, holds, lost_looks, new_looks
from brief.pull.view import View, is_mark

_FEW = 1
"""Comments whose going all at once may be a person's doing; of more, a program's that keeps none."""


def reported(ours: Sequence[View], theirs: Sequence[View], made: Changes) -> Iterator[str]:
    """What was changed in the body and is set by rule."""
    known = Counter(view.words for view in ours if view.role == "furniture")
    for view in theirs:
        if view.role != "furniture":
            continue
        if known[view.words] > 0:
            known[view.words] -= 1
        else:
            sort = view.paragraph.gallery or view.paragraph.style
            yield f"set by rule, not changed (`{sort}`): {view.words}"
    for at, one in made.found.to_base.items():
        was, now = made.base[one], made.draft[at]
        if was.label != now.label:
            yield f"a label is set by rule: {was.label or 'none'} → {now.label or 'none'}"
        yield from _looks(was, now)
        if _marks(now) < _marks(was) and at not in made.joins and one not in made.splits:
            yield f"a reference mark was taken out; it is kept: {was.words[:80]}"
    if made.comments_lost:
        yield (
            f"all {made.comments_lost} comments are gone from the file, which a program may have done: they stay open; "
            "write `done: true` below those that are settled"
        )


def beside(base: Draft, draft: Draft) -> Iterator[str]:
    """What somebody wrote into a header, a footer or a note; numbers of pages count for nothing."""
    known = {(where, _bare(words)) for where, words in base.beside}
    for where, words in draft.beside:
        if (where, _bare(words)) not in known and _bare(words):
            yield f"set by rule, not changed ({where}): {words}"


def _bare(words: str) -> str:
    return "".join(char for char in words if char.isalpha())


def _looks(was: View, now: View) -> Iterator[str]:
    if was.words == now.words:
        for look in new_looks(was, now):
            if not can_hold(look):
                yield f"{_named(look[0])}; only a link to a page of the web can be printed: {look[1][:80]}"
            elif not holds(now, look):
                why = "a heading" if now.role == "heading" else "a source’s words"
                yield f"{_named(look[0])}; {why} cannot have it: {look[1][:80]}"
        for look in lost_looks(was, now):
            yield f"no longer {_named(look[0])}: delete its entry from the file of edits: {look[1][:80]}"


def _named(look: str) -> str:
    return look.replace("link ", "a link to ", 1)


def _marks(view: View) -> int:
    return sum(is_mark(piece) for piece in view.paragraph.pieces if piece.text.strip())


def comments_lost(base: Draft, draft: Draft) -> int:
    """How many comments a file had that has none now; 0 where it has some, or had but one."""
    had = sum(len(paragraph.comments) for paragraph in base.paragraphs)
    has = any(paragraph.comments for paragraph in draft.paragraphs)
    open_ = sum(not is_ours(one) for paragraph in base.paragraphs for one in paragraph.comments)
    return open_ if had > _FEW and not has else 0
