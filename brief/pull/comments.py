"""Paragraphs paired with what they were → what somebody wrote beside them, and what they settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brief.model.draft import Comment
from brief.model.edits import Edit
from brief.pull.align import Alignment
from brief.pull.view import View

_OURS = "brief"
"""The author of what a build itself remarks."""
_Said = tuple[str, str]


def remarked(found: Alignment, names: Mapping[int, str], *, lost: int) -> Iterator[Edit]:
    """New comments, and those of the base that are ticked off or deleted; where all are `lost`, none was deleted."""
    there = {_said(one) for view in found.draft for one in view.paragraph.comments}
    for at, view in enumerate(found.draft):
        pair = found.to_base.get(at)
        was = found.base[pair] if pair is not None else view
        known = {_said(one): one for one in was.paragraph.comments} if pair is not None else {}
        for comment in view.paragraph.comments:
            if not is_ours(comment) and (_said(comment) not in known or comment.done):
                yield _remark(names[at], was, view, comment, done=comment.done)
        for said, comment in known.items():
            if said not in there and not is_ours(comment) and not lost:
                yield _remark(names[at], was, view, comment, done=True)


def is_ours(comment: Comment) -> bool:
    """Whether a build itself remarked it."""
    return comment.author == _OURS


def _remark(block: str, was: View, view: View, comment: Comment, *, done: bool) -> Edit:
    return Edit(
        kind="comment", block=block, section=was.section, was=(view.words,), now=(comment.text,),
        by=comment.author or None, at=comment.at, done=done,
    )  # fmt: skip


def _said(comment: Comment) -> _Said:
    return comment.author, " ".join(comment.text.split())
