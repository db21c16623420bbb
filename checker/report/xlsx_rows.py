"""Which row of which sheet holds what: links between the sheets are known before any is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from checker.report.ledger import Entry, Ledger, Line
from checker.report.told import Told
from checker.report.xlsx_book import MOST_ROWS

FIRST = 3  # the first row below title, note and head


class Rows:
    """Rows of the ledger sheet and of the findings sheet, by what stands in them."""

    def __init__(self, book: Ledger, told: Sequence[Told]) -> None:
        self.entries: list[tuple[Line, Entry]] = [(line, e) for line in book.lines for e in line.entries]
        del self.entries[MOST_ROWS - FIRST :]
        self._of_statement: dict[str, int] = {}
        for row, (_, entry) in enumerate(self.entries, FIRST):
            for said in (entry.target, entry.actual, entry.assigned):
                if said is not None:
                    self._of_statement.setdefault(said.statement.id, row)
        self._findings: dict[int, list[int]] = defaultdict(list)
        for item in told:
            for row in sorted(self._rows_of(item)):
                self._findings[row].append(item.number)

    def entry_of(self, told: Told) -> int | None:
        """Return the ledger row of the statement that a finding stands on, None where there is none."""
        ids = (evidence.id for evidence in told.finding.evidence)
        return next((self._of_statement[i] for i in ids if i in self._of_statement), None)

    def findings_of(self, row: int) -> list[int]:
        """Return the numbers of the findings that concern a ledger row."""
        return self._findings.get(row, [])

    def finding_row(self, number: int) -> int:
        """Return the row of a finding in its sheet."""
        return FIRST + number - 1

    def entry_row(self, entry: Entry) -> int | None:
        """Return the ledger row of an entry."""
        said = entry.target or entry.actual or entry.assigned
        return None if said is None else self._of_statement.get(said.statement.id)

    def _rows_of(self, told: Told) -> set[int]:
        ids = (evidence.id for evidence in told.finding.evidence)
        return {self._of_statement[i] for i in ids if i in self._of_statement}
