"""Selection → Edition, and the file `brief-manifest/1` that keeps it beside the outputs, there and back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import msgspec

from brief.errors import UsageError
from brief.model.diagnostic import Place
from brief.model.edition import Edition, Input, Printed, placed
from brief.model.items import Quote, speaker
from brief.model.library import Library
from brief.model.outline import Outline
from brief.model.selection import Choice, Selection
from brief.text.spacing import opened, printed

FORMAT = "brief-manifest/1"
SUFFIX = ".manifest.json"
_CUT = " … "
_AWKWARD = re.compile(r"[^A-Za-z0-9._-]")  # the slash of `27/a`
_LONGEST = 40
"""Letters of an edition's number in a file name."""


class _Head(msgspec.Struct):
    format: str = ""


def edition_of(selection: Selection, library: Library, dated: date) -> Edition:
    """What this build takes in and prints; the number is empty where the outline gives none."""
    outline = selection.outline
    return Edition(
        name=outline.name,
        edition=outline.edition or "",
        title=outline.title,
        dated=dated,
        cutoff=outline.cutoff,
        inputs=tuple(_inputs(library, outline)),
        printed=tuple(printed_item(section, choice, library) for section, choice in placed(selection, library)),
        skipped=tuple(sorted({name for section in outline.sections for name in section.skip})),
    )


def printed_item(section: str, choice: Choice, library: Library) -> Printed:
    """One chosen item with its words and place."""
    item, spans = choice.item, choice.spans
    who = speaker(item)
    others = (other.span.article for other in choice.also)
    words = _CUT.join(printed(library.slice(span)) for span in spans)
    inside = spans != (item.span,) and not isinstance(item, Quote)
    return Printed(
        section=section,
        item=item.id,
        source=item.span.article,
        sha256=library.article[item.span.article].source.sha256,
        start=spans[0].start,
        end=spans[-1].end,
        words=choice.text or (opened(words) if inside else words),
        speaker=who.name if who else None,
        edited=choice.text is not None,
        also=tuple(dict.fromkeys(other for other in others if other != item.span.article)),
    )


def manifest_name(edition: Edition) -> str:
    """`weekly-27.manifest.json`; a number that no file can be called gets a digest, so that no two share a name."""
    number = _AWKWARD.sub("-", edition.edition[:_LONGEST])
    if number != edition.edition:
        number += f"-{sha256(edition.edition.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return f"{edition.name}-{number}{SUFFIX}"


def write_manifest(edition: Edition) -> bytes:
    """The edition as the file keeps it."""
    tree = {"format": FORMAT, **msgspec.to_builtins(edition)}
    return msgspec.json.format(msgspec.json.encode(tree), indent=1) + b"\n"


def read_manifest(data: bytes, path: str) -> Edition:
    """The edition that a file keeps.

    Raises:
        UsageError: the file is damaged, of another version, or something else.
    """
    again = "Build that edition again, or take the file away."
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.format == FORMAT:
            return msgspec.json.decode(data, type=Edition)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        fault = " ".join(str(error).split())
        raise UsageError.at(f"not a whole manifest: {fault}", Place(path=path), again) from error
    if head.format.startswith(FORMAT.partition("/")[0] + "/"):
        raise UsageError.at(f"a manifest of another version: `{head.format}`, not `{FORMAT}`", Place(path=path), again)
    raise UsageError.at(
        "not a manifest of an edition", Place(path=path), "Name a file `<name>-<edition>.manifest.json`."
    )


def _inputs(library: Library, outline: Outline) -> Iterator[Input]:
    found: dict[str, list[str]] = defaultdict(list)
    for item in library.items:
        found[item.span.article].append(item.id)
    for article in library.articles:
        published = article.published.earliest if article.published else None
        yield Input(
            id=article.id,
            path=article.source.path.encode("utf-8", "backslashreplace").decode(),  # a name on disk need not be UTF-8
            sha256=article.source.sha256,
            late=bool(outline.cutoff and published and published > outline.cutoff),
            found=" ".join(found[article.id]),
        )
