"""Templates compiled once and kept: compiling takes longer than filling in one report."""

from __future__ import annotations

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from checker import kept


class Compiled(BytecodeCache):
    """Keeps compiled templates in the user's own cache folder, which nobody else may write to."""

    def __init__(self, label: str) -> None:
        """Take a label: environments that compile one template differently differ in it."""
        self._label = label

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if its template was kept."""
        found = kept.load("template", self._key(bucket))
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        kept.keep("template", self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return kept.key_of(f"jinja {jinja2.__version__}", self._label, bucket.key, bucket.checksum)
