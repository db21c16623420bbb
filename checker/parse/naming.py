"""Noun phrases → indicator names: canonical where the lexicon knows them, else as written, normalised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.parse import lexicon
from checker.parse.scanner import Token
from checker.value import value

_BRACKET = re.compile("（[^（）]*）")
_NOTE_MARK = re.compile(r"[\[〔［]\d{1,3}[\]〕］]|（[^（）]{0,6}下同）")  # 居民消费价格指数[1], 同比（下同）
_BREAK = re.compile("[，。；：]")
# 比改革前, 较疫情前: what is compared with is no name.
_COMPARED = re.compile(
    "^(?:(?:增速|增幅|降幅|涨幅)?(?:同?比|较|与)上(?:个?月|季度?)|(?:同?比|较|与)[^、]{1,10}(?:前|时|后|期|相比|初|末|底|测评|高|低|多|少|[高低多少]出))$"
)
# 按2019年平均汇率计算为5686美元: how it is counted is no name.
# 在总人口中男性人口: among whom they are counted is no part of the name.
_AMONG_ALL = re.compile("^在?(?:总|常住|户籍|登记)人口(?:总数)?中(?=.{2})")
# 细颗粒物有监测数据以来浓度: since when it is measured is no name.
_ON_RECORD = re.compile("自?有(?:监测|气象|统计|水文|观测)?(?:数据|记录|资料)以来")
_CONVERTED = re.compile("^.{0,8}汇率(?:计算|折算|换算|折合)$")
# 五年全社会固定资产投资累计…: over how long is no name.
_YEARS = re.compile("^[两二三四五]年(?:来|间)?(?:累计)?")
# 人均突破5万元: of what was named before, which alone is no name.
_PER_PEOPLE = re.compile("[百千万十]+(?:常住)?人口(?=.{2})")
_PER_UNIT = re.compile(
    "每?(?:[一十百千万]+|十万|百万)(?:人口?|名|户|个|家|辆|亩|平方公里|[^，]{0,4}(?:人口|老年人))|每[人户名家亩]|(?:人|户|亩|地|村)均"
)
_PER_HEAD = frozenset(("人均", "户均", "亩均", "地均"))
# 固定资产投资在上年高基数上: on what ground is no name; 财政用于民生方面的支出 is 民生支出.
_ON_BASE = re.compile("在(?:较|同期|这一)*[高低]?(?:基数|位)(?:的?基础)?之?上$")
_WHOSE_BEHIND = re.compile(
    "(?P<rate>.{2,}(?:报销|支付|补偿|补助|保障)(?:比例|标准))(?P<who>职工|居民|城镇|农村|城市)"
)
_LIVELIHOOD = re.compile(
    "(?:全市|各级)?(?:财政)?(?:资金)?(?:用于|投向|投入)民生(?:方面|领域|事业)?的?(?:财政)?支出|财政民生支出(?=占)"
)
# 连续迈上3个千亿元台阶: what was passed on the way is no name.
_STEPS = re.compile("(?:连续|先后|接连|成功)*(?:迈上|跨越|跨上|登上|迈过)[^，、]{1,12}台阶、?$")
_CAME_TO = re.compile("(?<=企业|单位)(?:累计)?(?:实现|完成)(?=.)")  # 规上工业企业实现利润总额
_ITEM = "(?:十[一二三四五六七八九]?|[一二三四五六七八九]|这)是"  # 一是扩大投资
# 人代会确定的地区生产总值预期目标: who set an aim is no part of its name.
_DECIDED = (
    "(?:[省市州区县旗]?(?:人代会|人民代表大会|两会)|[省市州区县旗]委|年初)?(?:研究)?(?:确定|批准|通过)的"
)
_LONG_NOUN = 14
_ONLY_WHEN = frozenset(("后", "前", "时", "之后", "以后"))  # 加上上年结转6亿元后，…: when, not what
_HANDS_OVER = re.compile("^(?:分别)?(?:下达|核定|分配|分解|交办)(?![到至给各])(?=..)")
_LONGEST_ALIAS = 16


@value(frozen=True, slots=True)
class _Ends:
    """The expressions that cut a name, from the word lists."""

    lead: re.Pattern[str]
    tail: re.Pattern[str]
    growth: re.Pattern[str]
    fall: re.Pattern[str]
    shared: re.Pattern[str]


# 产值要|达到, 产值在|2025年: what leads over to the verb, where it is no end of a word (纲要, 潜在, 供应).
_MODAL = (
    "(?<![纲摘需主重首紧概简提必纪冲])要(?:完成|实现|达到|确保)?|(?<![急必所军内刚供按特])需"
    "|(?<!平均)每亩|(?<![存现健潜内外自所正])在|(?<!必)须|(?<![供效反对适相感响])应"
)


@lru_cache(maxsize=1)
def ends() -> _Ends:
    either = lexicon.either
    return _Ends(
        # 等级, 对口, 共建, 在建 are words of their own, and 建议87件 are suggestions.
        re.compile(
            f"^(?:(?!等[级效]|对[口外内俄接]|共[建享同]|均[衡价等]|还[本贷款]|加上[级解]|在[建外校册职岗园编库读营贷研谈孵售施产库押院]|使用|其[他它余]|建议$|全[国省市区县]性|实有[企经市人]){either('name-lead')}|加(?=上级|上解|上年|调入|转移|债务)|{_ITEM}|{_DECIDED})+"
        ),
        re.compile(f"(?:(?<!结转下)(?!(?<=可)持续){either('name-tail')}|{_MODAL})+$"),
        re.compile(f"(?:同比|平均年|年?平均|年均)*{either('growth-tail')}$"),
        re.compile(f"(?:同比)?{either('fall-tail')}$"),
        re.compile(f"{either('shared-head')}$"),
    )  # fmt: skip


_LETTER = re.compile("[^\\W\\d_]")
# What is left of a date, of 按时, 分居 or a number is no name.
_NO_NAME = re.compile(
    "[零一二两三四五六七八九十百]+年?|[一二三四五六七八九十两]+[县市区是]+|[是时分份内中上下后前等各均共总]"
    "|截[至止](?:目前)?|至|年度|(?:较好|很好|圆满|全面|顺利|超额|胜利|如期|高质量|高标准|出色)地?"
)


@value(frozen=True, slots=True)
class Name:
    """A named indicator. ``tail`` is ``growth`` or ``fall`` where the name said so (增速, 降幅).

    ``text`` is empty where nothing but the change is named: the subject stands elsewhere.
    """

    text: str
    indicator_id: str | None = None
    tail: str | None = None

    @property
    def canonical(self) -> str:
        """The canonical name, else the phrase as written."""
        if self.indicator_id:
            return lexicon.load().indicators[self.indicator_id].name
        return self.text


def identify(text: str) -> str | None:
    """Return the id of the indicator a phrase names, tolerating scope words, or None."""
    aliases = lexicon.load().aliases
    return aliases.get(text) or (aliases.get(text.upper()) if not text.isupper() else None)


def is_generic(text: str) -> bool:
    """Whether a noun needs a subject before it: 总数, 总投资, 余额."""
    return text in lexicon.words_of("generic")


def is_per_head(text: str) -> bool:
    """Whether a noun says only what an amount is divided by: 人均, 亩均."""
    return text in _PER_HEAD


def is_per_unit(text: str) -> bool:
    """Whether a name says first what it is counted per: 每万人拥有5G基站数, 人均生活用电量.

    >>> is_per_unit("每千人口床位数"), is_per_unit("每日优鲜门店")
    (True, False)
    """
    return _PER_UNIT.match(text) is not None


def is_amount(text: str) -> bool:
    """Whether a name ends as amounts do: 投资, 收入, 产值."""
    return text.endswith(lexicon.listed("value-head"))


def is_share(text: str) -> bool:
    """Whether a name is a rate's or a share's: 达标率, 占地区生产总值比重."""
    return text.endswith(lexicon.listed("share-noun")) or "占" in text[:-1]


def stands_alone(text: str) -> bool:
    """Whether one part of a coordinated name is a name by itself."""
    known = identify(name_of(text).text)
    return bool(known) or len(text) >= 4 or text.endswith(lexicon.listed("measure-noun"))


# 37个项目中: what the rest is among is the projects; 初中 and 一中 are schools.
_AMONG = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<![初高完职普集其之国市县一二三四五六七八九十第])中$")


@lru_cache(maxsize=65536)
def name_of(text: str) -> Name:
    """Normalise a noun phrase and look it up.

    >>> name_of("大家人寿等金融机构").text
    '金融机构'
    >>> name_of("全区地区生产总值增速").tail
    'growth'
    """
    if text in _PER_HEAD:
        return Name(text)
    if text[:1] in "千万百十" and _PER_PEOPLE.match(text):
        text = f"每{text}"  # 千人口注册护士数
    text = _NOTE_MARK.sub("", text.lstrip("（") if "）" not in text else text).lstrip("—-·●■◆▪▲◇□★▶➢")
    if "相当于" in text and not identify(text):
        text = text.replace("相当于", "占")  # 相当于地区生产总值的比例 is a share in other words
    if _BREAK.search(text):
        # 市本级（含园区，下同）预算收入: what a bracket explains breaks no name.
        text = _BREAK.split(_BRACKET.sub("", text))[-1]
    text = _STEPS.sub("", text) if "台阶" in text else text
    text = _AMONG.sub("", text) if text.endswith("中") else text
    text = _AMONG_ALL.sub("", text) if "人口" in text else text
    text = _ON_RECORD.sub("", text) if "以来" in text else text
    if (whose := _WHOSE_BEHIND.fullmatch(text)) is not None:
        text = whose["who"] + whose["rate"]  # 住院费用报销比例职工
    text = _ON_BASE.sub("", text) if text.endswith("上") else text
    text = _LIVELIHOOD.sub("民生支出", text) if "民生" in text else text
    text = _CONVERTED.sub("", _COMPARED.sub("", cleaned(text)))
    direct = identify(text)
    if direct:
        return Name(text, direct)
    for form in _forms(text):
        if identify(form):
            return Name(form, identify(form))
    if handed := _HANDS_OVER.match(text):
        return name_of(text[handed.end() :])  # 下达固定资产投资目标80亿元
    for pattern, tail in ((ends().growth, "growth"), (ends().fall, "fall")):
        match = pattern.search(text)
        if match:
            stem = cleaned(text[: match.start()])
            stem = "" if stem == "总" else stem  # 总增幅
            return Name(stem, identify(stem), tail)
    return Name("" if _NO_NAME.fullmatch(text) or not _LETTER.search(text) else text, None)


def _forms(text: str) -> Iterator[str]:
    """Other ways to write the same name: without a bracket or 总数, with the denominator's full name."""
    if "（" in text:
        yield cleaned(_BRACKET.sub("", text))  # 地区生产总值（GDP）
        if (inside := _BRACKET.search(text)) and inside.end() == len(text):
            yield inside[0][1:-1]  # 城镇常住人口占总人口比重（常住人口城镇化率）
    if text.endswith(("亿元", "万元")):
        yield text[:-2]  # 地区生产总值 亿元 1200: what a unit's cell leaves behind
    yield _YEARS.sub("", text)
    yield _CAME_TO.sub("", text)
    for tail in ("任务", "计划", "预算数", "决算数", "规模", "总规模", "总数", "总量", "数量", "总户数"):
        if text.endswith(tail):
            yield text.removesuffix(tail)
    if "占" in text:
        part, _, whole = text.partition("占")
        whole = re.sub("^(?:全[国省市区县州])", "", whole).replace("的比", "比").removesuffix("的")
        plain = re.sub("(?:地区|国内)?生产总值|GDP|gdp", "地区生产总值", whole)
        for ending in ("", "比重", "比例"):
            yield f"{part}占{plain}{ending}"


