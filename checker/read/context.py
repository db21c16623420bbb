"""Parts → segments: the region, modality and period that each stretch of text inherits.

Context flows title → heading → paragraph, and nearer words override. Three reaches of a cue:

- a heading's cue holds until a heading of the same or a lesser depth; an outermost heading without any
  cue goes on as its elder sibling did (三、政府自身建设 behind 二、2024年工作安排);
- an opening that speaks of the whole section (过去一年，… 今年是…的一年 2024年主要预期目标是…) holds for the
  rest of the section;
- any other opening (2022年全市…, 上半年…, 到2027年…) holds for its paragraph.

A paragraph never leads back from targets to actuals for longer than itself; only a heading does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.model import Context, Identity, Modality, Segment
from checker.read.backward import looks_back
from checker.read.cells import cell_context, held_against
from checker.read.cues import Cue, apply, asked_ahead, default_period, heading_cue, looked_back, opening_cue
from checker.read.headings import BULLET, flat_mark
from checker.read.kinds import only_reviews
from checker.read.period import time_expressions
from checker.read.places import Divisions
from checker.read.structure import Part

# Documents that look back first and ahead afterwards; in the others a section without any word of time
# is what the document as a whole is.
_TWO_PARTS = ("work_report", "plan_report", "budget_report", "midyear", "other")


_FIGURE = re.compile(r"\d[\d.]*\s*(?:%|[万亿元家户人个项])")
_ADDRESS = re.compile(r"^(?:各位(?:代表|委员|同志)|同志们)")


@dataclass(slots=True)
class _Level:
    depth: int
    context: Context
    heading: str


class _Flow:
    """The open headings and the context of each, while the parts go by."""

    def __init__(self, identity: Identity, divisions: Divisions, base: Context) -> None:
        self.identity, self.divisions = identity, divisions
        self.levels = [_Level(0, base, "")]
        self.outermost = 9
        self.elder: Context | None = None  # what the last outermost section ended with

    @property
    def context(self) -> Context:
        return self.levels[-1].context

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(level.heading for level in self.levels[1:] if level.heading)

    def close(self, depth: int) -> None:
        """Close the sections that a heading of this depth ends."""
        while self.levels[-1].depth >= depth:
            level = self.levels.pop()
            if level.depth <= self.outermost:
                self.elder = level.context
        self.outermost = min(self.outermost, depth)

    def leave(self, words: str) -> None:
        """Close what a paragraph on a line of its own ends: the items of a list; addressed to all, more.

        各位代表！回望过去五年… behind ——民生福祉持续增进。… or behind （五）… speaks of the whole part.
        """
        depth = self.outermost + 1 if _ADDRESS.match(words) else BULLET
        if depth <= self.levels[-1].depth:
            self.close(max(depth, self.outermost + 1))

    def open(self, part: Part) -> Context:
        """Open the section of a heading; return the context of the heading itself."""
        self.close(part.depth)
        words = part.words
        inherited = self.context
        if self.elder and part.depth == self.outermost and self.identity.kind in _TWO_PARTS:
            inherited = self.elder
        cue = heading_cue(words, part.depth, self.identity, inherited)
        context = apply(cue, inherited)
        context = self.place(words, context)
        context = replace(context, section=words)
        self.levels.append(_Level(part.depth, context, words))
        return context

    def place(self, words: str, context: Context) -> Context:
        """Let a heading that is just the name of a place beneath the own region set the region."""
        name = words[found[1] :].strip() if (found := flat_mark(words)) else words
        own = context.region_path
        if own is None or len(name) > 12 or not name.endswith(("省", "市", "区", "县", "旗", "州", "盟")):
            return context
        place = self.divisions.resolve(name, within=own)
        if place is None or not place.path.startswith(own + "/"):
            return context
        return replace(context, region=place.name, region_path=place.path)

    def take(self, cue: Cue, context: Context, words: str, *, lists: bool = False) -> None:
        """Keep a paragraph's cue for what follows, as far as it reaches; what it ``lists`` is of its time."""
        back = self.context.modality == "target" and context.modality != "target"
        # 各位代表，刚刚过去的2025年，…: addressed to all, a year is that of what follows too.
        turned = _ADDRESS.match(words) and cue.period is not None and cue.period[1] == "year"
        listed = lists and cue.period is not None and cue.period[1] == "part-year"
        if back or (cue.reach == "paragraph" and not (turned or listed)):
            return
        wide = cue.reach == "document" or _ADDRESS.match(words)
        ahead = self.context.modality != "target" and context.modality == "target"
        start = 0
        if not wide and not ahead:
            start = len(self.levels) - 1
        elif len(self.levels) > 1:
            start = 1
        for level in self.levels[start:]:
            level.context = replace(
                level.context,
                modality=context.modality,
                period=context.period,
                period_kind=context.period_kind,
            )


