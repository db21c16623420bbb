"""One defect, one finding: the most specific rule reports it, its evidence names the rest.

Which rule comes before which is said in the headers of the rule files (``outranks:``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from checker.judge.assemble import Draft
from checker.judge.rulefile import Rule
from checker.model import Evidence


def settle(drafts: list[Draft], rules: Iterable[Rule]) -> list[Draft]:
    """Return the drafts without those that a higher-ranking rule already reports.

    Two findings are about one defect where the place of one is among the evidence of the other, or
    where both are about one document and one indicator.
    """
    beneath = _closure({rule.code: set(rule.outranks) for rule in rules})
    by_id: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if beneath.get(draft.finding.rule):
            for name in _about(draft):
                by_id[name].append(draft)
    kept = []
    for draft in drafts:
        above = [
            higher
            for name in _about(draft)
            for higher in by_id.get(name, ())
            if draft.finding.rule in beneath[higher.finding.rule] and _same_defect(higher, draft)
        ]
        if not above:
            kept.append(draft)
        for higher in above[:1]:
            _take_over(higher, draft)
    return kept


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


def _same_defect(higher: Draft, lower: Draft) -> bool:
    if set(lower.anchors) & _about(higher) and not lower.anchors[0].startswith("doc:"):
        return True
    if set(higher.anchors) & set(lower.against) and not higher.anchors[0].startswith("doc:"):
        return True
    same_document = higher.finding.document == lower.finding.document
    return same_document and higher.finding.indicator == lower.finding.indicator is not None


def _take_over(higher: Draft, lower: Draft) -> None:
    """Add the lower finding's places to the evidence of the higher one."""
    known = {(item.document, item.line, item.start, item.end) for item in higher.finding.evidence}
    for item in lower.finding.evidence:
        if (item.document, item.line, item.start, item.end) not in known:
            role = lower.finding.name if item.role == "finding" else item.role
            higher.finding.evidence.append(
                Evidence(item.id, item.document, item.line, item.start, item.end, item.quote, role)
            )
