"""An HTML page in, a PDF out that is PDF/A-3a and PDF/UA-1 at once: only named assets can be reached."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from brief.errors import UsageError, WriteError
from brief.model.brand import Brand
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.write.pdf.job import Job
from brief.write.pdf.quick import import_weasyprint

if TYPE_CHECKING:
    from weasyprint import CSS, HTML, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

ASSET = "asset:"  # asset:fonts/SourceSans3-Regular.ttf
OLD_HARFBUZZ = "Using fontTools instead"  # Using fontTools instead of HarfBuzz-Subset: slower, the pages are the same
VARIANT = "pdf/a-3a"
XHTML = "http://www.w3.org/1999/xhtml"
_HEAD = 200
"""Bytes in which a page says what it is."""
LINKS = frozenset({"http", "https", "mailto"})
NO_GLYPH = ".notdef glyph"  # .notdef glyph rendered for Unicode string unsupported by fonts: "x" (U+0078)
STYLE = "templates/brief.css"
IGNORED = re.compile(
    r"Ignored .{1,400} at (?P<line>\d{1,7}):\d{1,7}", re.DOTALL
)  # Ignored `colr: red` at 12:3, unknown property.
# PDF/UA-1 beside PDF/A: the part, and the schema that PDF/A wants of every name that it does not know itself.
_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>'
    b'</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289 that this document follows</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"
)


def make_ready() -> None:
    """Load all that setting a page needs, so that nothing need be opened for it later."""
    import_weasyprint()
    from weasyprint import images, pdf, svg  # noqa: F401
    from weasyprint.text import ffi  # noqa: F401


def typeset(page: bytes, job: Job) -> bytes:
    """The page as PDF; it may name the job's assets, as `asset:logo.svg`. The same input gives the same bytes.

    Raises:
        UsageError: The brand names a font that is not there.
        WriteError: The page asks for anything else, a character is in no font, a link leads nowhere, or a rule of the
            style is not understood.
    """
    with _complaining() as complaints, _within_its_assets():
        pdf = _written(_laid_out(page, job), page, job)
    if complaints:
        raise WriteError(*dict.fromkeys(complaints))
    return pdf


def count_pages(page: bytes, job: Job) -> bytes:
    """How many pages the page has, in digits."""
    with _within_its_assets():
        return str(len(_laid_out(page, job).pages)).encode()


def _laid_out(page: bytes, job: Job) -> Document:
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fetcher = _fetcher(job.assets)
    faces = _faces(job.brand, job.assets, fonts, fetcher)
    html = _polyglot(page, fetcher) or HTML(string=page.decode(), url_fetcher=fetcher)
    return html.render(font_config=fonts, stylesheets=[faces], pdf_variant=VARIANT)


def _polyglot(page: bytes, fetcher: URLFetcher) -> HTML | None:
    """A page that says it is XHTML and is, read by expat: at a tenth of the cost of HTML's own rules."""
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    if XHTML.encode() not in page[:_HEAD]:
        return None
    try:
        root = ET.fromstring(page)  # noqa: S314  this process has its limits, and expat its own
    except ET.ParseError:
        return None
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{XHTML}}}")
    if root.find(".//base") is not None:
        return None
    html = HTML.__new__(HTML)
    html.base_url, html.url_fetcher, html.media_type = None, fetcher, "print"
    html.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = root
    return html


def _written(document: Document, page: bytes, job: Job) -> bytes:
    _drop_links(document)
    _paint_close(document)
    _say_ua(document)
    identifier = sha256(page + b"".join(job.attached.values())).digest()[:16]
    attachments = [_attachment(name, data, job) for name, data in job.attached.items()]
    return cast(
        "bytes",
        document.write_pdf(
            finisher=_name_files_once, pdf_variant=VARIANT, pdf_identifier=identifier, attachments=attachments
        ),
    )


