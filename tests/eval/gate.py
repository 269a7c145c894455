"""What `brief read` finds in the hand-marked seeds, held against pinned floors: prints a table, exits 1 below a floor.

python -m tests.eval.gate                  print and check
python -m tests.eval.gate --accept         raise each floor to what is measured now
python -m tests.eval.gate --lower quotes   set this one floor to what is measured now, though it is less
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.eval.score import MEASURES, Case, Count, Marks

ROOT = Path(__file__).parents[2]
GOLD = Path(__file__).parent / "gold"
FLOORS = Path(__file__).parent / "floors.yaml"
ALL = "all"

Scores = Mapping[str, Mapping[str, Count]]
"""Article, or `all` → measure → count."""


def library() -> Marks:
    """The seeds as `brief read --json` gives them."""
    run = [sys.executable, "-c", "from brief.cli import main; main()"]
    read = [*run, "read", "seeds", "--sources", "config/sources.yaml", "--json"]
    return json.loads(
        subprocess.run(read, cwd=ROOT, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE).stdout
    )


def cases(found: Marks) -> dict[str, Case]:
    """Each marked article with what the library holds of it, by the name its marks give it."""
    sentences = yaml.safe_load((GOLD / "sentences.yaml").read_text(encoding="utf-8"))["sentences"]
    marked = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("[0-9]*.yaml"))]
    return {marks["id"]: _case(marks, sentences, found) for marks in marked}


def _case(marks: Marks, sentences: list[Marks], found: Marks) -> Case:
    source = next(source for source in found["sources"] if source["path"].endswith(marks["file"]))
    return Case(
        text=(ROOT / "seeds" / marks["file"]).read_bytes().decode("utf-8"),
        marks=marks,
        sentences=[sentence for sentence in sentences if sentence["file"] == marks["id"]],
        passages=source["passages"],
        items=[item for item in found["items"] if item["source"] == source["id"]],
    )


def measure(found: Marks) -> Scores:
    """Every measure of every marked article, and of all together."""
    scores = {name: {label: count(case) for label, count in MEASURES.items()} for name, case in cases(found).items()}
    together = {label: sum((row[label] for row in scores.values()), Count()) for label in MEASURES}
    return {**scores, ALL: together}


def figures(scores: Scores) -> dict[str, float]:
    """The one figure of each measure that its floor holds: F1 of all articles together, cut to three places."""
    return {label: math.floor((count.f1 or 0) * 1000) / 1000 for label, count in scores[ALL].items()}


def below(measured: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """A line for each measure that has fallen under its floor, or that has none."""
    unpinned = [f"{label}: no floor in {FLOORS.name}" for label in measured if label not in floors]
    fallen = [
        f"{label}: {figure:.3f} is below its floor {floors[label]:.3f}"
        for label, figure in measured.items()
        if label in floors and figure < floors[label]
    ]
    return unpinned + fallen


def table(scores: Scores, floors: Mapping[str, float]) -> str:
    """The scores as lines of text."""
    lines = [f"{'':5} {'measure':22} {'P':>6} {'R':>6} {'F1':>6}  {'floor':>6}   right/found/marked"]
    for name, row in scores.items():
        for label, count in row.items():
            shown = [
                f"{value:6.3f}" if value is not None else "     -"
                for value in (count.precision, count.recall, count.f1)
            ]
            floor = f"{floors.get(label, 0):6.3f}" if name == ALL else " " * 6
            lines.append(f"{name:5} {label:22} {' '.join(shown)}  {floor}   {count.right}/{count.found}/{count.marked}")
    return "\n".join(lines)


def read_floors() -> dict[str, float]:
    return yaml.safe_load(FLOORS.read_text(encoding="utf-8"))


def write_floors(floors: Mapping[str, float]) -> None:
    FLOORS.write_text("".join(f"{label}: {floors.get(label, 0):.3f}\n" for label in MEASURES), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="raise each floor to what is measured")
    parser.add_argument("--lower", metavar="NAME", choices=list(MEASURES), help="lower one floor to what is measured")
    options = parser.parse_args()
    scores, floors = measure(library()), read_floors()
    measured = figures(scores)
    if options.accept:
        floors = {label: max(figure, floors.get(label, 0)) for label, figure in measured.items()}
    if options.lower:
        floors[options.lower] = measured[options.lower]
    if options.accept or options.lower:
        write_floors(floors)
    print(table(scores, floors))
    fallen = below(measured, floors)
    print("\n".join(fallen))
    return bool(fallen)


if __name__ == "__main__":
    sys.exit(main())
