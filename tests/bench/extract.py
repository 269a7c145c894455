"""Words a second of segmenting and extracting, in one process and without start-up, beside textacy on the same text.

python tests/bench/extract.py [FOLDER …] [--words 50000]

Without a folder: the seeds of the repository. Articles are taken again and again, each time as a new one, until there are
enough words. textacy needs `pip install textacy` and `python -m spacy download en_core_web_sm`.
"""

from __future__ import annotations

from msgspec.structs import replace

import argparse
import itertools
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from brief.extract import extract
from brief.model.article import Page, SourceFacts
from brief.pipeline.pages import read_pages
from brief.segment import segment

ROOT = Path(__file__).parents[2]


def enough(pages: Sequence[Page], words: int) -> list[Page]:
    """Pages in turn until they hold this many words."""
    taken, total = [], 0
    for page in itertools.cycle(pages):
        if total >= words:
            return taken
        taken.append(page)
        total += len(page.text.split())
    sys.exit("no page could be read")


def with_brief(pages: Sequence[Page]) -> int:
    """Items found."""
    found = 0
    for page in pages:
        article = segment(page, id="a", facts=SourceFacts(published="2025-07-05"), report=lambda _: None)
        found += len(extract(article).items) if article else 0
    return found


def with_textacy() -> Callable[[Sequence[Page]], int] | None:
    """What finds direct quotations a paragraph at a time, as textacy works best; None where it is not installed."""
    try:
        import spacy
        from textacy.extract import direct_quotations

        model = spacy.load("en_core_web_sm")
    except (ImportError, OSError) as error:
        print(f"textacy: not measured ({error})")
        return None

    def find(pages: Sequence[Page]) -> int:
        found = 0
        for paragraph in (line for page in pages for line in page.text.splitlines() if line.strip()):
            try:
                found += len(list(direct_quotations(model(paragraph))))
            except ValueError:  # one odd quotation mark loses it the paragraph
                continue
        return found

    return find


def measure(name: str, find: Callable[[Sequence[Page]], int], pages: Sequence[Page]) -> None:
    find(pages[:1])  # tables that are filled on first use
    cpu, wall = time.process_time(), time.perf_counter()
    found = find(pages)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    words = sum(len(page.text.split()) for page in pages)
    print(f"{name:8} {words:8,} words {found:6,} found {cpu:7.2f} CPU s {wall:7.2f} s {words / cpu:10,.0f} words/CPU s")


def growth(pages: Sequence[Page]) -> None:
    """One text against sixteen times that text, as one article: the time should grow sixteenfold."""
    text = "\n".join(page.text for page in pages)
    times = []
    for size in (1, 16):
        long = replace(pages[0], text="\n".join([text] * size))
        runs = []
        for _ in range(3):
            start = time.process_time()
            with_brief([long])
            runs.append(time.process_time() - start)
        times.append(min(runs))
    print(f"growth   16 times the text takes {times[1] / times[0]:.1f} times the time")


def memory(pages: Sequence[Page], articles: int) -> None:
    """Resident memory after a tenth of the articles and after all, nothing of them kept."""
    for number, page in zip(range(1, articles + 1), itertools.cycle(pages)):
        with_brief([page])
        if number in {articles // 10, articles}:
            print(f"memory   {resident():7.1f} MiB after {number:,} articles")


def resident() -> float:
    """MiB of this process in memory, as Linux tells it."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", default=[ROOT / "seeds"])
    parser.add_argument("--words", type=int, default=50_000)
    parser.add_argument("--articles", type=int, default=1_000, help="for the memory")
    parser.add_argument("--peer-words", type=int, default=5_000, help="for the slower peer")
    options = parser.parse_args()
    pages = read_pages(options.folders, lambda told: print(told, file=sys.stderr))
    measure("brief", with_brief, enough(pages, options.words))
    growth(pages)
    memory(pages, options.articles)
    if peer := with_textacy():
        measure("textacy", peer, enough(pages, options.peer_words))


if __name__ == "__main__":
    main()
