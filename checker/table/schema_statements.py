"""The relation of statements, and those that tie statements of one document to each other."""

from __future__ import annotations

from checker.table.schema_types import BOOL, INT, LEVEL, RATE, TEXT, Columns

STATEMENT: Columns = {
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
    "of_many": BOOL,  # each budget, each set of projects of a document may have one: 收入总量, 年度计划投资
    "action": TEXT,  # canonical verb that governs an open-vocabulary figure, '' where none
    "deed": TEXT,  # of an increment: 净增 认定 培育 引进 入库 注销 总数, '' where it is just more
    "divides_whole": BOOL,  # one share of a structure that leaves nothing out
    "kinds_apart": BOOL,  # one share of a list of kinds that exclude each other: they cannot exceed 100
    "rate_like": BOOL,  # a rate or share by name, whose change is told in points
    "reaches_points": BOOL,  # points after a verb that says where a rate stands
    "capped": BOOL,  # a share of a whole, which cannot exceed 100 %
    "hedged": BOOL,  # an approximation and a bound on one value: 约…以上
    "opposed": BOOL,  # the words before and behind the figure bound it from opposite sides: 不低于…以下
    "speed_percent": BOOL,  # a rate of growth that rises by percent: 增速提高2.3%
    "in_cell": BOOL,  # told in the running text of a table's cell, whose row says of what
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
    "part_of_year": TEXT,  # first and last month of a part-year (1-6), '' where its paragraph does not tell
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
    "told": TEXT,  # the same for the reader's eye: a fall is 下降8.5%, not 8.5%
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
    "counted": TEXT,  # how many things the figure is told of: 33个重点项目完成投资90亿元
    "by_building": TEXT,  # of an increment: what is built for it in its sentence (新建小学3所，新增学位900个)
    "per": TEXT,  # what the indicator is counted per: 每千人口, '' nothing
    "per_name": TEXT,  # its name without that
    "explained": BOOL,  # its sentence says why figures changed: 口径, 修订, 核定
    "only_keeps": BOOL,  # wants something kept where it is (保持, 红线), or hangs on the weather
    "latest": BOOL,  # no later document at hand says something else for the same figure
    "section": TEXT,
}

PART: Columns = {
    "document": TEXT,
    "total": TEXT,  # statement ids
    "part": TEXT,
    "list": INT,  # which of the lists of that total, from 0: what is sorted by two traits has two
    "complete": BOOL,  # all parts are named: 包括, 分为, 由…组成, 分别为
    "disjoint": BOOL,  # the parts cannot overlap: they differ in rank or kind of one noun
}

JOINT: Columns = {  # statements held together by the identities they imply; one row a statement of a set
    "document": TEXT,
    "anchor": TEXT,  # statement ids: the last of the set in its document
    "member": TEXT,
    "seq": INT,
    "size": INT,  # statements in the set; of a conflict none can be left out
    "verdict": TEXT,  # fail (no values satisfy all) pass open (too large to decide)
    "severity": TEXT,
    "steps": TEXT,  # of a conflict: what follows from what, step by step, with intervals
    "clash": TEXT,  # the last of them: the least of a quantity beside the most of it
    "assumed": TEXT,  # identities that do not hold by definition, '' none
    "fits": TEXT,  # what the anchor's figure would have to be for the others to hold, '' unknown
}

SHARE: Columns = {
    "id": TEXT,  # statement id of the share
    "document": TEXT,
    "part": TEXT,  # statement id of the numerator
    "whole": TEXT,  # statement id of the denominator, or that of a number_use: 462家企业实现产值…
    "whole_name": TEXT,  # of a number_use only: what it counts
    "whole_written": TEXT,
    "whole_number": LEVEL,
    "complement": BOOL,  # the numerator is what the share leaves out: 不合格97批次，合格率97.9%
    "nearness": INT,  # 0 same sentence, 1 same line, 2 same document
}

NET: Columns = {  # what came less what went: 新登记…，注销…，净增…
    "id": TEXT,  # statement id of the difference
    "document": TEXT,
    "came": TEXT,  # statement ids of the larger side and of the smaller: of 净减 the other way round
    "went": TEXT,
    "balance": BOOL,  # of an account: income less spending (收支相抵，结转…)
}
