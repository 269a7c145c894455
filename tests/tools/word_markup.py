"""A DOCX of ours as Word writes it back: tracked changes and moves, rsids, split runs, tags, controls, cover pages."""

from __future__ import annotations

import copy
import re
from itertools import count
from typing import Self

from lxml import etree

from tests.tools.edit_drafts import XML_SPACE, Body, W

AUTHOR, AT = "Ann Lee", "2026-06-23T09:00:00Z"
_WORDS_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WORDS_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_CHANGES = "http://schemas.openxmlformats.org/package/2006/relationships"


class Word(Body):
    """A draft that is worked in as Word would write it; each step can be chained to the next."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._ids = count(90_000)

    def tracked(self, tag: str, **more: str) -> etree._Element:
        """An element that says who did something and when."""
        said = {"id": str(next(self._ids)), "author": AUTHOR, "date": AT, **more}
        return etree.Element(f"{W}{tag}", {f"{W}{key}": value for key, value in said.items()})

    def track_words(self, was: str, now: str) -> Self:
        """Words replaced, the old ones in `w:del`, the new ones in `w:ins`, between runs that Word has split."""
        run = self._run(was)
        text = run.find(f"{W}t").text or ""
        before, _, after = text.partition(was)
        parts: list[etree._Element] = [self._like(run, before)]
        if was:
            gone = self.tracked("del")
            gone.append(self._like(run, was, "delText"))
            parts.append(gone)
        if now:
            new = self.tracked("ins")
            new.append(self._like(run, now))
            parts.append(new)
        parts.append(self._like(run, after))
        for part in parts:
            run.addprevious(part)
        run.getparent().remove(run)
        return self

    def track_removal(self, words: str) -> Self:
        """A paragraph with the tags below it deleted: each run in `w:del`, and its mark."""
        one = self.paragraph(words)
        below = one.getnext()
        for paragraph in (one, below) if below is not None and self.style(below) == "KeyPointTags" else (one,):
            self._wrap(paragraph, "del")
            self._mark(paragraph, "del")
        return self

    def track_addition(self, words: str, after: str) -> Self:
        """A new paragraph, put in with its mark."""
        self.add(words, after)
        new = self.paragraph(words)
        self._wrap(new, "ins")
        self._mark(new, "ins")
        return self

    def track_split(self, words: str, at: str) -> Self:
        """Enter pressed: the mark of the first half is inserted."""
        self.split(words, at)
        self._mark(self.paragraph(words), "ins")
        return self

    def track_join(self, words: str) -> Self:
        """The end of a paragraph deleted: its mark is, and the tags below it."""
        one = self.paragraph(words)
        below = one.getnext()
        self.type(one, " ")
        self._mark(one, "del")
        if below is not None and self.style(below) == "KeyPointTags":
            self._wrap(below, "del")
            self._mark(below, "del")
        return self

    def track_move(self, words: str, after: str) -> Self:
        """A paragraph with its tags dragged elsewhere: `w:moveFrom` there, `w:moveTo` here, between their ranges."""
        one, target = self.paragraph(words), self.paragraph(after)
        block = [one]
        for paragraph in (target, one):
            below = paragraph.getnext()
            if below is not None and self.style(below) == "KeyPointTags":
                target = below if paragraph is target else target
                block += [below] if paragraph is one else []
        copies = [copy.deepcopy(paragraph) for paragraph in block]
        for mark in (mark for paragraph in block for mark in paragraph.xpath(".//*[local-name()='bookmarkStart']")):
            mark.set(f"{W}name", f"_gone{mark.get(f'{W}name')}"[:40])
        for paragraphs, name in ((block, "moveFrom"), (copies, "moveTo")):
            for paragraph in paragraphs:
                self._wrap(paragraph, name)
                self._mark(paragraph, name)
        for new in reversed(copies):
            target.addnext(new)
        for first, last, name in ((block[0], block[-1], "moveFrom"), (copies[0], copies[-1], "moveTo")):
            start = self.tracked(f"{name}RangeStart", name="move1")
            first.addprevious(start)
            last.addnext(etree.Element(f"{W}{name}RangeEnd", {f"{W}id": start.get(f"{W}id")}))
        return self

    def track_row(self, words: str, name: str) -> Self:
        """A table row put in or taken out, as its properties say."""
        row = next(self.paragraph(words).iterancestors(f"{W}tr"))
        set_ = row.find(f"{W}trPr")
        set_.append(self.tracked(name))
        for paragraph in row.iter(f"{W}p"):
            self._wrap(paragraph, name)
            self._mark(paragraph, name)
        return self

    def saved(self) -> Self:
        """All that Word adds when it saves: rsids, spelling marks, split runs, page breaks it saw, `_GoBack`."""
        for number, paragraph in enumerate(self.paragraphs()):
            paragraph.set(f"{W}rsidR", f"00A{number % 9}2F31")
            paragraph.set(f"{_WORDS_2010}paraId", f"{number + 0x10000000:08X}")
        for run in [run for run in self.root.iter(f"{W}r") if len(run.findall(f"{W}t")) == 1]:
            text = run.find(f"{W}t").text or ""
            run.set(f"{W}rsidRPr", "00B32F31")
            if len(text) > 12:
                later = self._like(run, text[9:])
                run.find(f"{W}t").text = text[:9]
                run.find(f"{W}t").set(XML_SPACE, "preserve")
                for between in (
                    etree.Element(f"{W}proofErr", {f"{W}type": kind}) for kind in ("spellEnd", "gramStart")
                ):
                    run.addnext(between)
                later.insert(len(later) - 1, etree.Element(f"{W}lastRenderedPageBreak"))
                run.getnext().getnext().addnext(later)
        first = self.paragraphs()[0]
        first.append(etree.Element(f"{W}bookmarkStart", {f"{W}id": "0", f"{W}name": "_GoBack"}))
        first.append(etree.Element(f"{W}bookmarkEnd", {f"{W}id": "0"}))
        return self

    def tag(self, words: str) -> Self:
        """Words in a smart tag, as old versions put round names."""
        run = self._run(words)
        tag = etree.Element(f"{W}smartTag", {f"{W}uri": "urn:schemas-microsoft-com:office:smarttags"})
        run.addprevious(tag)
        etree.SubElement(tag, f"{W}smartTagPr")
        tag.append(run)
        return self

    def control(self, words: str, around: str = "p") -> Self:
        """A content control round the paragraph with these words, its row, or the run."""
        one = self.paragraph(words)
        inner = self._run(words) if around == "r" else one if around == "p" else next(one.iterancestors(f"{W}{around}"))
        control = etree.Element(f"{W}sdt")
        look = etree.SubElement(control, f"{W}sdtPr")
        etree.SubElement(look, f"{W}alias", {f"{W}val": "Title of the control"})
        etree.SubElement(look, f"{W}placeholder").append(etree.Element(f"{W}docPart", {f"{W}val": "Click here"}))
        inner.addprevious(control)
        etree.SubElement(control, f"{W}sdtContent").append(inner)
        return self

    def cover(self, *lines: str) -> Self:
        """One of Word's cover pages before everything."""
        control = etree.Element(f"{W}sdt")
        part = etree.SubElement(etree.SubElement(control, f"{W}sdtPr"), f"{W}docPartObj")
        etree.SubElement(part, f"{W}docPartGallery", {f"{W}val": "Cover Pages"})
        content = etree.SubElement(control, f"{W}sdtContent")
        for line in lines:
            self.type(etree.SubElement(content, f"{W}p"), line)
        self.root.find(f"{W}body").insert(0, control)
        return self

    def rename_style(self, was: str, now: str) -> Self:
        """A style under another name; its id stays."""
        self.parts["word/styles.xml"] = self.parts["word/styles.xml"].replace(
            f'<w:name w:val="{was}"/>'.encode(), f'<w:name w:val="{now}"/>'.encode()
        )
        return self

    def localise(self, ident: str, now: str) -> Self:
        """A style under another id, as a Word in another language has it; its name stays."""
        self.parts["word/styles.xml"] = self.parts["word/styles.xml"].replace(
            f'"{ident}"'.encode(), f'"{now}"'.encode()
        )
        for style in self.root.iter(f"{W}pStyle", f"{W}rStyle"):
            if style.get(f"{W}val") == ident:
                style.set(f"{W}val", now)
        return self

    def lift_bookmarks(self) -> Self:
        """Bookmarks between the paragraphs instead of in them."""
        for paragraph in self.root.find(f"{W}body").findall(f"{W}p"):
            for mark in paragraph.findall(f"{W}bookmarkStart"):
                paragraph.addprevious(mark)
        return self

    def look(self, words: str, *names: str) -> Self:
        """Words made bold or italic by hand."""
        run = self._run(words)
        text = run.find(f"{W}t").text or ""
        before, _, after = text.partition(words)
        middle = self._like(run, words)
        set_ = middle.find(f"{W}rPr")
        if set_ is None:
            set_ = etree.Element(f"{W}rPr")
            middle.insert(0, set_)
        for name in names:
            set_.append(etree.Element(f"{W}{name}"))
        for part in (self._like(run, before), middle, self._like(run, after)):
            run.addprevious(part)
        run.getparent().remove(run)
        return self

    def link(self, words: str, address: str) -> Self:
        """Words that lead to a page."""
        self.look(words, "u")
        link = etree.Element(f"{W}hyperlink", {f"{{{_OFFICE}}}id": self.relate("hyperlink", address, outside=True)})
        run = self._run(words)
        run.addprevious(link)
        link.append(run)
        return self

    def relate(self, kind: str, target: str, *, outside: bool = False) -> str:
        """A relation of the body, by its id."""
        name = f"rIdWord{next(self._ids)}"
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        said = {"Id": name, "Type": f"{_OFFICE}/{kind}", "Target": target}
        etree.SubElement(
            relations, f"{{{_CHANGES}}}Relationship", said | ({"TargetMode": "External"} if outside else {})
        )
        self.parts["word/_rels/document.xml.rels"] = etree.tostring(relations)
        return name

    def comment(self, words: str, text: str, author: str = AUTHOR) -> Self:
        """A comment beside a paragraph; the file must have some."""
        story = etree.fromstring(self.parts["word/comments.xml"])
        number = str(next(self._ids))
        said = {"id": number, "author": author, "date": AT}
        new = etree.SubElement(story, f"{W}comment", {f"{W}{key}": value for key, value in said.items()})
        paragraph = etree.SubElement(new, f"{W}p", {f"{_WORDS_2010}paraId": f"7{number}00"})
        self.type(paragraph, text)
        self.parts["word/comments.xml"] = etree.tostring(story)
        run = etree.SubElement(self.paragraph(words), f"{W}r")
        etree.SubElement(run, f"{W}commentReference", {f"{W}id": number})
        return self

    def settle(self, text: str) -> Self:
        """A comment marked as done, which Word keeps in a part of its own."""
        story = etree.fromstring(self.parts["word/comments.xml"])
        one = next(one for one in story.iter(f"{W}comment") if text in "".join(one.itertext()))
        *_, paragraph = one.iter(f"{W}p")
        paragraph.set(f"{_WORDS_2010}paraId", "00ABCDEF")
        self.parts["word/comments.xml"] = etree.tostring(story)
        extended = etree.Element(f"{_WORDS_2012}commentsEx")
        etree.SubElement(
            extended, f"{_WORDS_2012}commentEx", {f"{_WORDS_2012}paraId": "00ABCDEF", f"{_WORDS_2012}done": "1"}
        )
        self.parts["word/commentsExtended.xml"] = etree.tostring(extended)
        return self

    def delete_comment(self, text: str) -> Self:
        """A comment deleted: its story, its range and its call."""
        story = etree.fromstring(self.parts["word/comments.xml"])
        one = next(one for one in story.iter(f"{W}comment") if text in "".join(one.itertext()))
        story.remove(one)
        self.parts["word/comments.xml"] = etree.tostring(story)
        for mark in list(self.root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")):
            if mark.get(f"{W}id") == one.get(f"{W}id"):
                mark.getparent().remove(mark)
        return self

    def footnote(self, words: str, text: str) -> Self:
        """A footnote behind a paragraph, in a part of its own."""
        story = etree.Element(f"{W}footnotes", nsmap={"w": W[1:-1]})
        note = etree.SubElement(story, f"{W}footnote", {f"{W}id": "2"})
        self.type(etree.SubElement(note, f"{W}p"), text)
        self.parts["word/footnotes.xml"] = etree.tostring(story)
        self.relate("footnotes", "footnotes.xml")
        run = etree.SubElement(self.paragraph(words), f"{W}r")
        etree.SubElement(run, f"{W}footnoteReference", {f"{W}id": "2"})
        return self

    def retype_footer(self, was: str, now: str) -> Self:
        """Words of the headers and footers replaced."""
        for name in [name for name in self.parts if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]:
            self.parts[name] = self.parts[name].replace(was.encode(), now.encode())
        return self

    def _run(self, words: str) -> etree._Element:
        return next(run for run in self.paragraph(words).iter(f"{W}r") if words in (run.findtext(f"{W}t") or ""))

    def _like(self, run: etree._Element, text: str, name: str = "t") -> etree._Element:
        """A run that looks like one, with other words."""
        new = etree.Element(f"{W}r")
        if (set_ := run.find(f"{W}rPr")) is not None:
            new.append(copy.deepcopy(set_))
        words = etree.SubElement(new, f"{W}{name}", {XML_SPACE: "preserve"})
        words.text = text
        return new

    def _wrap(self, paragraph: etree._Element, name: str) -> None:
        """Each run of a paragraph in an element of its own that says what was done."""
        for run in list(paragraph.iter(f"{W}r")):
            around = self.tracked(name)
            run.addprevious(around)
            around.append(run)
            for text in run.findall(f"{W}t") if name == "del" else ():
                text.tag = f"{W}delText"

    def _mark(self, paragraph: etree._Element, name: str) -> None:
        """The end of a paragraph as put in, taken out or moved."""
        set_ = paragraph.find(f"{W}pPr")
        look = set_.find(f"{W}rPr")
        if look is None:
            look = etree.SubElement(set_, f"{W}rPr")
        look.insert(0, self.tracked(name))


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
