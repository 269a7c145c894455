"""A document in, one self-contained HTML page out: for a browser as it stands, or for the typesetter of PDF."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from traceback import extract_tb
from urllib.parse import quote

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from brief.errors import UsageError
from brief.model.brand import Brand
from brief.model.companions import Terms
from brief.model.diagnostic import Place
from brief.model.document import Document
from brief.write.html.inline import filters
from brief.write.html.style import Medium, stylesheet

TEMPLATE = "brief.html.j2"
STYLE = "brief.css"
_ROUND_NUMBERS = re.compile(r"\{[a-z]{1,20}\}")  # `{page}` of `Page {page} of {pages}`
_ENDING = re.compile(r"[\\\"<>\x00-\x1f\x7f]")
_HINT = "The template is the house's own: mend it, or take it out of `templates/` to have the usual one."


def write(document: Document, assets: Mapping[str, bytes], brand: Brand, medium: Medium = "screen") -> bytes:
    """The page as UTF-8; `assets` holds the template `brief.html.j2` and the stylesheet `brief.css`.

    Raises:
        UsageError: The template is wrong, with its line.
    """
    own = _margins(document, brand) if medium == "screen" else _paging(document)
    css = stylesheet(_text(assets, STYLE), brand, medium) + own
    asked = {
        "document": document,
        "brand": brand,
        "css": Markup(css),  # noqa: S704  the house's own stylesheet, never a source's text
        "medium": medium,
        "logo": _logo(assets, brand, medium),
    }
    environment = _environment(_text(assets, TEMPLATE))
    environment.filters |= filters(document, medium)
    try:
        return environment.get_template(TEMPLATE).render(asked).encode()
    except MemoryError:
        raise
    except Exception as error:  # a house's template can go wrong in any way that Python can
        raise UsageError.at(f"the template is wrong: {_said(error)}", _place(error), _HINT) from error


def _paging(document: Document) -> str:
    """The words round the page's number, which the house's own stylesheet has in English."""
    if document.terms.page == Terms().page:
        return ""
    return f"\n.page::before {{ content: {_numbered(document)} }}"


def _margins(document: Document, brand: Brand) -> str:
    """What a browser prints at the foot of each page, where it knows how to: number, check and handling mark."""
    look = f"vertical-align: top; padding-top: 3mm; color: {brand.color['muted']}; font: 7.8pt {brand.font.screen.sans}"
    boxes = {"left": _numbered(document), "center": _css_text(" ".join(document.footer))}
    text = " ".join(f"@bottom-{side} {{ content: {content}; {look} }}" for side, content in boxes.items())
    if document.handling is not None:
        colours = f"color: {brand.handling.color(document.handling)}; background: {brand.handling.background}"
        font = f"font: 700 {brand.handling.size:g}pt {brand.font.screen.sans}"
        place = "height: 8mm; margin: 3mm 0 auto; text-align: center; print-color-adjust: exact"
        text += f" @bottom-right {{ content: {_css_text(document.handling)}; {colours}; {font}; {place} }}"
    return f"\n@media print {{ @page {{ {text} }} }}"


def _numbered(document: Document) -> str:
    before, between, after = (_css_text(text) for text in _ROUND_NUMBERS.split(document.terms.page))
    return f"{before} counter(page) {between} counter(pages) {after}"


def _css_text(text: str) -> str:
    """Words as a string of CSS; what could end it, or the element that it stands in, is left out."""
    return '"' + _ENDING.sub(" ", text) + '"'


def _text(assets: Mapping[str, bytes], name: str) -> str:
    try:
        return assets[name].decode()
    except UnicodeDecodeError as error:
        raise UsageError.at(f"not UTF-8 text at byte {error.start}", Place(path=f"templates/{name}")) from error


@lru_cache(maxsize=2)  # a watch, or a hundred outlines, compile the template once
def _environment(template: str) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=DictLoader({TEMPLATE: template}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _logo(assets: Mapping[str, bytes], brand: Brand, medium: Medium) -> str | None:
    """Where the page finds the house's sign: among the assets of the PDF, inside the page on a screen."""
    if brand.logo is None:
        return None
    name = brand.logo.file
    if name not in assets:
        message = f"no logo `{name}` in `templates`"
        raise UsageError.at(message, Place(path="templates/brand.yaml"), "Put the file beside `brand.yaml`.")
    if medium == "print":
        return f"asset:{quote(name)}"
    kind = "svg+xml" if name.endswith(".svg") else "png"
    return f"data:image/{kind};base64,{b64encode(assets[name]).decode()}"


def _said(error: Exception) -> str:
    if isinstance(error, TemplateError):
        return error.message or type(error).__name__
    return f"{type(error).__name__}: {error}"


def _place(error: Exception) -> Place:
    """The line of the template that failed: Jinja2 gives the frames of a template without a file its own lines."""
    if isinstance(error, TemplateSyntaxError):
        return Place(path=f"templates/{TEMPLATE}", line=error.lineno)
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return Place(path=f"templates/{TEMPLATE}", line=lines[-1] if lines else None)
