"""The lexicon's tables keep their promises: closed vocabularies, one meaning a word, sources."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from checker.model import KINDS, LEVELS
from checker.parse.fold import fold
from checker.resources import folder

LEXICON = folder("grammar") / "lexicon"
UNIT_COLUMNS = ["unit", "dimension", "base_unit", "factor", "kind"]
INDICATOR_COLUMNS = [
    "id", "name", "aliases", "dimension", "unit", "measure", "polarity", "price_basis", "stock_flow",
    "aggregation", "status", "headline", "kinds", "umbrella", "note", "source",
]  # fmt: skip
RENAMING_COLUMNS = ["old_id", "old_name", "new_id", "new_name", "year", "comparable", "source"]
UNIT_KINDS = {
    "percent", "permille", "points", "basis_points", "money", "people", "count", "area", "length", "mass",
    "energy", "power", "volume", "concentration", "time", "multiple", "ratio", "freight", "other", "rank",
}  # fmt: skip
VOCABULARY = {
    "dimension": {
        "money", "people", "count", "area", "percent", "points", "index", "ratio", "mass", "energy",
        "length", "concentration", "rank", "none", "volume", "power", "freight", "time",
    },
    "measure": {
        "level", "growth", "increment", "share", "points", "multiple", "rank", "index", "completion",
        "qualitative",
    },
    "polarity": {"more", "less", "band", "none"},
    "price_basis": {"constant", "current", "nominal", "none"},
    "stock_flow": {"stock", "flow", "none"},
    "aggregation": {"sum", "weighted_mean", "none"},
    "status": {"binding", "indicative", "none"},
}  # fmt: skip
# Words that name no indicator by themselves: as aliases they would claim any clause they stand in.
TOO_COMMON = {
    "人口", "企业", "投资", "收入", "支出", "产值", "产量", "税收", "面积", "项目", "资金", "规模", "总量",
    "总数", "数量", "就业", "能耗", "价格", "利润", "经济", "工业", "农业", "服务业", "工程",
}  # fmt: skip
# A numeral with scale and unit in a name would be read as a value unless the name says it is none.
NUMBER_IN_NAME = re.compile(
    r"[零一二三四五六七八九十两\d]+[万亿千百]*(?:元|家|个|人|户|平方米|公里|吨)(?!以|级|率)"
)


def rows(name: str) -> list[dict[str, str]]:
    """Return a table's rows by column; a row of the wrong width fails the test that asks for it."""
    lines = [line for line in (LEXICON / name).read_text("utf-8").split("\n") if line and line[0] != "#"]
    head, *body = (line.split("\t") for line in lines)
    for cells in body:
        assert len(cells) == len(head), f"{name}: {cells[0]} has {len(cells)} cells"
    return [dict(zip(head, cells, strict=True)) for cells in body]


def repeated(words: list[str]) -> list[str]:
    """Return the words that stand more than once."""
    return [word for word, count in Counter(words).items() if count > 1]


def listed(cell: str, mark: str = ",") -> list[str]:
    """Return the parts of a list cell; an empty cell has none."""
    return cell.split(mark) if cell else []


UNITS = rows("units.tsv")
INDICATORS = rows("indicators.tsv")
RENAMINGS = rows("renamings.tsv")
BY_ID = {row["id"]: row for row in INDICATORS}


@pytest.mark.parametrize(
    ("table", "columns", "least"),
    [(UNITS, UNIT_COLUMNS, 150), (INDICATORS, INDICATOR_COLUMNS, 250), (RENAMINGS, RENAMING_COLUMNS, 10)],
)
def test_tables_have_their_columns_and_size(
    table: list[dict[str, str]], columns: list[str], least: int
) -> None:
    assert list(table[0]) == columns
    assert len(table) >= least


@pytest.mark.parametrize("name", ["units.tsv", "indicators.tsv", "renamings.tsv"])
def test_no_cell_has_blanks_at_its_ends(name: str) -> None:
    assert [c for row in rows(name) for c in row.values() if c != c.strip()] == []


