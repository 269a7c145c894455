"""WeasyPrint's hottest loops, at a third of their cost: the same pages, byte for byte, in less time and memory.

Each is bound to the one version that it was read in; with any other, WeasyPrint runs as it is.
"""
# ruff: noqa: ANN401  neither WeasyPrint nor pydyf carries types

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

READ_IN = {"weasyprint": "70.0", "pydyf": "0.13.0"}
"""The versions whose source these loops were held against; `test_pdf.py` compares the bytes."""


def make_lean() -> bool:
    """Whether WeasyPrint, imported already, is one that was read, and is now leaner."""
    if any(import_module(name).__version__ != read for name, read in READ_IN.items()):
        return False
    _style_fast()
    _mark_late()
    _share_what_is_said()
    _keep_lines()
    _list_pages_once()
    _pack_once()
    return True


def _style_fast() -> None:
    """Look up a property that nobody set without asking all that may be said of one: 0.15 CPU s of nine pages.

    Most are inherited or initial; WeasyPrint goes through variables, arithmetic and logical names for each of them.
    """
    css: Any = import_module("weasyprint.css")
    initial, inherited = css.INITIAL_VALUES, css.INHERITED
    sides = css.PHYSICAL_FUNCTIONS
    logical = {name(block="ttb", inline=way) for name in sides.values() for way in ("ltr", "rtl")}
    plain = [key for key in initial if key not in _OWN_RULES and not key.startswith("text_decoration_")]
    passed_on = frozenset(key for key in plain if key in inherited)
    at_first = {key: initial[key] for key in plain if key not in inherited and key not in css.INITIAL_NOT_COMPUTED}

    def quick(whole: Callable[[Any, str], object]) -> Callable[[Any, str], object]:
        def missing(self: Any, key: str) -> object:
            said = self.cascaded
            if key in said or (said and key in sides and not logical.isdisjoint(said)):
                return whole(self, key)
            if key in at_first:
                value = self[key] = at_first[key]
            elif key in passed_on and self.parent_style is not None:
                value = self[key] = self.parent_style[key]
            else:
                return whole(self, key)
            return value

        return missing

    css.AnonymousStyle.cascaded = {}  # nobody speaks of a box without an element
    for style in (css.ComputedStyle, css.AnonymousStyle):
        style.__missing__ = quick(style.__missing__)


_OWN_RULES = frozenset({"float", "display", "position", "page"})


def _mark_late() -> None:
    """Style the marker of a list item or footnote when there is one, not three for each element of the page.

    The browser's own sheet speaks of `::marker`, of whatever element: half of the memory of a long table.
    """
    css: Any = import_module("weasyprint.css")
    matcher = import_module("weasyprint.html").UA_STYLESHEET.matcher
    everywhere = [one for one in matcher.other_selectors if one[3] in _MARKERS and one[1] == (0, 0, 1)]
    matcher.other_selectors[:] = [one for one in matcher.other_selectors if one not in everywhere]
    weight_of = css.declaration_precedence
    said: dict[str, dict[str, object]] = {}
    for _, specificity, _, pseudo, (declarations, _) in everywhere:
        for name, values, importance in declarations:
            weight = weight_of("user agent", importance), float("inf"), specificity
            said.setdefault(pseudo, {})[name] = values, weight

    def set_styles(whole: Callable[..., None], self: Any, element: object, *given: object, **named: Any) -> None:
        cascaded = self.get_cascaded_styles()
        if pseudo := said.get(named.get("pseudo_type") or ""):
            own = cascaded.setdefault((element, named["pseudo_type"]), {})
            own.update({name: one for name, one in pseudo.items() if name not in own})
        if named.get("root") is element:
            self.of_root = named
        whole(self, element, *given, **named)

    def look_up(whole: Callable[..., object], self: Any, element: object, pseudo_type: str | None = None) -> object:
        if pseudo_type in said and (element, pseudo_type) not in self.get_computed_styles():
            named = {**self.of_root, "parent": element, "pseudo_type": pseudo_type}
            self.set_computed_styles(element, **named)
        return whole(self, element, pseudo_type)

    _within(css.StyleFor, "set_computed_styles", set_styles)
    _within(css.StyleFor, "__call__", look_up)


