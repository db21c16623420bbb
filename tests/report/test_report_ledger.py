"""The target ledger: what was set, what came of it, and in which unit it is shown."""

from __future__ import annotations

from decimal import Decimal

import audit_sample as sample
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Audit, Document, Evidence, Identity, Reading, Statement
from checker.report.amounts import Unit, amount, common_unit
from checker.report.ledger import STATUSES, Entry, comparisons, ledger
from checker.report.outcomes import outcome
from checker.settings import Tolerance
from checker.table.indicators import properties

CITY, DISTRICT = "云阜市", "云阜市/白石区"
LEVELS = {CITY: "city", DISTRICT: "district"}
GDP, JOBS, PRICES, ENERGY = "gdp", "new_jobs", "cpi", "energy_intensity"


def said(
    value: str | None, *, id_: str | None = GDP, year: int = 2024, region: str = DISTRICT, **more: object
) -> Statement:
    """A growth target of so many percent, or what ``more`` makes of it."""
    bound = {"low": value, "high": value, "low_closed": value is not None, "high_closed": value is not None}
    if value is not None and more.get("modality") == "actual":
        half = Decimal("0.5").scaleb(-len(value.partition(".")[2]))
        bound |= {"low": str(Decimal(value) - half), "high": str(Decimal(value) + half), "high_closed": False}
    values: dict[str, object] = {
        "region": region.rpartition("/")[2], "region_path": region, "indicator": "地区生产总值",
        "indicator_id": id_, "measure": "growth", "period": str(year), "period_kind": "year",
        "value": value, "unit": "%" if value else None, "base_unit": "%" if value else None, **bound, **more,
    }  # fmt: skip
    return Statement(**values)  # type: ignore[arg-type]


def reading(kind: str, year: int, *statements: Statement, region: str = DISTRICT) -> Reading:
    path = f"{region.replace('/', '-')}-{kind}-{year}.txt"
    for number, statement in enumerate(statements):
        statement.id, statement.document, statement.line = f"{path}#{number}", path, number + 1
    who = Identity(region.rpartition("/")[2], region, LEVELS[region], kind, year, year - 1)
    return Reading(Document(path, who), list(statements))


def entry(*readings: Reading, year: int = 2024, region: str = DISTRICT, **more: object) -> Entry:
    book = ledger(Audit(list(readings), [], **more))  # type: ignore[arg-type]
    found = [line.at(region, year) for line in book.lines if line.measure != "level"]
    assert found[0] is not None
    return found[0]


def plan(*statements: Statement, year: int = 2024, region: str = DISTRICT) -> Reading:
    return reading("plan", year, *statements, region=region)


def report(*statements: Statement, year: int = 2024) -> Reading:
    """The report given a year after the plan."""
    return reading("plan_report", year + 1, *statements)


def text(of: object) -> str:
    return of.amount.text  # type: ignore[attr-defined, no-any-return]