def cleaned(text: str) -> str:
    cuts, previous = ends(), None
    while previous != text and not identify(text):
        previous = text
        text = cuts.lead.sub("", text)
        text = cuts.tail.sub("", text)
        etc = max(text.rfind("等"), text.rfind("等的"))
        if 0 < etc < len(text) - 1 and _enumerates(text, etc):
            text = text[etc + 1 :]
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    return text


def _enumerates(text: str, position: int) -> bool:
    """Whether 等 at this place ends a list of examples (not 中等, 高等, 均等, 等级)."""
    before, after = text[position - 1], text[position + 1]
    return before not in "中高上初均平同优特一二三甲乙对相头" and after not in "级量值同于比效距离候"


@lru_cache(maxsize=1)
def _alias_lengths() -> dict[str, list[int]]:
    """By the first two characters of an alias: how long those are, longest first."""
    found: dict[str, set[int]] = {}
    for alias in lexicon.load().aliases:
        if 1 < len(alias) <= _LONGEST_ALIAS:
            found.setdefault(alias[:2], set()).add(len(alias))
    return {start: sorted(lengths, reverse=True) for start, lengths in found.items()}


def leading_name(text: str) -> Name | None:
    """Return the known indicator a clause opens with, or None.

    >>> leading_name("进出口总额止跌回升").text, leading_name("工业用地的保障")
    ('进出口总额', None)
    """
    aliases = lexicon.load().aliases
    for length in _alias_lengths().get(text[:2], ()):
        if text[:length] in aliases and length <= len(text):
            return None if text[length : length + 1] in tuple("的、和与及占") else name_of(text[:length])
    return None