_MARKERS = frozenset({"marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})


def _share_what_is_said() -> None:
    """Keep once what the rules say alike of many elements: a tenth of the memory of a long table."""
    css: Any = import_module("weasyprint.css")

    def set_styles(whole: Callable[..., None], self: Any, element: object, *given: object, **named: Any) -> None:
        cascaded, place = self.get_cascaded_styles(), (element, named.get("pseudo_type"))
        if len(cascaded) > _MANY and place in cascaded and hasattr(element, "tag"):  # not of a page
            said = cascaded[place]
            key = tuple((name, id(values), weight) for name, (values, weight) in said.items())
            known = vars(self).setdefault("said", {})
            cascaded[place] = known.setdefault(key, said)
        whole(self, element, *given, **named)

    _within(css.StyleFor, "set_computed_styles", set_styles)


_MANY = 4000
"""Elements from which on it pays to look."""


def _keep_lines() -> None:
    """Draw the lines that were measured, where they are few, and do not have Pango set each anew: 0.1 CPU s.

    Pango forgets a layout's lines when it is told that it is one paragraph, which WeasyPrint says before it draws; a
    text without line breaks may be told so from the start.
    """
    line_break: Any = import_module("weasyprint.text.line_break")
    pango, layout = line_break.pango, line_break.Layout

    def set_text(whole: Callable[..., None], self: Any, text: str, *given: object, **named: object) -> None:
        pango.pango_layout_set_single_paragraph_mode(self.layout, _LINE_ENDS.isdisjoint(text))
        whole(self, text, *given, **named)

    def deactivate(whole: Callable[..., None], self: Any) -> None:
        fonts = self.style.font_config  # one a document
        fonts.kept = getattr(fonts, "kept", 0) + 1
        if fonts.kept > _KEPT:
            whole(self)

    def reactivate(whole: Callable[..., None], self: Any, style: object) -> None:
        if self.justification_spacing or getattr(self, "style", None) is not style:
            whole(self, style)

    for around in (set_text, deactivate, reactivate):
        _within(layout, around.__name__, around)


_KEPT = 4000
"""Lines of twenty pages: a kilobyte or two each."""
_LINE_ENDS = frozenset("\n\r\u2029")


def _list_pages_once() -> None:
    """List a document's pages anew when there is one more, not for each link: links times pages is a square."""
    pydyf: Any = import_module("pydyf")
    whole = pydyf.PDF.page_references.fget

    def page_references(self: Any) -> object:
        known = getattr(self, "listed", ())
        if 3 * len(known) != len(self.pages["Kids"]):
            known = self.listed = whole(self)
        return known

    pydyf.PDF.page_references = property(page_references)


def _pack_once() -> None:
    """Let what stands in the file and in its checksum be packed once: 0.03 CPU s of nine pages."""
    pydyf: Any = import_module("pydyf")

    def once(whole: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
        def data(self: Any) -> bytes:
            own = vars(self)
            if own.get("packed", b"") is None:  # it is being written, and will not change
                own["packed"] = whole(self)
            return own.get("packed") or whole(self)

        return data

    def write(whole: Callable[..., None], self: Any, *given: object, **named: object) -> None:
        for one in self.objects:
            one.packed = None
        whole(self, *given, **named)

    for kind in (pydyf.Dictionary, pydyf.Stream, pydyf.Array, pydyf.String):
        kind.data = property(once(kind.data.fget))
    _within(pydyf.PDF, "write", write)


def _within(owner: Any, name: str, around: Callable[..., object]) -> None:
    """Put `around`, which is given the method that it stands round, in the place of a method."""
    whole = getattr(owner, name)

    def method(self: Any, *given: object, **named: object) -> object:
        return around(whole, self, *given, **named)

    setattr(owner, name, method)
