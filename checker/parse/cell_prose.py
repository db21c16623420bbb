"""Table cells that are sentences (新建公办幼儿园3所，新增学位900个), and columns that state nothing."""

from __future__ import annotations

import re

from checker.model import Cell, Segment, Statement
from checker.parse import lexicon, naming
from checker.parse.cell_names import bare, is_known, names_of
from checker.parse.fold import folded_text
from checker.parse.naming import Name
from checker.parse.quantity import expression, read
from checker.read.table_words import is_value

# Columns that say by when, by whom or on what ground.
_ASIDE = re.compile(
    "时限|时间|日期|期限|备注|说明|责任|牵头|配合|协办|主办|承办|实施主体|单位|部门|领导|联系|电话|地址|地点|依据|文号|来源|属性|性质|权重|分值|得分|序号|编号"
)
_TASKS = re.compile("任务|内容|目标|措施|要求|举措|事项|安排|进展|情况|成效|进度|计划")
_SENTENCE = re.compile("[，；。].*\\d|\\d.*[，；。]|[。；]$")
_LED = re.compile(
    "^(?:[<>≤≥~约近超]|超过|不低于|不高于|不少于|不超过|低于|高于|达到|达|增长|下降|降低|减少|增加|新增|提高|上升|完成|控制在|保持在|稳定在|力争|确保|累计|年均|突破|排名|第|[与较比](?:上年|去年)|[^\\w]|[一二三四五六七八九十]+[、.])+"
)
# 由上年末的71.5%提高到73.1%: two figures, of which the first is where it came from.
_MOVED = re.compile("[由从自][^，；。]*\\d[^，；。]*[到至为][^，；。]*\\d")
# What a cell that says nothing of what it measures begins with: its row does.
_PREDICATE = re.compile(
    "[由从自比较达为是约近超共已\\d]|同比|增[加长至]|净增|新增|提[高升]|上升|下降|降[低至]|减少|完成|实现|突破|累计|年均|总[数量额]|保持|稳定"
)
_LETTERS = re.compile("[\u4e00-\u9fffA-Za-z]{2}")


def states_nothing(cell: Cell) -> bool:
    """Tell whether a column holds no values: 完成时限, 责任单位, 备注."""
    last = bare(cell.column_head.rsplit(" ", 1)[-1])
    return bool(_ASIDE.search(last))


def is_prose(segment: Segment) -> bool:
    """Tell whether a cell is to be read as sentences are.

    A cell of the body is where a name stands before its figure; one that names its row only where it is
    a sentence, or its column is one of tasks.
    """
    cell = segment.cell
    if cell is None or states_nothing(cell):
        return False
    body = folded_text(segment.text[segment.start : segment.end]).strip()
    if is_value(body):
        return False
    match = next((m for m in expression().finditer(body) if (found := read(m)) and found.unit), None)
    if match is None:
        return not cell.is_head and body.endswith("。")
    if not cell.is_head and _MOVED.match(body):
        return True
    if cell.is_head:
        tasks = bool(_TASKS.search(cell.column_head)) and "项目" not in cell.column_head
        return bool(cell.column_head) and (bool(_SENTENCE.search(body)) or (tasks and _is_named(body, match)))
    return bool(_SENTENCE.search(body)) or _is_named(body, match)


def _is_named(body: str, match: re.Match[str]) -> bool:
    return bool(_LETTERS.search(_LED.sub("", body[: match.start()])))


def subject_of_row(cell: Cell, text: str) -> Name | None:
    """Return what a cell's row measures, where the cell begins with what became of it: 由8.1%降至7.6%."""
    parts = cell.row_head.split()
    if cell.is_head or not parts or not _PREDICATE.match(text.strip()):
        return None
    name = naming.name_of(bare(parts[-1]))
    nouns = (*lexicon.listed("share-noun"), *lexicon.listed("amount-noun"))
    return name if name.indicator_id is not None or name.text.endswith(nouns) else None


def of_row(statements: list[Statement], cell: Cell | None) -> None:
    """Let what a sentence in a cell says be of its row's project, where it names no known indicator."""
    head = bare(names_of(cell)) if cell is not None else ""
    if not head or is_known(head):
        return
    for statement in statements:
        if statement.indicator_id is None and statement.scope is None:
            statement.scope = head
