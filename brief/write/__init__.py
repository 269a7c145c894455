"""Document → bytes: one writer a format, in a plain table; PDF is set by a process of its own from the HTML page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from brief.model.brand import Brand
from brief.model.document import Document
from brief.model.outline import Format

if TYPE_CHECKING:  # only a PDF needs it
    from brief.write.html.style import Medium
    from brief.write.pdf.job import Job
    from brief.write.pdf.typesetter import Typesetter

SUFFIX: dict[Format, str] = {
    "docx": ".docx",
    "pdf": ".pdf",
    "html": ".html",
    "markdown": ".md",
    "json": ".json",
    "csl": ".csl.json",
    "ics": ".ics",
}
_NOTHING: Mapping[str, bytes] = {}


class Press(Struct, frozen=True, kw_only=True):
    """The writers of one build."""

    typesetter: Typesetter | None
    """Running, where a PDF is asked for."""
    guarded: bool = False
    """Whether the HTML page is made in the typesetter's process too: a template of the house's own may do anything."""

    def write(
        self,
        document: Document,
        forms: Collection[Format],
        assets: Mapping[str, bytes],
        brand: Brand,
        attached: Mapping[str, bytes] = _NOTHING,
    ) -> dict[Format, bytes]:
        """The document in each format, the others while the PDF is set; `attached` goes into the PDF, by name.

        Raises:
            UsageError: the house's template, stylesheet or brand is wrong.
            WriteError: an output cannot be made.
        """
        return self.begin(document, forms, assets, brand, attached)()

    def begin(
        self,
        document: Document,
        forms: Collection[Format],
        assets: Mapping[str, bytes],
        brand: Brand,
        attached: Mapping[str, bytes] = _NOTHING,
    ) -> Callable[[], dict[Format, bytes]]:
        """The same, but for the wait for the PDF: what is returned waits for it; both raise as `write` does."""
        made: dict[Format, bytes] = {}
        if self.typesetter and self.guarded and "html" in forms:
            made["html"] = self.typesetter.page(_job(document, assets, brand, _NOTHING, "screen"))
        if self.typesetter and "pdf" in forms:
            self.typesetter.begin(_job(document, assets, brand, attached))
        made |= {form: _written(document, form, assets, brand) for form in forms if form not in {"pdf", *made}}
        typesetter = self.typesetter if "pdf" in forms else None
        return lambda: {**made, "pdf": typesetter.result()} if typesetter else made

    def pages(self, document: Document, assets: Mapping[str, bytes], brand: Brand) -> int:
        """How many pages the PDF would have; raises as `write` does."""
        assert self.typesetter
        return self.typesetter.pages(_job(document, assets, brand, _NOTHING))


@contextmanager
def press(forms: Collection[Format], *, guarded: bool = False) -> Iterator[Press]:
    """The writers of these formats; where PDF is one of them, its process starts at once and ends with the `with`."""
    if not needs_typesetter(forms, guarded=guarded):
        yield Press(typesetter=None)
        return
    from brief.write.pdf.typesetter import Typesetter

    with Typesetter(ready=("brief.write.html",)) as typesetter:
        yield Press(typesetter=typesetter, guarded=guarded)


def needs_typesetter(forms: Collection[Format], *, guarded: bool) -> bool:
    """Whether any of these formats is made in a process of its own."""
    return "pdf" in forms or (guarded and "html" in forms)


def write(
    document: Document,
    form: Format,
    assets: Mapping[str, bytes],
    brand: Brand,
    attached: Mapping[str, bytes] = _NOTHING,
) -> bytes:
    """The document in one format; raises as `Press.write` does."""
    with press([form]) as running:
        return running.write(document, [form], assets, brand, attached)[form]


def _job(
    document: Document,
    assets: Mapping[str, bytes],
    brand: Brand,
    attached: Mapping[str, bytes],
    medium: Medium = "print",
) -> Job:
    from brief.write.pdf.job import Job

    light = {name: data for name, data in assets.items() if not name.endswith(".docx")}
    return Job(
        page=partial(_page, document, light, brand, medium),
        assets=light,
        brand=brand,
        dated=document.dated,
        attached=attached,
    )


def _page(document: Document, assets: Mapping[str, bytes], brand: Brand, medium: Medium = "print") -> bytes:
    """The page; called in the typesetter's process."""
    from brief.write import html

    return html.write(document, assets, brand, medium)


def _written(  # noqa: PLR0911  one return a format
    document: Document, form: Format, assets: Mapping[str, bytes], brand: Brand
) -> bytes:
    """Writers are imported only when they are asked for, since some of them cost."""
    match form:
        case "docx":
            from brief.write import docx

            return docx.write(document, assets, brand)
        case "pdf":
            return write(document, form, assets, brand)
        case "html":
            from brief.write import html

            return html.write(document, assets, brand)
        case "markdown":
            from brief.write import markdown

            return markdown.write(document)
        case "json":
            from brief.write import json

            return json.write(document)
        case "csl":
            from brief.write import csl

            return csl.write(document)
        case "ics":
            from brief.write import ics

            return ics.write(document)
