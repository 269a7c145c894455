"""`brief pull`: a draft that came back from Word → its edits in a file beside the outline."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from brief.model.edits import Edit
from brief.pipeline.files import shown
from brief.pipeline.pulling import Home, bring_home, proposals
from brief.store import Json, json_text

_SHORT = 100


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--check", is_flag=True, help="Say what was changed; write nothing.")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default="output", help="Folder of the build."
)
@click.option(
    "--tracked", is_flag=True, help="Say what each author proposed as tracked changes, looks too; write nothing."
)
@click.option("--without", multiple=True, metavar="AUTHOR", help="Leave out the tracked changes of this author.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def pull(  # noqa: PLR0913, PLR0917  click's options
    file: Path, check: bool, output: Path, tracked: bool, without: tuple[str, ...], as_json: bool
) -> None:
    """Bring home what was edited in a DOCX: into a file of edits beside the outline, which the next build applies.

    Tracked changes count as accepted. The DOCX is only read. The exit code is 1 where a change could not be held to a
    place; it is printed in full.

    \b
    Examples:
      brief pull output/weekly.docx
      brief pull ~/Downloads/weekly-edited.docx --check
    """
    if tracked:
        told = [{"by": by, "what": what, "words": words} for by, what, words in proposals(file)]
        lines = (f"{one['by']}: {one['what']}: {one['words']}" for one in told)
        click.echo(json_text({"proposals": told}) if as_json else "\n".join(lines) or "no tracked changes")
        return
    home = bring_home(file, (output,), without=without, write=not check)
    if as_json:
        click.echo(json_text(_json(home)))
    else:
        for line in _lines(home):
            click.echo(line)
    click.echo(_summary(home, check=check), err=True)
    sys.exit(1 if home.pulled.lost else 0)


def _lines(home: Home) -> Iterator[str]:
    for edit in home.pulled.edits:
        yield from _told(edit, new=edit in home.fresh)
    yield from (f"not an edit: {text}" for text in home.pulled.reported)
    yield from (f"NOT PLACED: {text}" for text in home.pulled.lost)


def _told(edit: Edit, *, new: bool) -> Iterator[str]:
    by = f" by {edit.by}" if edit.by else ""
    likely = "" if edit.sure else " (likely: look at it)"
    known = "" if new else " (in the file already)"
    settled = " (settled)" if edit.done else ""
    yield f"{edit.kind:<9} {edit.section}  {edit.block}{by}{settled}{likely}{known}"
    if edit.was and edit.kind != "comment":
        yield f"    was: {_short(edit.was)}"
    if edit.now:
        yield f"    now: {_short(edit.now)}"
    if edit.source:
        yield f"    stands in: {edit.source}"
    yield from (f"    {look}: {words}" for look, words in edit.looks)
    if edit.after and edit.kind in {"moved", "added"}:
        yield f"    after: {edit.after}"


def _short(words: tuple[str, ...]) -> str:
    text = " / ".join(" ".join(one.split()) for one in words)
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rsplit(" ", 1)[0] + " …"


def _summary(home: Home, *, check: bool) -> str:
    counts = Counter(edit.kind for edit in home.pulled.edits)
    told = ", ".join(f"{count} {kind}" for kind, count in counts.most_common()) or "no edits"
    doing = "would be" if check else "were"
    more = f"; {len(home.fresh)} {doing} added to {shown(home.path)}" if home.fresh else ""
    return f"{told}{more}"


def _json(home: Home) -> Json:
    return {
        "file": shown(home.path),
        "edits": [_edit_json(edit, new=edit in home.fresh) for edit in home.pulled.edits],
        "reported": list(home.pulled.reported),
        "not placed": list(home.pulled.lost),
    }


def _edit_json(edit: Edit, *, new: bool) -> Json:
    return {
        "kind": edit.kind,
        "block": edit.block,
        "section": edit.section,
        "was": list(edit.was),
        "now": list(edit.now),
        "after": edit.after,
        "below": edit.below,
        "as": edit.as_,
        "column": edit.column,
        "by": edit.by,
        "at": edit.at,
        "looks": [f"{look}: {words}" for look, words in edit.looks],
        "source": edit.source,
        "sure": edit.sure,
        "done": edit.done,
        "new": new,
    }
