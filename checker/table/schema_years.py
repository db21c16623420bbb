"""Relations over the years: claims, completions, outcomes, paces, renamings."""

from __future__ import annotations

from checker.table.schema_types import BOOL, INT, LEVEL, RATE, TEXT, Columns

CLAIM: Columns = {
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
    "margin_low": LEVEL,  # of margin: outcome less target, in points, of amounts in the base unit
    "margin_high": LEVEL,
    "margin": TEXT,  # as written: 高0.3个百分点
}

COMPLETION: Columns = {
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

RUN_LENGTH: Columns = {
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

RUN_PAIR: Columns = {"earlier": TEXT, "later": TEXT}  # ids of run_length

OUTCOME: Columns = {
    "target": TEXT,  # statement id of an annual target of the region's own, for a year that is reported
    "how": TEXT,  # same (comparable) near (other basis or verb) other (other measure) words none
    "report": TEXT,  # doc_id of the main report of that year
    "figure": TEXT,  # statement id of the outcome in a report, '' where words or none
    "actual": TEXT,  # of same: statement id of the last word on it (final over estimate)
    "told": TEXT,  # whether a report owns up to a miss of it: named generic silent
    "beside": TEXT,  # of a target that follows another indicator: statement id of that one's outcome, else ''
    "judged": BOOL,  # the outcome can be held against the target; else the next three are 0
    "short": LEVEL,  # by how much the outcome as written falls short, negative where it does better
    "short_inner": LEVEL,  # the same at its most lenient: rounding, and 左右 inside the inner tolerance
    "short_outer": LEVEL,  # … and 左右 at its widest, amounts to their written digits
}

PACE: Columns = {
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

DOUBLE_GOAL: Columns = {
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

ADJUSTED: Columns = {
    "document": TEXT,
    "region_path": TEXT,
    "year": INT,
    "key": TEXT,  # whose target the document changes in mid-year
}

RENAMING: Columns = {"old_key": TEXT, "new_key": TEXT, "year": INT}  # first year of the new one
