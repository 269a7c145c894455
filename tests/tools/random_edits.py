"""Thousands of drafts with edits at random: what becomes of each edit when it is pulled, and when it is built again.

python tests/tools/soak_drafts.py --drafts 1000
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from brief.draft import read_draft
from brief.model.outline import Outline
from brief.pull.view import View, content, views
from tests.tools.edit_drafts import XML_SPACE, Body, W, outline

POOL = (
    "The desk expects the talks to go on into the autumn, whatever the ministers say.",
    "Nobody in the capital has confirmed the figure, and two officials would not be named.",
    "A second report is due before the summit; it will say how many ships were counted.",
    "Fuel prices rose again last week, which the operators put down to the weather.",
    "What the alliance does next depends on a vote that has been put off twice.",
    "Satellite pictures of the harbour show fewer vessels than in the spring.",
    "The committee asked for papers that the department says it never had.",
    "Exports through the strait fell by a tenth, according to the port’s own count.",
)
TEXTS = (
    "Ministers meet twice before the recess, and neither meeting has an agenda yet.",
    "Shipping insurers have asked for the list of ports; none has been published.",
    "The desk holds that a blockade would be seen days before it began.",
    "Whether the pipeline is repaired this year depends on parts from abroad.",
)
"""What the desk wrote; no edit writes it again."""
NEW = ("autumn", "officials", "perhaps", "harbour", "by 2031", "a larger", "reportedly", "northern", "it seems")
AUTHOR = {f"{W}author": "Ann Lee", f"{W}date": "2026-06-23T09:00:00Z"}
OUTLINE = """title: {title}
date: 2026-06-22
cutoff: 2026-06-20
seeds: ../seeds
about: {{NATO: [alliance], Russia: [Moscow], China: [Beijing]}}
sections:
  - key_points: {{take: {points}, per_source: 3}}
  - quotes: {{take: {quotes}}}
  - timeline: {{take: {events}}}
  - disagreements: {{take: 3}}
  - open_questions: {{take: {questions}}}
  - text: {{heading: What to do, body: "{body}"}}
  - sources
