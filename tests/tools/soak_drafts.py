"""Thousands of drafts with edits at random: what becomes of each edit when it is pulled, and when it is built again.

python tests/tools/soak_drafts.py --drafts 1000
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from brief.draft import read_draft
from brief.model.edits import Edit, Edits
from brief.model.outline import Outline
from brief.pull import pull
from brief.pull.view import View, content, views
from tests.tools.edit_drafts import W, built_with, composed, written
from tests.tools.random_edits import Case, brief, edited_case


def judged(case: Case, edits: tuple[Edit, ...], lost: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Each edit made, and what became of it: right, listed, wrong or lost."""
    texts = {
        id(one): " ".join("".join(t.text or "" for t in one.iter(f"{W}t")).split()) for one in case.body.paragraphs()
    }
    free = list(edits)
    for op, view, element in case.ops:
        now = texts.get(id(element), "") if element is not None else ""
        hit = next((edit for edit in free if fits(op, view, now, edit)), None)
        if hit is not None:
            free.remove(hit)
            yield op, "right", ""
        elif op.startswith("move") and not lost:
            yield op, "right", ""  # it stands where it stood, or what it went past was moved
        elif any(view and view.words in edit.was for edit in edits) or any(
            part in now for edit in edits for part in edit.now if part
        ):
            yield op, "listed", f"{view.words[:80] if view else now[:80]}"
        else:
            yield op, "lost" if not lost else "listed", f"{view.words[:80] if view else now[:80]}"
    for edit in free:
        if edit.kind != "moved" or lost:  # more than one way leads to an order
            yield "(extra)", "listed" if not edit.sure else "wrong", f"{edit.kind} {edit.block} {edit.was} → {edit.now}"


def fits(op: str, view: View | None, now: str, edit: Edit) -> bool:
    """Whether an edit is what was done."""
    kinds = {
        "reword": {"reworded", "shortened", "cell"}, "tracked": {"reworded", "shortened", "cell"},
        "cut": {"shortened", "reworded", "cell"}, "append": {"reworded", "cell"}, "total": {"reworded", "cell"},
        "cell": {"cell", "reworded"}, "heading": {"heading"}, "remove": {"removed"}, "remove row": {"removed"},
        "move": {"moved"}, "move row": {"moved"}, "add": {"added"}, "add row": {"added"}, "split": {"split"},
        "join": {"joined"},
    }[op]  # fmt: skip
    if edit.kind not in kinds:
        return False
    if op in {"add", "add row"}:
        return any(part and part in now for part in edit.now)
    assert view is not None
    own = view.words in edit.was and edit.block == view.block
    return own and (
        op in {"remove", "remove row", "move", "move row"} or all(one[:60] in now or op == "split" for one in edit.now)
    )


RULES = (
    "This edition rests on", "Asked by the desk", "Found by the desk", "Only one origin", "The same statement from",
    "Key point", "The sources hold no", "Sentences quoted word for word", "Nothing is printed from",
    "What the sources report as done", "The desk left out",
)  # fmt: skip
"""How what the desk computes begins: it says what is there now."""


def after_build(case: Case, asked: Outline, edits: tuple[Edit, ...], draft: bytes) -> Iterator[str]:
    """What the next draft does not have as the editor left it, and nobody was told."""
    document, told = built_with(asked, Edits(edits=edits))
    wanted = Counter(view.words for view in content(views(read_draft(draft, "a"))))
    have = Counter(
        view.words
        for view in content(views(read_draft(written(document), "b")))
        if not view.block.startswith(("gap-", "source-"))
    )
    said = "\n".join(one.message for one in told)
    known = {words for edit in edits if f"`{edit.block}`" in said for words in (*edit.was, *edit.now)}
    known |= {view.words for view in case.base if view.block.startswith(("gap-", "source-"))}
    known |= {words for edit in edits if edit.block.startswith(("gap-", "source-")) for words in edit.now}
    for words in (wanted - have) + (have - wanted):
        marked = words.replace(" […]", "").replace("[…] ", "")
        near = any("[…]" in one and one.replace(" […]", "")[:30] == marked[:30] for one in have)
        if not (words in known or words.startswith(RULES) or "[…]" in words or words in said or near):
            yield words


@dataclass(slots=True)
class Tally:
    """What became of all drafts of a soak."""

    show: bool
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    drafts: int = 0
    lost: int = 0
    untold: int = 0

    def brief(self, number: int, each: int) -> None:
        """The drafts of one brief."""
        plan = brief(number)
        data = written(composed(plan))
        base = read_draft(data, "base.docx")
        if pull(base, base).edits:
            self.say(number, "EDITS OF NOTHING", "")
            self.untold += 1
        for seed in range(number * 1000, number * 1000 + each):
            self.draft(seed, plan, data)

    def draft(self, seed: int, plan: Outline, data: bytes) -> None:
        """One draft: edited, pulled, built again."""
        case = edited_case(data, seed)
        draft = case.body.data()
        found = pull(read_draft(data, "base.docx"), read_draft(draft, "draft.docx"))
        self.drafts += 1
        self.lost += bool(found.lost)
        for op, what, text in judged(case, found.edits, found.lost):
            self.counts[op, what] += 1
            if what != "right":
                self.say(seed, f"{what} {op}", text)
        for words in after_build(case, plan, found.edits, draft):
            self.untold += 1
            self.say(seed, "AFTER BUILD", words)

    def say(self, seed: int, what: str, text: str) -> None:
        """A line on what is not right."""
        if self.show:
            print(seed, what, "|", text[:300])

    def table(self) -> str:
        """The figures."""
        kinds = ("right", "listed", "wrong", "lost")
        rows = [
            f"{op:<12}" + "".join(f"{self.counts[op, kind]:>8}" for kind in kinds)
            for op in sorted({op for op, _ in self.counts})
        ]
        ops = {op for op, _ in self.counts}
        sums = "".join(f"{sum(self.counts[op, kind] for op in ops):>8}" for kind in kinds)
        head = f"{self.drafts} drafts; something lost in {self.lost}; wrong in the next draft, untold: {self.untold}"
        return "\n".join([head, f"{'':<12}" + "".join(f"{kind:>8}" for kind in kinds), *rows, f"{'all':<12}{sums}"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--drafts", type=int, default=1000)
    parser.add_argument("--each", type=int, default=10, help="drafts of one brief")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    tally = Tally(asked.show)
    for number in range(asked.first, asked.first + -(-asked.drafts // asked.each)):
        tally.brief(number, asked.each)
    print(tally.table())


if __name__ == "__main__":
    main()
