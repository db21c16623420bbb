"""What the parser saw in a phrase, for a person who extends the lexicon."""

from __future__ import annotations

from checker.parse import grammar
from checker.parse.clause import Explained
from checker.parse.grammar import Failure

_NAMES = {
    "N": "名词", "H": "量后名词", "A": "动作", "Q": "数量", "U": "上升", "D": "下降", "UT": "升至",
    "DT": "降至", "R": "达到", "B": "前置界限", "P": "后置界限", "S": "分别", "FROM": "从", "C": "比较",
    "F": "分隔", "V": "并列值", "SYNC": "同步", "DELEG": "下达", "FLAT": "持平", "POS": "增长（无值）",
    "RANK": "名次", "RANKN": "位次（无值）", "COVER": "全覆盖", "ZERO": "清零", "NONE": "无值",
}  # fmt: skip


def render(explained: list[Explained]) -> str:
    """Return items, tree and constraints of each clause; of a refused one, where it stopped and why."""
    if not explained:
        return "没有数字，也没有可核对的表述。"
    return "\n\n".join(_clause(one) for one in explained)


def _clause(one: Explained) -> str:
    lines = [f"分句  {one.text}"]
    lines.append("词串  " + " ".join(f"{i.text}/{_NAMES.get(i.type, i.type)}" for i in one.shape.items))
    if one.shape.modifiers:
        lines.append("修饰  " + " ".join(f"{m.text}/{m.type}" for m in one.shape.modifiers))
    if isinstance(one.parsed, Failure):
        items = one.shape.items
        stop = items[one.parsed.position].text if one.parsed.position < len(items) else "分句末"
        expected = "、".join(_NAMES.get(e, e) for e in one.parsed.expected if e != "$END")
        lines.append(f"停在  “{stop}”之前；此处可接：{expected or '（分句应已结束）'}")
    else:
        tree = grammar.tree(one.shape.kinds).pretty("  ")
        for index, item in reversed(list(enumerate(one.shape.items))):
            tree = tree.replace(f"\t{index}\n", f"\t{item.text}\n")
        lines.append("语法  " + tree.rstrip().replace("\n", "\n      "))
    for statement in one.statements:
        ends = _interval(statement.low, statement.high, statement.low_closed, statement.high_closed)
        lines.append(
            f"约束  {statement.indicator}｜{statement.measure}｜{statement.comparator}"
            f"｜{statement.value or '—'}{statement.unit or ''}｜{ends}{statement.base_unit or ''}"
            f"｜{statement.modality} {statement.period or '—'}"
        )
    if not one.statements:
        lines.append("约束  （无）")
    return "\n".join(lines)


def _interval(low: str | None, high: str | None, low_closed: bool, high_closed: bool) -> str:
    if low is None and high is None:
        return "无区间 "
    left = "[" if low_closed else "("
    right = "]" if high_closed else ")"
    return f"{left}{low if low is not None else '-∞'}, {high if high is not None else '+∞'}{right} "