"""


@dataclass(slots=True, kw_only=True)
class Case:
    """One draft on its way through edits."""

    body: Body
    base: list[View]
    dice: random.Random
    elements: list[etree._Element]
    used: set[str] = field(default_factory=set)
    ops: list[tuple[str, View | None, etree._Element | None]] = field(default_factory=list)

    def pick(self, fits: Callable[[View], bool]) -> View | None:
        """A paragraph whose block no edit has touched, nor its neighbours."""
        free = [view for view in self.base if view.block not in self.used and fits(view)]
        view = self.dice.choice(free) if free else None
        if view is not None:
            self.used.add(view.block)
        return view


def brief(number: int) -> Outline:
    """One of many outlines."""
    dice = random.Random(number)
    body = "\\n\\n".join(dice.sample(TEXTS, dice.randint(1, 3)))
    return outline(
        OUTLINE.format(
            title=f"Brief {number}", points=dice.randint(2, 12), quotes=dice.randint(1, 9), events=dice.randint(2, 24),
            questions=dice.randint(2, 12), body=body,
        )
    )  # fmt: skip


def runs(case: Case, view: View, least: int) -> list[etree._Element]:
    """The texts of a paragraph that hold words of its own, as many as asked for."""
    found = case.elements[view.at].iter(f"{W}t")
    label = view.label.split()
    return [one for one in found if len((one.text or "").split()) >= least and (one.text or "").split() != label]


def reword(case: Case, *, tracked: bool = False) -> bool:
    view = case.pick(lambda one: one.role == "text" and len(one.words.split()) > 8 and not one.words.startswith("“"))
    texts = runs(case, view, 6) if view else []
    if view is None or not texts:
        return False
    text = case.dice.choice(texts)
    words = (text.text or "").split(" ")
    at = case.dice.randrange(1, len(words) - 2)
    size = case.dice.randint(1, min(3, len(words) - at - 1))
    new = case.dice.choice(NEW)
    if tracked:
        track(
            text, " ".join(words[:at]) + " ", " ".join(words[at : at + size]), new, " " + " ".join(words[at + size :])
        )
    else:
        text.text = " ".join([*words[:at], new, *words[at + size :]])
    case.ops.append(("tracked" if tracked else "reword", view, case.elements[view.at]))
    return True


def track(text: etree._Element, before: str, old: str, new: str, after: str) -> None:
    """A replacement as Word keeps it while changes are tracked."""
    run = text.getparent()
    text.text = before
    text.set(XML_SPACE, "preserve")
    place = run
    for wrap, tag, words in (("del", "delText", old), ("ins", "t", new), (None, "t", after)):
        other = copy.deepcopy(run)
        inner = next(other.iter(f"{W}t"))
        inner.tag, inner.text = f"{W}{tag}", words
        if wrap:
            outer = etree.Element(f"{W}{wrap}", {f"{W}id": "9000", **AUTHOR})
            outer.append(other)
            other = outer
        place.addnext(other)
        place = other


def cut(case: Case) -> bool:
    view = case.pick(lambda one: one.role == "text" and len(one.words.split()) > 12)
    texts = runs(case, view, 10) if view else []
    if view is None or not texts:
        return False
    text = case.dice.choice(texts)
    words = (text.text or "").split(" ")
    at = case.dice.randrange(2, len(words) - 4)
    size = case.dice.randint(2, max(2, (len(words) - at) // 2))
    text.text = " ".join([*words[:at], *words[at + size :]])
    case.ops.append(("cut", view, case.elements[view.at]))
    return True


def append(case: Case) -> bool:
    view = case.pick(lambda one: one.role == "text" and len(one.words.split()) > 8 and not one.words.startswith("“"))
    if view is None:
        return False
    case.body.type(case.elements[view.at], " " + case.dice.choice(POOL))
    case.ops.append(("append", view, case.elements[view.at]))
    return True


def total(case: Case) -> bool:
    view = case.pick(lambda one: one.role == "text" and len(one.words.split()) > 8 and not one.words.startswith("“"))
    texts = runs(case, view, 2) if view else []
    if view is None or not texts:
        return False
    texts[0].text, rest = case.dice.choice(POOL), texts[1:]
    for text in rest:
        text.text = ""
    case.ops.append(("total", view, case.elements[view.at]))
    return True


def cell(case: Case) -> bool:
    view = case.pick(lambda one: one.row is not None and one.paragraph.style == "Table Text" and len(one.words) > 8)
    texts = runs(case, view, 1) if view else []
    if view is None or not texts:
        return False
    texts[-1].text = f"{texts[-1].text} {case.dice.choice(NEW)}"
    case.ops.append(("cell", view, case.elements[view.at]))
    return True


def heading(case: Case) -> bool:
    view = case.pick(lambda one: one.role == "heading" and one.paragraph.style.startswith("heading"))
    if view is None:
        return False
    next(case.elements[view.at].iter(f"{W}t")).text = case.dice.choice(("Judgements", "At stake", "In short", "Voices"))
    case.ops.append(("heading", view, case.elements[view.at]))
    return True


def _tags(element: etree._Element) -> etree._Element | None:
    below = element.getnext()
    return below if below is not None and Body.style(below) == "KeyPointTags" else None


def is_point(view: View) -> bool:
    return view.paragraph.style.startswith("Key Point")


def is_row(view: View) -> bool:
    return view.row is not None and view.block.startswith("e-") and view.paragraph.cell.column == 1


def remove(case: Case) -> bool:
    view = case.pick(is_point)
    if view is None:
        return False
    element = case.elements[view.at]
    for one in (_tags(element), element):
        if one is not None:
            one.getparent().remove(one)
    case.ops.append(("remove", view, None))
    return True


def remove_row(case: Case) -> bool:
    view = case.pick(is_row)
    if view is None:
        return False
    row = next(case.elements[view.at].iterancestors(f"{W}tr"))
    row.getparent().remove(row)
    case.ops.append(("remove row", view, None))
    return True


def move(case: Case) -> bool:
    view, target = case.pick(is_point), case.pick(is_point)
    if view is None or target is None:
        return False
    element, place = case.elements[view.at], case.elements[target.at]
    tags, below = _tags(element), _tags(place)
    (below if below is not None else place).addnext(element)
    if tags is not None:
        element.addnext(tags)
    case.ops.append(("move", view, element))
    return True


def move_row(case: Case) -> bool:
    view, target = case.pick(is_row), case.pick(is_row)
    if view is None or target is None:
        return False
    row, place = (next(case.elements[one.at].iterancestors(f"{W}tr")) for one in (view, target))
    place.addnext(row)
    case.ops.append(("move row", view, case.elements[view.at]))
    return True


def add(case: Case) -> bool:
    view = case.pick(lambda one: is_point(one) or one.block.startswith("text-"))
    if view is None:
        return False
    element = case.elements[view.at]
    new = etree.Element(f"{W}p")
    new.append(copy.deepcopy(element.find(f"{W}pPr")))
    case.body.type(new, f"{case.dice.choice(POOL)[:-1]}, {case.dice.choice(NEW)} {case.dice.randint(10, 99)}.")
    (below if (below := _tags(element)) is not None and case.dice.random() < 0.7 else element).addnext(new)
    case.ops.append(("add", None, new))
    return True


def add_row(case: Case) -> bool:
    view = case.pick(lambda one: is_row(one) or (one.block.startswith("o-") and one.paragraph.style == "Table Quote"))
    if view is None:
        return False
    row = next(case.elements[view.at].iterancestors(f"{W}tr"))
    new = copy.deepcopy(row)
    for place in new.findall(f"{W}tc"):
        first, *others = place.findall(f"{W}p")
        for other in others:
            place.remove(other)
        for child in [child for child in first if child.tag != f"{W}pPr"]:
            first.remove(child)
        case.body.type(first, f"{case.dice.choice(POOL)[:40]} {case.dice.randint(10, 99)}")
    row.addnext(new)
    case.ops.append(("add row", None, next(new.iter(f"{W}p"))))
    return True


def split(case: Case) -> bool:
    view = case.pick(
        lambda one: one.row is None and one.role == "text" and len(one.words.split()) > 14 and "“" not in one.words
    )
    texts = runs(case, view, 12) if view else []
    texts = [one for one in texts if one.getparent().getparent() is case.elements[view.at]] if view else []
    if view is None or not texts:
        return False
    element, text = case.elements[view.at], texts[0]
    words = (text.text or "").split(" ")
    at = case.dice.randrange(4, len(words) - 4)
    run = text.getparent()
    later = copy.deepcopy(run)
    text.text = " ".join(words[:at])
    next(later.iter(f"{W}t")).text = " ".join(words[at:])
    new = etree.Element(f"{W}p")
    new.append(copy.deepcopy(element.find(f"{W}pPr")))
    rest = [*run.itersiblings()]
    new.append(later)
    new.extend(rest)
    element.addnext(new)
    case.ops.append(("split", view, element))
    return True


def join(case: Case) -> bool:
    views_ = [one for one in case.base if is_point(one) or one.block.startswith("text-")]
    pairs = [
        (one, two) for one, two in pairwise(views_)
        if not {one.block, two.block} & case.used and one.paragraph.style == two.paragraph.style
    ]  # fmt: skip
    if not pairs:
        return False
    one, two = case.dice.choice(pairs)
    case.used |= {one.block, two.block}
    first, second = case.elements[one.at], case.elements[two.at]
    tags = _tags(first)
    case.body.type(first, " ")
    first.extend([child for child in second if child.tag != f"{W}pPr"])
    second.getparent().remove(second)
    if tags is not None:
        tags.getparent().remove(tags)
    case.ops.append(("join", one, first))
    return True


OPS: tuple[Callable[[Case], bool], ...] = (
    reword, reword, reword, lambda case: reword(case, tracked=True), cut, cut, append, total, cell, heading, remove,
    remove_row, move, move_row, add, add_row, split, join,
)  # fmt: skip


def edited_case(data: bytes, seed: int) -> Case:
    """A draft with 1 to 15 edits."""
    body = Body(data)
    found = read_draft(data, "base.docx")
    case = Case(body=body, base=content(views(found)), dice=random.Random(seed), elements=body.paragraphs())
    for _ in range(case.dice.randint(1, 15)):
        case.dice.choice(OPS)(case)
    return case
