"""The relations that rules join: names, columns, types. The one list; rules are bound against it.

No column holds NULL: text that is missing is ``''``, a number that is missing is 0 or a bound that
no figure reaches, with a flag beside it. What SQL treats as unknown would silently drop rows.
"""

from __future__ import annotations

from decimal import Decimal

TEXT, BOOL, INT = "VARCHAR", "BOOLEAN", "INTEGER"
LEVEL, RATE = "DECIMAL(24,4)", "DECIMAL(12,4)"

# One level times two such rates stays inside DECIMAL(38,12), the widest both engines hold.
UNBOUNDED = Decimal("9000000000000000")
UNBOUNDED_RATE = Decimal("99999")

Column = str
Table = dict[str, list[object]]

DOCUMENT: dict[str, Column] = {
    "id": TEXT,  # 'doc:' and the path; an anchor for findings about the whole document
    "document": TEXT,  # the path as given
    "seq": INT,  # order of documents by path
    "region": TEXT,
    "region_path": TEXT,
    "parent_path": TEXT,  # '' where unknown or the nation
    "level": TEXT,
    "level_rank": INT,  # 0 national … 3 district, 9 unknown
    "kind": TEXT,
    "plan_year": INT,  # 0 unknown
    "report_year": INT,  # 0: the document reports no year
    "has_targets": BOOL,  # of a kind that sets targets for plan_year
    "adjusts": BOOL,  # changes targets that were set before, in mid-year
    "has_outcomes": BOOL,  # of a kind that reports report_year
    "title": TEXT,
    "main_report": BOOL,  # the fullest of the documents that report this region's report_year
    "readable": BOOL,
    "numbers": INT,  # number expressions seen
}

