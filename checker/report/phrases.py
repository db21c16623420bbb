"""A statement said in one line: what the reader of a report sees when pointing at it."""

from __future__ import annotations

from checker.model import Evidence, Finding, Statement
from checker.report.messages import Messages

_SIGNS = {"eq": "=", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}


def constraint(statement: Statement, say: Messages) -> str:
    """Return region, period, modality, indicator and constraint in one line.

    >>> from checker.report.messages import messages
    >>> plan = Statement(region="白石区", period="2024", indicator="地区生产总值", measure="growth",
    ...                  comparator="ge", value="4.5", unit="%")
    >>> constraint(plan, messages("zh"))
    '白石区 · 2024 · 目标 · 地区生产总值 增长 ≥ 4.5%'
    """
    head = [
        " ".join(filter(None, (statement.region, statement.scope))),
        statement.period or "",
        say.name("modality", statement.modality),
    ]
    # What is told without a figure has no measure to speak of.
    measure = "" if statement.measure == "qualitative" else say.name("measure", statement.measure)
    body = [say.indicator(statement.indicator), measure, amount(statement, say)]
    return " · ".join(filter(None, [*head, " ".join(filter(None, body))]))


def amount(statement: Statement, say: Messages) -> str:
    """Return comparator, value and unit, as they bind; with the exact interval where it differs."""
    unit, sign = statement.unit or "", _SIGNS.get(statement.comparator)
    if statement.comparator == "range":
        said = say.put(f"{statement.value}–{statement.value_high}{unit}")
    elif sign is None:
        return without_figure(statement, say)
    elif statement.value is not None and (say.language == "zh" or statement.value.isascii()):
        said = f"{sign} {say.put(statement.value + unit)}"
    else:
        # 全覆盖 has no figure of its own, and 八成 none that English knows: the bound says it.
        bound = statement.high if statement.low is None or "近" in statement.quote else statement.low
        said = f"{sign} {say.figure(bound, statement.base_unit)}" if bound is not None else ""
    exact = interval(statement, say)
    return f"{said}  {exact}" if exact and statement.modality in ("actual", "estimate") else said


def without_figure(statement: Statement, say: Messages) -> str:
    """Return what a target aims at that has no figure of its own: 与经济增长同步, 快于全市1个百分点.

    >>> from checker.report.messages import messages
    >>> without_figure(Statement(comparator="synced", reference="经济增长"), messages("zh"))
    '与经济增长同步'
    """
    key = f"comparator_with.{statement.comparator}"
    if statement.reference and key in say.known():
        amount_ = (statement.value or "") + (statement.unit or "")
        return say(key, reference=statement.reference, amount=amount_)
    return say.name("comparator", statement.comparator)


def interval(statement: Statement, say: Messages | None = None) -> str:
    """Return the exact interval in the base unit, in mathematical notation; '' where there is none.

    >>> interval(Statement(low="4.25", high="4.35", low_closed=True, base_unit="%"))
    '[4.25, 4.35) %'
    """
    low, high = statement.low, statement.high
    if (low is None and high is None) or low == high:
        return ""
    left = "(-∞" if low is None else ("[" if statement.low_closed else "(") + low
    right = "+∞)" if high is None else high + ("]" if statement.high_closed else ")")
    unit = statement.base_unit or ""
    return f"{left}, {right} {say.unit(unit) if say else unit}".rstrip()


def elsewhere(finding: Finding) -> list[Evidence]:
    """Return the places beside the finding's own, each words once: one clause may hold several statements."""
    seen = {_span(evidence) for evidence in finding.evidence if evidence.role == "finding"}
    others: list[Evidence] = []
    for evidence in finding.evidence:
        if _span(evidence) not in seen:
            seen.add(_span(evidence))
            others.append(evidence)
    return others


def _span(evidence: Evidence) -> tuple[str, int, int, int]:
    return evidence.document, evidence.line, evidence.start, evidence.end


def role(evidence: Evidence, say: Messages) -> str:
    """Return what a place is to its finding, in words; rules may use roles the catalogue does not name."""
    key = f"role.{evidence.role}"
    return say(key if key in say.known() else "role.against")


def place(where: Finding | Evidence, say: Messages) -> str:
    """Return where in its document something stands."""
    return say("place.line", line=where.line) if where.line > 0 else say("place.whole")