class TestUnits:
    """Each written unit has one dimension, one base unit and an exact factor."""

    def test_unit_stands_once(self) -> None:
        assert repeated([fold(row["unit"]).text for row in UNITS if "（" not in row["unit"]]) == []

    def test_kinds_are_known(self) -> None:
        assert {row["kind"] for row in UNITS} == UNIT_KINDS

    def test_factors_are_plain_positive_decimals(self) -> None:
        odd = [row["unit"] for row in UNITS if not re.fullmatch(r"\d+(\.\d*[1-9])?", row["factor"])]
        assert odd == []
        assert all(Decimal(row["factor"]) > 0 for row in UNITS)

    def test_base_unit_has_one_dimension(self) -> None:
        pairs = {(row["base_unit"], row["dimension"]) for row in UNITS}
        assert repeated([base for base, _ in pairs]) == []

    def test_a_unit_that_is_a_base_unit_is_its_own(self) -> None:
        # 位 counts people (全科医生3位); beside a rank the grammar makes it the place.
        bases = {row["base_unit"] for row in UNITS if row["kind"] != "rank"}
        odd = [
            r["unit"]
            for r in UNITS
            if r["unit"] in bases and (r["base_unit"], r["factor"]) != (r["unit"], "1")
        ]
        assert odd == []

    def test_counts_keep_their_classifier(self) -> None:
        odd = [
            r["unit"]
            for r in UNITS
            if r["kind"] == "count" and "（" not in r["unit"] and "(" not in r["unit"]
        ]
        assert [
            unit for unit in odd if next(r for r in UNITS if r["unit"] == unit)["base_unit"] != unit
        ] == []

    def test_no_scale_before_a_unit(self) -> None:
        # 千瓦 and 千米 are units of their own; 万元 is 万 and 元, which the number reader joins.
        units = {row["unit"] for row in UNITS}
        scaled = [u for u in units if u[0] in "万亿百" and u[1:] in units and u != "百分点"]
        assert scaled == []

    @pytest.mark.parametrize(
        ("unit", "base", "factor"),
        [
            ("亩", "平方米", "666.6666666667"), ("斤", "吨", "0.0005"), ("基点", "个百分点", "0.01"),
            ("成", "%", "10"), ("平方公里", "平方米", "1000000"), ("度", "千瓦时", "1"), ("户", "户", "1"),
            ("毫克/立方米", "微克/立方米", "1000"), ("小时", "分钟", "60"), ("‰", "%", "0.1"),
        ],
    )  # fmt: skip
    def test_known_factors(self, unit: str, base: str, factor: str) -> None:
        row = next(row for row in UNITS if row["unit"] == unit)
        assert (row["base_unit"], row["factor"]) == (base, factor)


