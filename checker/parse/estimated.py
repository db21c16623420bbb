"""How far 预计 reaches: over a sentence, one item of it, one subject, or all that follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import Context
from checker.parse import lexicon
from checker.parse.items import Shape
from checker.parse.said import Carry, Said
from checker.read.period import TimeExpression

# 生产总值305亿元（预计数，下同）: a note behind a figure, of this one or of those that follow too.
_NOTE = re.compile("（[^（）]*预[计估](?:完成)?数?(?P<below>[^（）]*下同)?）")
_KNOWN = re.compile("已(?<!而已)(?!知)|目前|截[至止]")


@dataclass(slots=True)
class Estimated:
    """What of a sentence is estimated, as its clauses are read."""

    whole: bool = False  # 预计 leads the sentence: all that it tells, over its semicolons
    item: bool = False  # … or what stands up to the next semicolon
    alone: bool = False  # … of which only the subject that stands before it: 地区生产总值预计增长5%
    below: bool = False  # （预计数，下同）: all that follows in the paragraph
    since: int | None = None  # where 预计 stands in the clause at hand; what stands before it is known
    known: str = ""  # what has come about already: in a "clause", or up to a "time" until it ends
    told: bool = False  # a figure stands before

    def follows(self, before: Estimated, of_which: bool) -> None:
        """Take over from the sentence before: its notes, and its estimate where this one divides it."""
        self.below = before.below
        self.whole = of_which and (before.whole or before.item)

    def opens(self, text: str) -> None:
        """预计，…；…: all that the sentence tells."""
        self.whole = self.whole or text in lexicon.words_of("EST")

    def semicolon(self, *, part_year: bool) -> None:
        """Behind a semicolon only what leads the sentence goes on; a part of the year goes on being known."""
        self.item = self.alone = False
        self.known = self.known if part_year and self.known == "time" else ""

    def takes(self, shaped: Shape, times: Sequence[TimeExpression], text: str, context: Context) -> None:
        """Take up a clause's 预计, and what says that it came about already."""
        word = next((modifier for modifier in shaped.modifiers if modifier.type == "est"), None)
        self.since = word.start if word is not None else None
        if word is not None:
            self._begins(word.start, shaped, context)
        elif any(time.kind == "part-year" or time.text.startswith(("截至", "截止")) for time in times):
            self.known = "time"
        elif self.known != "time":
            self.known = "clause" if _KNOWN.search(text) else ""
        if "预" in text and (note := _NOTE.search(text)):
            self.item = self.alone = True
            self.since, self.known = 0, ""
            self.below = self.below or note["below"] is not None
        self.told = self.told or any(item.type == "Q" for item in shaped.items)

    def _begins(self, start: int, shaped: Shape, context: Context) -> None:
        # 据初步预计，…: a noun of one character is no subject.
        before = any(item.end - item.start > 1 for item in shaped.items if item.start < start)
        self.item, self.alone, self.known = True, before, ""
        # In a review of several years 预计2025年 is of the last one, and the next item of them all.
        self.whole = self.whole or not (self.told or before or context.period_kind == "span")

    def tells(self, said: Said, carry: Carry) -> bool:
        """Whether a figure is an estimate; behind 地区生产总值预计增长5% another subject ends it."""
        if self.known:
            return False
        if self.whole or self.below or not self.item:
            return self.whole or self.below
        if self.since is not None:
            return said.figure is None or said.figure.start >= self.since
        if self.alone and not (said.carried or carry.parts):
            self.item = self.alone = False
        return self.item
