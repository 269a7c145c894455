"""Drafts edited inside LibreOffice through its own API, and unedited ones that it saved again, pulled and judged.

    python tests/tools/soak_office.py --drafts 60 --unedited 2000 --show

Judged edit by edit: right, listed (told, though not as it was made), wrong, or lost. The words that LibreOffice itself
shows at the end are held against the words that were read.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from brief.draft import read_draft
from brief.model.draft import Draft
from brief.model.edits import Edit, Pulled
from brief.pull import pull
from brief.pull.view import View, content, folded, views
from tests.tools.edit_drafts import composed, written
from tests.tools.office import DiedError, Office, lacking
from tests.tools.office_edits import Plan, Wanted, planned
from tests.tools.random_edits import brief, is_point
from tests.tools.soak_drafts import after_build

EACH = 3
"""Drafts of one brief."""
LEAST = 0.98
"""Share of the edits that must be right or listed."""
VERDICTS = ("right", "listed", "wrong", "lost")


def judged(plan: Plan, said: list[str], found: Pulled, draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Each edit made, and what became of it; and what nobody made."""
    free = list(found.edits)
    made = [one for wanted, why in zip(plan.wanted, said, strict=True) if not why for one in wanted]
    for want in made:
        hits = [edit for edit in free if fits(want, edit)]
        if want.look:
            held = [edit for edit in free if looks(want, edit)]
            free = [edit for edit in free if edit not in held]
            told = held or any(want.look in one for one in found.reported)
            yield want.op, "right" if told else "lost", want.look
        elif want.before is not None:
            told = any(edit.kind == "moved" for edit in found.edits) and not found.lost
            free = [edit for edit in free if edit not in hits]
            yield want.op, "right" if told and stands(want, draft) else "wrong" if told else "lost", want.was[0][:80]
        elif hits:
            free.remove(hits[0])
            yield want.op, "right", ""
        elif any(set(want.was) & set(edit.was) or set(want.now) & set(edit.now) for edit in free) or found.lost:
            yield want.op, "listed", f"{want.was} → {want.now}"
        else:
            yield want.op, "lost", f"{want.was} → {want.now}"
    moving = any(want.before is not None for want in made)
    for edit in free:
        if edit.kind != "moved" or not moving:  # more than one way leads to an order
            yield "(extra)", "wrong" if edit.sure else "listed", f"{edit.kind} {edit.block} {edit.was} → {edit.now}"


def fits(want: Wanted, edit: Edit) -> bool:
    """Whether an edit is what was done, to the letter."""
    if edit.kind not in want.kinds or (want.view and edit.block != want.view.block):
        return False
    if want.op == "comment":
        return edit.now == want.now
    if edit.kind in {"removed", "moved"}:
        return set(want.was) <= set(edit.was)
    return edit.now == want.now and (not want.was or edit.was == want.was)


def looks(want: Wanted, edit: Edit) -> bool:
    """Whether an edit holds the look that words were given."""
    assert want.view is not None
    words = any(want.look in one for _, one in edit.looks)
    return edit.kind == "looks" and edit.block == want.view.block and words


def stands(want: Wanted, draft: Draft) -> bool:
    """Whether a block that was moved stands right before the one that it was put before."""
    assert want.view is not None
    assert want.before is not None
    words = [view.words for view in content(views(draft)) if (is_row if want.view.row else is_point)(view)]
    return (want.view.words, want.before.words) in pairwise(words)


def is_row(view: View) -> bool:
    """Whether a paragraph says what a row is about."""
    return view.paragraph.cell is not None and view.paragraph.cell.column == 1


