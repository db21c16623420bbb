"""Phrases that state something without a figure: synced, delegated, flat, positive, coverage, zero."""

from __future__ import annotations

import re

from checker.parse.scanner import Token

_HANDED = "下达|确定|分解|批准|规定|要求|交办|核定|部署|定|考核"
_ABOVE = "国家|中央|省委?|省?市委?|自治区|州|区|县|上级|党中央"
DELEGATED = re.compile(
    rf"(?:(?:全面|圆满|超额|如期|均|按期|确保)?(?:完成|达到|落实|控制在|符合|实现|达))"
    rf"(?P<ref>(?:{_ABOVE}|全[国省市区县]|[市省区县]里|[\u4e00-\u9fff]{{0,6}}(?:政府|委))?[\u4e00-\u9fff]{{0,4}}?"
    rf"(?:{_HANDED}|年初|年度|全年|进度|计划|预期|约束性|调控|目标)(?:的)?"
    rf"(?P<list>[\u4e00-\u9fff、，A-Za-z0-9.]{{0,60}}?(?:等))?"
    rf"(?:[\u4e00-\u9fff]{{0,6}}?(?:目标任务|任务指标|目标|任务|指标|计划|要求|数据|进度|范围|以内|区间)(?:要求|以内)?)+)"
    rf"|以(?P<ref2>[\u4e00-\u9fff]{{1,20}}(?:数据|数|指标|目标|决议|计划|结果|为准的数据))为准"
)
SYNCED = re.compile(
    r"(?:保持)?(?:与|和|同|跟)(?P<ref>[\u4e00-\u9fffA-Za-z、]{2,18}?)(?:增速|增长|发展)?(?:保持)?(?:基本|大体|大致)?(?:保持)?同步(?:增长|提高|提升)?"
)
FLAT_WITH = re.compile(r"(?:与|和|同)(?P<ref>上年|去年|上年同期|全国|全省|全市|[\u4e00-\u9fff]{2,8})(?:总体|基本|大体)?(?:相当|持平|一致)")
_N = r"(?:\d+|[零一二两三四五六七八九十百]+)"
RANKED = re.compile(
    "(?:均|稳|继续|排名|位次|总量|增速)?(?:位居|位列|列入|列|居于|居|排名第?|排在|排|进入|跻身|升至|跃居|跃升至|上升到|上升至|保持在?|名列|晋升至|进至|退至|稳居|力争进入)"
    f"(?P<ref>[\u4e00-\u9fff]{{0,10}}?)(?P<rank>第{_N}(?:位|名)?|前{_N}(?:位|名|强)?|首位)(?!季度|产业|批|轮|届|期|次|年|个月|章|条|款|大)"
    f"|退出?(?:全[国省市])?(?P<back>(?:后|倒数?第?){_N})(?:位|名)?"
)
BESIDE = re.compile("(?:比|较|与|同)(?P<ref>[^，0-9]{1,18}?)(?:相差|高出|低|高|快|慢|多|少|差|落后)(?:约|近)?$")
BASIS = re.compile("(?:以|按)[^，]{2,16}?为(?:基数|口径)|(?:扣除|剔除|按)[^，0-9]{2,18}?(?:因素|价格|口径|计算)(?:后|计算|影响)?|(?:同口径|自然口径|可比口径|可比价格)")
ASSIGNED = re.compile(
    "^(?:[\u4e00-\u9fff]{0,4})?(?:国家|省|市|州|区|县|上级)(?:委|人民政府|政府|里)?(?:分解)?(?:下达|分解|核定|交办)(?:给)?(?:我|本|全)(?:省|市|区|县|州|旗)(?:的)?"
)
WORDS = ("FLAT", "POS", "RANKN", "COVER", "ZERO")