class TestIndicators:
    """Each alias means one indicator, and each column says one of its words."""

    def test_ids_stand_once_and_are_snake_case(self) -> None:
        ids = [row["id"] for row in INDICATORS]
        assert repeated(ids) == []
        assert [i for i in ids if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", i)] == []

    def test_every_form_means_one_indicator(self) -> None:
        """Aliases are told apart as the program sees them: folded."""
        owners: dict[str, set[str]] = {}
        for row in INDICATORS:
            for form in [row["name"], *listed(row["aliases"], "|")]:
                owners.setdefault(fold(form).text, set()).add(row["id"])
        assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}

    def test_no_form_stands_twice_in_a_row(self) -> None:
        odd = {r["id"]: repeated([r["name"], *listed(r["aliases"], "|")]) for r in INDICATORS}
        assert {i: forms for i, forms in odd.items() if forms} == {}

    def test_no_form_is_a_common_word(self) -> None:
        forms = {form for row in INDICATORS for form in [row["name"], *listed(row["aliases"], "|")]}
        assert forms & TOO_COMMON == set()
        assert [form for form in forms if len(form) < 2] == []

    def test_scope_words_are_left_to_the_parser(self) -> None:
        scope = ("全市", "全区", "全县", "我市", "我区", "我省", "本市", "本区")
        odd = [f for r in INDICATORS for f in listed(r["aliases"], "|") if f.startswith(scope)]
        assert odd == []

    @pytest.mark.parametrize("column", sorted(VOCABULARY))
    def test_vocabularies_are_closed(self, column: str) -> None:
        odd = {row["id"]: row[column] for row in INDICATORS if row[column] not in VOCABULARY[column]}
        assert odd == {}

    def test_lists_hold_known_words(self) -> None:
        for row in INDICATORS:
            assert set(listed(row["headline"])) <= set(LEVELS), row["id"]
            assert set(listed(row["kinds"])) <= set(KINDS), row["id"]
            assert set(listed(row["umbrella"])) <= set(BY_ID), row["id"]
            assert row["id"] not in listed(row["umbrella"]), row["id"]
            assert bool(row["headline"]) == bool(row["kinds"]), row["id"]

    def test_units_are_in_the_unit_table_and_of_the_dimension(self) -> None:
        # People may be counted in 人次; a ratio's table dimension is that of its unit.
        dimensions = {row["unit"]: row["dimension"] for row in UNITS} | {
            r["base_unit"]: r["dimension"] for r in UNITS
        }
        odd = [
            (row["id"], row["unit"])
            for row in INDICATORS
            if row["unit"] and dimensions.get(row["unit"]) != row["dimension"]
        ]
        assert odd == []

    def test_every_row_names_its_source_with_a_year(self) -> None:
        odd = [
            r["id"]
            for r in INDICATORS
            if not re.search(r"(19|20)\d\d|GB", r["source"]) or "？" in r["source"]
        ]
        assert odd == []

    def test_number_in_a_name_is_explained(self) -> None:
        names = [r for r in INDICATORS if NUMBER_IN_NAME.search(r["name"])]
        assert [r["id"] for r in names if "数" not in r["note"]] == []

    def test_headline_indicators_by_level(self) -> None:
        """The default headline indicators: who must name them, as the domain decides."""
        by_level = {
            level: {r["id"] for r in INDICATORS if level in listed(r["headline"])} for level in LEVELS
        }
        everywhere = {"gdp", "income", "energy_emission"}
        local = {"general_revenue", "fixed_investment", "retail"}
        upper = {"cpi", "survey_unemployment", "new_jobs"}
        assert by_level["national"] == by_level["province"] == everywhere | upper
        assert by_level["city"] == by_level["district"] == everywhere | local

    def test_umbrella_covers_energy_and_air(self) -> None:
        for covered in ("energy_intensity", "carbon_intensity", "pm25", "good_air_ratio", "pollutants"):
            assert "energy_emission" in listed(BY_ID[covered]["umbrella"])
            assert "binding_targets" in listed(BY_ID[covered]["umbrella"])

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("居民收入", "城镇居民人均可支配收入"), ("规上工业增加值", "工业增加值"),
            ("户籍人口城镇化率", "常住人口城镇化率"), ("财政总收入", "一般公共预算收入"),
            ("城镇登记失业率", "城镇调查失业率"), ("限上零售额", "社会消费品零售总额"),
            ("外贸出口", "外贸进出口"), ("实际使用外资", "实际利用内资"),
            ("农民人均纯收入", "农民人均可支配收入"),
            ("省级专精特新中小企业", "市级专精特新中小企业"), ("公共充电桩", "充电桩"),
            ("优良天数", "优良天数比率"), ("新增就业", "就业岗位"), ("森林覆盖率", "林木覆盖率"),
        ],
    )  # fmt: skip
    def test_neighbours_are_kept_apart(self, one: str, other: str) -> None:
        owner = {f: r["id"] for r in INDICATORS for f in [r["name"], *listed(r["aliases"], "|")]}
        assert owner[one] != owner[other]

    @pytest.mark.parametrize(
        ("alias", "name"),
        [
            ("GDP", "地区生产总值"), ("新增就业", "城镇新增就业"), ("税占比", "税收占一般公共预算收入比重"),
            ("城乡居民收入", "居民人均可支配收入"), ("社零额", "社会消费品零售总额"),
            ("CPI", "居民消费价格涨幅"),
            ("市场主体", "市场经营主体"), ("细颗粒物", "PM2.5平均浓度"),
            ("公共财政预算收入", "一般公共预算收入"),
        ],
    )  # fmt: skip
    def test_common_abbreviations(self, alias: str, name: str) -> None:
        owner = {f: r["name"] for r in INDICATORS for f in [r["name"], *listed(r["aliases"], "|")]}
        assert owner[alias] == name


class TestRenamings:
    """Renamings point at indicators that exist and say since when."""

    def test_ids_exist_years_are_years_and_sources_are_named(self) -> None:
        for row in RENAMINGS:
            assert row["old_id"] in BY_ID, row["old_name"]
            assert row["new_id"] in BY_ID, row["old_name"]
            assert 1990 <= int(row["year"]) <= 2030, row["old_name"]
            assert row["comparable"] in {"yes", "no", "partly"}, row["old_name"]
            assert row["source"], row["old_name"]
            assert row["old_name"] != row["new_name"]

    def test_a_change_that_is_not_comparable_changes_the_indicator(self) -> None:
        odd = [r["old_name"] for r in RENAMINGS if r["comparable"] == "no" and r["old_id"] == r["new_id"]]
        assert odd == ["空气质量二级及以上天数"]  # one row of counts of days under two standards

    def test_no_renaming_stands_twice(self) -> None:
        assert repeated([f"{row['old_name']} {row['new_name']}" for row in RENAMINGS]) == []


def test_a_row_of_the_wrong_width_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.tsv").write_text("unit\tkind\n元\n", "utf-8")
    monkeypatch.setattr(f"{__name__}.LEXICON", tmp_path)
    with pytest.raises(AssertionError, match="元 has 1 cells"):
        rows("broken.tsv")
