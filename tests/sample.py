"""A complete made-up brief, the input of every writer's tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from brief.model.article import Span
from brief.model.document import (
    BottomLine,
    Column,
    Document,
    Evidence,
    EvidenceList,
    Legend,
    OpenQuestion,
    OpenQuestions,
    Part,
    Point,
    Points,
    Prose,
    Quotation,
    Quotations,
    QuoteGroup,
    Row,
    RowGroup,
    Table,
    inlines,
)
from brief.model.inline import Cite, Context, Inline, Line, Tag, Tone, Verbatim, Words

_SOURCES = {"gazette": "S1", "straits": "S2", "coastwatch": "S3", "havn": "S4"}
_PLACES = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
"""Article and line, then the cited passage in brackets between its neighbours; in the order of their numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    article: str
    line: int
    before: str
    cited: str
    after: str

    @property
    def source(self) -> str:
        return _SOURCES[self.article]

    @property
    def start(self) -> int:
        return self.line * 400


def _passage(place: str) -> _Passage:
    head, text = place.split("\n", 1)
    article, line = head.split()
    before, rest = text.replace("\n", " ").split("[")
    cited, after = rest.split("]")
    return _Passage(article=article, line=int(line), before=before, cited=cited, after=after)


_PASSAGES = tuple(_passage(place) for place in _PLACES.strip().split("\n\n"))


class _Marks:
    """Gives each reference mark of one passage its own anchor."""

    def __init__(self) -> None:
        self._turn = {number: count(1) for number in range(1, len(_PASSAGES) + 1)}

    def __call__(self, number: int) -> Cite:
        return Cite(id=f"r{number}-{next(self._turn[number])}", number=number, target=f"e{number}")


def desk(text: str, tone: Tone = "plain") -> Words:
    return Words(text=text, tone=tone)


def said(number: int, text: str | None = None) -> Verbatim:
    """The words of a passage, or a part of them."""
    passage = _PASSAGES[number - 1]
    words = text or passage.cited
    start = passage.start + passage.cited.index(words)
    return Verbatim(text=words, spans=(Span(article=passage.article, start=start, end=start + len(words)),))


def origins(number: int) -> Tag:
    return Tag(sort="origins", glyph="●" * number, text="1 origin" if number == 1 else f"{number} origins")


FORECAST = Tag(sort="forecast", glyph="→", text="Forecast")
CONTESTED = Tag(sort="contested", glyph="≠", text="Contested D1")
EDITED = Tag(sort="edited", glyph="≈", text="Reworded by the desk")


def document() -> Document:
    """The whole sample: every kind of block and inline occurs in it."""
    mark = _Marks()
    front = Document(
        title="Cables in the strait: accident or message?",
        subtitle="What four articles say about the breaks of March, and what the islands can expect by winter",
        author="Northern Seas Desk",
        language="en-GB",
        dated=date(2025, 7, 11),
        product="Policy Brief",
        issue="No. 27, 11 July 2025",
        running=("Policy Brief No. 27", "Cables in the strait, 11 July 2025"),
        footer=(
            "Verified by brief 0.1: 14 of 14 passages match their sources word for word.",
            "Evidence fingerprint 7c1e 09ab 44f2",
        ),
        handling="TLP:GREEN",
        facts=(
            ("Date", "11 July 2025"),
            ("Cut-off", "9 July 2025"),
            ("Desk", "Northern Seas"),
            ("Sources", "4, from 3 origins"),
        ),
        bottom_line=_bottom_line(mark),
        parts=(_key_points(mark), _quotations(mark), _timeline(mark), _questions(mark), _sources()),
    )
    return replace(front, parts=(*front.parts, _evidence(front)))


def _bottom_line(mark: _Marks) -> BottomLine:
    return BottomLine(
        id="bottom-line",
        label="Bottom line",
        words=(
            desk(
                "The March breaks are still unexplained. A third one before winter is likely, and the islands would "
                "then depend on diesel until a repair ship comes."
            ),
        ),
        remarks=(
            (desk("The desk’s judgement, not a quotation."),),
            (desk("Confidence: "), desk("moderate", "strong")),
            (desk("Rests on"), mark(1), mark(2), mark(3)),
        ),
    )


