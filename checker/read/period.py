"""Words of time: where they stand in a text, and which period they mean in a given document.

Two steps, so that the parse stage can reuse both for single clauses:

``time_expressions(text)`` finds the expressions of any stretch of text (a clause, a sentence, a
heading), without overlaps and in order; offsets count in ``text`` as given.
``resolve(expression, identity, context)`` says which period is meant, as ``(period, period_kind)``.

An expression with ``role == "baseline"`` (比2020年, 较上年, 从年初的) names what is compared with; it
never sets the period of its clause. One with kind ``date`` or ``open`` has no period: a date is an
event, an open one (今后一段时期, 近年来) takes the inherited year away without giving another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

from checker.expressions import Sought, needs_of
from checker.model import Context, Identity, PeriodKind

Kind = Literal["year", "span", "by", "part-year", "date", "open"]
Anchor = Literal["absolute", "plan", "report", "context", "past", "future"]
Role = Literal["period", "baseline"]

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_WIDE_SIGN = re.compile("[\uff01-\uff5e\u3000\xa0]")
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "◯": 0, "O": 0, "两": 2}


def plain(text: str) -> str:
    """Return ``text`` in half width, character by character, so that offsets stay what they are.

    >>> plain("２０２４年（草案）")
    '2024年(草案)'
    """
    return text.translate(_WIDE) if _WIDE_SIGN.search(text) else text


class TimeExpression(NamedTuple):
    """A word of time. ``start``/``end`` are offsets in the text searched, end exclusive.

    ``first``/``last`` are calendar years where ``anchor`` is ``absolute``, else years counted from
    the anchor: the document's plan year or report year, or the year the context is in; for the
    anchors ``past`` and ``future`` the length of a span that ends with the report year or begins
    with the plan year. ``modality`` is what the words themselves imply (五年来 → actual, 今后五年 →
    target), ``None`` where they imply nothing. ``part`` is the part of the year as written.
    """

    start: int
    end: int
    text: str
    kind: Kind
    anchor: Anchor
    first: int
    last: int
    role: Role = "period"
    instant: Literal["start", "end"] | None = None
    modality: Literal["target", "actual"] | None = None
    part: str = ""


# ---------------------------------------------------------------- patterns

_Y = r"(?:(?<!\d)(?:19|20)\d{2}|[一二][〇○◯零O九][〇○◯零O一二三四五六七八九]{2})"
_DASH = r"\s*(?:[-‐‑‒–—―─~〜∼]+|至|到)\s*"
_N = r"(?:[两二三四五六七八九]|十[一二三四五]?|[二三四五]十|\d{1,2})"
_PART = (
    r"(?:[上下]半年|前[二两三]个?季度|(?:第?[一二三四1-4](?:" + _DASH + r"[二三四2-4])?|首)季度|首季|"
    r"前(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?月|"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月?份?"
    + _DASH
    + r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|"
    r"(?<![\d一二三四五六七八九十])(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])(?:月份(?!日)|月(?![\d日份])))"
)
_END = r"(?:年?[底末]|年终)"
_FEAST = r"(?:[“\"]?(?:元旦|春节|清明|五一|劳动节|端午|中秋|国庆|十一|暑期|寒暑?假|双节|元宵)[”\"]?)"

# 30年来首次, 近七年最高, 35年来、20年来首次: not when.
_NOTABLE = "(?!(?:[、和]\\d+年来)*的?(?:首次|首度|第一次|最|新高|新低|少有|罕见|未有))"

_Builder = Callable[["re.Match[str]"], TimeExpression | None]


def _year(written: str) -> int:
    if written.isdigit():
        number = int(written)
        return number if number > 99 else 1900 + number
    return int("".join(str(_NUMERALS[c]) for c in written))


def _small(written: str) -> int:
    """Return a number below 100 written in digits or Chinese numerals."""
    if written.isdigit():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return 10 * (_NUMERALS[tens] if tens else 1) + (_NUMERALS[ones] if ones else 0)
    return _NUMERALS[written]


def _make(
    m: re.Match[str],
    kind: Kind,
    anchor: Anchor,
    first: int,
    last: int | None = None,
    **more: object,
) -> TimeExpression:
    span = m.start(), m.end(), m.group(0)
    return TimeExpression(*span, kind, anchor, first, first if last is None else last, **more)  # type: ignore[arg-type]


def _span(m: re.Match[str]) -> TimeExpression | None:
    first = _year(m.group("first"))
    written = m.group("last")
    last = _year(written) if len(written) == 4 else first // 100 * 100 + int(written)
    if m.group("school"):
        return _make(m, "date", "absolute", first, last)
    if not 0 < last - first <= 40:
        return None
    return _make(m, "span", "absolute", first, last)


def _full_date(m: re.Match[str]) -> TimeExpression:
    return _make(m, "date", "absolute", _year(m.group("y")) if m.group("y") else 0)


def _since(m: re.Match[str]) -> TimeExpression:
    return _make(m, "span", "absolute", _year(m.group("y")), 0, modality="actual")


def _absolute(m: re.Match[str]) -> TimeExpression:
    year = _year(m.group("y"))
    lead, tail, before = m.group("lead") or "", m.group("tail") or "", m.group("before")
    instant = "start" if tail.endswith("初") else "end" if tail else None
    if lead.startswith(("截至", "截止")):
        return _make(m, "year", "absolute", year, instant=instant or "end", modality="actual")
    if lead or before:
        return _make(m, "by", "absolute", year, instant=instant)
    return _make(m, "year", "absolute", year, instant=instant)


def _five_year(m: re.Match[str]) -> TimeExpression | None:
    number, tail = _small(m.group("nth")), m.group("what")
    if number < 6 or not tail:  # “十四五”规划 is a name, not a time
        return None
    first = 1981 + 5 * (number - 6)
    last = first + 4
    part = re.match(r"(?P<early>[前头](.)年)|后(.)年", tail)
    if part and part.group("early"):
        return _make(m, "span", "absolute", first, first + _small(part.group(2)) - 1, modality="actual")
    if part:
        return _make(m, "span", "absolute", last + 1 - _small(part.group(3)), last)
    if tail == "以来":
        return _make(m, "span", "absolute", first, 0, modality="actual")
    if tail.endswith("末"):
        return _make(m, "by", "absolute", last, instant="end")
    return _make(m, "span", "absolute", first, last)


def _past(m: re.Match[str]) -> TimeExpression:
    return _make(m, "span", "past", _small(m.group("n")), modality="actual")


def _future(m: re.Match[str]) -> TimeExpression:
    return _make(m, "by", "future", _small(m.group("n")), modality="target")


def _both_ways(m: re.Match[str]) -> TimeExpression:
    return _make(m, "span", "context", _small(m.group("n")))


_RELATIVE: dict[str, tuple[Anchor, int]] = {
    "今年": ("plan", 0), "新的一年": ("plan", 0), "新一年": ("plan", 0),
    "明年": ("plan", 1), "来年": ("plan", 1), "下一年": ("plan", 1), "下年": ("plan", 1),
    "去年": ("plan", -1), "前年": ("plan", -2),
    "上年": ("context", -1), "上一年": ("context", -1), "前一年": ("context", -1),
    "本年": ("context", 0), "当年": ("context", 0), "全年": ("context", 0), "年内": ("context", 0),
    "本年内": ("context", 0), "年": ("context", 0), "岁": ("context", 0),
    "过去一年": ("report", 0), "过去的一年": ("report", 0), "刚刚过去的一年": ("report", 0),
    "一年来": ("report", 0), "这一年": ("report", 0), "一年多来": ("report", 0),
}  # fmt: skip


def _relative(m: re.Match[str]) -> TimeExpression:
    anchor, offset = _RELATIVE[m.group("word")]
    tail = m.group("tail") or ""
    if tail.endswith("以来"):
        return _make(m, "part-year", anchor, offset, modality="actual", part=m.group(0))
    instant = "start" if tail.endswith("初") else "end" if tail and tail[-1] in "底末终" else None
    modality = "actual" if anchor == "report" or m.group("word") in ("去年", "前年") else None
    return _make(m, "year", anchor, offset, instant=instant, modality=modality)


_WHOLE_YEAR = re.compile(r"(?:1|一)\s*[-—–至到~～]\s*(?:12|十二)\s*月")


def _part_year(m: re.Match[str]) -> TimeExpression:
    part = m.group("part")
    kind: Kind = "year" if _WHOLE_YEAR.match(part) else "part-year"
    if m.group("y"):
        return _make(m, kind, "absolute", _year(m.group("y")), part=part)
    anchor, offset = _RELATIVE[m.group("word")] if m.group("word") else ("context", 0)
    return _make(m, kind, anchor, offset, part=part)


def _same_months(m: re.Match[str]) -> TimeExpression:
    return _make(m, "year", "context", -1, role="baseline")


def _holidays(m: re.Match[str]) -> TimeExpression:
    return _make(m, "part-year", "context", 0, part=m.group("part"))


def _open(m: re.Match[str]) -> TimeExpression:
    return _make(
        m,
        "open",
        "context",
        0,
        modality="actual" if m.group(0).endswith("年来") or m.group(0) == "长期以来" else None,
    )


_UNTIL = (
    r"(?:(?<=[底末])(?:之|以)?前(?![列茅]|[\d一二三四五六七八九十]+[个季月名位强]))?"  # 年底前新建5G基站80座
)
_FIVE_YEAR_TAIL = (
    r"(?:规划)?(?:时期|期间|期末|末期?|以来|五年|规划期内?"
    r"|[前头][一二两三四]年|后[一二两三]年|初期|中后期|后半程)"
)
# Each with what its matches need: characters of which a text without any is not searched.
_RULES: tuple[tuple[re.Pattern[str], tuple[frozenset[str], ...], _Builder], ...] = tuple(
    (re.compile(pattern), needs_of(pattern), builder)
    for pattern, builder in (
        (
            rf"(?:(?P<y>{_Y})\s*年|今年|去年)?\s*(?<!\d)(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月\s*"
            r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号](?:[以之]?前(?![\d一二三四五六七八九十列]))?",
            _full_date,
        ),
        (
            rf"(?P<first>{_Y})\s*年?(?:{_DASH}|[/])(?P<last>{_Y}|(?<=\D)\d{{2}}(?=\s*年))"
            r"(?:\s*(?:(?P<school>学年)|年度?)(?![底末初])|(?=\s*[)]))",
            _span,
        ),
        (rf"自?(?P<y>{_Y})\s*年以来", _since),
        (
            rf"(?:(?:(?P<y>{_Y})\s*年|(?P<word>今年|去年|上年|明年|本年|当年|全年))"
            rf"\s*的?)?(?P<part>{_PART})(?:以来|底前?|末|初)?",
            _part_year,
        ),
        (
            rf"(?P<lead>(?:截至|截止)到?|到|至)?(?P<y>{_Y}|(?<!\d)(?:7[89]|8\d|9\d)(?=\s*年(?![来前后间期以代多内])))"
            rf"\s*年(?!远景目标纲要|版|款)(?:度|全年)?(?P<tail>{_END}|年?初)?(?P<before>以前|之前|前)?",
            _absolute,
        ),
        (
            r"[“\"‘「]?(?<![一二三四五六七八九十百第])(?P<nth>[六七八九]|十[一二三四五六七]?)五[”\"’」]?"
            rf"(?P<what>{_FIVE_YEAR_TAIL})?",
            _five_year,
        ),
        (
            r"第(?P<nth>[六七八九]|十[一二三四五六七]?)个五年(?:规划|计划)"
            r"(?P<what>时期|期间|期末|末|以来)",
            _five_year,
        ),
        (
            rf"(?:刚刚)?(?:过去|以往|最近|近|这|上一个)的?(?P<n>{_N})个?年(?:多?来|间|里)?" + _NOTABLE,
            _past,
        ),
        (rf"(?<![一二两三四五六七八九十百几多第\d])(?P<n>{_N})年来{_NOTABLE}", _past),
        (
            rf"(?:今后|未来|此后|往后|接下来|下一个?|再用)的?(?P<n>{_N})(?:到{_N})?年(?:内|里|间|左右|时间)*"
            rf"|(?:力争|争取|确保|用)(?P<n2>{_N})年(?:内|左右|时间)",
            lambda m: _make(m, "by", "future", _small(m.group("n") or m.group("n2")), modality="target"),
        ),
        (rf"(?<![一二两三四五六七八九十百几多第\d.])(?P<n>{_N})年(?=累计|平均|合计|年均|共计)", _both_ways),
        (
            r"(?P<word>刚刚过去的一年|过去的?一年|一年多?来|新的?一年|上一年|前一年|下一年|"
            r"本年内|这一年|[今去明来前](?<!目前)年(?!后)|(?<!以)上年|下年|本年|当年|全年|年内)(?:度|(?<=[今去上]年)全年)?"
            rf"(?:(?P<tail>以来|年?[底末初]){_UNTIL})?(?:(?<=[去上]年)同期)?",
            _relative,
        ),
        # 增速比同期提高0.9个百分点: that of the year before, in a report on part of a year.
        (
            r"(?<=[比较与和同])同期(?=[高低多少提下增减上回加扩收缩涨跌降升快慢比幅持相占]|$)|(?:(?<=[（(])|^)同期(?=为|是|[增下]|仅)",
            _same_months,
        ),
        (
            r"(?<![\d今去明前上本当同逐历每常近往多少一二三四五六七八九十])(?P<word>年)"
            rf"(?P<tail>[底末终]|初(?:以来)?)(?!期){_UNTIL}",
            _relative,
        ),
        (
            rf"(?<![一二三四五六七八九十])(?P<part>{_FEAST}(?:[、和及]?{_FEAST}){{0,3}}"
            r"(?:节日|小?长?假期?|黄金周|期间|假日)+)",
            _holidays,
        ),
        (
            r"(?:今后|未来|往后|此后)(?:(?:很|较|更|相当)?长?的?(?:一段|一个)(?:较长|很长)?的?|(?:较|很|更)长的?)(?:时期|时间|阶段)内?|下一个?(?:发展)?阶段|"
            r"(?:今后|未来)若干年|在?较长(?:的?一段)?(?:时期|时间)内|到?适当(?:时候|时机|阶段)|用较短(?:时间|时期)|今后(?:一个时期|几年)|未来几年|"
            r"(?:利?用|经过|通过|再用|花)(?:[几数]|若干|[一二三四五](?:到|至)?[二三四五六])年(?:的|时间|左右|不懈|持续)*(?:努力|奋斗|攻坚|建设)?|在?不(?:久|远)的?将来|若干年内|一定时期内|"
            r"(?:利?用|经过|通过|再用|花)(?:[几数]个?|若干个?|一个?|一段|一定)(?:较?长|较短|不长)?的?(?:阶段|时期|时间|时段)的?(?:持续|不懈|接续|共同)*(?:努力|奋斗|攻坚|建设|发展)?|"
            r"从?长(?:远|期)来?看|(?:着眼|放眼)于?(?:长远|未来)|(?:早日|尽早)(?=实现|达到?|突破|跨|迈|形成)|(?:条件|时机)(?:成熟|具备|允许)(?:时|之?后)?|"
            r"(?:近|最近|这)(?:些|几)?年来?(?!底)|近年来?|长期以来|历年来|中长期内?|远期|[\d几]0?多年来",
            _open,
        ),
    )
)
_SOUGHT = Sought([needs for _, needs, _ in _RULES])

_COMPARED = re.compile(r"(?:比|较|相较于?|对比|同比|超过|高于|低于|快于|好于|多于)(?:的)?$")
_WITH = re.compile(r"(?:与|同|和|跟|以|按)$")
_AFTER_WITH = re.compile(r"\s*(?:的?[^，。；、]{0,12}?(?:相比|持平|相当|相近)|为基[期数准]|为\s*100|同期)")
_FROM = re.compile(r"(?:由|从)$")
_IS = re.compile(r"(?:为|是|相当于|达到?)$")
# 为“十三五”时期的2倍, 恢复到2019年的83%: the year is what the figure is held against.
_TIMES_OF = re.compile(r"(?:时期|期间|同期|全年)?的(?:约|近)?\d[\d.]*(?:倍|%)")
# 在上年增长9.2%的高基数上增长5.1%: what is gone on from.
_AT = re.compile("在$")
_ON_TOP = re.compile("[^,，;；。]{1,20}?的?(?:较?[高低]位?)?(?:基础|基数)之?上")
_REGAINED = re.compile(r"(?:恢复|回升|达|相当于?|降|升)$")


def _role(text: str, start: int, end: int) -> Role:
    """Say what a word of time is to its clause: when, or what is compared with."""
    before, after = text[max(0, start - 6) : start], text[end : end + 20]
    if _COMPARED.search(before) or after.startswith("同期") or text[start:end].endswith("同期"):
        return "baseline"
    if _WITH.search(before) and _AFTER_WITH.match(after):
        return "baseline"
    if _IS.search(before) and _TIMES_OF.match(after):
        return "baseline"
    if text[start] == "到" and _REGAINED.search(before) and _TIMES_OF.match(after):
        return "baseline"
    if _AT.search(before) and _ON_TOP.match(text, end):
        return "baseline"
    if _FROM.search(before) and not after.startswith(("起", "开始", "到", "至", "以来")):
        return "baseline"
    return "period"


_ANY = re.compile(
    r"年|月|季|五|期|节|假|周|19\d\d|20\d\d|近|远|阶段|较[长短]|段时间|时段|将来|未来|条件|时[机候]|早日|尽早|长期来?看"
)
_TITLE = re.compile("《[^》]*》")
_BREAK = re.compile("[,;。]")  # no word of time runs over one


@lru_cache(maxsize=16384)
def _in_piece(piece: str) -> tuple[TimeExpression, ...]:
    """Return the words of time of a stretch without a break, in half width; the longest one wins.

    A clause is asked for by the steps that read a paragraph, state its figures and name its projects.
    """
    found: list[TimeExpression] = []
    for row in _SOUGHT.possible(piece):
        pattern, _, build = _RULES[row]
        for m in pattern.finditer(piece):
            made = build(m) if m.end() > m.start() else None
            if made is not None:
                found.append(made)
    if len(found) < 2:
        return tuple(found)
    found.sort(key=lambda e: (e.start, -e.end))
    chosen: list[TimeExpression] = []
    for one in found:
        if chosen and one.start < chosen[-1].end:
            if one.end - one.start > chosen[-1].end - chosen[-1].start:
                chosen[-1] = one
            continue
        chosen.append(one)
    return tuple(chosen)


def time_expressions(text: str) -> list[TimeExpression]:
    """Return the words of time in ``text``, in order, without overlaps; the longest one wins.

    Names of documents in 《》 hold none. Full-width digits and Chinese numerals are read.

    >>> [(e.text, e.kind, e.role) for e in time_expressions("到2027年比2020年翻一番")]
    [('到2027年', 'by', 'period'), ('2020年', 'year', 'baseline')]
    """
    if not _ANY.search(text):
        return []
    flat = plain(text)
    names = [m.span() for m in _TITLE.finditer(flat)] if "《" in flat else []
    result: list[TimeExpression] = []
    first = 0
    for last in [*(m.start() for m in _BREAK.finditer(flat)), len(flat)]:
        if last - first > 1:
            for found in _in_piece(flat[first:last]):
                start, end = first + found.start, first + found.end
                if not any(a <= start and end <= b for a, b in names):
                    role, same = _role(flat, start, end), first == 0 and flat is text
                    as_found = same and role == "period"
                    result.append(
                        found
                        if as_found
                        else found._replace(start=start, end=end, text=text[start:end], role=role)
                    )
        first = last + 1
    return result


# ---------------------------------------------------------------- meaning


def last_year(period: str | None) -> int | None:
    """Return the (last) year a period is about.

    >>> last_year("2018/2022"), last_year("../2027"), last_year(None)
    (2022, 2027, None)
    """
    return int(period[-4:]) if period else None


def span(first: int, last: int) -> tuple[str, PeriodKind]:
    """Return the period from ``first`` to ``last`` as the contract writes it."""
    return (str(last), "year") if first == last else (f"{first}/{last}", "span")


def _report_year(identity: Identity, context: Context) -> int | None:
    if identity.report_year is not None:
        return identity.report_year
    if identity.kind == "five_year_plan" and identity.plan_year is not None:
        return identity.plan_year - 5
    if identity.plan_year is not None:
        return identity.plan_year - 1
    return last_year(context.period) if context.modality == "actual" else None


def _context_year(identity: Identity, context: Context) -> int | None:
    return last_year(context.period) or identity.plan_year or identity.report_year


def _present_year(identity: Identity) -> int | None:
    """Return the year the document calls 今年."""
    if identity.present_year is not None:
        return identity.present_year
    if identity.kind == "communique" or identity.plan_year is None:
        return identity.report_year
    if identity.kind == "five_year_plan":
        return identity.plan_year - 4
    return identity.plan_year


def _anchor_year(expression: TimeExpression, identity: Identity, context: Context) -> int | None:
    if expression.anchor == "absolute":
        return 0
    if expression.anchor == "plan":
        return _present_year(identity)
    if expression.anchor == "report":
        return _report_year(identity, context)
    return _context_year(identity, context)


def _resolve_length(
    expression: TimeExpression, identity: Identity, context: Context
) -> tuple[str, PeriodKind] | None:
    """Resolve an expression that gives a number of years: 五年来, 今后三年, 五年累计."""
    length = expression.first
    inherited = re.fullmatch(r"(\d{4})/(\d{4})", context.period or "")
    if inherited and expression.anchor != "future":
        first, last = int(inherited.group(1)), int(inherited.group(2))
        if last - first + 1 == length:
            return span(first, last)
    forward = expression.anchor == "future" or (
        expression.anchor == "context" and context.modality == "target"
    )
    if forward:
        if identity.plan_year is None:
            return None
        if identity.kind == "five_year_plan":
            return f"../{identity.plan_year - 5 + length}", "by"
        last = identity.plan_year + length - 1
        return (f"../{last}", "by") if expression.anchor == "future" else span(identity.plan_year, last)
    report = _report_year(identity, context)
    return None if report is None else span(report - length + 1, report)


def resolve(
    expression: TimeExpression, identity: Identity, context: Context
) -> tuple[str, PeriodKind] | None:
    """Return the period an expression means in a document, at a place with this inherited context.

    今年, 明年 and 去年 count from the plan year, in a report given in December perhaps from the year it
    reports; 过去一年, 一年来 and 五年来 end with the report year;
    全年, 年底, 上年 and a bare 上半年 count from the year the context is in. A goal *by* the plan year
    itself is a target of that year, and one by a year already reported is that year's.

    Returns:
        ``(period, period_kind)`` as the statement contract writes them, or ``None`` where the
        expression has no period (``date``, ``open``) or the document's years are unknown.
    """
    if expression.kind in ("date", "open"):
        return None
    of_length = expression.anchor == "context" and expression.kind == "span"
    if expression.anchor in ("past", "future") or of_length:
        return _resolve_length(expression, identity, context)
    base = _anchor_year(expression, identity, context)
    if base is not None and _written_then(expression, identity, context):
        if expression.text.endswith("以来") and context.period is not None:
            return context.period, context.period_kind or "year"  # 今年以来 of a review written in December
        base -= 1
    return None if base is None else _counted_from(base, expression, identity, context)


_REPORTS = frozenset(("work_report", "plan_report", "budget_report"))
_SINCE_LAST_YEAR = re.compile(r"[去上]年(?:年初)?以来")
_MOST_OF_A_YEAR = re.compile(r"^今年以来|前三季度|上半年|[-—至~～到]\s*(?:[6-9]|1[012])\s*月")


def _written_then(expression: TimeExpression, identity: Identity, context: Context) -> bool:
    """Say whether 今年1—11月 was written in the year under review: the next one has not had them yet."""
    this_year = (expression.kind, expression.anchor) == ("part-year", "plan")
    if identity.present_year is not None:
        return False  # 今年 is the year under review already
    reviews = identity.kind in _REPORTS and context.modality in ("actual", "estimate")
    before = identity.report_year != identity.plan_year and context.period == str(identity.report_year)
    return this_year and reviews and before and bool(_MOST_OF_A_YEAR.search(expression.text))


def _counted_from(
    base: int, expression: TimeExpression, identity: Identity, context: Context
) -> tuple[str, PeriodKind] | None:
    first, last = base + expression.first, base + expression.last
    if expression.kind == "span":
        if expression.last == 0:  # 2018年以来: up to what is reported
            last = _report_year(identity, context) or 0
        return span(first, last) if last >= first else None
    if expression.kind == "part-year":
        # 去年以来 of a report at the year's beginning is all of last year.
        whole = identity.kind in _REPORTS and _SINCE_LAST_YEAR.match(expression.text)
        return str(first), "year" if whole else "part-year"
    if expression.kind == "by":
        now = identity.plan_year if identity.kind != "five_year_plan" else None
        return (str(last), "year") if now is not None and last <= now else (f"../{last}", "by")
    return str(first), "year"
