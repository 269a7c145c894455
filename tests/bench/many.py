"""What many outlines in one call, a watched change and a long brief cost: prints each beside its limit.

python tests/bench/many.py [--outlines 100] [--rows 1200]

The long brief has a timeline of so many rows, read out of as many sentences; its pages grow with them, and so does its time,
which the last column shows by a brief of half the rows.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.build import PROGRAMS, ROOT, Run, project, run

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
TOWNS = "Lindvik Askholm Torsund Bremness Eikfjord Halden Sandnes Ulvik Vardal Nordby Grimstad Hamnes".split()  # noqa: SIM905
THINGS = "a quay|a bridge|a tunnel|a school|a station|a harbour|a market|a library".split("|")


def copies(folder: Path, count: int) -> list[str]:
    """The outline of the repository under so many names."""
    text = (folder / "config/weekly.yaml").read_text(encoding="utf-8")
    names = [f"config/w{number}.yaml" for number in range(count)]
    for number, name in enumerate(names):
        own = text.replace("name: weekly", f"name: w{number}").replace("edition: 1\n", "")
        (folder / name).write_text(own, encoding="utf-8")
    return names


def long_brief(folder: Path, rows: int) -> str:
    """A project whose timeline has so many rows."""
    sentences = [
        f"{TOWNS[at % 12]} opened {THINGS[at // 12 % 8]} number {at} on {1 + at % 28} {MONTHS[at % 12]} {1901 + at // 12}."
        for at in range(rows)
    ]
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds/towns.txt").write_text("What the towns built\n\n" + "\n".join(sentences) + "\n", encoding="utf-8")
    outline = (
        f"title: What the towns built\nseeds: seeds\ndate: 2026-01-01\nsections:\n  - timeline: {{take: {rows}}}\n"
    )
    (folder / "long.yaml").write_text(outline, encoding="utf-8")
    return "long.yaml"


def watched(folder: Path) -> float:
    """Seconds from a changed word in the outline to both files, in a warm process; the median of five."""
    outline, target = folder / "config/weekly.yaml", folder / "output/weekly.pdf"
    command = [sys.executable, "-m", "brief", "build", "config/weekly.yaml", "--watch"]
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PATH": PROGRAMS}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout
        _ = process.stdout.readline(), process.stdout.readline()
        text = outline.read_text(encoding="utf-8")
        taken = []
        for number in range(5):
            before = target.stat().st_mtime_ns
            start = time.perf_counter()
            outline.write_text(text.replace("subtitle: ", f"subtitle: {number} "), encoding="utf-8")
            _ = process.stdout.readline(), process.stdout.readline()
            taken.append(time.perf_counter() - start)
            assert target.stat().st_mtime_ns > before
        process.kill()
    return sorted(taken)[2]


def row(name: str, value: float, unit: str, limit: str) -> None:
    print(f"{name:44} {value:8.2f} {unit:6} {limit}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlines", type=int, default=100)
    parser.add_argument("--rows", type=int, default=1200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = project(Path(scratch) / "desk")
        names = copies(folder, options.outlines)
        many = run(["brief", "build", *names, "--out", "many"], folder)
        row(f"{options.outlines} outlines in one call, a brief", many.wall / options.outlines, "s", "at most 0.7")
        row("the same, memory of the process", many.peak, "MiB", "")
        row("--watch, a changed word to both files", watched(folder), "s", "at most 1.0")
        made: dict[int, dict[str, Run]] = {}
        for rows in (options.rows // 2, options.rows):
            home = Path(scratch) / f"rows-{rows}"
            outline = long_brief(home, rows)
            made[rows] = {
                form: run(["brief", "build", outline, "--format", form, "--out", "out"], home)
                for form in ("docx", "pdf")
            }
        for form, most in (("docx", "under 2 s in all"), ("pdf", "linear")):
            whole, half = made[options.rows][form], made[options.rows // 2][form]
            row(
                f"{options.rows} rows, {form}",
                whole.wall,
                "s",
                f"{most}; {whole.cpu / half.cpu:.2f} times half the rows",
            )
            row(f"{options.rows} rows, {form}, memory", whole.peak, "MiB", "under 500")
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
