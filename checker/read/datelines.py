"""The lines that say when, where, by whom and under which number a document was given."""

from __future__ import annotations

import re

from checker.read.period import plain

_YEAR = r"(?:\d{4}|[一二][〇○零九Oo][〇○零一二三四五六七八九Oo]{2})"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = rf"{_YEAR}年{_DAY}月{_DAY}日"
_NUMERIC = r"(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?:\d{1,2}:\d{2}(?::\d{2})?)?"  # squeezed, with its time
_WEEKDAY = r"(?:[(]?(?:星期|周)[一二三四五六日天][)]?)?"
_MONTH = rf"{_YEAR}年{_DAY}月"
_ONLY_DATE = re.compile(
    rf"[(\[]?[-—─–]*(?:发布日期|发布时间|日期|时间)?:?(?:{DATE}{_WEEKDAY}|{_MONTH}|{_NUMERIC})[)\]]?(?:印发|发布)?"
)
_DATED_SPEAKER = re.compile(rf"\({DATE}[\u4e00-\u9fff·]{{0,8}}\)")  # (2006年2月8日 某某)
_BEGINS_WITH_DATE = re.compile(rf"[-—─–(]*{DATE}")
_SESSION = re.compile(
    r"(?:人民代表大会|人大(?:常委会)?|常务委员会|党代会|全体会议|会议).{0,20}(?:会议|大会|全会)?"
    r"(?:上|文件|材料|通过|批准|审议|之)"
)
_SESSION_END = re.compile(
    r"(?:会议上?|大会上?|文件|材料|通过|批准)[(]?[一二三四五六七八九十\d之]{0,4}[)]?[)。]?$"
)
_HALF_SESSION = re.compile(r"[\u4e00-\u9fff]{0,20}第?[一二三四五六七八九十\d]{1,3}届(?:人大|人民代表大会)")
_OFFICES = (
    r"(?:省长|主席|市长|区长|县长|州长|盟长|旗长|专员|主任|局长|厅长|部长|总理|司长|财政厅|发展改革委|计委)"
)
_SPEAKER = re.compile(
    rf"^[\u4e00-\u9fff]{{0,24}}{_OFFICES}(?:[\s:]*[\u4e00-\u9fff·]{{1,4}}\s?[\u4e00-\u9fff·]{{0,8}})?$"
)
_NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,14}(?:字|发|办|函|规)?[〔\[(【]?(?:19|20)\d{2}[〕\])】]?第?\d+号$")
_BODY = r"[\u4e00-\u9fff、]{2,40}(?:人民政府|委员会|办公[室厅]|发展改革委|发改委|调查队|国务院|计委|局|厅)"
_ISSUER = re.compile(rf"^{_BODY}(?:文件)?$")
_ISSUED = re.compile(rf"{_BODY}[(]?(?:{DATE}{_WEEKDAY}|{_MONTH})[)]?")  # office and date in one line


def squeeze(flat: str) -> str:
    """Return a line without any white space.

    >>> squeeze("政 府 工 作 报 告")
    '政府工作报告'
    """
    return "".join(flat.split())


def is_dateline(text: str) -> bool:
    """Say whether a line only says when, where, by whom or under which number a document was given.

    >>> is_dateline("——2024年1月17日在白石区人民代表大会上"), is_dateline("白石区区长 某某")
    (True, True)
    >>> is_dateline("2024年工作安排"), is_dateline("2024年2月28日召开推进会，开工项目23个。")
    (False, False)
    """
    flat = plain(text).strip()
    line = squeeze(flat)
    if not line or len(line) > 90 or re.search(r"[。;](?!$)", line):
        return False
    whole = (_ONLY_DATE, _ISSUED, _HALF_SESSION, _DATED_SPEAKER)
    if any(pattern.fullmatch(line) for pattern in whole) or _NUMBER.match(line):
        return True
    if _BEGINS_WITH_DATE.match(line) and len(line) <= 80:
        # 2024年2月28日召开推进会，开工项目23个。: a sentence that begins with its day.
        told = line.endswith("。") and not _SESSION.search(line)
        return not told and bool(re.search(r"会|通过|批准|讲话|发布|第.{1,3}届", line))
    if len(line) <= 50 and _SESSION.search(line) and _SESSION_END.search(line):
        return True
    return is_speaker(flat)


def is_speaker(flat: str) -> bool:
    """Say whether a line in half width names who gave the report: office and perhaps name."""
    return len(flat) <= 32 and bool(_SPEAKER.match(flat.strip()))


def is_date(squeezed: str) -> bool:
    """Say whether a line is a date and nothing else."""
    return bool(_ONLY_DATE.fullmatch(squeezed))


def is_issuer(squeezed: str) -> bool:
    """Say whether a line is nothing but the name of a public body (signature, letterhead)."""
    return bool(_ISSUER.match(squeezed))