def base_context(identity: Identity, parts: Sequence[Part]) -> Context:
    """Return the context of a document before its first heading.

    A plan is all targets. A report begins with its review, if it has a part that looks ahead later on.
    """
    modality: Modality = "target"
    of_its_year = False
    reviews = identity.kind == "other" and identity.title is not None and only_reviews(identity.title)
    if identity.kind == "other" and not reviews:
        # What is told as past is past, even if its first word of time (2022年9月) fits a plan for the year.
        first, back = (
            _first_modality(parts, identity),
            identity.report_year is not None or looks_back(parts),
        )
        modality = "actual" if back else first or "target"
        of_its_year = back and first == "target" and identity.report_year is None
    elif identity.kind in ("communique", "midyear", "other"):
        modality = "actual"
    elif identity.kind in ("work_report", "plan_report", "budget_report"):
        modality = "actual" if _begins_with_review(parts, identity) else "target"
    period = default_period("target" if of_its_year else modality, identity)
    return Context(
        identity.region, identity.region_path, modality,
        period[0] if period else None,
        period[1] if period else "part-year" if identity.kind == "midyear" else "year",
    )  # fmt: skip


def _own_cue(part: Part, identity: Identity) -> Cue | None:
    """Return what a part says by itself, whatever stands before it."""
    blank = Context(None, None, "actual", None)
    if part.kind == "heading":
        return heading_cue(part.words, part.depth, identity, blank)
    if part.kind != "paragraph":
        return None
    cue = opening_cue(part.words, identity, blank)
    return cue or looked_back(part.words, identity) or asked_ahead(part.words, identity)


def _first_modality(parts: Sequence[Part], identity: Identity) -> Modality | None:
    cues = (_own_cue(part, identity) for part in parts)
    return next((cue.modality for cue in cues if cue is not None and cue.modality is not None), None)


def _begins_with_review(parts: Sequence[Part], identity: Identity) -> bool:
    """Say whether the first part that sets a modality sets it to the past, or figures stand before it."""
    figures = False
    for part in parts:
        cue = _own_cue(part, identity)
        if cue is not None and cue.modality is not None:
            # What stands before an outlook without any mark of its own is the review.
            return cue.modality != "target" or figures
        figures = figures or (part.kind == "paragraph" and bool(_FIGURE.search(part.words)))
    return identity.title is not None and only_reviews(identity.title)


# ---------------------------------------------------------------- all together


def segments(parts: Sequence[Part], identity: Identity, divisions: Divisions) -> list[Segment]:
    """Return the segments of a document, in order, each with the context it is read in."""
    flow = _Flow(identity, divisions, base_context(identity, parts))
    result: list[Segment] = []
    left: tuple[Part, Context] | None = None
    against = held_against(parts)
    for part in parts:
        if part.kind == "heading":
            result.append(_segment(part, flow.open(part), flow))
        elif part.kind == "cell":
            neighbour = left[1] if left is not None and _in_one_row(left[0], part) else None
            context = cell_context(part, identity, flow.context, neighbour, against=part.table in against)
            context = _row_place(part, context, flow)
            if part.cell is not None and not part.cell.is_head:
                # 2023年 | 2022年 | 增长%: growth belongs to the later of two years side by side.
                later = neighbour is not None and _is_year_before(context, neighbour)
                left = part, neighbour if later and neighbour is not None else context
            result.append(_segment(part, context, flow))
        elif part.kind == "paragraph":
            result.extend(_paragraph(part, flow))
        else:
            result.append(_segment(part, flow.levels[0].context, flow))
    return result


def _is_year_before(context: Context, other: Context) -> bool:
    years = (context.period or "", other.period or "")
    return all(year.isdigit() for year in years) and int(years[0]) == int(years[1]) - 1


