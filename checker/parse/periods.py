"""The period of a figure: what its clause, sentence and context say of when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.parse import lexicon, naming
from checker.parse.items import Item, Shape
from checker.parse.said import STOCKS, Said
from checker.parse.sentence import Sentence
from checker.read.period import TimeExpression, resolve

Period = tuple[str | None, str | None]  # period, its kind
_RATES = ("growth", "rank")
# 一直稳居全省前十: of all the years of a review, not of the last.
_ALL_ALONG = re.compile("一直|始终|历年|每年|连续[\\d一二两三四五六七八九十多几]+年")
_ATTAINS = re.compile("跻身|跨入|迈入|步入|迈进|跨进|进入[^，。；]*(?:强|行列|榜)")
_STANDS = re.compile("(?:镇|乡|街道|县|区|村|企业|公司|园区|集群|楼宇|商圈|市场)$")
_YEAR_WRITTEN = re.compile(r"(\d{4})年")


def of(said: Said, shaped: Shape, sentence: Sentence, modality: str) -> Period:
    context, identity = sentence.context, sentence.identity
    period, kind = sentence.time or (context.period, context.period_kind)
    if (listed := _listed_year(said, shaped)) is not None:
        return listed, "year"
    if (year := year_of(said, shaped)) is not None:
        return resolve(year, identity, context) or (period, kind)
    # What a plan uses stands already: the year before.
    already = modality == "actual" and context.modality == "target" and sentence.time is None
    if already and identity.report_year is not None and period == str(identity.plan_year):
        period = str(identity.report_year)
    modifiers = {m.type for m in modifiers_of(said, shaped)}
    if "avg" in modifiers:
        span = context.period if context.period_kind == "span" else period
        if sentence.plan_begins is not None and period and kind != "span":
            return f"{sentence.plan_begins}/{period[-4:]}", "average"  # 到“十四五”末，年均增长5.8%
        if span and span.startswith("../") and identity.plan_year:
            last = int(span[3:])
            # A five-year plan's own year is its last; the mean runs over its five years.
            first = last - 4 if identity.kind == "five_year_plan" else identity.plan_year
            span = f"{first}/{last}"
        return span, "average"
    since = _since(said, shaped) if kind in ("year", "span") and period else None
    if since is not None and (first := since + 1) < (last := int(period[-4:])):  # type: ignore[index]
        return f"{first}/{last}", "span"
    # 三年增长1.5倍，占全部产值的比重近两成: told behind a change over years, a share is one of today.
    passing = context.period_kind == "year" and "cum" not in modifiers and not any(times_of(shaped))
    today = passing and said.place is None and said.measure == "share" and "占" in said.name.text
    if kind == "span" and period and "/" in period and (today or _at_the_end(said, shaped, modifiers)):
        end = period.rpartition("/")[2]
        ahead = modality == "target" and int(end) > (identity.plan_year or int(end))
        return (f"../{end}", "by") if ahead else (end, "year")
    for item in shaped.items:
        if item.type in ("U", "D") and item.text.startswith("平均"):
            return period, "average"
    # 增加值累计增长3%，出口增长35%: what a year adds up to goes on, how it grew does not.
    goes_on = sentence.cumulative and said.measure not in _RATES and not naming.is_per_unit(said.name.text)
    total = goes_on or "cum" in modifiers or _summed(said, shaped)
    return period, "cumulative" if total and kind in ("year", "span", "by") else kind


def _listed_year(said: Said, shaped: Shape) -> str | None:
    """2021和2022年分别增长3.3%、0.5%: years that values are handed out over, in order."""
    if said.place is None:
        return None
    years = [
        (token.start, token.text) for token in shaped.aside
        if token.reason == "date" and token.text.isdigit() and len(token.text) == 4
    ]  # fmt: skip
    times = (item for item in shaped.modifiers if item.type == "time")
    named = [
        (item.start, str(time.first)) for item in times
        if (time := item.tokens[0].time) is not None and (time.kind, time.anchor) == ("year", "absolute")
    ]  # fmt: skip
    listed = sorted(years + named) if years else []
    return listed[said.place][1] if said.place < len(listed) else None


def _at_the_end(said: Said, shaped: Shape, modifiers: set[str]) -> bool:
    """Whether a figure of a review of several years tells how things stand at their end."""
    if said.place is not None or said.work or "cum" in modifiers:
        return False  # 两年投入分别达到5亿元和6亿元: each of its own year
    if said.measure == "multiple":
        return _of_one_year(shaped)
    if said.measure == "rank" and _ALL_ALONG.search("".join([i.text for i in shaped.items])):
        return False
    if said.measure == "growth":  # 增速达到14.7%: a rate of the last year; a change is one over them all
        return said.reached and any("增速" in item.text for item in shaped.items)
    return said.measure in STOCKS and (said.reached or _is_stock(said) or _attained(said, shaped))


def _of_one_year(shaped: Shape) -> bool:
    """达到46271元，是“十一五”末的2倍: held against one year, so is what is so many times as much."""
    held = [t for t in times_of(shaped) if t.kind in ("year", "by", "span")]
    return bool(held) and all(t.kind != "span" for t in held)


def _attained(said: Said, shaped: Shape) -> bool:
    """3个县跻身百强县: of so many it is told what they are by now; 超亿元的镇3个."""
    if said.measure != "level" or said.figure is None or said.figure.kind not in ("count", "people"):
        return False
    if any(token.reason == "threshold" for token in shaped.aside) and _STANDS.search(said.name.text):
        return True
    start = said.figure.start
    behind = "".join([i.text for i in (*shaped.items, *shaped.modifiers) if i.start > start])
    return _ATTAINS.search(behind) is not None


def _since(said: Said, shaped: Shape) -> int | None:
    """2022年达到96亿元，比2017年增长42.6%: the year that a change is counted from, or None."""
    if said.measure not in ("growth", "increment", "points") or said.figure is None:
        return None
    figure = said.figure.start
    times = (
        t for t in times_of(shaped) if t.end <= figure and t.role == "baseline" and t.anchor == "absolute"
    )
    return next((time.last for time in times if time.kind in ("year", "by")), None)


def _is_stock(said: Said) -> bool:
    """经营主体110万户 in a review of five years: a stock stands at their end, whatever the verb."""
    indicator = lexicon.load().indicator(said.name.indicator_id)
    return indicator is not None and indicator.stock_flow == "stock" and said.role is None


def year_of(said: Said, shaped: Shape) -> TimeExpression | None:
    """The year or quarter before a figure, where each of the clause has one (2018年3200座、2019年5800座)."""
    if said.figure is None or not shaped.modifiers:
        return None
    figures = [item for item in shaped.items if item.type == "Q"]
    times = [t for t in times_of(shaped) if t.kind in ("year", "part-year")]
    years = [time for time in times if time.role == "period"]
    if len(figures) < 2 or len(figures) != len(years):
        # 同期为下降9.8%、一季度为增长3.5%: behind a comparison a quarter has its own figure.
        own = max((t.end for t in times if t.end <= said.figure.start), default=0)
        turn = max((i.end for i in figures if i.end <= said.figure.start), default=0)
        each = len(figures) == len(times) > 1 and own > turn > 0
        return next((t for t in years if t.end == own and t.kind == "part-year"), None) if each else None
    if any(not (time.end <= item.start <= time.end + 2) for time, item in zip(years, figures, strict=True)):
        return None
    return next((time for time in years if time.end <= said.figure.start <= time.end + 2), None)


def modifiers_of(said: Said, shaped: Shape) -> list[Item]:
    """The modifiers of one statement: those behind the figure before it and before its own figure."""
    if said.figure is None or not shaped.modifiers:
        return shaped.modifiers
    figure = said.figure.start
    before = max((i.end for i in shaped.items if i.type == "Q" and i.end <= figure), default=0)
    own = [m for m in shaped.modifiers if before <= m.start < figure]
    lead = min((i.start for i in shaped.items), default=0)
    # A list shares what stands before its first name (年均分别增长…).
    return own + [
        m for m in shaped.modifiers if m not in own and ((said.spread and m.start < figure) or m.end <= lead)
    ]


def _summed(said: Said, shaped: Shape) -> bool:
    """固定资产投资累计达到1000亿元: a flow summed up; of a stock, 累计 says nothing."""
    indicator = lexicon.load().indicator(said.name.indicator_id)
    flow = indicator is not None and indicator.stock_flow == "flow"
    return flow and any(i.type == "R" and i.text.startswith("累计") for i in shaped.items)


def times_of(shaped: Shape) -> Iterator[TimeExpression]:
    for item in shaped.modifiers:
        time = item.tokens[0].time if item.type == "time" else None
        if time is not None:
            yield time


def before(shaped: Shape, said: Said, sentence: Sentence, words: str) -> Period:
    """The period named right before a figure (比上年的…, 较上年同期增长…), else the context's."""
    figure = said.figure.start if said.figure is not None else 0
    reach = max(10, len(words))
    near = [t for t in times_of(shaped) if t.end <= figure <= t.end + reach and not t.text.startswith("全年")]
    found = [resolve(time, sentence.identity, sentence.context) for time in near]
    period = next((f[0] for f in reversed(found) if f is not None), None)
    if period is None and (written := _YEAR_WRITTEN.search(words)):
        period = written[1]
    own, kind = sentence.time or (sentence.context.period, sentence.context.period_kind)
    if period is None:
        period = str(int(own) - 1) if own is not None and own.isdigit() else sentence.context.period
    return period, kind if kind == "part-year" and "同期" in words else "year"


