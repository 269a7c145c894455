"""A draft as written × the same as edited → the edits, what no edit can change, and the proof that this is all."""

from __future__ import annotations

from msgspec.structs import replace

from brief.anchors import block_id
from brief.model.draft import Draft
from brief.model.edits import Pulled
from brief.pull.changes import changes
from brief.pull.rebuild import lost, rebuilt
from brief.pull.report import beside, comments_lost, reported
from brief.pull.view import content, views


def pull(base: Draft, draft: Draft) -> Pulled:
    """Every change of a draft, held to the blocks of its base; base and edits give the draft's text again."""
    draft = _in_our_styles(base, draft)
    ours, theirs = views(base), views(draft)
    gone = {block_id(name) or name: change for name, change in draft.gone}
    made, edits = changes(content(ours), content(theirs), gone, comments_lost=comments_lost(base, draft))
    again, astray = rebuilt(content(ours), edits)
    missing = [*lost(again, content(theirs)), *(f"{edit.kind}: {' / '.join(edit.now or edit.was)}" for edit in astray)]
    told = (*reported(ours, theirs, made), *beside(base, draft))
    return Pulled(edits=edits, reported=told, lost=tuple(dict.fromkeys(missing)))


def _in_our_styles(base: Draft, draft: Draft) -> Draft:
    """The draft with each style by the name that we gave it, where somebody renamed it: its id stays."""
    ours, theirs = dict(base.styles), dict(draft.styles)
    names = {name.lower() for name in ours.values()}
    renamed = {
        name: ours[ident]
        for ident, name in theirs.items()
        if ident in ours and name.lower() not in names and ours[ident] not in theirs.values()
    }
    if not renamed:
        return draft
    paragraphs = (
        replace(
            one,
            style=renamed.get(one.style, one.style),
            pieces=tuple(
                replace(piece, style=renamed.get(piece.style or "", piece.style)) if piece.style in renamed else piece
                for piece in one.pieces
            ),
        )
        for one in draft.paragraphs
    )
    return replace(draft, paragraphs=tuple(paragraphs))
