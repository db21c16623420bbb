"""What one sentence hands from clause to clause besides subjects: time, place, certainty, strength."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from checker.model import Context, Identity, PeriodKind
from checker.parse import announced, bases, headed, lexicon, naming, when
from checker.parse.estimated import Estimated
from checker.parse.governing import measure_alone
from checker.parse.items import Item, Shape
from checker.parse.regions import Regions
from checker.parse.said import Carry, Said
from checker.read.period import TimeExpression, resolve

Resolved = tuple[str, PeriodKind] | None
Place = tuple[str | None, str | None]  # region, its path
_TARGET_LEAD = re.compile("目标(?:是|为|如下)?$|目标(?:是|为|：)")
_TASK_LEAD = re.compile("(?:主要|年度|全年|目标|工作)任务(?:是|为)$")
_YEAR_OF_AIMS = re.compile("(?:\\d年|今年|明年)[^，。]{0,14}目标(?:是|为|如下)?$")
# 工业投资实现倍增目标 speaks of a goal reached; 实现以下目标 leads to goals.
_REACHED = re.compile(
    "^(?:完成|实现|超额)|(?<!力争)(?<!确保)(?<!努力)(?:完成|实现|超额|达到)(?!.*(?:以下|下列|如下|这些)).*目标$"
)
_WITH_AIM = re.compile("^以.+为(?:总?目标|任务)$")  # 以提高质量为目标: what work is done for
# 今年计划完成修复25座，…: among outcomes, what was planned, until what came of it is told.
_PLANNED = re.compile(
    "^[一-鿿、“”（）\\d]{0,24}(?<![度年调预算按原照])计划(?:完成|实施|新建|改造|建设|开工|新增|整治|解决|投资|安排|治理|创建)"
)
_YEARS_INVESTMENT = re.compile("[^，]{0,16}(?:年度|全年|当年|今年)计划投资\\d")
_CAME_OF_IT = re.compile("已|实际|目前|截[至止]|超额|完成率|占|[为达]到?(?:年度)?(?:目标|计划)|同比")
LIST_MARK = re.compile(
    "^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\\d]{1,3}）|\\d{1,2}[.．、])\\s*"
)
_BRACKETED = re.compile("（[^（）]*(?:）|$)")
# 新华网云阜1月8日电（记者某某）2021年，…: where news come from and when they were sent is no part of them.
_WIRE = re.compile("(?:[^，。；]{2,16}\\d日[电讯]|本报讯)\\s*(?:（[^（）]*）)?")
_BESIDE = re.compile("^(?:\\d{4}年)(?:同期|末|底)?(?:为|是|仅为|只有)")
_OF_WHICH = ("其中", "当中")
_DIVIDES = re.compile("[分从按].{1,8}[看分来](?:看)?")
# 按户籍人口计算，人均地区生产总值…; residents are the rule, kinds of price are kept as a basis.
_COUNTED = re.compile("按(?:照)?(户籍人口|(?!可比|同|不变|自然|现)[^，]{1,8}口径)(?:计算|统计|测算|计)?")
_OPEN = (None, "year")  # 今后一段时期: no year, not even the inherited one
_NAMED_PLAN = re.compile("规划|纲要|方案|行动计划|专项")
# 其中交通投资，民间投资均增长12%: what is named alone between commas may be one of a list.
_NAME_ALONE = re.compile("(?:其中)?([一-鿿（）、A-Za-z&]{2,24})")
_AGAINST = re.compile("(?:对照|围绕)(.{2,12})$")
_YEARS_AGO = re.compile("[一二三四五六七八九十]+年前")
_NOW = re.compile("如今|现在|目前|今年|当前")
_PLANS = ("plan", "assignment")  # of whose own year nothing is told but targets
_STRIVES = re.compile("力争|确保|争取")
_CAME_ABOUT = re.compile("了|已经?|截至")
_AIMS = re.compile("目标|预期|计划|任务|力争|确保|争取|要")
# 战略性新兴产业产值：增长16%: before a colon a name that says how much need not be known.
_AMOUNT = re.compile(
    "(?![一二三四五六七八九十]是|主要|各项|以下|其中|浏览|点击|访问|阅读)[一-鿿（）A-Za-z&]{2,16}"
    "(?:数|数量|总量|总额|金额|产值|增加值|投资|收入|支出|面积|比重|比例|占比|[^效]率|指数)"
)
# 锚定“十四五”期间…的目标: what is kept in sight says nothing of when.
_ANCHORED = re.compile("(?:锚定|围绕|对标|紧扣|聚焦|紧盯|瞄准|按照|对照)[^，]*(?:目标|任务|要求|部署)$")
# 市本级, 县级: the budget of the own level, without those beneath.
_OWN_LEVEL = re.compile("(?:[省市区县州盟旗]本级|本级|[省市]级)(?=[一-鿿])")
_BUDGETS = frozenset(
    (
        "general_revenue",
        "general_expenditure",
        "tax_revenue",
        "nontax_revenue",
        "fund_revenue",
        "fund_expenditure",
    )
)
# 柳溪县、石湾县…，两县新建安置点31处: the figure is of both together.
_TOGETHER = re.compile("(?:这|上述|以上)?[两二三四五六七八九十]个?(?:县区?|区县?|市县?|旗|州)(?![级直属])")
_EACH_OF = re.compile("分别|(?<!人)均|各(?=新|建|完|达|不|安|增|实|改)")
_QUOTES_AIM = re.compile("(?:超[过出]?|[高低快慢]于|占|达到?|完成|距离?|落后于?)$")
_AIM_NEXT = re.compile("的?(?:预期|计划|任务|既定)?(?:目标|任务|计划|预算)")
_SECTOR = re.compile("[一-鿿、]{1,13}?业(?![务绩态企主园体])")
_SLOGAN = re.compile("[^“]*”的?目标$")  # 围绕“招大引强，投小育新”目标: its quotes opened in the clause before
_ALL_BRACKETED = re.compile("（[^（）]{6,}）。?\\s*")
# （责任单位：市教育局；柳溪县12家…: who is to see to it stands before what each place is to do.
RESPONSIBLE = re.compile("^[^\\d]*?(?:单位|部门)：[^\\d；]*；")
# 按2023年收入95亿元计算 tells of another year by the way.
_RECKONED = re.compile("(?:按照?|以)[^，]*(?:计算|测算|推算|匡算|为基[数期础])$")
_FIVE = 5
_PART_AIM = re.compile("(?:上半年|季度|月份?|进度|时序)的?(?:预期|计划|既定)?(?:目标|任务|计划)")
_UP_TO_NOW = re.compile("截[至止]目前")
_PLAN_ENDS = re.compile('五[”"」]?(?:规划|时期)?期?末')
_CUTS = re.compile("(?:减排|削减)(?:总?量|目标|任务|指标|情况)*(?:分别)?(?:为|是|如下)?$")
_YEAR_BEFORE = re.compile("上年|去年")


def _goes_on(total: Item, shaped: Shape) -> bool:
    """累计建成3260个，改造520个: the word goes on over clauses; 新增3家、累计21家: of its own figure."""
    behind = next((item.type for item in shaped.items if item.start >= total.end), "")
    return behind not in ("Q", "R", "B")


@dataclass(slots=True)
class Sentence:
    """The context of a sentence as its clauses change it."""

    identity: Identity
    context: Context
    regions: Regions
    start: int = 0
    time: tuple[str | None, str] | None = None
    aside: bool = False  # the last clause named another year only for itself (…，2022年为8.6亿元，…)
    plan_begins: int | None = None  # 到“十四五”末: the first of the five years that the sentence speaks of
    began: int | None = None  # the year whose end the years spoken of began with (“十四五”以来)
    kept: tuple[str | None, str] | None = None  # the time before that clause
    planned: str = ""  # among outcomes, the sentence tells what was planned
    yearly: tuple[str | None, str] | None = None  # the year named last
    modality: str | None = None
    estimated: Estimated = field(default_factory=Estimated)
    cumulative: bool = False
    force: str | None = None
    register: bool = False  # the sentence speaks of registered people (户籍), not of residents
    counted: str = ""  # on what ground the sentence counts (按户籍人口计算)
    terms: str = ""  # what the figures of the clause ahead leave out (扣除房地产开发投资，)
    terms_at: int = -1  # … where that begins
    items: int = 0  # semicolons so far
    listed: bool = False  # a 其中 that heads a list reaches over its semicolons
    places: list[Place] = field(default_factory=list)
    headed: list[Place] = field(default_factory=list)  # the place that heads the line
    together: str = ""  # the places named before, all at once (两县新建安置点31处)
    within: str = ""  # the paragraph speaks of the own level alone (市本级一般公共预算收入…。支出…)
    cuts: bool = False  # the sentence tells how much less is to be let out (减排任务为：…)
    topic: Said | None = None  # the last statement whose name is no place
    carry: Carry = field(default_factory=Carry)

    def semicolon(self) -> None:
        """Behind a semicolon another matter begins: its place, certainty and 其中 are its own."""
        self.places, self.together = list(self.headed), ""
        self.items += 1
        if self.yearly is not None and self.time is not None and self.time[1] == "span":
            self.time = self.yearly  # 2024年…，“十四五”以来年均增长7.8%；…: of 2024 again
        self.estimated.semicolon(part_year=self.time is not None and self.time[1] == "part-year")
        self.cumulative, self.terms = False, ""
        self.carry.listed = []
        self.carry.parts, self.carry.last = self.carry.parts and self.listed, None

    def follows(self, before: Sentence | None, text: str) -> None:
        """Take over from the sentence before: 其中 at the head speaks of what it named."""
        if before is None:
            return
        self.headed, self.places, self.within = before.headed, list(before.headed), before.within
        if not self.places and self.regions.path is None and len(before.places) == 1:
            self.places = list(before.places)  # a text of no place of its own: as the one named last
        self.estimated.follows(before.estimated, text.startswith(_OF_WHICH))
        if text.startswith(_OF_WHICH):
            self.carry = before.carry
            self.listed = True
        else:
            # 新增…40家。（责任单位：…；柳溪县12家、石湾县6家） is a sentence of its own by its mark alone.
            self.topic = before.topic if _ALL_BRACKETED.fullmatch(text) else None
            self.carry.earlier = before.carry.subject or before.carry.earlier
            self.carry.earlier_total = before.carry.total

    def hands_on(self, said: Said) -> None:
        """Take up what the lines before say is handed down to the place that heads this one."""
        self.topic = said
        self.carry.subject = replace(said, start=0, end=0)

    @property
    def handed_down(self) -> Said | None:
        """The one known thing that this sentence ends with, or the one before it: 新增…30万亩。任务如下：."""
        said = self.carry.subject or self.carry.earlier
        several = len({one.name for one in self.carry.recent}) > 1
        return said if said and said.name.indicator_id and not said.places and not several else None

    def opens(self, text: str) -> None:
        """Take up the place a clause opens with (白石区要当好…), or a 其中 that heads a list."""
        self.estimated.opens(text)
        if "户籍" in text or "常住" in text:
            self.register = text.rfind("户籍") > text.rfind("常住")
        if text in _OF_WHICH:
            # Within one of several items (稻谷…；油料…，其中：油菜籽…；蔬菜…) it reaches no further.
            self.listed = self.items == 0
            self.carry.divides(list(self.carry.previous))
        if text[0] in "分从按":
            if _DIVIDES.fullmatch(text):
                self.carry.divided = True
            if counted := _COUNTED.fullmatch(text):
                self.counted = counted[1]
        if terms := bases.left_out(text):
            self.terms, self.terms_at = terms, -1
        if len(self.places) > 1 and (several := _TOGETHER.match(text)) and not _EACH_OF.search(text):
            self.places, self.together = list(self.headed), several[0]
        opened = self.regions.opening(text)
        if opened:
            self.places = list(opened)

    def heads(self, text: str) -> bool:
        """Take up a place that heads its line (二、柳溪县：…；…); it holds over semicolons and full stops."""
        where = self.regions.row(LIST_MARK.sub("", text))
        if where is not None:
            self.headed = self.places = [where]
        return where is not None

    def leads(self, text: str) -> None:
        """A clause that only opens (…主要预期目标是) sets the modality of what follows."""
        self.carry.out_of = text.endswith("中") and self.carry.subject is not None
        if text[-1] in "是为" and _TASK_LEAD.search(text) and self.context.modality != "target":
            self.modality = "target"
        # 增长2.7%（预期目标为10%）: what a bracket says is said of what stands in it.
        lead = "目" in text and _TARGET_LEAD.search(_BRACKETED.sub("", text)) and not _REACHED.search(text)
        if lead and not (_WITH_AIM.match(text) or _ANCHORED.search(text) or _SLOGAN.match(text)):
            self.modality = "target"

    def announces(self, text: str, mark: str) -> None:
        """Take up the subject of a clause without figures, for what follows.

        地区生产总值：完成142.3亿元 names it before a colon, 进出口总额负增长，下降9.4% at its head.
        """
        alone = _NAME_ALONE.fullmatch(text) if mark == "，" else None
        self.carry.listed = [*self.carry.listed, alone[1]] if alone is not None else []
        self.cuts = self.cuts or (mark == "：" and _CUTS.search(text) is not None)
        if mark == "：" and self.heads(text):
            # 白石区：0.7万人 under the heading that names the indicator.
            named = headed.of_heading(self.context.section) if self.carry.subject is None else None
            self.carry.subject = Said(named, 0, 0, "level", "eq") if named is not None else self.carry.subject
            return
        if names := announced.listed(text):  # 起数、死亡人数实现“双下降”: what follows is of each
            self.carry.recent = [Said(name, 0, 0, "level", "eq") for name in names]
            return
        against = _AGAINST.match(text) if text[:2] in ("对照", "围绕") else None
        if against and self.carry.subject is None:
            self.carry.subject = Said(naming.name_of(against[1]), 0, 0, "level", "eq")
        # 2022年社会消费品零售总额目标：白石区136亿元
        name = headed.of_heading(text) or naming.name_of(text) if mark == "：" else announced.head(text)
        handed = headed.handed_over(text)
        if handed is not None:
            self.topic = Said(handed, 0, 0, "", "eq")
        name = handed or name
        if (
            name is None
            and "业" in text
            and (sector := _SECTOR.match(text))
            and naming.identify(f"{sector[0]}增加值")
        ):
            # 金融业活力凸显，…实现增加值20亿元
            self.carry.subject = Said(naming.Name(sector[0]), 0, 0, "level", "eq")
            return
        if name is None:
            return
        if name.indicator_id or (_AMOUNT.fullmatch(text) if mark == "：" else handed is None):
            self.carry.subject = Said(name, 0, 0, "level", "eq")

    def speaks_of(self, text: str) -> None:
        """Take up a name whose figure is left open, for what follows."""
        name = naming.name_of(text)
        if name.text:
            self.carry.subject = Said(name, 0, 0, "level", "eq")

    def takes(self, shaped: Shape, times: list[TimeExpression], text: str) -> None:
        """Take up a clause's own words of time, place and certainty."""
        if self.aside:
            self.time, self.aside = self.kept, False
        beside = _BESIDE if text[:1].isdigit() else _RECKONED if text[:1] in ("按", "以") else None
        if text.startswith(_OF_WHICH) or (beside is not None and beside.match(text)):
            self.kept, self.aside = self.time, True
        self.cumulative = self.cumulative and not any(time.kind == "year" for time in times)
        scoped = self._take_modifiers(shaped)
        self.estimated.takes(shaped, times, text, self.context)
        if times:
            self._take_times(shaped, times, text)
        elif self.time is None and self.context.period_kind == "year":
            self.yearly = self.context.period, "year"
        if self.time and _YEAR_BEFORE.match(text):
            self.time = None
        if self.context.modality in ("actual", "estimate"):
            self._plans(text)
        if "年前" in text and _YEARS_AGO.match(text):
            self.modality = "baseline"
        elif self.modality == "baseline" and _NOW.match(text):
            self.modality = None
        elif _UP_TO_NOW.match(text) and self.context.modality == "target":
            self.modality = "actual"
        places = self.regions.leading(shaped)
        self.carry.among = len(places)
        if places:
            self.places, self.together = list(places), ""
        elif scoped:
            self.places = []
        if places or scoped:
            self.within = ""

    def _plans(self, text: str) -> None:
        """计划完成投资7亿元，受益人口55万人；截至11月底，已完成…: planned, then done."""
        invested = _YEARS_INVESTMENT.match(text)
        if (invested or _PLANNED.search(text)) and not _CAME_OF_IT.search(text):
            self.modality, self.planned = "target", "投资" if invested else "计划"
        elif self.planned and (_CAME_OF_IT.search(text) or (self.planned in text and "完成" in text)):
            self.modality, self.planned = None, ""

    def _take_modifiers(self, shaped: Shape) -> bool:
        """Take up words of certainty and strength; return whether a scope is among them."""
        self.force = None
        scoped = False
        for modifier in shaped.modifiers:
            if modifier.type == "cum":
                self.cumulative = self.cumulative or _goes_on(modifier, shaped)
            elif modifier.type == "force":
                self.force = modifier.text
            elif modifier.type == "scope":
                scoped = True
        return scoped

    def _take_times(self, shaped: Shape, times: list[TimeExpression], text: str) -> None:
        if _ANCHORED.match(text):
            return
        lead_end = min((i.start for i in shaped.items if i.text not in ("在", "于")), default=len(text))
        if not any(item.type == "Q" for item in shaped.items) and _YEAR_OF_AIMS.search(text):
            lead_end = len(text)  # 市政府拟定了2005年主要预期目标：…
        if (wire := _WIRE.match(text)) is not None:
            lead_end = max(lead_end, wire.end())
        for time in times:
            if _QUOTES_AIM.search(text, 0, time.start) and _AIM_NEXT.match(text, time.end):
                continue  # 超全年目标0.5个百分点: what is held against the year's aim need not be of the year
            if when.governs(time, shaped, lead_end) and not _NAMED_PLAN.match(text, time.end):
                self._take_time(time)
                self._looks_back(text)
                self._looks_ahead(time, text)

    def aims_at_year(self, text: str) -> None:
        """上半年新增2310人，完成全年任务4000人的57.8%: what is quoted was aimed at, over the year."""
        self.modality, self.cumulative = "target", False
        period, kind = self.time or (self.context.period, self.context.period_kind)
        if kind == "part-year" and period and not _PART_AIM.search(text):
            self.time = period, "year"

    def looks_back(self, times: list[TimeExpression]) -> None:
        """力争利用外资7亿美元（去年5亿美元，增长25%）: a bracket that opens with last year is about it."""
        if times and times[0].start == 0 and times[0].text.startswith("去年") and times[0].kind == "year":
            self._take_time(times[0])

    def _take_time(self, time: TimeExpression) -> None:
        if time.anchor == "future" and time.text.startswith("用") and self.time and self.time[1] == "by":
            return  # 到2035年，用13年时间…: how long it takes until then
        context = self.context
        if time.anchor == "context" and time.kind == "year" and self.time and (self.time[0] or "").isdigit():
            context = replace(context, period=self.time[0])  # 2014年，全年完成…: of the year just named
        found = resolve(time, self.identity, context)
        found = self._of_the_plan(time, found)
        self.began = None
        if time.kind == "span" and time.anchor == "absolute" and found is not None and found[1] == "span":
            # 2020年到2025年从…提升到…: from the year named itself; “十四五”以来 from the one before. What
            # 五年来 and 2020年以来 count from is the one or the other.
            of_plan = "五" in time.text
            self.began = None if time.last == 0 and not of_plan else int(found[0][:4]) - of_plan
        self.time = found or (_OPEN if time.kind == "open" else self.time)
        self.yearly = found if found is not None and found[1] == "year" else self.yearly
        self.modality = time.modality or self.modality
        if time.kind == "by":
            ahead = self.context.modality == "target" or (found is not None and found[1] == "by")
            self.modality = "target" if ahead else None

    def _of_the_plan(self, time: TimeExpression, found: Resolved) -> Resolved:
        """到“十四五”末，…五年累计提高4.6个百分点: the five years are those of the plan that ends then."""
        if _PLAN_ENDS.search(time.text):
            self.plan_begins = time.last - _FIVE + 1
        elif time.kind != "span":
            self.plan_begins = None
        elif time.anchor == "context" and self.time is not None and self.time[1] == "by":
            goal = int((self.time[0] or "0")[-4:])  # 到2026年…，三年累计新增50家
            return f"{goal - time.first + 1}/{goal}", "span"
        elif self.plan_begins is not None and time.anchor == "context" and time.first == _FIVE:
            return f"{self.plan_begins}/{self.plan_begins + _FIVE - 1}", "span"
        return found

    def _looks_back(self, text: str) -> None:
        """2023年完成… in a plan for 2024 reports what was; its 目标 and 计划 are what was aimed at."""
        year, plan = (self.time or ("", ""))[0], self.identity.plan_year
        if plan is None or self.context.modality != "target" or not year or not year.isdigit():
            return
        past = int(year) < plan and self.identity.kind != "five_year_plan"
        if past and not _AIMS.search(text):
            self.modality = "actual"
        elif int(year) >= plan and self.modality == "actual":
            self.modality = None

    def _looks_ahead(self, time: TimeExpression, text: str) -> None:
        """2024年新增6105人；2025年，…新增6800人: a plan that begins with what was comes to its own year."""
        own = time.start == 0 and time.kind == "year" and time.anchor in ("absolute", "plan")
        ahead = self.time == (str(self.identity.plan_year), "year") and not self._is_past()
        planned = ahead and (self.identity.kind in _PLANS or _STRIVES.search(text))
        if own and planned and self.context.modality == "actual" and not _CAME_ABOUT.search(text):
            self.modality = "target"

    def _is_past(self) -> bool:
        """Whether the plan's year is the one that is looked back on."""
        identity = self.identity
        return identity.present_year is not None or identity.report_year == identity.plan_year

    def _registered(self, said: Said) -> None:
        """户籍总人口…，其中城镇人口…: within a sentence on registered people no name means residents."""
        name = said.name
        if self.register and "常住" in name.canonical and "常住" not in name.text:
            said.name = naming.Name(f"户籍{name.text}", None, name.tail)

    def settles(self, said: Said) -> None:
        """A name that begins with a place speaks of it (其中柳溪县6万亩、石湾县5万亩)."""
        self._registered(said)
        if self.cuts and said.kind == "mass" and said.name.canonical.endswith("排放量"):
            # 下达我市减排任务为：氮氧化物1200吨: what is to be cut, not what may be let out.
            said.name = naming.name_of(f"{said.name.canonical.removesuffix('排放量')}重点工程减排量")
        if not self.together and said.scope and _TOGETHER.fullmatch(said.scope):
            said.scope = None  # 两县31处，其中柳溪县16处: one of them
        said.scope = said.scope or self.counted or self.together or None
        self._of_own_level(said)
        found = None if said.carried or said.name.indicator_id else self.regions.heading(said.name.text)
        topic = self.carry.total if self.carry.parts and self.carry.total is not None else self.topic
        if found is None and topic is not None and said.figure is not None and not said.carried:
            # 城镇新增就业目标分解到各县：柳溪0.6万人、石湾0.5万人: places by their short names.
            short = self.regions.below(said.name.text) if not said.name.indicator_id else None
            found = (short, "") if short is not None else None
        if found is None:
            self._settle_scope(said, topic)
            return
        where, rest = found
        if not rest and topic is None:
            return
        said.places = [where]
        if rest:
            said.name = naming.name_of(rest)
            self.topic = said
        elif topic is not None:
            said.name, said.verb, said.work = topic.name, topic.verb, topic.work
            if topic.figure is None and said.figure is not None:
                said.measure = measure_alone(said, said.figure)
            elif (
                topic.figure is not None and said.figure is not None and topic.figure.kind == said.figure.kind
            ):
                said.measure = topic.measure

    def divides(self, text: str) -> bool:
        """Whether a clause names what its bracket divides among places: 改造老旧小区（柳溪县60个…）."""
        outside, _, inside = text.partition("（")
        if not self.regions.heads_line(RESPONSIBLE.sub("", inside)):
            return False
        if not outside and self.topic is not None:
            return True
        name = naming.name_of(outside)
        if name.indicator_id is None:
            return False
        self.topic = Said(name, 0, 0, "level", "eq")
        return True

    def told_on(self, said: Said, clause: int) -> str | None:
        """Return what a figure leaves out by the clause before, until another thing is spoken of."""
        self.terms_at = clause if self.terms_at < 0 else self.terms_at
        if not said.carried and clause != self.terms_at:
            self.terms = ""
        return self.terms or None

    def _of_own_level(self, said: Said) -> None:
        """市本级收入20亿元。…支出31亿元: budgets told next in the paragraph are of the own level too."""
        if said.carried:
            return
        own = _OWN_LEVEL.match(said.name.text)
        if own is not None:
            self.within = own.group()
        elif self.within and said.scope is None and said.name.indicator_id in _BUDGETS:
            said.scope = self.within

    def settles_inside(self, said: Said) -> None:
        """A bracket divides what stands before it among places: 改造80套（柳溪县60套、石湾县20套）."""
        found = None if said.carried or said.name.indicator_id else self.regions.heading(said.name.text)
        if found is not None and not found[1] and self.topic is not None:
            self.settles(said)

    def _settle_scope(self, said: Said, topic: Said | None) -> None:
        """其中高新区8家: a part named by a place without a government of its own is a scope."""
        name = said.name
        place = name.indicator_id is None and name.text.endswith(lexicon.listed("place-end"))
        # 财政收入超过1000万元，其中超亿元的镇3个: how many towns there are is no part of an amount.
        alike = topic is not None and (topic.figure is None or topic.kind == said.kind)
        if self.carry.parts and topic is not None and place and alike and said.figure is not None:
            said.name, said.scope, said.carried = topic.name, name.text, True
            said.verb, said.work = topic.verb, topic.work
            self.places = list(self.headed)  # a zone behind a district is none of its parts
        elif said.figure is not None and not said.places:
            self.topic = said

    def where(self, shaped: Shape, said: Said) -> list[Place]:
        """Return the places a statement is about: those at its head, its scope word's, else the context's."""
        if said.places:
            return list(said.places)
        scope = next((m.text for m in shaped.modifiers if m.type == "scope"), None)
        above = self.regions.of_scope(scope, self.context) if scope else None
        if above is not None:
            return [above]
        places = list(self.places) or [(self.context.region, self.context.region_path)]
        if said.place is None:
            return places
        # A list handed out over several places gives each its own value, in order.
        if len(places) > 1:
            return places[said.place : said.place + 1]
        said.scope = f"分列{said.place + 1}"
        return places
