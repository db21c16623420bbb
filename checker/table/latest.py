"""Which document has the last word on a figure: final over estimated, adjusted over first set."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import compress

from checker.table.schema import Table

# Of the documents of one session the plan report is the fullest, the work report rounds most.
_KIND_ORDER = {
    "communique": 6, "plan_report": 5, "budget_report": 4, "plan": 4, "work_report": 3, "midyear": 2,
}  # fmt: skip
_ADJUSTS = {"resolution": 2, "midyear": 1}


def mark(statement: Table, document: Table) -> None:
    """Set ``latest`` to False where another document supersedes what a statement says.

    Outcomes of one figure: the final one over the estimate, then the later report, then the fuller
    kind. Targets: a resolution or mid-year report that adjusts the plan over the plan's own.
    """
    order = dict(zip(document["document"], document["seq"], strict=True))
    adjusting = set(compress(document["document"], document["adjusts"]))
    best: dict[tuple[object, ...], tuple[int, ...]] = {}
    keys = list(_figure_keys(statement))
    weights = list(_weights(statement, order, adjusting))
    for key, weight in zip(keys, weights, strict=True):
        if key is not None and (key not in best or weight > best[key]):
            best[key] = weight
    last = statement["latest"]
    for row, (key, weight) in enumerate(zip(keys, weights, strict=True)):
        last[row] = key is None or weight == best[key]


def mark_main_reports(document: Table) -> None:
    """Set ``main_report`` on the fullest document that reports a region's year."""
    best: dict[tuple[object, object], tuple[int, int]] = {}
    rows = [row for row, reports in enumerate(document["has_outcomes"]) if reports]
    for row in rows:
        key = (document["region_path"][row], document["report_year"][row])
        weight = (_KIND_ORDER.get(str(document["kind"][row]), 0), -row)
        best[key] = max(best.get(key, weight), weight)
    for row in rows:
        key = (document["region_path"][row], document["report_year"][row])
        document["main_report"][row] = best[key][1] == -row


def _figure_keys(statement: Table) -> Iterator[tuple[object, ...] | None]:
    """Yield what each statement is a figure of, None where it is none of a known year."""
    # What a parent says of a region never takes the place of what the region says of itself.
    names = (
        "own_region",
        "region_path",
        "key",
        "measure",
        "period",
        "period_kind",
        "instant",
        "base_unit",
        "is_target",
    )
    keys = zip(*(statement[name] for name in names), strict=True)
    for key, year, modality in zip(keys, statement["year"], statement["modality"], strict=True):
        yield key if year and modality != "baseline" else None


def _weights(
    statement: Table, order: Mapping[str, int], adjusting: Collection[str]
) -> Iterator[tuple[int, ...]]:
    """Yield which of several statements on one figure has the last word: the one of the greatest weight."""
    names = ("document", "doc_kind", "is_target", "is_final", "plan_year")
    for path, kind, target, final, year in zip(*(statement[name] for name in names), strict=True):
        seq = order.get(path, 0)
        if target:
            # Plans of one session stand side by side; only an adjustment supersedes.
            yield (_ADJUSTS.get(kind, 0), seq) if path in adjusting else (0, 0)
        else:
            yield int(final), year, _KIND_ORDER.get(kind, 0), seq