def _in_one_row(left: Part, part: Part) -> bool:
    """Tell whether two cells stand in one row of a table, which may have been copied one cell a line."""
    if left.cell is None or part.cell is None:
        return False
    return left.line == part.line or (
        left.table == part.table and left.cell.row_head == part.cell.row_head != ""
    )


def _row_place(part: Part, context: Context, flow: _Flow) -> Context:
    head = part.cell.row_head if part.cell else ""
    return flow.place(head.split(" ")[0], context) if head else context


def _segment(
    part: Part, context: Context, flow: _Flow, start: int | None = None, end: int | None = None
) -> Segment:
    return Segment(
        line=part.line, text=part.text,
        start=part.start if start is None else start, end=part.end if end is None else end,
        kind=part.kind, context=context, depth=part.depth, page=part.page,
        headings=flow.headings, cell=part.cell,
    )  # fmt: skip


def _paragraph(part: Part, flow: _Flow) -> Iterator[Segment]:
    """Yield a paragraph, cut where a sentence in it turns the section (2024年主要预期目标是…)."""
    if part.depth:
        flow.close(part.depth)
    elif not part.start:
        flow.leave(part.words)
    starts = [part.start, *_sentence_starts(part)]
    own: Context | None = None  # what a paragraph-wide opening says
    cut = part.start
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else part.end
        words = part.flat[start:end].strip()
        first = index == 0
        words = words[found[1] :] if first and part.depth and (found := flat_mark(words)) else words
        cue = opening_cue(words, flow.identity, own or flow.context)
        if first and len(flow.levels) == 1:
            cue = asked_ahead(part.words, flow.identity) or cue
        if cue is None or not (first or _turns(cue, own or flow.context, flow.identity)):
            continue
        context = apply(cue, own or flow.context)
        if not first and context == (own or flow.context):
            flow.take(cue, context, words)  # 2025年很不平凡。一年来，…: the same year, of all that follows
            continue
        if not first:
            if start > cut:
                yield _segment(part, own or flow.context, flow, cut, start)
            cut = start
        elif (stop := part.flat.find("。", start, part.end) + 1) and (
            _is_side_goal(cue, flow.context) or _goes_on(cue, part.flat[start:stop])
        ):
            yield _segment(part, context, flow, cut, stop)
            cut = stop
            continue
        # 上半年，…。主要税收项目如下： the lines beneath are of that half year.
        flow.take(cue, context, words, lists=part.words.rstrip().endswith(("如下:", "如下：")))
        own = context
    if part.flat[cut : part.end].strip():
        yield _segment(part, own or flow.context, flow, cut, part.end)


def _is_side_goal(cue: Cue, context: Context) -> bool:
    """Say whether an opening names a far goal among a year's targets; it holds for its sentence only."""
    annual = context.modality == "target" and context.period_kind == "year"
    return annual and cue.reach == "paragraph" and cue.period is not None and cue.period[1] == "by"


def _goes_on(cue: Cue, sentence: str) -> bool:
    """Say whether the opening sentence goes on to a later year (2021年31万吨，2022年36万吨)."""
    if cue.reach != "paragraph" or cue.period is None or not cue.period[0].isdigit():
        return False
    known = ("year", "absolute", "period")
    times = (e for e in time_expressions(sentence) if (e.kind, e.anchor, e.role) == known)
    return cue.modality != "target" and any(e.first > int(cue.period[0]) for e in times)


def _turns(cue: Cue, context: Context, identity: Identity) -> bool:
    """Say whether the opening of a sentence inside a paragraph changes what follows, not only itself.

    One that speaks of the whole section does, and so does the step from last year to the plan's
    (去年，…。今年，…。); any other word of time is read with its own clause.
    """
    ahead = cue.modality == "target" and context.modality in ("actual", "estimate")
    planned = cue.period is not None and cue.period == (str(identity.plan_year), "year")
    return cue.reach != "paragraph" or (ahead and planned)


def _sentence_starts(part: Part) -> list[int]:
    """Return where the sentences behind the first one begin, of those that open with a word of time."""
    text = part.flat
    return [
        m.end()
        for m in re.finditer(r"[。！!](?=[^。]{0,14}?(?:年|时期))", text[: part.end])
        if m.end() > part.start + 1 and m.end() < part.end
    ]
