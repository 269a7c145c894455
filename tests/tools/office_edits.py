"""A draft as written → edits at random that LibreOffice is to make, each with what must come of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from brief.draft import read_draft
from brief.model.draft import Draft
from brief.pull.view import View, content, folded, is_label, is_mark, views
from tests.tools.random_edits import NEW, POOL, is_point, is_row

BELONGS = ("key point tags", "quote attribution")
"""Styles of what goes where the paragraph above it goes."""
HEADINGS = ("Judgements", "At stake", "In short", "Voices")
WORD = re.compile(r"[A-Za-z]{5,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What must come of one edit."""

    op: str
    kinds: tuple[str, ...] = ()
    view: View | None = None
    was: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    before: View | None = None
    """What it must stand before."""
    look: str = ""
    """Words that have a new look: an edit holds it, or the report names them."""


@dataclass(slots=True, kw_only=True)
class Plan:
    """One draft and the edits that are to be made in it."""

    base: list[View]
    draft: Draft
    dice: random.Random
    used: set[str] = field(default_factory=set)
    places: dict[int, int] = field(default_factory=dict)
    """Paragraph → its number among those that LibreOffice is to find."""
    steps: list[dict[str, object]] = field(default_factory=list)
    wanted: list[list[Wanted]] = field(default_factory=list)
    """What must come of each step."""

    def pick(self, fits: Callable[[View], bool]) -> View | None:
        """A paragraph whose block no edit has touched."""
        free = [view for view in self.base if view.block not in self.used and fits(view)]
        view = self.dice.choice(free) if free else None
        if view is not None:
            self.used.add(view.block)
        return view

    def at(self, *paragraphs: int) -> list[int]:
        """The numbers of paragraphs among those to find."""
        return [self.places.setdefault(one, len(self.places)) for one in paragraphs]

    def last(self, view: View) -> int:
        """The last paragraph of those that go with this one."""
        below = view.at + 1
        every = self.draft.paragraphs
        return below if below < len(every) and every[below].style.lower().startswith(BELONGS) else view.at

    def do(self, what: str, places: list[int], wanted: list[Wanted], **given: object) -> None:
        """Note a step: plain, tracked, taken back or done twice."""
        chance = self.dice.random()
        if chance < 0.3 and what != "push":
            given["tracked"] = True
        if self.dice.random() < 0.25 and what != "push":  # LibreOffice dies of doing that again
            given["undo"] = self.dice.choice(("undone", "redone"))
        if given.get("undo") == "undone":
            wanted = []
        self.steps.append({"do": what, "at": places, **given})
        self.wanted.append(wanted)

    def keep_done(self) -> None:
        """Leave out the steps that are taken back and those done twice: LibreOffice dies of some."""
        kept = [(step, wanted) for step, wanted in zip(self.steps, self.wanted, strict=True) if "undo" not in step]
        self.steps, self.wanted = [step for step, _ in kept], [wanted for _, wanted in kept]

    def found(self) -> list[dict[str, object]]:
        """Where LibreOffice finds the paragraphs, in the order of their numbers."""
        return located(self.draft, sorted(self.places, key=self.places.__getitem__))


def located(draft: Draft, wanted: list[int]) -> list[dict[str, object]]:
    """The place of each paragraph: the paragraph or table of the body, the cell, and the words that stand there."""
    top, table = -1, None
    found: list[dict[str, object]] = []
    for one in draft.paragraphs:
        text = "".join(piece.text for piece in one.pieces)
        if one.cell is None or one.cell.table != table:
            top += 1
        table = one.cell.table if one.cell else None
        column, row, nth = (one.cell.column, one.cell.row, one.cell.paragraph) if one.cell else (0, 0, 0)
        found.append({"top": top, "column": column, "row": row, "nth": nth, "text": text})
    return [found[at] for at in wanted]


def plain(view: View) -> bool:
    return view.role == "text" and len(view.words.split()) > 8 and not view.words.startswith("“")


def point_or_prose(view: View) -> bool:
    return is_point(view) or view.block.startswith("text-")


def span(plan: Plan, view: View, least: int, size: int, margin: int = 1) -> str | None:
    """So many words in a row that stand once in a paragraph, none of them among the first or last of its text."""
    whole = "".join(piece.text for piece in view.paragraph.pieces)
    texts = [
        piece.text for piece in view.paragraph.pieces
        if len(piece.text.split(" ")) >= least and not is_mark(piece) and not is_label(piece)
    ]  # fmt: skip
    for _ in range(8 if texts else 0):
        words = plan.dice.choice(texts).split(" ")
        if len(words) - size < 2 * margin + 1:
            continue
        at = plan.dice.randrange(margin, len(words) - size - margin)
        found = " ".join(words[at : at + size])
        if found == folded(found) != "" and whole.count(found) == view.words.count(found) == 1:
            return found
    return None


