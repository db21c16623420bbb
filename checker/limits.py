"""How much a reader takes before it refuses: a hostile file must not take the machine with it.

The table ``[limits]`` of the settings changes them; the defaults leave room for everything an office
writes.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take, and a report list. Whole numbers, all of them positive."""

    size: int = 100  # MB on disk, pictures included
    text: int = 64  # MB of a text file (txt, md, html, csv); a 50 MB text is still read
    unpacked: int = 400  # MB of everything in a package (docx, xlsx, ofd, zip) together
    part: int = 128  # MB of one XML part; parsed it takes about ten times as much memory
    parts: int = 20_000  # files in a package
    # Word's own XML packs 10 to 30 times; a part of one repeated byte about 1,000 times.
    ratio: int = 200
    nesting: int = 256  # elements within one another, of a page or an XML part; browsers stop at 512
    pages: int = 3_000  # of a PDF or OFD
    cells: int = 1_000_000  # of a workbook or CSV file
    seconds: int = 120  # to read one document; a thousand pages take five
    memory: int = 4_000  # MB for each process that reads; where processes read, and not on Windows
    findings: int = 10_000  # that a page, workbook, Word or Markdown report lists; audit.json has all

    @property
    def size_bytes(self) -> int:
        """``size`` in bytes."""
        return self.size * MEGABYTE

    @property
    def text_bytes(self) -> int:
        """``text`` in bytes."""
        return self.text * MEGABYTE

    @property
    def unpacked_bytes(self) -> int:
        """``unpacked`` in bytes."""
        return self.unpacked * MEGABYTE

    @property
    def part_bytes(self) -> int:
        """``part`` in bytes."""
        return self.part * MEGABYTE


RATIO_FLOOR = 10 * MEGABYTE  # below this size a high ratio harms nobody
