"""Sessions of people's congresses that a document names, and which of them are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Document, Identity
from checker.table.text import NUMERAL, half_width, integer

_SESSION = re.compile(
    rf"(?P<body>[\u4e00-\u9fff]{{0,12}}?)第?(?P<term>{NUMERAL})届(?:人民代表大会|人大)"
    rf"(?P<standing>常务委员会|常委会)?\s*第?(?P<number>{NUMERAL})次(?:全体)?会议"
)
_OF_CONGRESS = "届人"  # every session holds it
_OWN_WAY = r"(?:(?:已|业)经?|本(?:年度)?(?:计划|规划|纲要|预算|方案|报告)(?:草案)?经)"
_APPROVAL = re.compile(rf"{_OWN_WAY}[^,。;]{{0,60}}会议[^,。;]{{0,10}}(?:审议|批准|通过|审查)")
# 现将…提请…会议审议: what a report asks of its own session, not what was put before an earlier one.
_SUBMITTED = re.compile(
    r"(?:现|谨|受[^,。;]{2,20}委托)[^。;]{0,120}?(?:提请|提交|请)(?P<where>[^。;]{0,60}会议)(?:予以)?(?:审议|审查|批准)"
)
# 现在，我代表县人民政府，向县十八届人大三次会议作工作报告.
_REPORTED = re.compile(r"(?:代表|受)[^。;]{2,24}[,，]?向[^,。;]{0,8}?$")
_REPORTS = re.compile(r"\s*(?:作|报告|汇报|提出|提交)")
# A resolution opens with the session that passed it: …第三次会议，审查了….
_RESOLVED = re.compile(r"\s*[,，]?\s*(?:认真)?(?:听取|审查|审议)了?")
_SECOND = re.compile(_OWN_WAY)
# 根据区六届人大四次会议批准的2025年计划，…: what a plan puts into force; no five-year plan.
_IN_FORCE = re.compile(
    r"\s*(?:审议|审查|讨论)?(?:批准|通过)的(?:[^,。;]{0,4}(?P<year>20\d\d)年)?(?P<what>[^,。;五纲规]{0,20}?计划)(?!执行|完成)"
)
_BY = re.compile(r"(?:根据|按照|依据)[^,。;]{0,30}$")
_YEARLY = ("work_report", "plan_report", "budget_report")  # put before the first session of their plan year
_HELD = re.compile(
    r"(?:(?P<year>20\d\d)年|去年|上年)(?:年?[初底末])?(?:\d{1,2}月(?:份|\d{1,2}日|[上中下]旬|[初底])?)?[,，]?"
    r"(?:召开|举行)的?[^,，。;；\d]{0,8}$"
)
_DECIDED = re.compile(r"(?:审议)?(?:确定|批准|通过|提出|部署|下达)的")
_LEVEL_WORDS = {"national": "全国", "province": "省市区", "city": "市州盟", "district": "区县市旗"}


def rows(document: Document) -> Iterator[dict[str, object]]:
    """Yield the sessions named in a document.

    ``own``: the session the document belongs to, told by title, date line or approval sentence.
    """
    who = document.identity
    seq = 0
    head = _joined_head(document)
    told = ((*one, True, False, False) for one in head)
    for line, text, offsets, certain, looks_back, ahead in (*told, *_body(document)):
        for match in _SESSION.finditer(text) if _OF_CONGRESS in text else ():
            term, number = integer(match["term"]), integer(match["number"])
            if match["standing"] or term is None or number is None:
                continue
            opens = who.kind == "resolution" and not text[: match.start()].strip()
            own = (
                certain
                or _approved(text, match)
                or _submitted(text, match)
                or _reported(text, match)
                or (ahead and _put_into_force(text, match, who))
                or (opens and _RESOLVED.match(text, match.end()) is not None)
            ) and _same_body(match["body"], who.region or "", who.level)
            start, end = offsets[match.start("term")], offsets[match.end() - 1] + 1
            source = document.lines.get(line, "")
            yield {
                "id": f"session:{document.path}#{seq}",
                "document": document.path,
                "doc_id": f"doc:{document.path}",
                "line": line,
                "start_at": start,
                "end_at": end,
                "quote": source[start:end],
                "region_path": who.region_path or "",
                "term": term,
                "number": number,
                "own": own,
                "held": 0 if own else _held(text, match, who, looks_back=looks_back),
                # A five-year plan is not of the session of its last year.
                "plan_year": 0 if who.kind == "five_year_plan" else who.plan_year or 0,
            }
            seq += 1


def _joined_head(document: Document) -> list[tuple[int, str, list[int]]]:
    """Return title and date lines; a session broken over two lines is read across the break."""
    segments = [s for s in document.segments if s.kind in ("title", "dateline")]
    found = []
    skip = -1
    for at, segment in enumerate(segments):
        if at == skip:
            continue
        text = half_width(segment.text[segment.start : segment.end]).rstrip()
        offsets = list(range(segment.start, segment.start + len(text)))
        if (
            not (_OF_CONGRESS in text and _SESSION.search(text))
            and at + 1 < len(segments)
            and re.search(r"届(?:人大|人民代表大会)?$", text)
        ):
            follow = segments[at + 1]
            tail = half_width(follow.text[follow.start : follow.end])
            joined = text + tail.strip()
            if _SESSION.search(joined):
                offsets += [segment.start + len(text) - 1] * len(tail.strip())
                text, skip = joined, at + 1
        found.append((segment.line, text, offsets))
    return found


def _body(document: Document) -> Iterator[tuple[int, str, list[int], bool, bool, bool]]:
    """Yield the lines that name a session, with whether they report what the last year brought, or plan."""
    for segment in document.segments:
        if segment.kind in ("paragraph", "heading"):
            text = half_width(segment.text[segment.start : segment.end])
            if _OF_CONGRESS in text:
                report = segment.context.period == str(document.identity.report_year)
                back = report and segment.context.modality == "actual"
                ahead = segment.context.modality == "target"
                yield segment.line, text, list(range(segment.start, segment.end)), False, back, ahead


def _held(text: str, match: re.Match[str], who: Identity, *, looks_back: bool) -> int:
    """Return the year in which an earlier session was held, where the text tells; 0 else.

    去年1月召开的市九届人大三次会议 names it; what that session decided on was carried out in the year
    that the report looks back on.
    """
    if (
        who.kind not in _YEARLY
        or not who.plan_year
        or not _same_body(match["body"], who.region or "", who.level)
    ):
        return 0
    term = match.start("term")
    named = _HELD.search(text[:term])
    if named:
        return int(named["year"] or who.plan_year - 1)
    decided = looks_back and _DECIDED.match(text, match.end()) is not None
    return (who.report_year or 0) if decided else 0


def _approved(text: str, match: re.Match[str]) -> bool:
    """Say whether the sentence tells that this very document was approved there."""
    term = match.start("term")
    start = max(text.rfind(sign, 0, term) for sign in "。;!") + 1
    told = _SECOND.search(text, start, term)
    return told is not None and bool(_APPROVAL.search(text[told.start() : match.end() + 14]))


def _put_into_force(text: str, match: re.Match[str], who: Identity) -> bool:
    """Say whether a plan tells that this session approved it."""
    told = _IN_FORCE.match(text, match.end())
    if told is None or who.kind not in ("plan", "assignment") or not _BY.search(text[: match.start("term")]):
        return False
    return told["year"] is None or int(told["year"]) == who.plan_year


def _submitted(text: str, match: re.Match[str]) -> bool:
    """Say whether the report is put before that session by its own opening words."""
    return any(
        told.start("where") <= match.start("term") and match.end() == told.end("where")
        for told in _SUBMITTED.finditer(text)
    )


def _reported(text: str, match: re.Match[str]) -> bool:
    """Say whether the report is made to that session by its own opening words."""
    begins = match.start("term")
    opens = match.start() + len(match["body"]) - len(match["body"].lstrip())
    told = _REPORTED.search(text, max(text.rfind("。", 0, begins), 0), begins) or _REPORTED.search(
        text[:opens] + match["body"]
    )
    return told is not None and _REPORTS.match(text, match.end()) is not None


def _same_body(body: str, region: str, level: str | None) -> bool:
    """Say whether the words before the session name the document's own congress, or none at all."""
    if not body or (region and region in body):
        return True
    named = [char for char in body if char in "国省市州盟区县旗"]
    if not named:
        return True
    return named[-1] in _LEVEL_WORDS.get(level or "", "国省市州盟区县旗")