class TestStatus:
    """The gravest of what holds is the status of an entry."""

    def test_a_target_alone_is_open(self) -> None:
        assert entry(plan(said("6"))).status == "open"

    @pytest.mark.parametrize(
        ("target", "actual", "status"), [("6", "6.3", "met"), ("6", "5.5", "missed"), ("6", "5.9", "around")]
    )
    def test_target_and_outcome(self, target: str, actual: str, status: str) -> None:
        found = entry(plan(said(target)), report(said(actual, modality="actual")))
        assert (text(found.target), text(found.actual), found.status) == (f"{target}%", f"{actual}%", status)

    def test_the_settings_say_what_about_admits(self) -> None:
        about, actual = said("6", comparator="approx"), said("5.6", modality="actual")
        assert entry(plan(about), report(actual)).status == "around"
        strict = Tolerance(growth=Decimal("0.3"))
        assert entry(plan(about), report(actual), tolerance=strict).status == "missed"

    def test_a_finding_goes_before_the_sum(self) -> None:
        first, second = plan(said("6")), report(said("5.9", modality="actual"))
        evidence = [Evidence(first.statements[0].id, "a", 1, 0, 1, "", "target")]
        audit = Audit([first, second], [sample.weaker(rule="PC301", evidence=evidence)])
        found = ledger(audit).lines[0].at(DISTRICT, 2024)
        assert found is not None
        assert found.status == "missed"

    def test_outcome_only(self) -> None:
        assert entry(report(said("6", modality="actual"))).status == "reported"

    def test_a_report_that_is_silent(self) -> None:
        jobs = said("1.2", id_=JOBS, indicator="城镇新增就业", modality="actual")
        assert entry(plan(said("6")), report(jobs)).status == "unreported"

    def test_delegated(self) -> None:
        delegated = said(None, comparator="delegated", measure="qualitative", reference="市下达目标")
        found = entry(plan(delegated), report(said("6", modality="actual")))
        assert found.status == "delegated"
        assert found.actual is not None

    def test_weaker_than_the_parent(self) -> None:
        own = plan(said("4"))
        evidence = [Evidence(own.statements[0].id, "a", 1, 0, 1, "", "finding")]
        audit = Audit([own, plan(said("5", region=CITY), region=CITY)], [sample.weaker(evidence=evidence)])
        found = ledger(audit).lines[0].at(DISTRICT, 2024)
        assert found is not None
        assert found.status == "weaker"
        assert text(found.parent) == "5%"

    def test_a_headline_target_that_vanished(self) -> None:
        jobs = said("1.2", id_=JOBS, indicator="城镇新增就业", year=2025)
        found = entry(plan(said("6")), plan(jobs, year=2025), year=2025)
        assert (found.status, found.target) == ("dropped", None)

    def test_no_plan_no_drop(self) -> None:
        book = ledger(Audit([plan(said("6"))], []))
        assert book.lines[0].at(DISTRICT, 2025) is None

    def test_statuses_are_ranked(self) -> None:
        assert len(set(STATUSES)) == len(STATUSES)
        assert STATUSES.index("missed") < STATUSES.index("met")


class TestOutcome:
    """Which direction is good, and what the figures leave undecided."""

    def judged(self, target: Statement, actual: Statement) -> str:
        return outcome(target, actual, properties(target.indicator_id))

    def test_around(self) -> None:
        actual = said("5.6", modality="actual")
        assert self.judged(said("6", comparator="approx"), actual) == "around"
        assert self.judged(said("6", comparator="approx"), said("5.2", modality="actual")) == "missed"

    def test_prices_are_met_from_below(self) -> None:
        assert self.judged(said("3", id_=PRICES), said("0.8", modality="actual")) == "met"
        assert self.judged(said("3", id_=PRICES), said("3.6", modality="actual")) == "missed"

    def test_less_is_better(self) -> None:
        target = said("-3", id_=ENERGY)
        assert self.judged(target, said("-3.4", modality="actual")) == "met"
        assert self.judged(target, said("-2.1", modality="actual")) == "missed"

    def test_an_open_bound_does_not_decide(self) -> None:
        over = said("5", modality="actual", comparator="ge")
        over.high, over.high_closed, over.low = None, False, "5"
        assert self.judged(said("6"), over) == "open"
        assert self.judged(said("4"), over) == "met"

    def test_no_figure(self) -> None:
        assert self.judged(said(None, comparator="synced"), said("5", modality="actual")) == "open"