def reword(plan: Plan) -> None:
    view = plan.pick(plain)
    was = span(plan, view, 6, plan.dice.randint(1, 3)) if view else None
    if view and was:
        now = plan.dice.choice(NEW)
        after = folded(view.words.replace(was, now))
        want = Wanted(op="reword", kinds=("reworded", "cell", "shortened"), view=view, was=(view.words,), now=(after,))
        plan.do("replace", plan.at(view.at), [want], was=was, now=now, typed=plan.dice.random() < 0.5)


def cut(plan: Plan) -> None:
    view = plan.pick(lambda one: one.role == "text" and len(one.words.split()) > 12)
    was = span(plan, view, 10, plan.dice.randint(2, 7)) if view else None
    if view and was:
        after = folded(view.words.replace(was, ""))
        want = Wanted(op="cut", kinds=("shortened", "reworded", "cell"), view=view, was=(view.words,), now=(after,))
        plan.do("replace", plan.at(view.at), [want], was=was, now="", typed=plan.dice.random() < 0.7)


def append(plan: Plan) -> None:
    view = plan.pick(plain)
    if view:
        words = " " + plan.dice.choice(POOL)
        want = Wanted(
            op="append", kinds=("reworded", "cell"), view=view, was=(view.words,), now=(folded(view.words + words),)
        )
        plan.do("append", plan.at(view.at), [want], words=words, typed=plan.dice.random() < 0.5)


def replace_all(plan: Plan) -> None:
    """Find and replace, of a word that stands in few paragraphs; what it hits in the evidence comes back by rule."""
    texts = {view.at: "".join(piece.text for piece in view.paragraph.pieces) for view in plan.base}
    words = sorted({word for view in plan.base if plain(view) for word in WORD.findall(view.words)})
    plan.dice.shuffle(words)
    for word in words[:60]:
        hit = [view for view in plan.base if word in texts[view.at]]
        blocks = {view.block for view in hit}
        fit = all(plain(view) and view.block.startswith(("c-", "e-")) for view in hit) and not blocks & plan.used
        whole = [len(re.findall(rf"(?<![\w’'-]){word}(?![\w’'-])", view.words)) for view in hit]
        if fit and len(hit) <= 4 and [texts[view.at].count(word) for view in hit] == whole:
            plan.used |= blocks
            now = plan.dice.choice(NEW)
            want = [
                Wanted(
                    op="find", kinds=("reworded", "cell", "shortened"), view=view, was=(view.words,),
                    now=(folded(view.words.replace(word, now)),),
                )
                for view in hit
            ]  # fmt: skip
            plan.do("replace_all", [], want, was=word, now=now)
            return


def cell(plan: Plan) -> None:
    view = plan.pick(lambda one: one.row is not None and one.paragraph.style == "Table Text" and len(one.words) > 8)
    if view and not any(is_mark(piece) for piece in view.paragraph.pieces):
        words = " " + plan.dice.choice(NEW)
        want = Wanted(
            op="cell", kinds=("cell", "reworded"), view=view, was=(view.words,), now=(folded(view.words + words),)
        )
        plan.do("append", plan.at(view.at), [want], words=words)


def heading(plan: Plan) -> None:
    view = plan.pick(lambda one: one.role == "heading" and one.paragraph.style.startswith("heading"))
    if view:
        now = plan.dice.choice(HEADINGS)
        want = Wanted(op="heading", kinds=("heading",), view=view, was=(view.words,), now=(now,))
        plan.do("replace", plan.at(view.at), [want], was=view.words, now=now, typed=plan.dice.random() < 0.5)


def remove(plan: Plan) -> None:
    view = plan.pick(lambda one: is_point(one) or one.paragraph.style in {"Quote", "Quote Long"})
    if view and plan.last(view) > view.at:
        want = Wanted(op="remove", kinds=("removed",), view=view, was=(view.words,))
        plan.do("remove", plan.at(view.at, plan.last(view)), [want])


def move(plan: Plan) -> None:
    """A point cut, or copied, and pasted before another."""
    view, target = plan.pick(is_point), plan.pick(is_point)
    if view and target and plan.last(view) > view.at and target.at != plan.last(view) + 1:
        want = Wanted(op="move", kinds=("moved",), view=view, was=(view.words,), before=target)
        how = plan.dice.choice(("cut", "copy"))
        plan.do("move", plan.at(view.at, plan.last(view), target.at), [want], how=how)


