"""Dates, anniversaries and years of a document, as far as they can be checked against the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from checker.expressions import Sparing
from checker.model import Document, Identity, Segment
from checker.table import dates
from checker.table.text import NUMERAL, half_width, integer

_WEEKDAYS = "一二三四五六日"

# Founding years that planning documents count from; each is a date of public record.
_FOUNDED = (
    (re.compile(r"(?:中华人民共和国|新中国|共和国|建国)(?:成立)?"), 1949),
    (re.compile(r"(?:中国共产党|建党|我们党|我党)(?:成立)?"), 1921),
    (re.compile(r"改革开放"), 1978),
    (re.compile(r"(?:中国人民解放军|人民军队|建军)(?:建军|成立)?"), 1927),
    (re.compile(r"(?:中国人民)?(?:抗日战争|抗战)(?:暨世界反法西斯战争)?胜利"), 1945),
    (re.compile(r"(?:红军)?长征胜利"), 1936),
    (re.compile(r"香港(?:回归|回归祖国)"), 1997),
    (re.compile(r"澳门(?:回归|回归祖国)"), 1999),
)
_ANNIVERSARY = Sparing(rf"(?P<count>{NUMERAL})周年")
# An event of the place's own; its year stands in the sentence, or another document implies it.
_EVENT = re.compile(
    r"(?:成立|组建|挂牌|设立|获批|通车|建成|撤[县市区镇乡地][建设][区市县]|建区设市|建市|建区|建县|建州|建旗|设市|设区|设县|建港|建校|开埠|开港)$"
)
_SINCE = re.compile(r"(?P<year>(?:1[0-9]|20)\d\d)年[^,。;]{0,6}?(?:撤|设|建|成立|开埠|开港)")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_ORDINAL = Sparing(
    r"[“\"]?(?P<plan>十[一二三四五六七八九])五[”\"]?(?:规划|时期|计划)?(?:实施|建设)?的?"
    r"(?:第(?P<nth>[一二三四五])(?:个)?年|(?P<word>开局(?:之)?年|起步(?:之)?年|开局起步(?:之)?年|收官(?:之)?年|"
    r"收尾(?:之)?年|最后一年|第一年))"
)
_NTH_OF_WORD = {"开局": 1, "起步": 1, "第一": 1, "收官": 5, "收尾": 5, "最后": 5}
# 十一五 began in 2006; each later plan five years after the one before.
_FIRST_YEAR = {f"十{digit}": 2006 + 5 * at for at, digit in enumerate("一二三四五六七八九")}
# 五年来, 本届政府任期: any of several years may be meant.
_SPAN = re.compile(r"[二三四五六七八九十两\d]年(?!度|底|末|初)|以来|本届|任期")
_CELEBRATES = re.compile(r"(?:庆祝|纪念|喜迎|迎来|共庆|举办|举行|开展)")
_SUBJECT = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年|(?P<this>今年|本年))(?:,|，)?(?:也|既|正|恰|又|将|不仅)?(?:是|迎来|适逢|恰逢|正值)"
)


def date_rows(document: Document) -> Iterator[dict[str, object]]:
    """Yield each full date: whether it exists, and the weekday it is against the one written."""
    seq = 0
    read = [segment for segment in document.segments if segment.kind not in ("furniture", "damaged")]
    given = _years_given(read)
    for segment in read:
        text = half_width(segment.text[segment.start : segment.end])
        dated: dates.Written | None = None  # the last day of this paragraph that has its year
        for day in dates.find(text):
            dated = day if day.year else dated
            true, possible = day.true_weekday, day.possible
            if not day.year and possible and (day.weekday or not day.comes_each_year):
                years = _years_behind(day, dated, [*_years(document.identity, segment), *given])
                meant = [replace(day, year=year) for year in years]
                fits = [one for one in meant if one.possible and _has_weekday(one)]
                possible = bool(fits) or not meant or any(one.possible for one in meant)
                true = meant[0].true_weekday if meant and not fits else None
            yield {
                **_place(document, segment, day.start, day.end, f"date:{document.path}#{seq}"),
                "year": day.year,
                "possible": possible,
                "weekday_written": day.weekday if true else "",
                "weekday_true": _WEEKDAYS[true.weekday()] if true else "",
                "in_dateline": segment.kind == "dateline",
                "month": day.month,
            }
            seq += 1


def _years_given(segments: list[Segment]) -> list[int]:
    """Return the years in which a document says that it was given or written."""
    lines = (half_width(one.text[one.start : one.end]) for one in segments if one.kind == "dateline")
    return sorted({day.year for line in lines for day in dates.find(line) if day.year})


def _years_behind(day: dates.Written, dated: dates.Written | None, years: list[int]) -> list[int]:
    """Return the years that a date may be of behind one with a year, of which the first is meant most.

    2025年1月14日至1月17日: a day of the same month is of the same year; an earlier month may be the next
    year's, a later one that of the year before. ``years`` are the document's, where it is of another time.
    """
    if dated is None:
        return list(dict.fromkeys(years))
    if day.month == dated.month:
        return [dated.year]
    beside = dated.year + (1 if day.month < dated.month else -1)
    return list(dict.fromkeys([dated.year, beside, *(() if dated.year in years else years)]))


def _years(who: Identity, segment: Segment) -> list[int]:
    """Return the years that a date without one may be of: its paragraph's first, else any the document is of.

    Empty where the document tells none, or speaks of several years.
    """
    here = segment.context.period or ""
    if who.plan_year is None or not here.isdigit() or segment.context.period_kind != "year":
        return []
    # A day by which something is to be done lies ahead; one that is told of lies behind.
    if segment.context.modality == "target":
        years = [int(here), who.plan_year, who.plan_year + 1]
        return [year for year in dict.fromkeys(years) if year >= int(here)]
    return list(dict.fromkeys([int(here), who.plan_year, who.report_year or who.plan_year - 1]))


def _has_weekday(day: dates.Written) -> bool:
    true = day.true_weekday
    return not day.weekday or (true is not None and _WEEKDAYS[true.weekday()] == day.weekday)


def anniversary_rows(document: Document) -> Iterator[dict[str, object]]:
    """Yield anniversaries and ordinal years of five-year plans in clauses that name their year.

    ``stated`` is what the text says, ``true_value`` what the calendar gives for that year, 0 where only
    another document can tell; ``base_year`` is the year that the text counts from.
    """
    seq = 0
    for segment in document.segments:
        if segment.kind not in ("paragraph", "heading"):
            continue
        text = half_width(segment.text[segment.start : segment.end])
        if not (_ANNIVERSARY.may(text) or _ORDINAL.may(text)):
            continue
        for start, sentence in _sentences(text):
            for count in _counts(sentence, document.identity, segment.context.period_kind != "year"):
                begin, end = start + count.start, start + count.end
                yield {
                    **_place(document, segment, begin, end, f"year:{document.path}#{seq}"),
                    "region_path": document.identity.region_path or "",
                    "year": count.year,
                    "stated": count.stated,
                    "true_value": count.true,
                    "base_year": count.year - count.stated,
                    "what": count.what,
                }
                seq += 1


class Count(NamedTuple):
    """An anniversary or ordinal year; offsets count in its sentence."""

    start: int
    end: int
    year: int
    stated: int
    true: int
    what: str


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^。;!?]+", text):
        yield match.start(), match.group()


def _counts(sentence: str, who: Identity, spans: bool) -> Iterator[Count]:
    """Yield what each 是 or 迎来 of a sentence says, up to the next one with a year of its own."""
    yield from _celebrated(sentence, who, spans)
    subjects = list(_SUBJECT.finditer(sentence))
    for at, subject in enumerate(subjects):
        year = int(subject["year"]) if subject["year"] else who.plan_year
        if year and (subject["year"] or who.kind in ("plan", "plan_report", "work_report")):
            limit = subjects[at + 1].start() if at + 1 < len(subjects) else len(sentence)
            # 今年是我区2012年撤县设区11周年: a year of founding begins no clause of its own.
            others = (
                found.start()
                for found in _YEAR.finditer(sentence, subject.end(), limit)
                if not _SINCE.match(sentence, found.start())
            )
            yield from _counts_of(sentence, subject.start(), next(others, limit), year)


def _celebrated(sentence: str, who: Identity, spans: bool) -> Iterator[Count]:
    """Yield what a sentence without a year says was celebrated: of the year reported on, or the plan's.

    A review of several years may mean any of them, so it is left out.
    """
    if spans or who.kind not in ("plan", "plan_report", "work_report") or not who.plan_year:
        return
    opening = re.split(r"[(]", sentence)[0]
    if _YEAR.search(opening) or _SPAN.search(opening) or _SUBJECT.search(sentence):
        return
    told = _CELEBRATES.search(sentence)
    report = who.report_year or who.plan_year - 1
    for count in _counts_of(sentence, told.start(), len(sentence), report) if told else ():
        if count.true and count.stated not in (count.true, count.true + who.plan_year - report):
            yield count


def _is_founded(before: str) -> bool:
    """Say whether the words end with one of the foundings of public record: 新中国成立."""
    ends = (found.end() for pattern, _ in _FOUNDED for found in pattern.finditer(before))
    return max(ends, default=0) >= max(len(before) - 3, 1)


def _counts_of(sentence: str, start: int, limit: int, year: int) -> Iterator[Count]:
    for match in _ANNIVERSARY.finditer(sentence, start, limit):
        stated = integer(match["count"])
        event = _EVENT.search(sentence[start : match.start()])
        if stated is not None and event and not _is_founded(sentence[start : match.start()]):
            since = [int(found["year"]) for found in _SINCE.finditer(sentence) if int(found["year"]) < year]
            true = year - since[0] if since else 0
            yield Count(start, match.end(), year, stated, true, event[0])
            continue
        before = sentence[max(start, match.start() - 14) : match.start()]
        founded = [(found.end(), since) for pattern, since in _FOUNDED for found in pattern.finditer(before)]
        if stated is not None and founded and max(founded)[0] >= len(before) - 3:
            what = f"{max(founded)[1]}年起算的周年"
            end = match.end()
            yield Count(start, end, year, stated, year - max(founded)[1], what)
    for match in _ORDINAL.finditer(sentence, start, limit):
        word = match["word"] or ""
        nth = "一二三四五".index(match["nth"]) + 1 if match["nth"] else _NTH_OF_WORD[word[:2]]
        true = year - _FIRST_YEAR[match["plan"]] + 1
        end = match.end()
        yield Count(start, end, year, nth, true, f"“{match['plan']}五”的年次")


# ---------------------------------------------------------------- years in title, headings, date line

_ANNUAL = ("plan", "plan_report", "work_report", "budget_report")
_OF_YEARS = (*_ANNUAL, "five_year_plan")
_LATE = 11  # from that month on a document may speak of the next year
_YEAR_NAMED = r"(?P<year>20\d\d|二[〇零○][一二三四五六七八九〇零○]{2})年"
# 2024年目标及2023年完成情况: each year has what stands behind it.
_ITS_OWN = r"(?:(?!20\d\d年|二[〇零○])[^,。;])"
_TARGETS = re.compile(
    rf"{_YEAR_NAMED}{_ITS_OWN}{{0,14}}?(?:主要)?(?:预期)?(?:目标|指标|重点任务|工作安排|工作重点|重点工作|总体要求|计划安排|主要任务)"
)
_OUTCOMES = re.compile(
    rf"{_YEAR_NAMED}{_ITS_OWN}{{0,24}}?(?:执行情况|工作回顾|完成情况|实现情况|落实情况|回顾)"
)
# A title names what it holds in full: 2024年…计划草案, 2023年…计划执行情况. That of a work report may name
# the session's year, and a change or a review of a plan is of another year than its own.
_TITLE_PLAN = re.compile(
    rf"{_YEAR_NAMED}(?:全[省市区县]|度)?(?:国民经济和社会发展|经济(?:和|与)?社会发展)年?度?计划(?:[(]?草案[)]?)?(?:的报告)?$"
)
_TITLE_OUTCOMES = re.compile(rf"{_YEAR_NAMED}{_ITS_OWN}{{0,24}}?计划执行情况")


def year_rows(document: Document) -> Iterator[dict[str, object]]:
    """Yield years in headings and date lines with the year that fits the document.

    ``fits_from`` and ``fits_to`` bound what would fit; a date in November or December of the year
    before also fits, and is widened for here.
    """
    who = document.identity
    if not (who.plan_year if who.kind in _OF_YEARS else _is_told_later(who)):
        return
    seq = 0
    for segment in document.segments:
        text = half_width(segment.text[segment.start : segment.end])
        for start, end, year, low, high, where in _year_marks(segment, text, who):
            yield {
                **_place(document, segment, start, end, f"mark:{document.path}#{seq}"),
                "year": year,
                "fits_from": low,
                "fits_to": high,
                "stands_in": where,
            }
            seq += 1


def _is_told_later(who: Identity) -> bool:
    """Say whether a document of final figures names the year that they are of: it is dated behind it."""
    return who.kind == "communique" and who.report_year is not None


def _year_marks(segment: Segment, text: str, who: Identity) -> Iterator[tuple[int, int, int, int, int, str]]:
    plan = who.plan_year or 0
    report = who.report_year or plan - 1
    if segment.kind == "dateline":
        for day in (*dates.find(text), *dates.months(text)):
            if not day.year:
                continue
            if _is_told_later(who):
                # It may come out late, but not before its year is over.
                yield day.start, day.end, day.year, report + 1, max(day.year, report + 1), "日期"
            elif who.kind in _ANNUAL:
                yield day.start, day.end, day.year, plan - 1 if day.month >= _LATE else plan, plan, "日期"
            elif not plan - 6 < day.year <= plan:
                # A five-year plan may be published late, or changed halfway: only what lies outside is wrong.
                yield day.start, day.end, day.year, plan - 4, plan - 4, "日期"
    elif who.kind not in _ANNUAL:
        return
    elif segment.kind == "title":
        yield from _in_title(text, who)
    elif segment.kind == "heading" and not re.search(r"五年|十[一二三四五六七]五|-|—|至", text):
        for match in _OUTCOMES.finditer(text):
            yield match.start(), match.end(), dates.year(match["year"]), report, report, "标题"
        for match in _TARGETS.finditer(text):
            if not _OUTCOMES.match(text, match.start()):  # 2023年主要目标完成情况
                yield match.start(), match.end(), dates.year(match["year"]), plan, plan, "标题"


def _in_title(text: str, who: Identity) -> Iterator[tuple[int, int, int, int, int, str]]:
    """Yield the years in the title of a plan or plan report; headings and dates say them too."""
    plan, report = who.plan_year or 0, who.report_year or (who.plan_year or 0) - 1
    if who.kind not in ("plan", "plan_report"):
        return
    for pattern, fitting in ((_TITLE_OUTCOMES, report), (_TITLE_PLAN, plan)):
        for match in pattern.finditer(text.rstrip()):
            # 2023年国民经济和社会发展计划 ends a line, 执行情况与… begins the next one.
            if who.kind == "plan_report" and pattern is _TITLE_PLAN and "草案" not in match.group():
                continue
            yield match.start(), match.end(), dates.year(match["year"]), fitting, fitting, "标题"


def _place(document: Document, segment: Segment, start: int, end: int, name: str) -> dict[str, object]:
    start_at, end_at = segment.start + start, segment.start + end
    return {
        "id": name,
        "document": document.path,
        "doc_id": f"doc:{document.path}",
        "line": segment.line,
        "start_at": start_at,
        "end_at": end_at,
        "quote": segment.text[start_at:end_at],
    }