def _key_points(mark: _Marks) -> Part:
    points = (
        Point(id="k1", words=(said(1), mark(1)), tags=(origins(2),)),
        Point(id="k2", words=(said(2), mark(2)), tags=(FORECAST, origins(1))),
        Point(id="k3", words=(said(3), mark(3)), tags=(FORECAST, origins(1))),
        Point(
            id="k4",
            words=(
                desk("The coast guard leaves the cause open, but one columnist calls it "),
                said(5, "a message with a return address"),
                desk("."),
                mark(4),
                mark(5),
            ),
            tags=(CONTESTED, EDITED, origins(2)),
            edited=True,
        ),
        Point(id="k5", words=(said(6), mark(6)), tags=(FORECAST, origins(1))),
    )
    return Part(
        id="key-points",
        kind="points",
        heading="Key points",
        note="Sentences quoted word for word. Numbers in brackets lead to the evidence.",
        blocks=(Points(points=points), _legend()),
    )


def _legend() -> Legend:
    serif = Verbatim(text="Serif type", spans=())
    return Legend(
        id="legend",
        label="How to read this brief",
        entries=(
            (
                (serif,),
                (desk("Below the title, quoted word for word from a source. Sans-serif type is the desk’s own."),),
            ),
            ((FORECAST,), (desk("A statement about the future, whoever makes it."),)),
            ((CONTESTED,), (desk("Another source says otherwise."),)),
            ((origins(2),), (desk("Separate speakers or documents behind a claim; repeats count once."),)),
        ),
    )


def _quotations(mark: _Marks) -> Part:
    mayor = QuoteGroup(
        id="speaker-saether",
        speaker="Ragnhild Sæther",
        about=(
            (desk("Mayor of the islands"),),
            (desk("Harbour council, as reported in S1"),),
            (desk("4 March 2025"),),
        ),
        quotations=(
            Quotation(id="q1", words=(said(7), mark(7))),
            Quotation(id="q2", words=(said(8), mark(8))),
        ),
    )
    owner = QuoteGroup(
        id="speaker-owner",
        speaker="Unnamed owner",
        about=(
            (desk("Owner of the ship, on “"), said(9, "the log"), desk("”, as reported in S4")),
            (desk("Date not given", "muted"),),
        ),
        quotations=(Quotation(id="q3", words=(said(9), mark(9))),),
    )
    return Part(
        id="quotations",
        kind="quotations",
        heading="Quotations",
        note="What named and unnamed speakers said, in the words the sources give.",
        blocks=(Quotations(groups=(mayor, owner)),),
    )


def _timeline(mark: _Marks) -> Part:
    def row(ident: str, when: Line, number: int, status: tuple[Line, ...]) -> Row:
        source = (desk(_PASSAGES[number - 1].source), mark(number))
        return Row(id=ident, cells=((when,), ((said(number),),), status, (source,)))

    reported = RowGroup(
        heading="Reported",
        tone="accent",
        rows=(
            row("t1", (desk("2019"),), 10, ((desk("Reported"),),)),
            row("t2", (desk("3 March 2025"),), 1, ((desk("Reported"),),)),
            row("t3", (desk("June 2025"),), 11, ((desk("Reported"),),)),
            row("t4", (desk("Undated "), desk("“"), said(12, "Earlier"), desk("”")), 12, ((desk("Reported"),),)),
        ),
    )
    forecast = RowGroup(
        heading="Forecast, as of 9 July 2025",
        tone="forecast",
        rows=(
            row("t5", (desk("By the end of August 2025"),), 3, ((desk("Forecast", "forecast"),),)),
            row(
                "t6",
                (desk("Before the winter"),),
                2,
                ((desk("Forecast", "forecast"),), (desk("≠ contested", "contested"),)),
            ),
            row("t7", (desk("2027, if parliament votes"),), 6, ((desk("Conditional", "forecast"),),)),
        ),
    )
    return Part(
        id="timeline",
        kind="timeline",
        heading="Timeline",
        note="Reported events first, forecasts after them, each in its source’s words.",
        blocks=(
            Table(
                id="timeline-table",
                caption="Events in order of time: reported, then forecast",
                columns=(
                    Column(head="When", width=42),
                    Column(head="Event, in the source’s words", width=91),
                    Column(head="Status", width=23),
                    Column(head="Sources", width=16),
                ),
                groups=(reported, forecast),
            ),
        ),
    )


