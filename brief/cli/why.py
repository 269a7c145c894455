"""`brief why`: an outline → each section's picks with their reasons, and the next that were not taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from brief.cli.say import tell
from brief.model.library import Library
from brief.model.selection import Choice, Chosen
from brief.pipeline.choosing import selected, why_item
from brief.store import Json, json_text
from brief.text.spacing import printed


@click.command()
@click.argument("outline", type=click.Path(path_type=Path))
@click.argument("item", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def why(outline: Path, item: str | None, as_json: bool) -> None:
    """Say why each item of a brief was chosen, and which came next; or why one item is in or out.

    \b
    Examples:
      brief why config/weekly.yaml
      brief why config/weekly.yaml c-twz-1d75
    """
    if item is not None:
        found = why_item(outline, item, tell)
        rows: list[Json] = [{"section": v.section, "printed": v.printed, "because": v.because} for v in found]
        lines = [f"{v.section}: {'in' if v.printed else 'out'}: {'; '.join(v.because)}" for v in found]
        click.echo(json_text({"id": item, "sections": rows}) if as_json else "\n".join(lines))
        return
    library, selection = selected(outline, tell)
    chosen = [replace(c, choices=(*c.choices, *_sides(c, library))) for c in selection.sections]
    chosen = [one for one in chosen if one.choices or one.next]
    if as_json:
        sections = [{"section": c.section.kind, "picks": _rows(c.choices), "next": _rows(c.next)} for c in chosen]
        click.echo(json_text({"sections": sections}))
        return
    for c in chosen:
        click.echo(f"{c.section.kind}\n{_lines(c.choices, library)}\n  not taken:\n{_lines(c.next, library)}\n")


def _sides(chosen: Chosen, library: Library) -> Iterator[Choice]:
    """The sides of each disagreement that a section prints, and what they differ in."""
    for number, cluster in enumerate(chosen.conflicts, 1):
        because = (f"disagreement {number}: another side has another {cluster.differs or 'statement'}",)
        for item in (library.item[name] for name in (cluster.lead, *cluster.others)):
            yield Choice(item=item, spans=(item.span,), because=because)


def _rows(choices: Sequence[Choice]) -> list[Json]:
    return [
        {
            "id": choice.item.id,
            "source": choice.item.span.article,
            "start": choice.item.span.start,
            "end": choice.item.span.end,
            "because": choice.because,
        }
        for choice in choices
    ]


def _lines(choices: Sequence[Choice], library: Library) -> str:
    """An item a line, its reasons beneath."""
    rows = [(choice.item.id, printed(library.slice(choice.item.span)), choice.because) for choice in choices]
    return "\n".join(f"  {name}  {words[:100]}\n      {'; '.join(because)}" for name, words, because in rows)
