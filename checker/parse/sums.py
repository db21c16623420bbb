"""Figures that sum up what a sentence lists before them: 两项合计14亿元, 总数5所."""

from __future__ import annotations

import re

from checker.parse import lexicon
from checker.parse.production import UNCOUNTED, Clause
from checker.parse.quantity import Quantity
from checker.parse.said import Said

_SUM = re.compile("合计|共计|总计")
_MOST_SUMMED = 8


def name_of_sum(clause: Clause, figure: Quantity, *, carried: bool) -> str:
    """Return what a figure is of that sums up a list, empty where it sums none.

    ``carried``: the clause itself names nothing.
    """
    return _of_list(clause, figure) or (_of_sentence(clause, figure) if carried else "")


def _of_sentence(clause: Clause, figure: Quantity) -> str:
    """教育支出9亿元、卫生支出5亿元，两项合计14亿元: the name of a sum is that of all it sums."""
    if clause.head or clause.noun is not None or not any(_SUM.match(verb.text) for verb in clause.verbs):
        return ""
    kinds = {figure.kind} if figure.kind not in UNCOUNTED else {one.kind for one in clause.recent}
    alike = [one for one in clause.recent if _counts(one) and one.kind in kinds]
    counted = (i.tokens[0].quantity for i in clause.items if i.type == "Q" and i.end == clause.start)
    count = next((q for q in counted if q is not None and q.unit in ("项", "者", "类")), None)
    if count is not None and count.value:
        alike = alike[-int(count.number()) :]
    return _named(alike, "合计")


def _of_list(clause: Clause, figure: Quantity) -> str:
    """新建小学3所、初中2所，总数5所: a bare total behind a list is of no one thing in it."""
    total = clause.subject_text(whole=True)
    if total not in lexicon.words_of("total") or clause.carry.parts or len(clause.fact.values) > 1:
        return ""
    listed = [one for one in clause.carry.previous if one.kind == figure.kind and not one.is_difference]
    return _named([one for one in listed if _counts(one)], total)


def _counts(said: Said) -> bool:
    return said.measure in ("level", "increment")


def _named(listed: list[Said], total: str) -> str:
    names = list(dict.fromkeys(one.indicator for one in listed))
    return f"{'、'.join(names)}{total}" if 1 < len(names) <= _MOST_SUMMED else ""
