"""A draft as written × the same as edited → the edits, what no edit can change, and the proof that this is all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from brief.model.draft import Draft
from brief.model.edits import Pulled
from brief.pull.changes import Changes, changes
from brief.pull.rebuild import lost, rebuilt
from brief.pull.view import View, content, is_label, is_mark, views


def pull(base: Draft, draft: Draft) -> Pulled:
    """Every change of a draft, held to the blocks of its base; base and edits give the draft's text again."""
    ours, theirs = views(base), views(draft)
    made, edits = changes(content(ours), content(theirs))
    again, astray = rebuilt(content(ours), edits)
    missing = [*lost(again, content(theirs)), *(f"{edit.kind}: {' / '.join(edit.now or edit.was)}" for edit in astray)]
    return Pulled(edits=edits, reported=tuple(_reported(ours, theirs, made)), lost=tuple(dict.fromkeys(missing)))


def _reported(ours: Sequence[View], theirs: Sequence[View], made: Changes) -> Iterator[str]:
    """What was changed and is set by rule: it comes out of the next build as it was."""
    known = Counter(view.words for view in ours if view.role == "furniture")
    for view in theirs:
        if view.role != "furniture":
            continue
        if known[view.words] > 0:
            known[view.words] -= 1
        else:
            yield f"set by rule, not changed (`{view.paragraph.style}`): {view.words}"
    for at, one in made.found.to_base.items():
        was, now = made.base[one], made.draft[at]
        if was.label != now.label:
            yield f"a label is set by rule: {was.label or 'none'} → {now.label or 'none'}"
        for look in _new_looks(was, now):
            yield f"{look}; no edit can hold it"
        if _marks(now) < _marks(was) and at not in made.joins and one not in made.splits:
            yield f"a reference mark was taken out; it is kept: {was.words[:80]}"


def _marks(view: View) -> int:
    return sum(is_mark(piece) for piece in view.paragraph.pieces if piece.text.strip())


def _new_looks(was: View, now: View) -> Iterator[str]:
    """Bold, italics and links that an editor gave to words."""
    had = {(piece.bold, piece.italic, piece.link) for piece in was.paragraph.pieces}
    for piece in now.paragraph.pieces:
        if not piece.text.strip() or is_label(piece) or (piece.bold, piece.italic, piece.link) in had:
            continue
        looks = [name for name, on in (("bold", piece.bold), ("italic", piece.italic)) if on]
        looks += [f"a link to {piece.link}"] if piece.link else []
        if looks:
            yield f"{' and '.join(looks)}: {piece.text.strip()[:80]}"
