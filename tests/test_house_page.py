"""A house's own page template: it is rendered within the limits of a PDF, whatever it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import document

from brief.errors import WriteError
from brief.load.brand import brand
from brief.write import Press, press
from brief.write.pdf.typesetter import Limits, Typesetter

TEMPLATES = Path(__file__).parent.parent / "templates"
ASSETS = {name: (TEMPLATES / name).read_bytes() for name in ("brief.html.j2", "brief.css")}
BRAND = brand((TEMPLATES / "brand.yaml").read_text(encoding="utf-8"), "templates/brand.yaml")
ENDLESS = b"{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


def test_the_page_is_the_same_wherever_it_is_made() -> None:
    pages = []
    for guarded in (False, True):
        with press(["html"], guarded=guarded) as running:
            assert (running.typesetter is not None) is guarded
            pages.append(running.write(document(), ["html"], ASSETS, BRAND)["html"])
    assert pages[0] == pages[1]


def test_a_template_of_a_house_that_never_ends_is_stopped() -> None:
    with Typesetter(limits=Limits(seconds=2)) as child:
        running = Press(typesetter=child, guarded=True)
        with pytest.raises(WriteError, match="the page takes more than 2 seconds"):
            running.write(document(), ["html"], {**ASSETS, "brief.html.j2": ENDLESS}, BRAND)
