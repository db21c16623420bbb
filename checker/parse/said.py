"""What a clause says, before place and period are known, and what a sentence's clauses hand on."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.parse import lexicon
from checker.parse.items import Item
from checker.parse.naming import Name
from checker.parse.quantity import Quantity

RELATIVE = frozenset(("percent", "permille", "half", "fraction", "tenths"))
POINTS = frozenset(("points", "basis_points"))
# Measures of how things stand, not of how they change.
STOCKS = ("level", "share", "rank", "index")

_KINDS_OF_WORK = ("性", "化", "型", "式")  # at the end of what stands before its verb: 预防性养护
_NOMINAL = ("投入",)  # 工业投入5亿元, 投入资金5亿元: what is put in, whichever stands first

# By how much a stock changed; 新增 is a flow of its own, which has parts.
DIFFERENCE = ("净增", "净增加", "净新增", "增加", "净减", "减少")


@dataclass(slots=True)
class Said:
    """One statement before its context is applied. Offsets are folded offsets in the clause."""

    name: Name
    start: int
    end: int
    measure: str
    comparator: str
    figure: Quantity | None = None
    falling: bool = False
    reached: bool = False  # 达到, 增至 …: a stock at the end of the period
    verb: str = ""
    work: str = ""  # new, work or empty: the class of the verb that governs the figure
    role: str | None = None
    reference: str | None = None
    scope: str | None = None
    spread: int = 0  # ordinal of the 分别 list it belongs to
    carried: bool = False  # its subject stands in an earlier clause
    places: list[tuple[str, str | None]] = field(default_factory=list)  # named at the head of its own name
    place: int | None = None  # ordinal in a 分别 list whose names stand before the clause, if anywhere

    @property
    def kind(self) -> str | None:
        """The kind of the figure."""
        return self.figure.kind if self.figure is not None else None

    @property
    def is_difference(self) -> bool:
        """By how much what an earlier clause counted changed: 企业68家，比上年净增6家."""
        return self.carried and self.verb in DIFFERENCE

    @property
    def indicator(self) -> str:
        """The canonical name; of an unknown thing made or worked on, the verb belongs to the name."""
        name = self.name
        if name.indicator_id or not self.verb or self.measure not in ("level", "increment"):
            return name.canonical
        if self.verb in lexicon.words_of("empty-verb") or self.verb in name.text:
            return name.text
        if self.verb.startswith(_NOMINAL):
            return f"{name.text}{self.verb.removesuffix('完成')}"
        if name.text.endswith(_KINDS_OF_WORK):
            return name.text + self.verb  # 公路预防性养护21公里
        return self.verb + name.text if self.work else name.text


@dataclass(slots=True)
class Carry:
    """What a sentence's clauses hand on."""

    subject: Said | None = None  # the last statement with a subject of its own
    last: Said | None = None
    earlier: Said | None = None  # the subject of the sentence before: what a bare 增速 speaks of
    earlier_total: Said | None = None  # what the sentence before divided
    total: Said | None = None  # what a following 其中 refers to
    parts: bool = False  # inside a 其中 list
    divided: bool = False  # the sentence divides what the one before spoke of (分产业看，)
    open_share: bool = False  # the share of the total names no whole (占69.87%（其中…）)
    totals: list[Said] = field(default_factory=list)  # what else the clause before 其中 named
    wholes: list[Said] = field(default_factory=list)  # … and the clauses before that
    lists: int = 0
    among: int = 0  # places that head the clause at hand: 分别 hands its values out over them
    out_of: bool = False  # the clause before only says what is counted among (35个行业中)
    listed: list[str] = field(default_factory=list)  # names alone between commas: 交通投资，民间投资均增长…
    recent: list[Said] = field(default_factory=list)  # of the sentence so far, with subjects of their own
    previous: list[Said] = field(default_factory=list)  # of the clause before, likewise

    def divides(self, totals: list[Said]) -> None:
        """其中 begins: what was named last is the total of what follows."""
        last = self.last
        self.open_share = last is not None and last.measure == "share" and last.name.text.endswith("占")
        self.parts, self.total, self.totals = True, self._divided(), totals
        self.wholes = list(self.recent)

    def _divided(self) -> Said | None:
        """Return what 其中 divides: 企业68家，净增6家，其中…21家 are of the 68, not of the difference."""
        said = self.subject
        if said is None or not said.is_difference:
            return said
        stocks = (
            level
            for level in reversed(self.recent)
            if level.measure == "level" and level.name == said.name and level.kind == said.kind
        )
        return next(stocks, said)


@dataclass(slots=True)
class Facts:
    """The statements of one clause, and the figures set aside as counts of a subject, as numbers of items."""

    said: list[Said] = field(default_factory=list)
    subject_counts: list[Item] = field(default_factory=list)
    item_numbers: list[Item] = field(default_factory=list)