def push(plan: Plan) -> None:
    """A point pushed down past the next one, as in a list."""
    points = [view for view in plan.base if is_point(view)]
    pairs = [(one, two) for one, two in pairwise(points) if not {one.block, two.block} & plan.used]
    if pairs:
        one, two = plan.dice.choice(pairs)
        plan.used |= {one.block, two.block}
        want = Wanted(op="push", kinds=("moved",), view=two, was=(two.words,), before=one)
        plan.do("push", plan.at(one.at, plan.last(one)), [want], times=plan.last(two) - two.at + 1)


def remove_row(plan: Plan) -> None:
    view = plan.pick(is_row)
    if view:
        want = Wanted(op="remove row", kinds=("removed",), view=view, was=(view.words,))
        plan.do("remove_row", plan.at(view.at), [want])


def move_row(plan: Plan) -> None:
    view, target = plan.pick(is_row), plan.pick(is_row)
    if view and target and view.row and target.row and target.row != (view.row[0], view.row[1] + 1):
        want = Wanted(op="move row", kinds=("moved",), view=view, was=(view.words,), before=target)
        plan.do("move_row", plan.at(view.at, target.at), [want], how=plan.dice.choice(("cut", "copy")))


def add(plan: Plan) -> None:
    view = plan.pick(point_or_prose)
    if view:
        words = f"{plan.dice.choice(POOL)[:-1]}, {plan.dice.choice(NEW)} {plan.dice.randint(10, 99)}."
        want = Wanted(op="add", kinds=("added",), now=(words,))
        plan.do("add", plan.at(plan.last(view)), [want], words=words, style=view.paragraph.style)


def add_row(plan: Plan) -> None:
    view = plan.pick(lambda one: is_row(one) or (one.block.startswith("o-") and one.paragraph.style == "Table Quote"))
    if view:
        cells = tuple(f"{plan.dice.choice(POOL)[:36].strip()} {plan.dice.randint(10, 99)}" for _ in range(3))
        want = Wanted(op="add row", kinds=("added",), now=cells)
        plan.do("add_row", plan.at(view.at), [want], cells=cells)


def split(plan: Plan) -> None:
    view = plan.pick(lambda one: plain(one) and one.row is None and "“" not in one.words)
    before = span(plan, view, 12, 2, 4) if view else None
    if view and before:
        head, _, tail = view.words.partition(before)
        parts = (folded(head), folded(before + tail))
        want = Wanted(op="split", kinds=("split",), view=view, was=(view.words,), now=parts)
        plan.do("split", plan.at(view.at), [want], before=before, typed=plan.dice.random() < 0.7)


def join(plan: Plan) -> None:
    fit = [view for view in plan.base if point_or_prose(view)]
    pairs = [
        (one, two) for one, two in pairwise(fit)
        if not {one.block, two.block} & plan.used and one.paragraph.style == two.paragraph.style
    ]  # fmt: skip
    if pairs:
        one, two = plan.dice.choice(pairs)
        plan.used |= {one.block, two.block}
        both = (one.words, two.words)
        want = Wanted(op="join", kinds=("joined",), view=one, was=both, now=(" ".join(both),))
        plan.do("join", plan.at(one.at, two.at), [want])


def comment(plan: Plan) -> None:
    view = plan.pick(plain)
    sought = span(plan, view, 6, 2) if view else None
    if view and sought:
        words = f"{plan.dice.choice(POOL)[:50]} {plan.dice.randint(10, 99)}?"
        want = Wanted(op="comment", kinds=("comment",), view=view, was=(view.words,), now=(words,))
        plan.do("comment", plan.at(view.at), [want], words=words, sought=sought)


def look(plan: Plan) -> None:
    """Words made bold, or a link: where no edit can hold it, it is reported."""
    view = plan.pick(plain)
    sought = span(plan, view, 6, 2) if view else None
    if view and sought and plan.dice.random() < 0.5:
        plan.do("bold", plan.at(view.at), [Wanted(op="bold", view=view, look=sought)], sought=sought)
    elif view and sought:
        want = Wanted(op="link", view=view, look=sought)
        plan.do("link", plan.at(view.at), [want], sought=sought, url="https://example.org/later")


OPS: tuple[Callable[[Plan], None], ...] = (
    reword, reword, reword, cut, cut, append, replace_all, cell, heading, remove, move, push, remove_row, move_row,
    add, add_row, split, join, comment, look,
)  # fmt: skip


def planned(data: bytes, seed: int) -> Plan:
    """A draft with 1 to 8 edits to make."""
    draft = read_draft(data, "base.docx")
    plan = Plan(base=content(views(draft)), draft=draft, dice=random.Random(seed))
    count = plan.dice.randint(1, 8)
    for _ in range(40):
        if len(plan.steps) < count:
            plan.dice.choice(OPS)(plan)
    return plan
