"""`brief verify`: a finished brief and the articles → what became of each of its passages."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from brief.cli.say import tell
from brief.model.library import Library
from brief.pipeline.rechecking import own_words, recheck
from brief.recheck import Finding
from brief.recheck.passage import Passage
from brief.store import Json, json_text

_SAID = {
    "verbatim": "verbatim",
    "edited": "edited: its source has other words",
    "elsewhere": "verbatim, but in another source than its reference names",
    "unsourced": "without a source",
    "not printed": "in the file's provenance, but not on its pages, or not as often",
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--seeds", multiple=True, type=click.Path(path_type=Path), default=("seeds",), help="The articles.")
@click.option("--explain", type=int, metavar="N", help="Print the passage of reference N in its source.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(file: Path, seeds: tuple[Path, ...], explain: int | None, as_json: bool) -> None:
    """Check a finished brief, DOCX or PDF, against the articles: also one that was edited, or mailed months ago.

    Verified means: these words stand in the source. It does not mean that they are true. Speakers and tags are not
    looked at; the desk's own sentences are listed, and held against nothing.
    The exit code is 1 where a passage fails.

    \b
    Examples:
      brief verify output/weekly.docx
      brief verify output/weekly.pdf --explain 7
    """
    library, found = recheck(file, seeds, tell)
    if explain is not None:
        found = tuple(one for one in found if explain in one.passage.numbers)
    own = own_words(file) if explain is None else ()
    if as_json:
        told = [{"where": one.where, "words": one.words} for one in own]
        click.echo(json_text({"file": str(file), "passages": [_json(one) for one in found], "own": told}))
    else:
        for line in (*_lines(found, library, explain), *_own(own)):
            click.echo(line)
    sys.exit(0 if found and all(one.status == "verbatim" for one in found) else 1)


def _lines(found: Sequence[Finding], library: Library, explain: int | None) -> Iterator[str]:
    """Those that fail, or with `explain` all, then the counts."""
    for one in found:
        if explain is not None or one.status != "verbatim":
            yield from _told(one, library, whole=explain is not None)
    if explain is not None and not found:
        yield f"no passage has reference {explain}"
    counts = Counter(one.status for one in found)
    yield ", ".join(f"{count} {status}" for status, count in sorted(counts.items(), key=lambda row: -row[1]))


def _own(own: Sequence[Passage]) -> Iterator[str]:
    if own:
        yield f"the desk’s own words, held against nothing: {len(own)}"
        yield from (f"    {one.where}: {one.words}" for one in own)


def _told(one: Finding, library: Library, *, whole: bool) -> Iterator[str]:
    numbers = "".join(f"[{number}]" for number in one.passage.numbers) or one.passage.where
    yield f"{numbers} {_SAID[one.status]}"
    yield f"    printed: {one.passage.words}"
    if one.instead:
        yield f"    source:  {one.instead}"
    if one.source:
        article = library.article[one.source]
        place = f"{article.source.path}:{one.line}" if one.line else article.source.path
        yield f"    in:      {place}"
        if whole and one.line:
            yield f"    there:   {article.text.splitlines()[one.line - 1].strip()}"


def _json(one: Finding) -> Json:
    return {
        "status": one.status,
        "where": one.passage.where,
        "references": list(one.passage.numbers),
        "words": one.passage.words,
        "source": one.source,
        "line": one.line,
        "instead": one.instead,
    }
