"""Counts above one threshold and above a higher one: of 亿元以上项目38个 are 10亿元以上项目6个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from checker.model import Reading, Statement
from checker.parse.numerals import chinese, scale_of
from checker.table.sentences import by_line
from checker.table.summable import same_kind, summable
from checker.table.text import half_width

_NUMBER = r"\d[\d.]*|[一二三五两十百千]*"
_FLOOR = re.compile(
    rf"(?P<lead>[^,。;:、]*?)(?:(?P<number>{_NUMBER})(?P<scale>千万|百万|万|亿))(?P<unit>元|美元|吨|平方米)(?:及)?以上(?:的)?"
    r"(?P<noun>[\u4e00-\u9fff]{0,8}?)(?:达到|达|有|共)?\d[\d.]*[\u4e00-\u9fff]{1,2}$"
)
_LEAD = re.compile(r"^(?:其中|含|包括|有|投资|总投资)+")
_ENDS = re.compile(r"[。;!?\n]")


def lists(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield each count above a threshold with the next one of its sentence that is above a higher one."""
    for line, said in by_line(reading).items():
        text = half_width(reading.document.lines.get(line, ""))
        if text.count("以上") < 2:
            continue
        known = [(found, one) for one in said if (found := _floor(one)) is not None]
        for (first, one), (second, other) in pairwise(known):
            (lower, total), (higher, part) = sorted(
                ((first, one), (second, other)), key=lambda pair: pair[0][0]
            )
            apart = _ENDS.search(text, one.end, other.start) or not same_kind(total, part)
            if lower[0] < higher[0] and lower[1] == higher[1] and _of_one_noun(first, second) and not apart:
                yield total, [part]


_Floor = tuple[Decimal, str, str, str]  # how much, of what unit, the words before, the noun counted


def _floor(statement: Statement) -> _Floor | None:
    """Return the threshold a count is above, None where it names none."""
    if not summable(statement) or statement.comparator != "eq" or "以下" in statement.quote:
        return None
    found = _FLOOR.search(half_width(statement.quote))
    if found is None:
        return None
    written = found["number"]
    number = Decimal(written) if written[:1].isdigit() else chinese(written) if written else Decimal(1)
    return (
        number * scale_of(found["scale"]),
        found["unit"],
        _LEAD.sub("", found["lead"]),
        found["noun"],
    )


def _of_one_noun(first: _Floor, second: _Floor) -> bool:
    """Say whether the second count is told of the things of the first, with no words of its own for them."""
    return second[2] in ("", first[2]) and (second[3] in ("", first[3]) or not first[3])
