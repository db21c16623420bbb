"""One defect, one finding: the most specific rule reports it, its evidence names the rest.

Which rule comes before which is said in the headers of the rule files (``outranks:``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from checker.judge.assemble import Draft, redraft, witnesses
from checker.judge.engine import Row
from checker.judge.rulefile import Rule
from checker.table import Place

_WHOLE = "doc:"  # ids of whole documents begin so


def settle(drafts: list[Draft], rules: Iterable[Rule], places: Mapping[str, Place]) -> list[Draft]:
    """Return the drafts without what a higher-ranking rule already reports.

    A finding that is a table (folded rows) loses only the rows that are reported elsewhere. Two are
    about one defect where the place of one is among the evidence of the other, or where both are
    about a document as a whole and one indicator.
    """
    by_code = {rule.code: rule for rule in rules}
    beneath = ranks(by_code.values())
    by_id: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if beneath[draft.finding.rule]:
            for name in _about(draft):
                by_id[name].append(draft)
    lower = frozenset().union(*beneath.values())
    kept = []
    for draft in drafts:
        if draft.finding.rule not in lower:  # nothing comes before it
            kept.append(draft)
            continue
        left = [row for row in draft.rows if not _reported(row, draft, by_id, beneath)]
        if len(left) == len(draft.rows):
            kept.append(draft)
        elif left:
            kept.append(redraft(by_code[draft.finding.rule], left, places))
    return kept


def ranks(rules: Iterable[Rule]) -> dict[str, set[str]]:
    """Return the codes that give way to each rule, directly or through others."""
    return _closure({rule.code: set(rule.outranks) for rule in rules})


def _reported(
    row: Row, draft: Draft, by_id: Mapping[str, list[Draft]], beneath: Mapping[str, set[str]]
) -> bool:
    """Say whether a higher-ranking finding reports a row's defect; its evidence then names the row."""
    ids = [str(row["anchor"]), *(name for name, _ in witnesses(row))]
    for name in ids:
        for higher in by_id.get(name, ()):
            if draft.finding.rule in beneath[higher.finding.rule] and _same_defect(higher, row):
                _take_over(higher, draft, set(ids))
                return True
    return False


def _closure(direct: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return all codes beneath each code, through others."""
    full: dict[str, set[str]] = {}
    for code, below in direct.items():
        seen: set[str] = set()
        waiting = list(below)
        while waiting:
            lower = waiting.pop()
            if lower not in seen and lower != code:
                seen.add(lower)
                waiting.extend(direct.get(lower, ()))
        full[code] = seen
    return full


def _about(draft: Draft) -> set[str]:
    return {*draft.anchors, *draft.against}


def _same_defect(higher: Draft, row: Row) -> bool:
    anchor, against = str(row["anchor"]), {name for name, _ in witnesses(row)}
    whole = anchor.startswith(_WHOLE)
    if not whole and anchor in _about(higher):
        return True
    if any(not name.startswith(_WHOLE) and name in against for name in higher.anchors):
        return True
    if whole and any(name in against for name in higher.against):
        return True
    named = str(row.get("indicator") or "")
    same_document = anchor in higher.anchors and whole
    return same_document and named != "" and named in {str(above.get("indicator")) for above in higher.rows}


def _take_over(higher: Draft, lower: Draft, ids: set[str]) -> None:
    """Add the places of a row of the lower finding to the evidence of the higher one."""
    known = {(item.document, item.line, item.start, item.end) for item in higher.finding.evidence}
    for item in lower.finding.evidence:
        place = (item.document, item.line, item.start, item.end)
        if item.id in ids and place not in known:
            role = lower.finding.name if item.role in ("finding", "also") else item.role
            higher.finding.evidence.append(replace(item, role=role))
            known.add(place)