def of_baseline(shaped: Shape, sentence: Sentence) -> Period:
    """The year named behind 从, else the context's."""
    start = next((i.end for i in shaped.items if i.type == "FROM"), 0)
    figure = next((i.start for i in shaped.items if i.type == "Q" and i.start >= start), 0)
    # 由“八五”期末的62亿元: the end of a plan is a year too.
    based = (t for t in times_of(shaped) if start <= t.start < figure)
    named = (t for t in based if t.kind in ("year", "span") or t.instant)
    found = (resolve(time, sentence.identity, sentence.context) for time in named)
    context = sentence.context
    inherited = context.period, context.period_kind
    if sentence.began is not None and sentence.time is not None and sentence.time[1] == "span":
        inherited = str(sentence.began), "year"
    if sentence.plan_begins is not None and sentence.time is not None:
        inherited = str(sentence.plan_begins - 1), "year"  # 到“十四五”末，由0.98%提高到1.7%
    period, kind = next((f for f in found if f is not None), inherited)
    return period and period.removeprefix("../"), "year" if kind == "by" else kind


def instant_of(shaped: Shape) -> str | None:
    for item in shaped.modifiers:
        if item.type == "time" and "初" in item.text:
            return "start"
        if item.type == "time" and ("末" in item.text or "底" in item.text):
            return "end"
    return None