STATEMENT: dict[str, Column] = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "doc_kind": TEXT,
    "doc_level": TEXT,
    "doc_region_path": TEXT,
    "doc_parent_path": TEXT,
    "plan_year": INT,
    "report_year": INT,
    "seq": INT,  # order within its document
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "sentence": INT,  # ordinal of the sentence within the document
    "quote": TEXT,
    "region": TEXT,
    "region_path": TEXT,
    "parent_path": TEXT,  # of the statement's region
    "own_region": BOOL,  # speaks of the document's own region
    "scope": TEXT,  # '' the whole region
    "indicator": TEXT,
    "indicator_id": TEXT,  # '' open vocabulary
    "key": TEXT,  # identity within a region: indicator id or normalised name, and scope
    "certain": BOOL,  # the key names one thing only: in the lexicon, or a specific name
    "action": TEXT,  # canonical verb that governs an open-vocabulary figure, '' where none
    "divides_whole": BOOL,  # one share of a structure that leaves nothing out
    "kinds_apart": BOOL,  # one share of a list of kinds that exclude each other: they cannot exceed 100
    "rate_like": BOOL,  # a rate or share by name, whose change is told in points
    "capped": BOOL,  # a share of a whole, which cannot exceed 100 %
    "hedged": BOOL,  # an approximation and a bound on one value: 约…以上
    "listed": BOOL,  # the figure counts a list of examples (甲、乙等3个), so another may count others
    "measure": TEXT,
    "modality": TEXT,
    "is_target": BOOL,  # target or assigned
    "is_outcome": BOOL,  # actual or estimate
    "is_final": BOOL,  # actual
    "force": TEXT,
    "force_rank": INT,  # 4 约束性 3 确保 2 none or 预期 1 力争
    "period": TEXT,
    "period_kind": TEXT,
    "year": INT,  # the last year of the period, 0 unknown
    "year_from": INT,  # the first year, 0 unknown or open
    "annual": BOOL,  # a figure of one whole year: no span, average, running total or part of a year
    "instant": TEXT,
    "comparator": TEXT,
    "bound": TEXT,  # point floor ceiling band around none
    "is_number": BOOL,
    "has_low": BOOL,
    "has_high": BOOL,
    "low": LEVEL,  # in base_unit, signed; -UNBOUNDED where open
    "high": LEVEL,
    "low_closed": BOOL,
    "high_closed": BOOL,
    "number": LEVEL,  # the written figure in base_unit; of an interval its lower end
    "number_high": LEVEL,
    "half_unit": LEVEL,  # half of one unit in the last digit written
    "fit_low": LEVEL,  # the values the figure admits in arithmetic: rounding, 左右 by one last digit
    "fit_high": LEVEL,
    "met_low": LEVEL,  # what still counts as met (左右 inside the inner tolerance)
    "met_high": LEVEL,
    "around_low": LEVEL,  # met only thanks to 左右 (outer tolerance)
    "around_high": LEVEL,
    "is_rate": BOOL,  # the columns below are in percent or points
    "rate": RATE,
    "rate_low": RATE,  # as fit_low and fit_high
    "rate_high": RATE,
    "written": TEXT,  # value and unit as written
    "phrase": TEXT,  # the quote without its indicator: what the text says of it
    "unit": TEXT,
    "base_unit": TEXT,
    "dimension": TEXT,
    "price_basis": TEXT,
    "basis": TEXT,  # '' plain
    "reference": TEXT,
    "delegate": TEXT,  # whom a delegated target points to: above below congress own wrong unknown, '' none
    "delegate_path": TEXT,
    "grp": TEXT,
    "role": TEXT,
    "polarity": TEXT,  # more less band, '' unknown
    "ceiling": BOOL,  # met by anything below: rates of unemployment and prices, 以内 of any kind
    "stock_flow": TEXT,
    "aggregation": TEXT,
    "binding": BOOL,
    "headline": BOOL,  # a headline indicator for this kind and level of document
    "umbrella": BOOL,  # names many indicators at once (节能减排降碳)
    "stock": BOOL,  # counts what there is (达到, 总数), not what one year brings
    "plain": BOOL,  # a deed, a thing and how many of it, and nothing else: 新建停车泊位1500个
    "per": TEXT,  # what the indicator is counted per: 每千人口, '' nothing
    "per_name": TEXT,  # its name without that
    "explained": BOOL,  # its sentence says why figures changed: 口径, 修订, 核定
    "only_keeps": BOOL,  # wants something kept where it is (保持, 红线), or hangs on the weather
    "latest": BOOL,  # no later document at hand says something else for the same figure
    "section": TEXT,
}

PART: dict[str, Column] = {
    "document": TEXT,
    "total": TEXT,  # statement ids
    "part": TEXT,
    "complete": BOOL,  # all parts are named: 包括, 分为, 由…组成, 分别为
    "disjoint": BOOL,  # the parts cannot overlap: they differ in rank or kind of one noun
}

JOINT: dict[str, Column] = {
    "document": TEXT,
    "share": TEXT,  # statement ids
    "part_growth": TEXT,
    "whole_growth": TEXT,
}

SHARE: dict[str, Column] = {
    "id": TEXT,  # statement id of the share
    "document": TEXT,
    "part": TEXT,  # statement id of the numerator
    "whole": TEXT,  # statement id of the denominator
    "nearness": INT,  # 0 same sentence, 1 same line, 2 same document
}

REGION: dict[str, Column] = {
    "region_path": TEXT,
    "region": TEXT,
    "parent_path": TEXT,
    "level": TEXT,
    "child_count": INT,  # regions with this parent in the divisions table or settings, 0 unknown
}

MENTION: dict[str, Column] = {
    "doc_id": TEXT,
    "document": TEXT,
    "key": TEXT,  # of a statement of the same region in any document, whose name stands in this one
    "in_review": BOOL,  # it stands where the document tells what was, not only among its targets
    "head_in_review": BOOL,  # at least the kind of thing does: 草房 of 农村泥草房; the name itself may not
}

DISCLOSURE: dict[str, Column] = {
    "document": TEXT,
    "line": INT,
    "sentence": INT,
    "key": TEXT,  # the indicator the sentence names, '' where it names none
    "generic": BOOL,  # names none, but says that some targets were not reached
    "text": TEXT,
}