def opens_with_verb(text: str) -> bool:
    """Whether a noun phrase begins with a verb that works on the rest: 推动固定资产投资."""
    words = lexicon.load().words
    readings = (words.get(text[:length], lexicon.NO_READINGS) for length in (4, 3, 2) if len(text) > length)
    kinds = next((found.keys() for found in readings if found), ())
    return bool({"LIGHT", "WORK", "ADD", "FORCE"} & set(kinds))


def opens_name(word: str, following: str) -> bool:
    """Whether a light word is the beginning of a name with what follows: 对俄进出口, 对外贸易."""
    return word == "对" and following.startswith(("口", "外", "内", "俄"))


def phrase(tokens: list[Token]) -> str:
    """Return the text of tokens without the light verbs that lead it."""
    if len(tokens) == 1 and not tokens[0].readings:
        return tokens[0].text  # most
    start = 0
    while start < len(tokens) and tokens[start].has("LIGHT") and not tokens[start].indicator:
        following = tokens[start + 1].text if start + 1 < len(tokens) else ""
        if following.startswith("的") or opens_name(tokens[start].text, following):
            break  # 计划的54.9%, 对俄进出口
        start += 1
    kept = tokens[start:]
    return "".join([t.text for t in kept if not t.has("FORCE") and not t.has("EST")])


