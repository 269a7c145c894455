"""An HTML page in, a tagged PDF (PDF/UA-1) out: only named assets can be reached, and nothing is lost in silence."""

from __future__ import annotations

import ctypes.util
import gc
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urlsplit

from brief.errors import WriteError
from brief.model.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from weasyprint import Document
    from weasyprint.urls import URLFetcher

ASSET = "asset:"  # asset:fonts/SourceSans3-Regular.ttf
OLD_HARFBUZZ = "Using fontTools instead"  # Using fontTools instead of HarfBuzz-Subset: slower, the pages are the same
VARIANT = "pdf/ua-1"
LINKS = frozenset({"http", "https", "mailto"})
NO_GLYPH = ".notdef glyph"  # .notdef glyph rendered for Unicode string unsupported by fonts: "x" (U+0078)
INSTANCER = "fontTools.varLib.instancer"


def typeset(page: bytes, assets: Mapping[str, bytes]) -> bytes:
    """The page as PDF; `assets` are what it may name, as `asset:fonts/…`. The same input gives the same bytes.

    Raises:
        WriteError: The page asks for anything else, a character is in no font, a link leads nowhere, or a rule of the
            style is not understood.
    """
    _import_fast()
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    with _complaining() as complaints, _without_garbage_collection():
        try:
            document = HTML(string=page.decode(), url_fetcher=_fetcher(assets)).render(pdf_variant=VARIANT)
            _drop_links(document)
            pdf = cast("bytes", document.write_pdf(pdf_variant=VARIANT, pdf_identifier=sha256(page).digest()[:16]))
        except FatalURLFetchingError as error:
            raise WriteError.at(str(error)) from error
    if complaints:
        raise WriteError(*dict.fromkeys(complaints))
    return pdf


def _fetcher(assets: Mapping[str, bytes]) -> URLFetcher:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
        """The named assets, and nothing of the disk or the network."""

        def fetch(self, url: str | None, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002  as in the base
            scheme, asset, name = unquote(url or "").partition(ASSET)
            if scheme or not asset or name not in assets:
                raise FatalURLFetchingError(f"the page asks for `{(url or '')[:200]}`, which is not among its assets")
            return URLFetcherResponse(url, assets[name])

    return Assets()


def _drop_links(document: Document) -> None:
    """Take out each link that leads neither to the web, nor to mail, nor into the page."""
    for page in document.pages:
        page.links = [link for link in page.links if link[0] != "external" or _is_harmless(link[1])]


def _is_harmless(target: str) -> bool:
    try:
        return urlsplit(target.strip()).scheme in LINKS
    except ValueError:
        return False


@contextmanager
def _complaining() -> Iterator[list[Diagnostic]]:
    """What WeasyPrint warns of meanwhile, such as a character that no font has: on paper it would be a box."""
    complaints: list[Diagnostic] = []
    handler = logging.Handler(logging.WARNING)
    handler.addFilter(lambda record: not record.msg.startswith(OLD_HARFBUZZ))
    handler.emit = lambda record: complaints.append(_complaint(record))  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield complaints
    finally:
        logger.removeHandler(handler)


def _complaint(record: logging.LogRecord) -> Diagnostic:
    if record.msg.startswith(NO_GLYPH) and isinstance(record.args, tuple):
        character = str(record.args[0])
        message = f"no font has the character “{character}” (U+{ord(character):04X})"
        hint = (
            "Leave the passage out, or make the other formats: `--format docx`. "
            "A font that has it may stand in `templates/fonts` and `templates/brief.css`."
        )
        return Diagnostic(severity=Severity.ERROR, message=message, hint=hint, code=f"no-glyph {character}")
    return Diagnostic(severity=Severity.ERROR, message=f"while setting the PDF: {record.getMessage()}")


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Layout makes objects by the million and few circles: looking for these is 5 % of a cold run."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _import_fast() -> None:
    """Import WeasyPrint at 0.4 of its cost, 0.19 instead of 0.48 CPU s; what it needs later it still finds.

    `find_library` may start ldconfig, gcc and ld for each C library before the plain name is tried, which `dlopen`
    knows by itself under glibc. Two parts of fontTools serve only variable fonts and old HarfBuzz: they can wait.
    """
    if "weasyprint" in sys.modules:
        return
    find_library = ctypes.util.find_library
    if "CS_GNU_LIBC_VERSION" in getattr(os, "confstr_names", ()):
        ctypes.util.find_library = _find_nothing
    _put_off("fontTools.subset")
    sys.modules[INSTANCER] = instancer = ModuleType(INSTANCER)
    vars(instancer).update(instantiateVariableFont=_instantiate, __getattr__=_of_instancer)
    try:
        import_module("weasyprint")
    finally:
        ctypes.util.find_library = find_library
        if sys.modules.get(INSTANCER) is instancer:
            del sys.modules[INSTANCER]


def _find_nothing(name: str) -> None:  # noqa: ARG001  it stands in for find_library
    return None


def _put_off(name: str) -> None:
    """Let a module load at its first use."""
    package, _, child = name.rpartition(".")
    spec = find_spec(name)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = loader = LazyLoader(spec.loader)
    sys.modules[name] = module = module_from_spec(spec)
    loader.exec_module(module)
    # Found as an attribute, it is not looked at by the import statement, which would load it.
    setattr(sys.modules[package], child, module)


def _instantiate(*args: object, **options: object) -> object:
    return import_module(INSTANCER).instantiateVariableFont(*args, **options)


def _of_instancer(name: str) -> object:
    """Any other name that a later WeasyPrint may want of the module we stand in for."""
    if name.startswith("__"):
        raise AttributeError(name)
    sys.modules.pop(INSTANCER, None)
    return getattr(import_module(INSTANCER), name)