def _questions(mark: _Marks) -> Part:
    return Part(
        id="questions",
        kind="questions",
        heading="Open questions",
        note="What these sources cannot settle, and what would.",
        blocks=(
            OpenQuestions(
                questions=(
                    OpenQuestion(
                        id="open1",
                        label="Q1",
                        head=(desk("Left open by Coastwatch (S3)"),),
                        words=(said(13), mark(13)),
                        why=(
                            desk("The ministry pays for "),
                            desk("ninety days", "strong"),
                            desk("; S3 names no one after."),
                        ),
                        closes=(desk("The contract of the repair ship, or the ministry on the record."),),
                    ),
                    OpenQuestion(
                        id="open2",
                        label="Q2",
                        head=(desk("Asked by Straits Review (S2)"),),
                        words=(said(14), mark(14)),
                        why=(desk("Its owner gave no answer, and no other source asks."),),
                        closes=(desk("A named statement of the smelter’s owner, with a date."),),
                    ),
                )
            ),
        ),
    )


def _sources() -> Part:
    rows = (
        _source("gazette", "News report|4 March 2025|Islands Dark After Second Cable Goes|Ivar Løkke|"
                "Harbour council; coast guard|B2|Names its speakers."),
        _source("straits", "Opinion column|Date not given|The Anchor Is the Message|Solveig Ångström|"
                "Own analysis|C3|Gives no source for its odds."),
        _source("coastwatch", "Bulletin|1 July 2025|Repair Ship Delayed|No byline|"
                "The ministry’s release|B2|Relays the release in full."),
        _source("havn", "News report|30 June 2025|Premiums Up by a Fifth|No byline|"
                "The ministry’s release|Not graded|Same release as S3."),
    )  # fmt: skip
    base = (
        "This edition rests on four articles that trace back to three origins: S3 and S4 print the same release. One "
        "article carries no date, so its words “before the winter” are counted from the cut-off. One speaker is named."
    )
    return Part(
        id="sources",
        kind="sources",
        heading="Sources",
        note="How far the evidence carries, then each source.",
        blocks=(
            Prose(id="source-base", label="Source base", lines=((desk(base),),)),
            Table(
                id="source-table",
                caption="The sources of this brief",
                columns=(
                    Column(head="Source", width=42),
                    Column(head="Headline and author", width=53),
                    Column(head="Origins", width=33),
                    Column(head="Grade", width=12),
                    Column(head="Note", width=32),
                ),
                groups=(RowGroup(heading=None, tone="plain", rows=rows),),
                note="Grade: reliability of the source from A (reliable) to F, then credibility from 1 to 6.",
            ),
        ),
    )


def _source(name: str, facts: str) -> Row:
    sort, when, title, author, origin, grade, note = facts.split("|")
    headline = Verbatim(text=title, spans=(Span(article=name, start=0, end=len(title)),))
    return Row(
        id=f"source-{name}",
        cells=(
            ((desk(_SOURCES[name], "strong"), desk(f" {sort}")), (desk(when, "muted"),)),
            ((headline,), (desk(author, "muted"),)),
            ((desk(origin),),),
            ((desk(grade, "strong"),),),
            ((desk(note),),),
        ),
    )


def _evidence(front: Document) -> Part:
    cites = [inline for inline in inlines(front) if isinstance(inline, Cite)]
    rows = tuple(
        Evidence(
            id=f"e{number}",
            number=number,
            source=passage.source,
            place=f"line {passage.line}",
            words=tuple(_in_place(number, passage)),
            cited_by=tuple(cite.id for cite in cites if cite.number == number),
        )
        for number, passage in enumerate(_PASSAGES, start=1)
    )
    return Part(
        id="evidence",
        kind="evidence",
        heading="Evidence",
        note="Each passage in its place: cited words marked, spelling as in the source, ¶ for a new line.",
        blocks=(EvidenceList(rows=rows),),
        new_page=True,
    )


def _in_place(number: int, passage: _Passage) -> Iterator[Inline]:
    def beside(text: str, start: int) -> Context:
        return Context(text=text, span=Span(article=passage.article, start=start, end=start + len(text)))

    if passage.before:
        yield beside(passage.before, passage.start - len(passage.before))
    yield said(number)
    yield beside(passage.after, passage.start + len(passage.cited))
