"""Statements as typed rows: what the parser found, and what rules need that SQL cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from checker.expressions import Sparing
from checker.model import Identity, Reading, Statement
from checker.settings import Settings
from checker.table import delegates, figures, identity, indicators, periods, regions, wording
from checker.table.sentences import Sentences
from checker.table.text import half_width

_FORCE = {
    "约束性": 4,
    **dict.fromkeys(("确保", "必须", "必保", "力保", "务必", "保证"), 3),
    **dict.fromkeys(("力争", "争取", "努力", "力促", "奋力"), 1),
}
_RATE_NAME = re.compile(r"(?:率|占比|比重|份额|(?:亏损|盈利|增长|覆盖|知晓)面)$")
_NO_RATE = re.compile(r"(?:生产率|增长率|汇率|利率|频率|效率|费率|产率|倍率|产出率|收益率|周转率)$")
# 完成率, 开工率, 参保率 and 贡献率 may exceed 100 %; these may not.
_CAPPED = re.compile(
    r"占比|占(?:到|了|约|达)?[0-9]|占[^,，、]*(?:比重|比例)|覆盖率|合格率|达标率|普及率|优[良秀][^,，、。率\d]{0,3}率|优良路率|优良天数比[率例]|城镇化率|入园率|绿化率"
    r"|巩固率|脱贫率|绿地率|绿化覆盖|硬化率|通达率|通车率|处理率|处置率|治理率|综合利用率|满意率|及格率|就业率|办结率|办复率"
    r"|整改率|建档率|签约率|入户率|管控率|检出率|回收率|机械化率|自来水普及|抽检率|成活率|保存率|完好率|监管率"
    r"|(?<!毛)入学率|好转率|失业率|贫困发生率|感染率|死亡率|残疾率|空置率|入住率"
)
# 控制在4.5个百分点以内, 提高至2.1个百分点: the verb says where a rate stands, the unit how far it moved.
_REACHES_POINTS = re.compile(
    r"(?:控制在|保持在|稳定在|维持在|达到|[提升降减增]高?[至到]|(?<=率)为|(?<=度)为|(?<=比)为)约?\s*\d[\d.]*\s*个百分点(?:以内|左右|以上|以下)?$"
)
_HEDGED = Sparing(
    r"(?:约|大约|大概|近|接近)(?:实现)?(?:增长|下降|增加|减少|上涨|完成|达到)?\s*[0-9０-９][^,，;；。、]{0,12}?(?:以上|以下|以内)"
    r"|(?:超过|超|突破|不低于|不少于|至少|不超过)\s*[0-9０-９][^,，;；。、]{0,10}?(?:左右|余)"
    r"|左右(?:以上|以内|以下)|(?:以上|以内|以下)左右"
)
# 不低于30万吨以下: a floor before the figure and a ceiling behind it, or the other way round.
_OPPOSED = Sparing(
    r"(?:不低于|不少于|不小于|至少|超过|突破|高于|大于)\s*[0-9][^,;。、]{0,12}?(?:以下|以内|之内)(?!的)"
    r"|(?:不超过|不高于|不大于|不多于|至多|最多|低于|少于|小于)\s*[0-9][^,;。、]{0,12}?以上(?![年级述报的])"
)
# 增速提高2.3%: what a rate of growth rises by is told in points.
_SPEED = re.compile(
    r"(?:增速|增幅|涨幅|降幅|增长率|增长速度)(?:同比|环比|[比较][^,。;\d]{0,8})?"
    r"(?:提高|提升|加快|回升|回落|放缓|上升|下降|扩大|收窄|提速|快|高)了?约?\s*[0-9.]+\s*%$"
)
# 不合格率下降15%: what is small and bad falls by a part of itself.
_RELATIVE = re.compile(
    r"(?:不合格|不良|发病|死亡|事故|发案|投诉|差错|伤亡|违法|违章|违规|逾期|信访|上访|次品|返修|故障|漏损|破损|复发|返贫|误诊|漏诊|空置|差评)率"
)
_MUCH = 8  # percent: no such rate falls by so many points
_LISTED = re.compile(r"等\s*[0-9０-９一二三四五六七八九十百两]")
_PLAIN_RATE_BASIS = ("", "plain", "名义", "nominal")


def rows(reading: Reading, settings: Settings) -> Iterator[dict[str, object]]:
    """Yield one row of the relation ``statement`` per statement of a document, in its order."""
    document = reading.document
    sentences = Sentences.of(document.lines)
    shared = _of_document(document.path, document.identity)
    for seq, statement in enumerate(reading.statements):
        row = dict(shared)
        row.update(_place(statement, seq, sentences))
        row.update(_identity(statement, document.identity))
        row.update(_period(statement))
        row.update(_figure(statement, settings))
        line = document.lines.get(statement.line, "")
        part = statement.period_kind == "part-year"
        row["part_of_year"] = periods.part_of_year(half_width(line[: statement.end])) if part else ""
        row.update(_wording(statement, line))
        row["latest"] = True  # decided once all documents are at hand
        row["divides_whole"] = row["kinds_apart"] = row["in_cell"] = False  # decided in checker.table.groups
        yield row


def _of_document(path: str, who: Identity) -> dict[str, object]:
    return {
        "document": path,
        "doc_id": f"doc:{path}",
        "doc_kind": who.kind,
        "doc_level": who.level or "",
        "doc_region_path": who.region_path or "",
        "doc_parent_path": regions.parent(who.region_path, who.level),
        "plan_year": who.plan_year or 0,
        "report_year": who.report_year or 0,
    }


def _place(statement: Statement, seq: int, sentences: Sentences) -> dict[str, object]:
    return {
        "id": statement.id,
        "seq": seq,
        "line": statement.line,
        "start_at": statement.start,
        "end_at": statement.end,
        "sentence": sentences.ordinal(statement.line, statement.start),
        "quote": statement.quote,
        "section": statement.section or "",
        "grp": statement.group or "",
        "role": statement.role or "",
    }


def _identity(statement: Statement, who: Identity) -> dict[str, object]:
    found = indicators.properties(statement.indicator_id)
    path = statement.region_path or ""
    to = delegates.delegate(statement.comparator, statement.reference, who)
    verb = "" if statement.indicator_id else _action(statement)
    quote = half_width(statement.quote)
    return {
        "region": statement.region or "",
        "region_path": path,
        "parent_path": regions.parent(path),
        "own_region": bool(path) and path == who.region_path,
        "scope": identity.scope(statement.scope),
        "indicator": statement.indicator,
        "indicator_id": statement.indicator_id or "",
        "key": identity.key(statement),
        "certain": identity.certain(statement),
        "of_many": identity.of_many(statement),
        "action": verb,
        "deed": deed(statement),
        "rate_like": _rate_like(statement, found) and not _is_relative(statement),
        "reaches_points": statement.measure == "points" and bool(_REACHES_POINTS.search(quote)),
        "capped": statement.measure == "share" and bool(_CAPPED.search(statement.indicator + quote)),
        "hedged": bool(_HEDGED.search(quote)) and statement.comparator != "compare",
        "opposed": bool(_OPPOSED.search(quote)) and statement.comparator != "compare",
        "speed_percent": statement.measure == "growth" and bool(_SPEED.search(quote)),
        "listed": bool(_LISTED.search(statement.quote)),
        "polarity": found.polarity,
        "ceiling": _ceiling(statement, found),
        "stock_flow": found.stock_flow,
        "aggregation": found.aggregation,
        "binding": found.binding or statement.force == "约束性",
        "headline": indicators.headline_for(found, who.level or "", who.kind),
        "umbrella": found.umbrella,
        "price_basis": statement.price_basis or found.price_basis,
        "basis": "" if (statement.basis or "") in _PLAIN_RATE_BASIS else statement.basis,
        "reference": statement.reference or "",
        "delegate": to.kind,
        "delegate_path": to.path,
    }


def _rate_like(statement: Statement, found: indicators.Properties) -> bool:
    """Say whether the indicator is a rate or share, so that its change is told in points."""
    if statement.indicator_id:
        return found.share
    return bool(_RATE_NAME.search(statement.indicator)) and not _NO_RATE.search(statement.indicator)


def _is_relative(statement: Statement) -> bool:
    """Say whether a change of a rate must be meant as a part of it: 投诉率下降15%."""
    if statement.measure != "growth" or not _RELATIVE.search(statement.indicator):
        return False
    much = figures.middle(statement)
    return much is not None and abs(much) >= _MUCH


def _action(statement: Statement) -> str:
    return identity.action(statement.quote, statement.indicator, statement.value or "")


# By which deed things are counted; 新增 and no word at all say only that there are more.
_DEEDS = (
    ("净增", re.compile("净增|净减")),
    ("登记", re.compile("登记|注册|新设")),
    ("认定", re.compile("认定|获批|评定|评为|通过评审")),
    ("培育", re.compile("培育|培植|孵化")),
    ("引进", re.compile("引进|招引|引育|引入")),
    ("入库", re.compile("入库|入统|升规|纳入")),
    ("注销", re.compile("退出|注销|退库")),
)
_ALL_OF_THEM = re.compile("达到|总数|累计|增至|拥有|共有|现有")


def deed(statement: Statement) -> str:
    """Return the deed that an increment counts, '' where it is just more of it.

    >>> deed(Statement(measure="increment", quote="新认定高企61家、净增32家", value="32"))
    '净增'
    """
    if statement.measure != "increment":
        return ""
    before = statement.quote[: statement.quote.rfind(statement.value or "")]
    found = [(match.end(), name) for name, verb in _DEEDS for match in verb.finditer(before)]
    if found or "新" in before:
        return max(found)[1] if found else ""
    # 挂牌上市企业达到45家 counts all of them, 挂牌上市3家 those of the year.
    return "总数" if _ALL_OF_THEM.search(before) else ""


def _ceiling(statement: Statement, found: indicators.Properties) -> bool:
    """A ceiling is met by anything below it, whatever the wording (domain.md section 7)."""
    return found.ceiling or statement.comparator in ("le", "lt")


def _period(statement: Statement) -> dict[str, object]:
    covered = periods.years(statement.period)
    force = _force(statement)
    return {
        "measure": statement.measure,
        "modality": statement.modality,
        "is_target": statement.modality in ("target", "assigned"),
        "is_outcome": statement.modality in ("actual", "estimate"),
        "is_final": statement.modality == "actual",
        "force": force,
        "force_rank": _FORCE.get(force, 2),
        "period": statement.period or "",
        "period_kind": statement.period_kind or "year",
        "year": covered.last,
        "year_from": covered.first,
        "annual": periods.annual(statement.period, statement.period_kind),
        "instant": statement.instant or "",
    }


def _force(statement: Statement) -> str:
    """Return the word of commitment nearest before the value.

    >>> _force(Statement(quote="力争保底5%、确保6%、力争7%", value="7"))
    '力争'
    """
    at = statement.quote.rfind(statement.value) if statement.value else -1
    before = statement.quote[:at] if at > 0 else ""
    found = [(before.rfind(word), word) for word in _FORCE if word in before]
    return max(found)[1] if found else statement.force or ""


def _wording(statement: Statement, line: str) -> dict[str, object]:
    known = indicators.properties(statement.indicator_id)
    per, per_name = wording.per(statement.quote)
    return {
        "stock": wording.is_stock(statement, known),
        "only_keeps": wording.only_keeps(statement),
        "plain": wording.is_plain(statement),
        "by_building": wording.by_building(statement, line),
        "counted": wording.counted(statement, line),
        "per": per,
        "per_name": per_name,
        "explained": wording.explains(_sentence(line, statement)),
    }


def _sentence(line: str, statement: Statement) -> str:
    """Return the sentence of a line that a statement stands in."""
    start = max(line.rfind(mark, 0, statement.start) for mark in "。！？")
    ends = [place for mark in "。！？" if (place := line.find(mark, statement.end)) >= 0]
    return line[start + 1 : min(ends, default=len(line))]


_FIGURE = tuple(figures.Figure.__dataclass_fields__)
_bounds_of = attrgetter(*_FIGURE)
_BOUNDS = {
    "ge": "floor", "gt": "floor", "le": "ceiling", "lt": "ceiling",
    "range": "band", "approx": "around", "eq": "point",
}  # fmt: skip


def _figure(statement: Statement, settings: Settings) -> dict[str, object]:
    found = figures.figure(
        statement, settings.tolerance, price=indicators.properties(statement.indicator_id).price
    )
    bound = _BOUNDS.get(statement.comparator, "none") if found.is_number else "none"
    row: dict[str, object] = {
        "comparator": statement.comparator,
        "bound": bound,
        "low_closed": statement.low_closed,
        "high_closed": statement.high_closed,
        "written": written(statement),
        "told": told(statement),
        "phrase": phrase(statement),
        "unit": statement.unit or "",
        "base_unit": statement.base_unit or "",
        "dimension": statement.dimension or "",
    }
    row.update(zip(_FIGURE, _bounds_of(found), strict=True))
    return row


def written(statement: Statement) -> str:
    """Return value and unit as the text writes them: ``1.35万户``, ``5%—6%``."""
    unit = statement.unit or ""
    if statement.value is None:
        return ""
    if statement.value_high is not None:
        return f"{statement.value}—{statement.value_high}{unit}"
    return f"{statement.value}{unit}"


def told(statement: Statement) -> str:
    """Return value and unit so that a fall is seen without its sentence.

    >>> told(Statement(measure="growth", value="8.5", unit="%", low="-8.55", high="-8.45"))
    '下降8.5%'
    >>> told(Statement(measure="points", value="0.3", unit="个百分点", low="-0.35", high="-0.25"))
    '下降0.3个百分点'
    """
    falls = statement.measure in ("growth", "points") and (statement.value or "-")[0] not in "-−－"
    ends = [end for end in (statement.low, statement.high) if end is not None]
    below = bool(ends) and all(end.startswith("-") or end == "0" for end in ends) and set(ends) != {"0"}
    return f"下降{written(statement)}" if falls and below else written(statement)


def phrase(statement: Statement) -> str:
    """Return what the quote says of its indicator: the quote from behind the indicator's name.

    What was said of it before, in figures of its own, is left out.

    >>> phrase(Statement(quote="地区生产总值同比增长4%以上", indicator="地区生产总值"))
    '同比增长4%以上'
    >>> phrase(Statement(measure="growth", quote="出口5.6亿元、同比增长7.1%", indicator="出口", value="7.1"))
    '同比增长7.1%'
    """
    _, found, rest = statement.quote.partition(statement.indicator)
    rest = re.sub(r"^[\s,，:：]+", "", rest)
    told = rest if found and rest and rest[0] != "、" else statement.quote
    at = told.rfind(statement.value) if statement.value else -1
    cut = max(told.rfind(mark, 0, at) for mark in "，,、；") + 1 if at > 0 else 0
    own_verb = cut and told[cut : cut + 1].isalpha() and any(char.isdigit() for char in told[:cut])
    return told[cut:] if own_verb and statement.measure in ("growth", "points") else told
