"""What a change to a draft would do: the target is replaced, everything is judged again, and compared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

from checker.errors import UsageError
from checker.judge import judge
from checker.judge.rulefile import Rule
from checker.model import Context, Finding, Reading, Statement
from checker.settings import Settings
from checker.table import build, headline, identity, indicators

_GROWS = ("增长", "下降", "降低", "减少", "提高", "持平", "同步", "高于", "快于", "低于", "控制")


@dataclass(frozen=True, slots=True)
class Change:
    """One ``--set``: the indicator as the user names it, and the phrase that would stand there."""

    name: str
    phrase: str

    @classmethod
    def read(cls, text: str) -> Change:
        """Return a change from ``地区生产总值=5%以上``.

        Raises:
            UsageError: there is no name, or no phrase.
        """
        name, found, phrase = text.replace("＝", "=").partition("=")
        if not found or not name.strip() or not phrase.strip():
            raise UsageError("--set", f"读不懂“{text}”", fix="写作 指标=写法，如 --set 地区生产总值=5%以上")
        return cls(name.strip(), phrase.strip())


@dataclass(slots=True)
class Outcome:
    """Findings that changes raise, settle, or give other figures (before, after)."""

    replaced: list[tuple[Statement | None, Statement]] = field(default_factory=list)
    raised: list[Finding] = field(default_factory=list)
    settled: list[Finding] = field(default_factory=list)
    changed: list[tuple[Finding, Finding]] = field(default_factory=list)


def what_if(
    readings: Sequence[Reading],
    drafts: Collection[str],
    changes: Sequence[Change],
    settings: Settings,
    *,
    rules: Sequence[Rule] | None = None,
    language: str = "zh",
) -> Outcome:
    """Return what changes to the drafts' targets would do to the findings that concern the drafts.

    Args:
        readings: All documents, the drafts among them; they are left as they are.
        drafts: Paths of the drafts.
        changes: What would stand in them; each phrase is read by the grammar.
        settings: Of the run.
        rules: To judge by; all where None.
        language: Of the findings.
    Raises:
        UsageError: an indicator that is none, or a phrase that is no target.
    """
    outcome = Outcome()
    changed = list(readings)
    for change in changes:
        place = _draft(changed, drafts)
        after, pairs = _replaced(changed[place], change)
        changed[place] = after
        outcome.replaced += pairs
    before = _judged(readings, drafts, settings, rules, language)
    afterwards = _judged(changed, drafts, settings, rules, language)
    _compare(before, afterwards, outcome)
    return outcome


def _judged(
    readings: Sequence[Reading],
    drafts: Collection[str],
    settings: Settings,
    rules: Sequence[Rule] | None,
    language: str,
) -> list[Finding]:
    findings, _ = judge(build(readings, settings), settings, rules=rules, language=language)
    wanted = set(drafts)
    return [
        one for one in findings
        if one.document in wanted or any(item.document in wanted for item in one.evidence)
    ]  # fmt: skip


def _draft(readings: Sequence[Reading], drafts: Collection[str]) -> int:
    """Return the place of the draft that sets headline targets: the one a change is made in."""
    for place, reading in enumerate(readings):
        if reading.document.path in drafts and headline.sets_targets(reading.document):
            return place
    raise UsageError("--set", "草案不是设定年度目标的文件", fix="给出年度计划、计划报告或政府工作报告")


def _replaced(reading: Reading, change: Change) -> tuple[Reading, list[tuple[Statement | None, Statement]]]:
    known = indicators.by_name(change.name)
    said = _parsed(reading, change, known)
    mine = [one for one in reading.statements if _speaks_of(one, said, reading)]
    pairs: list[tuple[Statement | None, Statement]] = []
    statements = []
    for one in reading.statements:
        if one not in mine:
            statements.append(one)
            continue
        new = _placed(said, {name: getattr(one, name) for name in _PLACE})
        pairs.append((one, new))
        statements.append(new)
    if not pairs:
        new = _placed(said, _beside(reading))
        pairs.append((None, new))
        statements.append(new)
    after = copy(reading)
    after.statements = statements
    return after, pairs


_PLACE = (
    "id", "document", "line", "page", "start", "end", "region", "region_path", "period", "period_kind",
    "section", "group", "role",
)  # fmt: skip


def _placed(said: Statement, place: Mapping[str, object]) -> Statement:
    new = copy(said)
    for name, value in place.items():
        setattr(new, name, value)
    return new


def _parsed(reading: Reading, change: Change, known: str | None) -> Statement:
    """Return the statement that the phrase makes in the draft's context."""
    from checker.parse import parse_phrase  # noqa: PLC0415 — the grammar, only needed here

    who = reading.document.identity
    context = Context(who.region, who.region_path, "target", str(who.plan_year) if who.plan_year else None)
    grows = known is None or indicators.properties(known).measure == "growth"
    plain = change.phrase.startswith(_GROWS) or not grows or "%" not in change.phrase.replace("％", "%")
    name = identity.normalise(change.name)
    for said in parse_phrase(change.name + ("" if plain else "增长") + change.phrase, context):
        if (known and said.indicator_id == known) or identity.normalise(said.indicator) == name:
            return said
    raise UsageError(
        "--set", f"读不懂“{change.name}={change.phrase}”", fix="写作计划里的说法，如 地区生产总值=5%左右"
    )


def _speaks_of(one: Statement, said: Statement, reading: Reading) -> bool:
    """Say whether a statement of the draft is the target that a change is about."""
    who = reading.document.identity
    return (
        one.modality == "target" and one.region_path == who.region_path
        and identity.key(one) == identity.key(said)
        and one.period in (str(who.plan_year), None) and one.period_kind in (None, "year")
        and (one.measure == said.measure or one.value is None)
    )  # fmt: skip


def _beside(reading: Reading) -> dict[str, object]:
    """Return the place of a target that the draft does not hold yet: beside its first one."""
    who = reading.document.identity
    here = next(
        (s for s in reading.statements if s.modality == "target" and s.period == str(who.plan_year)), None
    )
    place = {name: getattr(here, name) for name in _PLACE} if here is not None else {}
    place |= {
        "id": f"{reading.document.path}#set{len(reading.statements)}", "document": reading.document.path,
        "region": who.region, "region_path": who.region_path, "period": str(who.plan_year),
        "period_kind": "year", "group": None, "role": None,
    }  # fmt: skip
    return place


def _compare(before: Sequence[Finding], after: Sequence[Finding], outcome: Outcome) -> None:
    known = {one.fingerprint for one in before}
    still = {one.fingerprint: one for one in after}
    gone = [one for one in before if one.fingerprint not in still]
    new = [one for one in after if one.fingerprint not in known]
    for old in gone:
        same = next((one for one in new if _one_defect(old, one)), None)
        if same is None:
            outcome.settled.append(old)
        else:
            new.remove(same)
            outcome.changed.append((old, same))
    outcome.raised += new
    # A finding with the same key may say something else: a table that gained or lost a row.
    for old in before:
        same = still.get(old.fingerprint)
        if same is not None and (same.message, same.computation) != (old.message, old.computation):
            outcome.changed.append((old, same))


def _one_defect(one: Finding, other: Finding) -> bool:
    if (one.rule, one.document) != (other.rule, other.document):
        return False
    if one.severity == other.severity == "note":
        return True  # a table per document, which stands where its first row does
    return (one.line, one.region, one.indicator) == (other.line, other.region, other.indicator)