# 由…和专项转移支付6.3亿元三部分组成: how many parts there are is no noun.
_COMPOSED = re.compile(r"^[一二两三四五六七八九十\d]{1,2}个?大?部分(?=组成|构成)")


@lru_cache(maxsize=16384)
def noun_behind(text: str) -> str:
    """Return the noun a figure counts, from the phrase behind it (clause text cut where a new one starts).

    >>> noun_behind("的城市绿道"), noun_behind("企业在河西预备板完成挂牌")
    ('城市绿道', '企业')
    """
    text = _COMPOSED.sub("", text.removeprefix("的"))
    if text.startswith(lexicon.listed("noun-none")) or text in _ONLY_WHEN:
        return ""
    for word in lexicon.listed("noun-end"):
        position = text.find(word)
        if position > 1:
            text = text[:position]
    if len(text) > _LONG_NOUN:
        text = _first_nouns(text)
    return cleaned(text)


@lru_cache(maxsize=1)
def _outcome() -> re.Pattern[str]:
    verb = lexicon.either("WORK", "ADD")
    came = "(?:已|全部|均|全面|顺利|如期|实现|完成|得到)"
    return re.compile(f"(?P<noun>.*?){came}*(?P<verb>(?:(?!完成|实现){verb})+)(?:完成|到位|完毕)?")


@lru_cache(maxsize=65536)
def outcome(text: str) -> Name | None:
    """12个老旧小区完成改造, 1.2万人脱贫: what became of what was counted, where that is a known name.

    >>> outcome("老旧小区完成改造").canonical, outcome("脱贫").text, outcome("桥梁通车")
    ('老旧小区改造', '脱贫', None)
    """
    match = _outcome().fullmatch(text)
    if match is None or len(match["noun"]) == 1:
        return None
    noun, verb = match["noun"], match["verb"]
    names = (name_of(noun + verb), name_of(verb + noun))
    return next((name for name in names if name.indicator_id), None if noun else names[0])


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile(lexicon.either("LIGHT", "WORK", "ADD"))


@lru_cache(maxsize=4096)
def _first_nouns(text: str) -> str:
    """Cut a long phrase behind its first verb-like word, with a dictionary for the words in it."""
    if not _verbs().search(text, 2):
        return text  # no segmentation can find one
    from checker.parse.words import segment  # noqa: PLC0415  (opens a dictionary: 20 ms)

    lex = lexicon.load()
    kept = ""
    for word in segment(text):
        readings = lex.words.get(word, lexicon.NO_READINGS)
        if len(kept) >= 2 and not readings.keys().isdisjoint(("LIGHT", "WORK", "ADD")):
            break
        kept += word
    return kept
