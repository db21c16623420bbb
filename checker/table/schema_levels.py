"""Relations between superior and subordinate regions."""

from __future__ import annotations

from checker.table.schema_types import BOOL, INT, LEVEL, TEXT, Columns

CHILD: Columns = {
    "parent_path": TEXT,  # a region that a document at hand sets targets for
    "region_path": TEXT,  # one of the regions beneath it: divisions table or settings
    "region": TEXT,
}

AGGREGATE: Columns = {
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

AGGREGATE_PART: Columns = {"id": TEXT, "part": TEXT, "seq": INT}  # parent's, child's statement

DELEGATION: Columns = {
    "id": TEXT,  # a delegated target that its own document does not quantify
    "outcome": TEXT,  # found circular wrong empty total absent unknown
    "found": TEXT,  # statement that gives the value, '' where none does
    "beside": TEXT,  # the level above's own figure, shown and resolving nothing
    "steps": INT,
    "way": TEXT,  # what each level on the way says
}

LADDER: Columns = {
    "id": TEXT,  # a growth target that goes beyond the nearest level above
    "parent": TEXT,
    "gap": LEVEL,
    "levels": INT,
    "shown": TEXT,  # the way from the top with the step of each level
}

HANDED: Columns = {
    "id": TEXT,  # a level that another region's document sets for this one
    "base": TEXT,  # the region's last actual level before that year
    "rate": TEXT,  # its own growth target
    "years": INT,
    "reached": LEVEL,  # what that growth makes of the level, in the base unit
    "short": BOOL,
    "with_prices": BOOL,  # 3 points a year were added for prices
}

HEADLINE: Columns = {
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

NAMED: Columns = {
    "doc_id": TEXT,
    "document": TEXT,
    "key": TEXT,  # handed down to this document's region, and named where it sets its targets
}