class TestFigures:
    """One unit a line, digits as written."""

    def test_units_of_one_line_are_one(self) -> None:
        jobs = {"id_": JOBS, "indicator": "城镇新增就业", "measure": "increment", "base_unit": "人"}
        target = said("1.75", **jobs)
        target.low = target.high = "17500"
        target.unit = "万人"
        actual = said("17812", modality="actual", **jobs)
        actual.unit, actual.low, actual.high, actual.high_closed = "人", "17812", "17812", True
        other = said("1.7", year=2023, **jobs)
        other.low = other.high = "17000"
        other.unit = "万人"
        found = entry(plan(target), plan(other, year=2023), report(actual))
        assert (text(found.target), text(found.actual)) == ("1.75万人", "1.7812万人")

    def test_written_zeros_stay(self) -> None:
        assert text(entry(report(said("6.0", modality="actual"))).actual) == "6.0%"

    def test_a_chinese_numeral(self) -> None:
        eight = Statement(value="八", unit="成", low="80", high="80", base_unit="%", measure="share")
        assert common_unit([eight]) == Unit("%", Decimal(1))
        shown = amount(eight, Unit("%", Decimal(1)))
        assert shown is not None
        assert shown.text == "80%"

    def test_close_to(self) -> None:
        near = Statement(
            value="230", unit="亿元", comparator="approx", modality="actual", low="22900000000",
            high="23000000000", low_closed=True, base_unit="元",
        )  # fmt: skip
        shown = amount(near, Unit("亿元", Decimal(100000000)))
        assert shown is not None
        assert shown.text == "≈230亿元"

    def test_a_range(self) -> None:
        wide = said("5", value_high="5.5", comparator="range")
        wide.low, wide.high = "5", "5.5"
        shown = amount(wide, Unit("%", Decimal(1)))
        assert shown is not None
        assert shown.text == "5.0–5.5%"

    @given(st.decimals(0, 10**6, places=3), st.sampled_from([("亿元", 8), ("万元", 4), ("元", 0)]))
    def test_a_figure_comes_back_as_written(self, value: Decimal, unit: tuple[str, int]) -> None:
        name, power = unit
        base = format(value.scaleb(power), "f")
        written = Statement(
            value=str(value),
            unit=name,
            low=base,
            high=base,
            low_closed=True,
            high_closed=True,
            base_unit="元",
        )
        shown = amount(written, Unit(name, Decimal(1).scaleb(power)))
        assert shown is not None
        assert (shown.value, shown.text) == (value, f"{value}{name}")


class TestComparisons:
    """The table reviewers know."""

    def test_last_year_beside_this_year(self) -> None:
        readings = [
            plan(said("6", year=2023), year=2023),
            reading("plan_report", 2024, said("5.2", year=2023, modality="actual"), said("5")),
            plan(said("6.5", region=CITY), region=CITY),
        ]
        found = [row for row in comparisons(ledger(Audit(readings, []))) if row.region.path == DISTRICT]
        assert [(row.line.name, row.outcome) for row in found] == [("地区生产总值", "missed")]
        assert found[0].standing == ()
        assert found[0].last is not None
        assert found[0].this is not None
        shown = (found[0].last.target, found[0].last.actual, found[0].this.target, found[0].this.parent)
        assert [text(one) for one in shown] == ["6%", "5.2%", "5%", "6.5%"]

    def test_other_words_are_no_rows(self) -> None:
        own = said("3", id_=None, indicator="新建口袋公园", measure="increment")
        book = ledger(Audit([plan(own)], []))
        assert [line.name for line in book.lines] == ["新建口袋公园"]
        assert list(comparisons(book)) == []


def test_the_order_of_readings_does_not_matter() -> None:
    readings = [
        plan(said("6")),
        report(said("5", modality="actual")),
        plan(said("5", region=CITY), region=CITY),
    ]
    assert ledger(Audit(readings, [])) == ledger(Audit(readings[::-1], []))


def test_an_assigned_value_stands_beside_the_own_target() -> None:
    city = plan(said("7", region=DISTRICT), said("6", region=CITY), region=CITY)
    found = entry(plan(said("6.5")), city)
    assert (text(found.target), text(found.assigned), text(found.parent)) == ("6.5%", "7%", "6%")


def test_nothing_read() -> None:
    assert ledger(Audit([], [])).lines == ()
