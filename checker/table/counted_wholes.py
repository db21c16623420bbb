"""Wholes that stand as the count of a subject: 462家企业实现产值…，其中…208家，占企业总数的45%.

Such a count is no statement, since its clause says something else; a share that names the very thing
counted is a share of it all the same.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from checker.model import NumberUse, Reading, Statement
from checker.table.spots import NUMBER, amount
from checker.table.text import half_width

# The clause begins with the count, or with 全区, 目前 and the like: 新增, 其中, 上年 count something else.
_OPENS = re.compile(r"(?:^|[,;:。!?])\s*(?:(?:全|我|本)[国省州盟市区县旗镇乡]|目前|现有|共有?|全年|年末)*$")
_ENDS = re.compile(r"[。!?\n]")
_COUNT = re.compile(rf"(?P<number>{NUMBER})(?P<scale>[万亿]?)(?P<unit>[^\d,.%]{{1,2}})")
_SHORT = (("规模以上", "规上"), ("限额以上", "限上"))
_LONGEST = 24  # characters of a subject's name
_LAST_WORD = 2  # characters: 企业, 项目
# 462家规上工业企业职工: what follows the name belongs to it.
_GOES_ON = re.compile("职工|员工|从业|负责人|代表|法人|的|及其|和|与|、")


class Counted(NamedTuple):
    """The whole of a share: the number expression that gives it (its place among the document's)."""

    use: int
    name: str
    written: str
    number: Decimal


class CountedWholes:
    """The counts of subjects of a document, by line."""

    def __init__(self, reading: Reading) -> None:
        self._lines = reading.document.lines
        self._by_line: dict[int, list[tuple[int, NumberUse]]] = {}
        for seq, use in enumerate(reading.numbers):
            if use.reason == "subject-count":
                self._by_line.setdefault(use.line, []).append((seq, use))

    def find(self, share: Statement, part: Statement, whole: str, name: str) -> Counted | None:
        """Return the count, before a part in the sentence of its share, that the ``whole`` names.

        Where it is only the last word of what is counted (32个重点项目…，其中18个…，占项目总数的56%), or
        none, 其中 must lead to the part. Of several counts of one sentence none is certain.
        """
        found = []
        line = half_width(self._lines.get(share.line, ""))
        begins = max((end.end() for end in _ENDS.finditer(line, 0, part.start)), default=0)
        for seq, use in self._by_line.get(share.line, ()):
            if use.start < begins or use.end > part.start or not _OPENS.search(line[begins : use.start]):
                continue
            counted = _counted(seq, use, part.base_unit or "", whole)
            if counted is None or counted.number < Decimal(part.low or 0):
                continue
            behind, wanted = _folded(_clause(line, use.end)), _folded(name)
            last = "其中" in line[use.end : part.start + 2] and whole in (f"{name}总数", "总数")
            at = behind.find(wanted)
            if (at == 0 and wanted) or (at >= 0 and last and len(wanted) <= _LAST_WORD):
                found.append(counted if not _GOES_ON.match(behind, at + len(wanted)) else None)
        return found[0] if len(found) == 1 else None


def _clause(line: str, start: int) -> str:
    return re.split("[,;:]", line[start : start + _LONGEST])[0].lstrip()


def _counted(seq: int, use: NumberUse, base_unit: str, name: str) -> Counted | None:
    said = _COUNT.fullmatch(half_width(use.text))
    if said is None or said["scale"]:  # 3万家 is rounded: its share cannot be held to a digit
        return None
    told = amount(said["number"], "", said["unit"], base_unit)
    return None if told is None else Counted(seq, name, use.text, told[0])


def _folded(name: str) -> str:
    for full, short in _SHORT:
        name = name.replace(full, short)
    return name
