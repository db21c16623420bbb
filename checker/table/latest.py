"""Which document has the last word on a figure: final over estimated, adjusted over first set."""

from __future__ import annotations

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
    keys: list[tuple[object, ...] | None] = []
    weights: list[tuple[int, ...]] = []
    for row in range(len(statement["id"])):
        key = _figure_key(statement, row)
        keys.append(key)
        weight = _weight(statement, row, order, adjusting)
        weights.append(weight)
        if key is not None and (key not in best or weight > best[key]):
            best[key] = weight
    for row, key in enumerate(keys):
        statement["latest"][row] = key is None or weights[row] == best[key]


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


def _figure_key(statement: Table, row: int) -> tuple[object, ...] | None:
    if not statement["year"][row] or statement["modality"][row] == "baseline":
        return None
    # What a parent says of a region never takes the place of what the region says of itself.
    columns = (
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
    return tuple(statement[column][row] for column in columns)


def _weight(
    statement: Table, row: int, order: dict[object, object], adjusting: set[object]
) -> tuple[int, ...]:
    kind = str(statement["doc_kind"][row])
    seq = order.get(statement["document"][row], 0)
    assert isinstance(seq, int)
    if statement["is_target"][row]:
        # Plans of one session stand side by side; only an adjustment supersedes.
        adjusts = statement["document"][row] in adjusting
        return (_ADJUSTS.get(kind, 0), seq) if adjusts else (0, 0)
    final = int(bool(statement["is_final"][row]))
    plan_year = statement["plan_year"][row]
    assert isinstance(plan_year, int)
    return (final, plan_year, _KIND_ORDER.get(kind, 0), seq)
