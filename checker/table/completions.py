"""Completion ratios: 「到位资金126亿元，为年度计划的105%」 ties an outcome to its own plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.expressions import Sparing
from checker.model import Reading, Statement
from checker.table.spots import NUMBER, Before, spots, written_number

_PLAN = (
    r"(?:(?:市|区|县|省)?(?:人大|人代会)?(?:批准|确定)?的?)?(?:全年|年度|年初|当年|本年|调整|年)的?"
    r"(?:预期|计划|目标|任务|预算|投资|收入|建设)*(?:计划投资额?|目标任务|目标值|目标数|目标|计划数|计划|任务数|任务|预算数|预算)"
)
# 完成计划的111.4% says the same where it stands behind its own figure; 完成投资计划的80% may be a project's.
_BARE = r"(?:计划|预算|目标任务|目标|任务)(?=的)"
_RATIO = Sparing(
    rf"(?:占|为|完成|达到|达|是|超额完成|相当于)了?(?:{_PLAN}|{_BARE})的?(?:约|近)?(?:(?P<number>{NUMBER})\s*%|百分之(?P<words>{NUMBER}))"
)
_RATE = Sparing(
    rf"(?:{_PLAN})?(?:的)?(?:完成率|计划完成率|目标完成率|任务完成率)(?:为|达到|达)?(?:(?P<number>{NUMBER})\s*%|百分之(?P<words>{NUMBER}))"
)
# 占年初预算的64.9%（年初预算28.7亿元）: its own whole stands beside it.
_WHOLE_BEHIND = re.compile(r"\s*[(（](?:年初|年度|全年)?(?:预算|计划|目标|任务)[^()（）]{0,6}\d")
_LEVELS = frozenset({"level", "increment"})


def rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``completion``: an outcome and the share of its plan."""
    before = Before(reading)
    seq = 0
    for spot in spots(reading):
        if not spot.tells:
            continue
        for match in (*_RATIO.finditer(spot.text), *_RATE.finditer(spot.text)):
            figure = _figure(
                before.figures(spot.line, spot.start, spot.start + match.start()), match, spot.start
            )
            if figure is None:
                continue
            if _WHOLE_BEHIND.match(spot.text, match.end()) or _superseded(figure, match, reading):
                continue
            number, half = written_number(match["number"] or match["words"])
            yield {
                "id": f"completion:{reading.document.path}#{seq}",
                "document": reading.document.path,
                "doc_id": f"doc:{reading.document.path}",
                "line": spot.line,
                "start_at": spot.start + match.start(),
                "end_at": spot.start + match.end(),
                "quote": spot.quote(match.start(), match.end()),
                "statement": figure.id,
                "ratio": number,
                "ratio_low": number - half,
                "ratio_high": number + half,
            }
            seq += 1


def _superseded(figure: Statement, match: re.Match[str], reading: Reading) -> bool:
    """Say whether the plan of the beginning of the year is meant, and the same document has changed it."""
    return "年初" in match.group() and any(
        one.role == "result" and one.modality == "target" and one.period == figure.period
        and one.indicator == figure.indicator for one in reading.statements
    )  # fmt: skip


def _figure(found: list[Statement], match: re.Match[str], offset: int) -> Statement | None:
    """Return the level the ratio is of: the nearest one, with nothing but its growth in between."""
    for figure in found:
        if figure.measure in _LEVELS and figure.modality in ("actual", "estimate"):
            between = match.string[max(figure.end - offset, 0) : match.start()]
            return figure if not re.search(r"[；;]|其中", between) else None
        if figure.measure != "growth":
            return None
    return None