def _paint_close(document: Document) -> None:
    """Let each page be one string when it is painted, not a list of strokes: a quarter of a long PDF's memory."""

    def paint(whole: Callable[..., None], stream: Any, *given: object) -> None:  # noqa: ANN401  pydyf's
        whole(stream, *given)
        stream.stream = [b"\n".join(map(_as_written, stream.stream))]

    for page in document.pages:
        page.paint = partial(paint, page.paint)


def _as_written(stroke: Any) -> bytes:  # noqa: ANN401  bytes, a str, or pydyf's own
    if isinstance(stroke, bytes):
        return stroke
    return stroke.encode() if isinstance(stroke, str) else bytes(stroke.data)


def _name_files_once(_: Document, pdf: Any) -> None:  # noqa: ANN401  pydyf carries no types
    """WeasyPrint 70 lists an attachment twice among the associated files."""
    if files := pdf.catalog.get("AF"):
        files[:] = dict.fromkeys(files)


def _attachment(name: str, data: bytes, job: Job) -> object:
    from weasyprint import Attachment

    stamp = datetime.combine(job.dated, time(), UTC)
    return Attachment(
        string=data, name=name, description=_DESCRIPTION, relationship="Data", created=stamp, modified=stamp
    )


_DESCRIPTION = "Every printed passage with its source, place and exact words"


def _faces(brand: Brand, assets: Mapping[str, bytes], fonts: FontConfiguration, fetcher: URLFetcher) -> CSS:
    """The house's type: no other font exists for this process."""
    from weasyprint import CSS

    pdf = brand.font.pdf
    families = (pdf.serif, pdf.serif_small, pdf.serif_quote, pdf.serif_display, pdf.sans, *pdf.fallback)
    faces = [(one.family, weight, f"fonts/{file}") for one in families for weight, file in one.faces.items()]
    if missing := sorted({file for _, _, file in faces if file not in assets}):
        told = (f"no font `{file}` in `templates`" for file in missing)
        raise UsageError(*(Diagnostic(severity=Severity.ERROR, message=one, place=_BRAND) for one in told))
    rules = (f'@font-face{{font-family:"{name}";font-weight:{weight};src:url({ASSET}{file.replace(" ", "%20")})}}'
             for name, weight, file in dict.fromkeys(faces))  # fmt: skip
    return CSS(string="".join(rules), font_config=fonts, url_fetcher=fetcher)


_BRAND = Place(path="templates/brand.yaml")


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


@contextmanager
def _within_its_assets() -> Iterator[None]:
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        raise WriteError.at(str(error)) from error


def _drop_links(document: Document) -> None:
    """Take out each link that leads neither to the web, nor to mail, nor into the page."""
    for page in document.pages:
        page.links = [link for link in page.links if link[0] != "external" or _is_harmless(link[1])]


def _is_harmless(target: str) -> bool:
    try:
        return urlsplit(target.strip()).scheme in LINKS
    except ValueError:
        return False


def _say_ua(document: Document) -> None:
    """Say of the file that it is PDF/UA-1 too; WeasyPrint says one of the two."""
    metadata = document.metadata
    metadata.generate_rdf_metadata = partial(_with_ua, metadata.generate_rdf_metadata)


def _with_ua(generate: Any, *given: object) -> bytes:  # noqa: ANN401  WeasyPrint's own
    rdf: bytes = generate(*given)
    return rdf.replace(b"</rdf:RDF>", _UA)


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
            "Leave the passage out, or make the other formats: `--format docx`. A font that has it may stand in "
            "`templates/fonts` and under `font: {pdf: {fallback: …}}` in `templates/brand.yaml`."
        )
        return Diagnostic(severity=Severity.ERROR, message=message, hint=hint, code=f"no-glyph {character}")
    told = record.getMessage()
    ignored = IGNORED.match(told)
    if ignored and int(ignored["line"]) > 1:
        place = Place(path=STYLE, line=int(ignored["line"]) - 1)  # the stylesheet begins on the second line of `style`
        return Diagnostic(severity=Severity.ERROR, message=f"the PDF cannot be set with it: {told}", place=place)
    return Diagnostic(severity=Severity.ERROR, message=f"while setting the PDF: {told}")
