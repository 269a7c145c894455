"""An HTML page in, a tagged PDF (PDF/UA-1) out; only the named assets can be reached, and nothing is lost in silence."""

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
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from brief.errors import WriteError

if TYPE_CHECKING:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

ASSET = "asset:"  # asset:fonts/SourceSans3-Regular.ttf
LINKS = frozenset({"", "http", "https", "mailto"})
INSTANCER = "fontTools.varLib.instancer"


def typeset(page: bytes, assets: Mapping[str, bytes]) -> bytes:
    """The page as PDF; `assets` are what it may name, as `asset:fonts/…`. The same input gives the same bytes.

    Raises:
        WriteError: The page asks for anything else, a character is in no font, or a rule of its style is not understood.
    """
    _import_fast()
    from weasyprint import HTML  # noqa: PLC0415  0.3 s, only for those who want a PDF
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    with _complaints() as complaints, _no_garbage_collection():
        try:
            html = HTML(string=page.decode(), url_fetcher=_fetcher(assets))
            _drop_links(html)
            identifier = sha256(page).hexdigest()[:32].encode()
            pdf = html.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
        except FatalURLFetchingError as error:
            raise WriteError.at(str(error.__cause__ or error)) from error
    if complaints:
        raise WriteError.at("; ".join(dict.fromkeys(complaints)))
    return pdf


def _fetcher(assets: Mapping[str, bytes]) -> URLFetcher:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class Assets(URLFetcher):
        """The named assets, and nothing of the disk or the network."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            name = unquote(url.removeprefix(ASSET))
            if not url.startswith(ASSET) or name not in assets:
                raise FatalURLFetchingError(f"the page asks for `{url[:200]}`, which is no asset")
            return URLFetcherResponse(url, assets[name])

    return Assets()


def _drop_links(html: HTML) -> None:
    """Take the target off each link that is not to the web, to mail or into the page."""
    for element in html.etree_element.iter():
        if "href" in element.attrib and urlsplit(element.attrib["href"].strip()).scheme not in LINKS:
            del element.attrib["href"]


def _import_fast() -> None:
    """Import WeasyPrint at 0.4 of its cost, 0.2 instead of 0.48 CPU s; what it needs later it still finds.

    `find_library` may start ldconfig, gcc and ld for each C library before the plain name is tried, which `dlopen` knows by
    itself under glibc; and two parts of fontTools load for faces that hardly occur: variable ones, and for a HarfBuzz that
    cannot subset.
    """
    if "weasyprint" in sys.modules:
        return
    find_library = ctypes.util.find_library
    if "CS_GNU_LIBC_VERSION" in getattr(os, "confstr_names", ()):
        ctypes.util.find_library = lambda _: None
    import fontTools  # noqa: PLC0415

    fontTools.subset = _put_off("fontTools.subset")
    sys.modules[INSTANCER] = instancer = ModuleType(INSTANCER)
    vars(instancer)["instantiateVariableFont"] = _instantiate
    try:
        import weasyprint  # noqa: F401, PLC0415
    finally:
        ctypes.util.find_library = find_library
        del sys.modules[INSTANCER]


def _put_off(name: str) -> ModuleType:
    """The module, to be loaded at its first use."""
    spec = find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    spec.loader = loader = LazyLoader(spec.loader)
    sys.modules[name] = module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def _instantiate(*args: object, **options: object) -> object:
    return import_module(INSTANCER).instantiateVariableFont(*args, **options)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint warns of meanwhile, such as a character that no font has: on paper it would be a box."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Layout makes millions of objects and few circles: collecting them is a tenth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
