"""How much a reader takes before it refuses: a hostile file must not take the machine with it."""

from __future__ import annotations

MAX_TEXT_BYTES = 64_000_000  # a 50 MB text is still read
MAX_PACKAGE_BYTES = 100_000_000  # a .docx as it lies on disk, pictures included
MAX_UNPACKED_BYTES = 400_000_000  # all its parts together
MAX_PART_BYTES = 128_000_000  # one XML part; parsed it takes about ten times as much memory
MAX_PARTS = 20_000
# Word's own XML packs 10 to 30 times; a part of one repeated byte about 1,000 times.
MAX_RATIO = 200
RATIO_FLOOR = 10_000_000  # below this size a high ratio harms nobody
