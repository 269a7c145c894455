"""A project's folder in; the house's templates and its brand, laid over the package's own, out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from brief.load.brand import brand
from brief.model.brand import Brand
from brief.pipeline.files import packaged, read_text, shown, templates

NAME = "brand.yaml"


class House(Struct, frozen=True, kw_only=True):
    """What a brief is set with."""

    assets: Mapping[str, bytes]
    """Templates, fonts and pictures by name."""
    brand: Brand
    own_page: bool = False
    """Whether the page's template is the project's own, and not the package's."""


def house_of(folder: Path) -> House:
    """The house of the outlines in a folder.

    Raises:
        UsageError: a `brand.yaml` is wrong.
    """
    own = packaged("templates") / NAME
    page = own.with_name("brief.html.j2")
    pages = [folder.parent / "templates" / page.name, folder / "templates" / page.name]
    own_page = any(path.is_file() and not path.samefile(page) for path in pages)
    made = brand(read_text(own), shown(own))
    for path in (folder.parent / "templates" / NAME, folder / "templates" / NAME):
        if path.is_file() and not path.samefile(own):
            made = brand(read_text(path), shown(path), made)
    return House(assets=templates(folder), brand=made, own_page=own_page)
