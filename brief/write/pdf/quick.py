"""WeasyPrint, imported at 0.4 of its cost."""

from __future__ import annotations

import ctypes.util
import os
import sys
import zlib
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType, SimpleNamespace
from typing import Any

from brief.write.pdf.lean import make_lean

INSTANCER = "fontTools.varLib.instancer"
_HINTS = "br[clear=left i]"
"""Stands in the sheet for attributes such as `align`, which WeasyPrint is never asked to heed: 0.01 CPU s."""


def import_weasyprint() -> None:
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
    tinycss2: Any = import_module("tinycss2")
    parse = tinycss2.parse_stylesheet

    def parse_wanted(css: object, *given: object, **named: object) -> object:
        return [] if isinstance(css, str) and _HINTS in css else parse(css, *given, **named)

    tinycss2.parse_stylesheet = parse_wanted
    try:
        import_module("weasyprint")
    finally:
        tinycss2.parse_stylesheet = parse
        ctypes.util.find_library = find_library
        if sys.modules.get(INSTANCER) is instancer:
            del sys.modules[INSTANCER]
    _name_types_fast()
    _pack_fast()
    make_lean()


def _name_types_fast() -> None:
    """Let cffi read the name of a C type without all of WeasyPrint's: 0.15 CPU s of a build become 0.02.

    For each name that is new to it, such as `PangoRectangle *`, it has pycparser read a line for every typedef known.
    """
    from weasyprint.text.ffi import ffi

    parser: Any = getattr(ffi, "_parser", None)
    if not hasattr(parser, "_parse") or not isinstance(getattr(parser, "_declarations", None), dict):
        return  # a cffi that does it in another way
    whole_parse = parser._parse  # noqa: SLF001  it has no public face

    def parse(source: str) -> object:
        known = parser._declarations  # noqa: SLF001
        parser._declarations = {name: one for name, one in known.items() if name.rpartition(" ")[2] in source}  # noqa: SLF001
        try:
            return whole_parse(source)
        finally:
            parser._declarations = known  # noqa: SLF001

    parser._parse = parse  # noqa: SLF001


def _pack_fast() -> None:
    """Have pydyf deflate at zlib's usual level, not at its slowest: 0.05 CPU s less, 3 % larger."""
    pydyf = import_module("pydyf")

    def compressobj(level: int = 6) -> object:  # noqa: ARG001  pydyf asks for 9
        return zlib.compressobj(level=6)

    vars(pydyf)["zlib"] = SimpleNamespace(compressobj=compressobj)


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
