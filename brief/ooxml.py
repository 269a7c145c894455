"""Bytes of a Word file in, its XML parts out, with everything refused that Word never writes.

A file of 1 MiB can claim to unpack to 1 GiB, entities of a DOCTYPE drop text in silence, and of two parts with one name
each program reads another: such files are refused before anything of them is parsed.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml.etree import _Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST = 100 << 20
"""Bytes of all parts unpacked."""
LARGEST_PART = 20 << 20
"""Bytes of a part that is parsed; a book of 1,000 pages has 10 MiB."""
MOST_TAGS = 2_000_000
"""Tags of a part that is parsed: 20 MiB can hold 3 million empty paragraphs, which take 600 MB as a tree."""


class RefusedError(ValueError):
    """Why a file is not taken for a Word file."""


class Package:
    """The parts of one Word file."""

    def __init__(self, data: bytes) -> None:
        """Opens and checks the file; raises RefusedError."""
        from lzma import LZMAError
        from zipfile import BadZipFile, ZipFile
        from zlib import error as DeflateError  # noqa: N812  it is a class

        # What zipfile raises for torn, encrypted and made-up archives.
        self._torn = (
            BadZipFile, DeflateError, LZMAError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
        )  # fmt: skip
        try:
            self._zip = ZipFile(BytesIO(data))
            _check(self._zip)
        except RefusedError:
            raise
        except self._torn as error:
            raise RefusedError(f"not a Word file: {error}") from error

    def data(self, name: str) -> bytes | None:
        """The bytes of a part; None where the file has no such part; raises RefusedError."""
        if name not in self._zip.namelist():
            return None
        if self._zip.getinfo(name).file_size > LARGEST_PART:
            raise RefusedError(f"`{name}` would unpack to more than {LARGEST_PART >> 20} MiB")
        try:
            return self._zip.read(name)
        except self._torn as error:
            raise RefusedError(f"not a Word file: {error}") from error

    def needed(self, name: str) -> _Element:
        """The root of an XML part without which it is no Word file; raises RefusedError."""
        root = self.root(name)
        if root is None:
            raise RefusedError(f"not a Word file: it has no `{name}`")
        return root

    def root(self, name: str) -> _Element | None:
        """The root of an XML part; None where the file has no such part; raises RefusedError."""
        from lxml import etree

        data = self.data(name)
        if data is None:
            return None
        if data.count(b"<") > MOST_TAGS:
            raise RefusedError(f"`{name}` holds more than {MOST_TAGS:,} tags")
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise RefusedError(f"not a Word file: `{name}`: {error}") from error
        if getattr(root.getroottree().docinfo, "doctype", None):
            raise RefusedError(f"`{name}` holds a DOCTYPE, which Word never writes")
        return root


def _check(package: ZipFile) -> None:
    entries = package.infolist()
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise RefusedError(f"the file would unpack to more than {LARGEST >> 20} MiB")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise RefusedError("a part stands in the file twice")