UMBRELLA: dict[str, Column] = {
    "indicator_id": TEXT,
    "umbrella_id": TEXT,  # covers it: a target for the umbrella is one for the indicator
}

NUMBER_USE: dict[str, Column] = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "text": TEXT,
    "used_as": TEXT,  # statement set_aside not_understood
    "reason": TEXT,
}

PROBLEM: dict[str, Column] = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "line": INT,
    "problem": TEXT,
    "fatal": BOOL,
}

UNCLEAR: dict[str, Column] = {"doc_id": TEXT, "document": TEXT, "seq": INT, "what": TEXT}

# What stands in a document besides statements; each row is a place a finding can stand at.
_MARK: dict[str, Column] = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "quote": TEXT,
}

HEADING: dict[str, Column] = _MARK | {
    "style": TEXT,  # 一、 （一） 1. (1) 第X章 …
    "number": INT,
    "previous": INT,  # of the heading before it in its list, 0 for the first
    "excused": BOOL,  # the missing numbers stand in the text between, or no numbering is proven
}

COUNTED: dict[str, Column] = _MARK | {
    "announced": INT,
    "found": INT,  # items that follow
    "how": TEXT,  # headings inline
}

PAIRED: dict[str, Column] = _MARK | {  # 分别 lists
    "values_found": INT,
    "fewest": INT,  # names, at the coarsest and the finest split
    "most": INT,
    "possible": BOOL,  # some split gives the number of values
}

CALENDAR_DATE: dict[str, Column] = _MARK | {
    "year": INT,
    "month": INT,
    "possible": BOOL,
    "weekday_written": TEXT,
    "weekday_true": TEXT,
    "in_dateline": BOOL,
}

ANNIVERSARY: dict[str, Column] = _MARK | {
    "region_path": TEXT,
    "year": INT,
    "stated": INT,
    "true_value": INT,  # 0 where the text does not say since when
    "base_year": INT,  # the year that the text counts from
    "what": TEXT,
}

YEAR_MARK: dict[str, Column] = _MARK | {
    "year": INT,
    "fits_from": INT,
    "fits_to": INT,
    "stands_in": TEXT,  # 标题 日期
}

SESSION: dict[str, Column] = _MARK | {
    "region_path": TEXT,
    "term": INT,
    "number": INT,
    "own": BOOL,  # the session the document belongs to
    "plan_year": INT,
}

CLAIM: dict[str, Column] = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "quote": TEXT,
    "year": INT,  # whose targets are claimed to be met
    "claims": TEXT,  # whole (圆满完成目标) mild (较好完成) margin (高于目标0.3个百分点) met (完成目标)
    "statement": TEXT,  # of margin and met: the figure it is said of, '' else
    "margin_low": RATE,  # of margin: outcome less target, in points
    "margin_high": RATE,
    "margin": TEXT,  # as written: 高0.3个百分点
}

COMPLETION: dict[str, Column] = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "quote": TEXT,
    "statement": TEXT,  # the outcome that is said to be so much of its own plan
    "ratio": RATE,  # in percent, and what rounding admits
    "ratio_low": RATE,
    "ratio_high": RATE,
}

RUN_LENGTH: dict[str, Column] = {
    "id": TEXT,
    "document": TEXT,
    "doc_id": TEXT,
    "region_path": TEXT,
    "line": INT,
    "start_at": INT,
    "end_at": INT,
    "quote": TEXT,
    "subject": TEXT,  # the clause without the count
    "unit": TEXT,  # 年 届 次
    "told_year": INT,  # the year the document speaks from
    "length": INT,
}

RUN_PAIR: dict[str, Column] = {"earlier": TEXT, "later": TEXT}  # ids of run_length