def unread(text: str, draft: Draft) -> list[str]:
    """The words that LibreOffice shows and nobody read, and those that it does not show."""
    theirs = Counter(folded(line).lstrip("0123456789 ") for line in text.lstrip("\ufeff").split("\n"))
    every = ("".join(piece.text for piece in one.pieces) for one in draft.paragraphs)
    ours = Counter(folded(line).lstrip("0123456789 ") for one in every for line in one.split("\n"))
    return [line for line in ((theirs - ours) + (ours - theirs)) if line]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of all drafts."""

    office: Office
    show: bool = False
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    drafts: int = 0
    left: Counter[str] = field(default_factory=Counter)
    """Edits that LibreOffice could not make."""
    unread: int = 0
    untold: int = 0
    lost: int = 0
    saved: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    """Edits in drafts that nobody edited, by how they were saved."""

    def edited(self, number: int) -> None:
        """One draft: edited in LibreOffice, pulled, built again."""
        outline = brief(number // EACH)
        data = written(composed(outline))
        plan = planned(data, number)
        first, last, text = (self.office.folder / name for name in ("base.docx", "edited.docx", "edited.txt"))
        first.write_bytes(data)
        order = {"path": first, "docx": last, "text": text, "places": plan.found()}
        try:
            said = self.office.ask(do="edit", steps=plan.steps, **order)
        except DiedError:
            self.say(number, "LIBREOFFICE DIED", str(plan.steps))
            plan.keep_done()
            said = self.office.ask(do="edit", steps=plan.steps, **order)
        draft = read_draft(last.read_bytes(), "edited.docx")
        found = pull(read_draft(data, "base.docx"), draft)
        self.drafts += 1
        self.lost += bool(found.lost)
        for step, why in zip(plan.steps, said, strict=True):
            self.left[str(step["do"])] += bool(why)
            if why:
                self.say(number, f"NOT MADE {step['do']}", why)
        for op, what, words in judged(plan, said, found, draft):
            self.counts[op, what] += 1
            if what != "right":
                self.say(number, f"{what} {op}", words)
        for line in unread(text.read_text(encoding="utf-8"), draft):
            self.unread += 1
            self.say(number, "UNREAD", line)
        for words in after_build(plan, outline, found.edits, last.read_bytes()):
            self.untold += 1
            self.say(number, "AFTER BUILD", words)

    def unedited(self, number: int) -> None:
        """A draft that nobody edited: as written, saved by LibreOffice, saved by way of odt."""
        data = written(composed(brief(number)))
        base = read_draft(data, "base.docx")
        try:
            saved = self.office.saved(data)
        except DiedError:
            saved = self.office.saved(data)
        for way, other in {"as written": data, **saved}.items():
            found = pull(base, read_draft(other, "draft.docx"))
            self.saved[way] += 1
            self.false[way] += bool(found.edits or found.lost or found.reported)
            if found.edits or found.lost or found.reported:
                self.say(number, f"EDITS OF NOTHING {way}", f"{found.edits[:3]} {found.lost[:3]} {found.reported[:3]}")

    def say(self, number: int, what: str, text: str) -> None:
        """A line on what is not right."""
        if self.show:
            print(number, what, "|", text[:400], flush=True)

    def share(self) -> float:
        """Of the edits made, how many are right or listed."""
        good = sum(count for (_, what), count in self.counts.items() if what in {"right", "listed"})
        return good / max(1, self.counts.total())

    def holds(self) -> bool:
        """Whether nearly every edit came home, nothing was lost, and nothing was found where nothing was done."""
        lost = any(count for (_, what), count in self.counts.items() if what == "lost")
        bad = lost or self.lost or self.unread or self.untold or self.false.total()
        return not bad and (not self.drafts or self.share() >= LEAST)

    def table(self) -> str:
        """The figures."""
        ops = sorted({op for op, _ in self.counts})
        rows = [f"{op:<12}" + "".join(f"{self.counts[op, kind]:>8}" for kind in VERDICTS) for op in ops]
        sums = "".join(f"{sum(self.counts[op, kind] for op in ops):>8}" for kind in VERDICTS)
        head = (
            f"{self.drafts} drafts edited in LibreOffice; right or listed: {self.share():.1%}; something lost in "
            f"{self.lost}; words not read: {self.unread}; wrong in the next draft, untold: {self.untold}; "
            f"edits that LibreOffice could not make: {self.left.total()}; its own deaths: {self.office.deaths}"
        )
        ways = [f"{count} unedited drafts, {way}: {self.false[way]} with an edit" for way, count in self.saved.items()]
        kinds = f"{'':<12}" + "".join(f"{kind:>8}" for kind in VERDICTS)
        return "\n".join([*ways, head, kinds, *rows, f"{'all':<12}{sums}"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--drafts", type=int, default=60)
    parser.add_argument("--unedited", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    if lacking():
        sys.exit(f"not run: {lacking()}")
    with TemporaryDirectory() as folder, Office(Path(folder)) as office:
        tally = Tally(office=office, show=asked.show)
        for number in range(asked.first, asked.first + asked.drafts):
            tally.edited(number)
        for number in range(asked.unedited):
            tally.unedited(number)
    print(tally.table())
    if not tally.holds():
        sys.exit("not as it should be")


if __name__ == "__main__":
    main()
