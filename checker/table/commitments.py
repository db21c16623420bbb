"""Commitments as typed rows, which of them speak of one thing, and what became of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from checker.model import Commitment, Reading
from checker.parse import commitment_words as words
from checker.table import commitment_links, periods
from checker.table.commitment_names import core_of
from checker.table.schema import Table
from checker.table.sentences import Sentences

PROMISES = frozenset({"target", "assigned"})
REPORTS = frozenset({"actual", "estimate"})
_QUOTES = re.compile("[“”]")
_OF_A_YEAR = frozenset({"year", "part-year"})
_KEEPS = frozenset({"复审", "巩固"})


def rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield one row of the relation ``commitment`` per commitment of a document, in its order."""
    if not reading.commitments:
        return
    document, who = reading.document, reading.document.identity
    sentences = Sentences.of(document.lines)
    for seq, said in enumerate(reading.commitments):
        stage = words.load().stage(said.kind, said.stage)
        if stage is None:
            continue
        core = core_of(said.object, said.kind, who.region or "")
        yield {
            "id": said.id,
            "document": document.path,
            "doc_id": f"doc:{document.path}",
            "doc_kind": who.kind,
            "plan_year": who.plan_year or 0,
            "report_year": who.report_year or 0,
            "seq": seq,
            "line": said.line,
            "start_at": said.start,
            "end_at": said.end,
            "sentence": sentences.ordinal(said.line, said.start),
            "quote": said.quote,
            "region": said.region or "",
            "region_path": said.region_path or "",
            "own_region": said.region_path is not None and said.region_path == who.region_path,
            "object": _QUOTES.sub("", said.object),
            "core": core.text,
            "phases": " ".join(sorted(core.phases)),
            "rank": core.level,
            "kind": said.kind,
            "ladder": stage.ladder,
            "stage": said.stage,
            "action": said.action,
            "low": stage.low,
            "high": stage.high,
            "denied": said.stage.startswith("未"),
            "done": stage.done and said.stage not in _KEEPS,
            "improves": said.kind == "works" or said.stage == "改造",
            **_time(said),
            "thing": said.id,  # decided once all documents are at hand
        }


def _time(said: Commitment) -> dict[str, object]:
    covered = periods.years(said.period)
    return {
        "modality": said.modality,
        "is_promise": said.modality in PROMISES,
        "is_report": said.modality in REPORTS,
        "year": covered.last or 0,
        "annual": said.period_kind in _OF_A_YEAR and bool(covered.last) and covered.first == covered.last,
        "dated": said.period_kind == "part-year",
    }


def relations(
    tables: dict[str, Table], readings: Sequence[Reading]
) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    """Yield the relations between commitments with their rows; sets ``thing`` in ``commitment``."""
    linked = commitment_links.Linked(tables["commitment"])
    yield "commitment_pair", linked.pairs()
    yield "commitment_report", linked.reports(tables["document"], readings)