OUTCOME: dict[str, Column] = {
    "target": TEXT,  # statement id of an annual target of the region's own, for a year that is reported
    "how": TEXT,  # same (comparable) near (other basis or verb) other (other measure) words none
    "report": TEXT,  # doc_id of the main report of that year
    "figure": TEXT,  # statement id of the outcome in a report, '' where words or none
    "actual": TEXT,  # of same: statement id of the last word on it (final over estimate)
    "told": TEXT,  # whether a report owns up to a miss of it: named generic silent
    "judged": BOOL,  # the outcome can be held against the target; else the next three are 0
    "short": LEVEL,  # by how much the outcome as written falls short, negative where it does better
    "short_inner": LEVEL,  # the same at its most lenient: rounding, and 左右 inside the inner tolerance
    "short_outer": LEVEL,  # … and 左右 at its widest, amounts to their written digits
}

PACE: dict[str, Column] = {
    "goal": TEXT,  # statement id of a goal for several years
    "here": TEXT,  # statement id of the current annual target, else of the last actual
    "last": TEXT,  # statement id of the last actual, '' where it is 'here'
    "how": TEXT,  # needed reached due (target of the goal's year) ended (its actual) mean (of all years)
    "years": INT,  # still left after 'here'
    "needed": RATE,  # change needed in each of them, more being better
    "better": RATE,  # the better of last actual and current target
    "gap": LEVEL,  # by how much the goal is missed, of due, ended and mean
    "unit": TEXT,  # of needed and better
}

DOUBLE_GOAL: dict[str, Column] = {
    "level": TEXT,  # statement ids
    "rate": TEXT,
    "base": TEXT,
    "years": INT,
    "implied": LEVEL,  # the level that the rate leads to from the base
    "implied_low": LEVEL,
    "implied_high": LEVEL,
    "level_low": LEVEL,
    "level_high": LEVEL,
}

ADJUSTED: dict[str, Column] = {
    "document": TEXT,
    "region_path": TEXT,
    "year": INT,
    "key": TEXT,  # whose target the document changes in mid-year
}

RENAMING: dict[str, Column] = {"old_key": TEXT, "new_key": TEXT, "year": INT}  # first year of the new one

SETTING: dict[str, Column] = {
    "growth": RATE,
    "growth_met": RATE,
    "growth_from": RATE,
    "growth_low": RATE,
    "price": RATE,
    "share": RATE,
    "share_from": RATE,
    "share_low": RATE,
    "level": RATE,
    "sync": RATE,
}

# ------------------------------------------------------------ between levels

CHILD: dict[str, Column] = {
    "parent_path": TEXT,  # a region that a document at hand sets targets for
    "region_path": TEXT,  # one of the regions beneath it: divisions table or settings
    "region": TEXT,
}

AGGREGATE: dict[str, Column] = {
    "id": TEXT,  # a parent's target that at least one child sets too
    "status": TEXT,  # short fits around (only thanks to 左右) rest (children missing) undecided
    "method": TEXT,  # sum, mean (weighted by last year's levels), all (every child on one side)
    "complete": BOOL,  # all children have that target
    "decided": BOOL,  # complete, and what was needed to decide was at hand
    "certain": BOOL,  # an indicator of the lexicon, known to add up
    "soft": BOOL,  # a floor, ceiling or 左右 counted with its number: more may come, unpromised
    "upper": BOOL,  # less is better: the children must stay below
    "children": INT,
    "at_hand": INT,
    "missing": TEXT,  # names of the children without that target
    "need": LEVEL,  # the parent's figure, in its base unit
    "reach": LEVEL,  # what the children make; of a mean that misses children: what these must bring
    "gap": LEVEL,  # between the two, not negative
    "shown": TEXT,  # the children's figures as written
}

AGGREGATE_PART: dict[str, Column] = {"id": TEXT, "part": TEXT, "seq": INT}  # parent's, child's statement

DELEGATION: dict[str, Column] = {
    "id": TEXT,  # a delegated target that its own document does not quantify
    "outcome": TEXT,  # found circular wrong empty total absent unknown
    "found": TEXT,  # statement that gives the value, '' where none does
    "beside": TEXT,  # the level above's own figure, shown and resolving nothing
    "steps": INT,
    "way": TEXT,  # what each level on the way says
}

