"""Cost of one cold `brief build` beside its peers on the same brief: prints medians and the ratio.

python tests/bench/build.py [--runs 5] [--outline config/weekly.yaml]

“nothing new” is the same build again, when nothing has changed. The peers make what `brief build` makes: `pandoc` the DOCX out of the brief's Markdown, the `weasyprint` command the PDF out of
its HTML. All are run in turn, so that what else the machine does falls on each alike.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
KIB = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit of `ru_maxrss`: bytes on macOS, KiB elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process and its children took: CPU and wall seconds, and MiB of the largest among them."""

    cpu: float
    wall: float
    peak: float


def run(command: Sequence[str], folder: Path) -> Run:
    """Runs a command to its end. Its own rusage holds that of the children it waited for."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PATH": PROGRAMS}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}\n{said.decode(errors='replace')}")
    return Run(cpu=used.ru_utime + used.ru_stime, wall=wall, peak=used.ru_maxrss * KIB / 2**20)


def median(runs: Sequence[Run]) -> Run:
    return Run(
        cpu=statistics.median(one.cpu for one in runs),
        wall=statistics.median(one.wall for one in runs),
        peak=statistics.median(one.peak for one in runs),
    )


def project(folder: Path) -> Path:
    """A copy of the repository's inputs, so that the outputs in the checkout stay as they are."""
    for name in ("config", "seeds", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def commands(outline: str, drafts: Path) -> dict[str, Sequence[str]]:
    """Name → command line; a peer that is not installed is left out, and said to be."""
    markdown, html = next(drafts.glob("*.md")), next(drafts.glob("*.html"))
    found = {
        "brief build": ["brief", "build", outline, "--force", "--out", "built"],
        "nothing new": ["brief", "build", outline, "--out", "built"],
        "brief find": ["brief", "find", "five years"],
        "pandoc": ["pandoc", str(markdown), "-o", "peer.docx"],
        "weasyprint": ["weasyprint", str(html), "peer.pdf"],
    }
    for name, command in list(found.items()):
        if not shutil.which(command[0], path=PROGRAMS):
            print(f"{name}: not installed, not measured")
            del found[name]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--outline", default="config/weekly.yaml")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = project(Path(scratch))
        run(["brief", "build", options.outline, "--format", "markdown", "--format", "html", "--out", "drafts"], folder)
        timed = commands(options.outline, folder / "drafts")
        rounds = [{name: run(command, folder) for name, command in timed.items()} for _ in range(options.runs)]
    medians = {name: median([one[name] for one in rounds]) for name in timed}
    print(f"{'median of ' + str(options.runs):14} {'CPU s':>7} {'wall s':>7} {'peak MiB':>9}")
    for name, one in medians.items():
        print(f"{name:14} {one.cpu:7.2f} {one.wall:7.2f} {one.peak:9.0f}")
    if {"pandoc", "weasyprint"} <= set(medians):
        peers = median_sum(rounds)
        print(f"brief build / (pandoc + weasyprint), CPU: {medians['brief build'].cpu / peers:.2f}")
    load = resource.getrusage(resource.RUSAGE_SELF)
    print(f"(measuring itself took {load.ru_utime + load.ru_stime:.2f} CPU s; load average {os.getloadavg()[0]:.1f})")


def median_sum(rounds: Sequence[dict[str, Run]]) -> float:
    return statistics.median(one["pandoc"].cpu + one["weasyprint"].cpu for one in rounds)


if __name__ == "__main__":
    main()
