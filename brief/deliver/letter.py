"""A Document in; what its mail says (title, bottom line, key points, references), as plain text and as HTML, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from traceback import extract_tb
from typing import TypeVar, assert_never

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from brief.errors import UsageError
from brief.model.brand import Brand
from brief.model.companions import MailTerms
from brief.model.diagnostic import Place
from brief.model.document import Document, EvidenceList, Point, Points
from brief.model.inline import Cite, Context, Line, Tag, Verbatim, Words

_KINDS = ("txt", "html")
_Named = TypeVar("_Named", bound=str)
_HINT = "The template is the house's own: mend it, or take it out of `templates/` to have the usual one."


class Reference(Struct, frozen=True, kw_only=True):
    """Where one cited passage stands."""

    number: int
    words: str
    url: str | None


class Letter(Struct, frozen=True, kw_only=True):
    """What a mail says, for its templates."""

    title: str
    subtitle: str | None
    product: str
    issue: str
    author: str | None
    handling: str | None
    language: str
    label: str
    """Over the bottom line."""
    bottom_line: Line
    remarks: tuple[Line, ...]
    heading: str
    """Over the key points."""
    points: tuple[Point, ...]
    references: tuple[Reference, ...]
    """Of what the mail itself cites, in order of their numbers."""
    checked: str
    """That every passage stands in its source, as the brief says it."""
    changes: tuple[str, ...] = ()
    """What a correction changes, a line each."""
    correction: bool = False
    test: bool = False
    attached: tuple[str, ...] = ()
    """Names of the files."""
    leave: str | None = None
    """The address that takes a reader off."""
    terms: MailTerms = field(default_factory=MailTerms)
    """What the mail says of itself, in its language."""


def letter(document: Document) -> Letter:
    """What the mail of a brief says."""
    part = next((one for one in document.parts if one.kind == "key_points"), None)
    points = tuple(
        point for block in (part.blocks if part else ()) if isinstance(block, Points) for point in block.points
    )
    bottom = document.bottom_line
    lines = [*((bottom.words, *bottom.remarks) if bottom else ()), *(point.words for point in points)]
    return Letter(
        title=document.title,
        subtitle=document.subtitle,
        product=document.product,
        issue=document.issue,
        author=document.author,
        handling=document.handling,
        language=document.language,
        label=bottom.label if bottom else "",
        bottom_line=bottom.words if bottom else (),
        remarks=bottom.remarks if bottom else (),
        heading=part.heading if part else "",
        points=points,
        references=tuple(_references(document, lines)),
        checked=document.footer[0] if document.footer else "",
        terms=document.terms.mail,
    )


def _references(document: Document, lines: Iterable[Line]) -> Iterator[Reference]:
    cited = {inline.number for line in lines for inline in line if isinstance(inline, Cite)}
    works = {work.label: work for work in document.bibliography}
    blocks = (block for part in document.parts for block in part.blocks if isinstance(block, EvidenceList))
    for row in (row for block in blocks for row in block.rows if row.number in cited):
        work = works.get(row.source)
        known = (work.publisher, work.title) if work else ()
        words = ", ".join(filter(None, (row.source, *known, row.place)))
        yield Reference(number=row.number, words=words, url=work.url if work else None)


def rendered(said: Letter, brand: Brand, assets: Mapping[str, bytes], language: str | None) -> tuple[str, str]:
    """The mail as plain text and as HTML, by the templates of the reader's language where the house has them.

    Raises:
        UsageError: a template is wrong, with its line.
    """
    text, html = (_rendered(said, brand, assets, _template(assets, kind, language)) for kind in _KINDS)
    return text, html


def tongue(asked: str | None, known: Iterable[_Named], own: _Named) -> _Named:
    """The language of a mail: the reader's where there is a catalogue for it, else the brief's own."""
    first = (asked or "").partition("-")[0].lower()
    return next((one for one in (own, *known) if one.partition("-")[0].lower() == first), own)


def languages(assets: Mapping[str, bytes], asked: Iterable[str | None]) -> dict[str | None, str | None]:
    """For each language that readers have, the one whose templates they get; None is the house's common ones."""
    return {one: one if one and any(_named(kind, one) in assets for kind in _KINDS) else None for one in asked}


def _named(kind: str, language: str) -> str:
    return f"mail.{language.lower()}.{kind}.j2"


def _template(assets: Mapping[str, bytes], kind: str, language: str | None) -> str:
    own = _named(kind, language) if language else ""
    return own if own in assets else f"mail.{kind}.j2"


def _rendered(said: Letter, brand: Brand, assets: Mapping[str, bytes], name: str) -> str:
    try:
        source = assets[name].decode()
    except UnicodeDecodeError as error:
        raise UsageError.at(f"not UTF-8 text at byte {error.start}", Place(path=f"templates/{name}")) from error
    html = ".html." in name
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader({name: source}),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    voice = brand.font.screen.serif
    environment.filters |= {"line": (lambda line: _marked_up(line, voice)) if html else plain, "plain": plain}
    try:
        made = environment.get_template(name).render(letter=said, brand=brand)
    except MemoryError:
        raise
    except Exception as error:  # a house's template can go wrong in any way that Python can
        raise UsageError.at(f"the template is wrong: {_fault(error)}", _place(error, name), _HINT) from error
    return made if html else _tidy(made)


def _tidy(text: str) -> str:
    """No spaces at line ends, and never two blank lines in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).rstrip() + "\n"


def plain(line: Line) -> str:
    """A line as text, its references in brackets."""
    words = ""
    for inline in line:
        match inline:
            case Cite(number=number):
                words += f"{'' if words.endswith((' ', ']')) or not words else ' '}[{number}]"
            case Tag(glyph=glyph, text=text):
                words += f"{glyph} {text}"
            case Words(text=text) | Verbatim(text=text) | Context(text=text):
                words += text
            case _:
                assert_never(inline)
    return " ".join(words.split())


def _marked_up(line: Line, voice: str) -> Markup:
    """A line as markup whose style stands in the element: mail programs drop stylesheets."""
    made = Markup()
    for inline in line:
        match inline:
            case Cite(number=number):
                made += Markup("&nbsp;<span class=ref>[{}]</span>").format(number)
            case Verbatim(text=text) | Context(text=text):
                made += Markup('<span style="font-family:{}">{}</span>').format(voice, text)
            case Tag(glyph=glyph, text=text):
                made += Markup("{} {}").format(glyph, text)
            case Words(text=text, tone="strong"):
                made += Markup("<strong>{}</strong>").format(text)
            case Words(text=text):
                made += Markup.escape(text)
            case _:
                assert_never(inline)
    return made


def corrected(said: Letter, changes: Sequence[str]) -> Letter:
    """The mail of a correction: what it changes stands above everything."""
    return replace(said, correction=True, changes=tuple(changes))


def _fault(error: Exception) -> str:
    if isinstance(error, TemplateError):
        return error.message or type(error).__name__
    return f"{type(error).__name__}: {error}"


def _place(error: Exception, name: str) -> Place:
    if isinstance(error, TemplateSyntaxError):
        return Place(path=f"templates/{name}", line=error.lineno)
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return Place(path=f"templates/{name}", line=lines[-1] if lines else None)