LADDER: dict[str, Column] = {
    "id": TEXT,  # a growth target that goes beyond the nearest level above
    "parent": TEXT,
    "gap": LEVEL,
    "levels": INT,
    "shown": TEXT,  # the way from the top with the step of each level
}

HANDED: dict[str, Column] = {
    "id": TEXT,  # a level that another region's document sets for this one
    "base": TEXT,  # the region's last actual level before that year
    "rate": TEXT,  # its own growth target
    "years": INT,
    "reached": LEVEL,  # what that growth makes of the level, in the base unit
    "short": BOOL,
    "with_prices": BOOL,  # 3 points a year were added for prices
}

HEADLINE: dict[str, Column] = {
    "doc_id": TEXT,  # a plan, plan report or work report
    "document": TEXT,
    "region": TEXT,
    "region_path": TEXT,
    "parent_path": TEXT,
    "level": TEXT,
    "kind": TEXT,
    "year": INT,
    "item_id": TEXT,  # a headline indicator of the lexicon
    "item": TEXT,
    "expected": BOOL,  # of this kind and level of document
    "measured": BOOL,  # at this level at all: counties have no price index of their own
    "weighty": BOOL,  # 地区生产总值, revenue, income, investment, binding
    "present": BOOL,  # this document has a target for it, its umbrella or its like
    "present_region": BOOL,  # some document of the region and year has one
    "named": BOOL,  # it is named anywhere in the document
    "named_ahead": BOOL,  # … in the part that sets targets
    "statement": TEXT,  # that target of the region, '' where none
    "whole": BOOL,  # long enough to be a document rather than an excerpt
    "fullest": BOOL,  # the document of this region and year where a missing target belongs
    "present_count": INT,  # headline indicators this document has
}

NAMED: dict[str, Column] = {
    "doc_id": TEXT,
    "document": TEXT,
    "key": TEXT,  # handed down to this document's region, and named where it sets its targets
}

SCHEMA: dict[str, dict[str, Column]] = {
    "document": DOCUMENT,
    "statement": STATEMENT,
    "share": SHARE,
    "part": PART,
    "joint": JOINT,
    "region": REGION,
    "mention": MENTION,
    "disclosure": DISCLOSURE,
    "umbrella": UMBRELLA,
    "number_use": NUMBER_USE,
    "problem": PROBLEM,
    "unclear": UNCLEAR,
    "heading": HEADING,
    "counted": COUNTED,
    "paired": PAIRED,
    "calendar_date": CALENDAR_DATE,
    "anniversary": ANNIVERSARY,
    "year_mark": YEAR_MARK,
    "session": SESSION,
    "claim": CLAIM,
    "completion": COMPLETION,
    "run_length": RUN_LENGTH,
    "run_pair": RUN_PAIR,
    "outcome": OUTCOME,
    "pace": PACE,
    "double_goal": DOUBLE_GOAL,
    "adjusted": ADJUSTED,
    "renaming": RENAMING,
    "child": CHILD,
    "aggregate": AGGREGATE,
    "aggregate_part": AGGREGATE_PART,
    "delegation": DELEGATION,
    "ladder": LADDER,
    "handed": HANDED,
    "headline": HEADLINE,
    "named": NAMED,
    "setting": SETTING,
}


def empty(name: str) -> Table:
    """Return the relation ``name`` without rows: every column present.

    >>> list(empty("unclear"))
    ['doc_id', 'document', 'seq', 'what']
    """
    return {column: [] for column in SCHEMA[name]}


def add(table: Table, row: dict[str, object]) -> None:
    """Append one row; every column must be given, none may be None.

    Raises:
        KeyError: a column is missing or unknown.
        ValueError: a value is None.
    """
    if row.keys() != table.keys():
        raise KeyError(sorted(row.keys() ^ table.keys()))
    for column, value in row.items():
        if value is None:
            raise ValueError(f"no value for column {column}")
        table[column].append(value)