def state_of(tokens: list[Token]) -> dict[int, tuple[int, str, str]]:
    """Return index → (end index, type, reference) of each state phrase among a clause's tokens."""
    if not tokens:
        return {}
    text = "".join(t.text for t in tokens)
    base: list[int] = []
    position = 0
    for token in tokens:
        base.append(position)
        position += len(token.text)
    found: dict[int, tuple[int, str, str]] = {}
    if "下达" in text or "分解" in text or "核定" in text:
        match = ASSIGNED.search(text)
        if match and any(t.type == "Q" for t in tokens):
            _place(tokens, base, match, "assign", found)
    for kind, pattern in (("RANK", RANKED), ("basis", BASIS), ("DELEG", DELEGATED), ("SYNC", SYNCED), ("FLAT", FLAT_WITH)):
        for match in pattern.finditer(text):
            _place(tokens, base, match, kind, found)
    _beside(tokens, base, text, found)
    taken = {k for start, (end, _, _) in found.items() for k in range(start, end)}
    for index, token in enumerate(tokens):
        if index in taken or not token.readings:
            continue
        for kind in WORDS:
            if token.has(kind) and not _figure_follows(tokens, index):
                found[index] = (index + 1, kind, token.text)
                break
    return found


def _figure_follows(tokens: list[Token], index: int) -> bool:
    for token in tokens[index + 1 : index + 3]:
        if token.type == "Q":
            return True
        if token.type != "W" or not (token.has("BOUND") or token.has("REACH")):
            return False
    return False


def _beside(tokens: list[Token], base: list[int], text: str, found: dict[int, tuple[int, str, str]]) -> None:
    """比全市高4.4个百分点, 与目标差7.9个百分点: a comparison that ends right before its figure."""
    for token in [t for t in tokens if t.quantity is not None and t.quantity.kind in ("points", "basis_points")]:
        index = next(i for i, t in enumerate(tokens) if t is token)
        match = BESIDE.search(text[: base[index]])
        if match is None or "上年" in match.group("ref")[:2] or "年初" in match.group("ref")[-2:]:
            continue
        _place(tokens, base, match, "C", found)


def _place(
    tokens: list[Token], base: list[int], match: re.Match[str], kind: str, found: dict[int, tuple[int, str, str]]
) -> None:
    """Enter a match whose edges can be laid on token edges, splitting plain text where needed."""
    start, end = match.span()
    first = next((i for i, b in enumerate(base) if b <= start < b + len(tokens[i].text)), None)
    last = next((i for i, b in enumerate(base) if b < end <= b + len(tokens[i].text)), None)
    if first is None or last is None:
        return
    if kind != "RANK" and any(t.type == "Q" for t in tokens[first : last + 1]):
        return
    if any(k in found for k in range(first, last + 1)):
        return
    # Plain text before the phrase stays a noun: cut the token at the phrase's edge.
    if base[first] < start:
        token = tokens[first]
        if token.type != "T":
            return
        cut = start - base[first]
        tokens.insert(first, Token("T", token.start, token.start + cut, token.text[:cut]))
        tokens[first + 1] = Token("T", token.start + cut, token.end, token.text[cut:])
        base.insert(first + 1, start)
        shifted = {(k if k < first else k + 1): (e + 1 if e > first else e, t, a) for k, (e, t, a) in found.items()}
        found.clear()
        found.update(shifted)
        first, last = first + 1, last + 1
    if base[last] + len(tokens[last].text) > end and tokens[last].type == "T":
        token = tokens[last]
        cut = end - base[last]
        tokens.insert(last + 1, Token("T", token.start + cut, token.end, token.text[cut:]))
        tokens[last] = Token("T", token.start, token.start + cut, token.text[:cut])
        base.insert(last + 1, end)
        shifted = {(k if k <= last else k + 1): (e + 1 if e > last + 1 else e, t, a) for k, (e, t, a) in found.items()}
        found.clear()
        found.update(shifted)
    groups = match.groupdict()
    reference = groups.get("ref") or groups.get("ref2") or match.group()
    if kind == "C":
        reference = ("lt" if re.search("低|慢|少|差|落后", match.group()[-3:]) else "gt") + "|" + match.group()
    found[first] = (last + 1, kind, reference)
