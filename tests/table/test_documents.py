"""What stands for a whole document."""

from __future__ import annotations

from checker.model import Document, Reading
from checker.table.documents import document_row


def test_a_line_without_end_is_not_carried_by_every_finding_on_its_document() -> None:
    line = "　" + "绿化" * 50_000
    row = document_row(Reading(Document("甲.txt", lines={1: line})), 0)
    quote = str(row["quote"])
    assert 100 < len(quote) <= 2_000
    assert line[row["start_at"] : row["end_at"]] == quote  # type: ignore[misc]
