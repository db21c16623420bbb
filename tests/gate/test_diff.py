"""checker diff: what a new draft changed, in every format, and when it stops."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from checker.cli import main
from checker.resources import folder

HEAD = "云阜市白石区2025年国民经济和社会发展计划\n\n一、2025年主要预期目标\n"
OLD = HEAD + (
    "地区生产总值增长5.5%以上，一般公共预算收入增长5%，居民人均可支配收入确保增长6%，"
    "城镇新增就业1.2万人，单位地区生产总值能耗下降3%，固定资产投资增长6%。\n"
    "二、主要任务\n新建学校3所，改造老旧小区20个，技术合同成交额达到28亿元。\n"
)

FEW = ("--select", "PC101,PC106")  # where it is the statements that count

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHECKER_LANG", raising=False)
    Path("checker.toml").write_text("", encoding="utf-8")

    def runner(old: str, new: str, *more: str, quiet: bool = True) -> tuple[int, str, str]:
        Path("一稿.txt").write_text(old, encoding="utf-8")
        Path("二稿.txt").write_text(new, encoding="utf-8")
        code = main(["diff", "一稿.txt", "二稿.txt", *more, *["-q"] * quiet])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return runner


def told(run: Run, old: str, new: str, *more: str) -> dict[str, Any]:
    code, out, err = run(old, new, "--format", "json", "--fail-on", "never", *more)
    assert code == 0, err
    report: dict[str, Any] = json.loads(out)
    return report


def directions(report: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    return {
        (entry["new"] or entry["old"])["indicator"]: (entry["kind"], entry["direction"])
        for entry in report["statements"]
    }


CHANGES = [
    ("地区生产总值增长5.5%以上", "地区生产总值增长5%以上", "softer", {"number"}),
    ("地区生产总值增长5.5%以上", "地区生产总值增长6%以上", "harder", {"number"}),
    ("地区生产总值增长5.5%以上", "地区生产总值增长5.5%左右", "softer", {"bound"}),
    ("地区生产总值增长5.5%以上", "地区生产总值增长6%左右", "mixed", {"number", "bound"}),
    ("一般公共预算收入增长5%", "一般公共预算收入与经济增长同步", "softer", {"bound"}),
    ("居民人均可支配收入确保增长6%", "居民人均可支配收入力争增长6%", "softer", {"force"}),
    ("居民人均可支配收入确保增长6%", "居民人均可支配收入力争增长7%", "mixed", {"force", "number"}),
    ("单位地区生产总值能耗下降3%", "单位地区生产总值能耗下降3.5%", "harder", {"number"}),
    ("单位地区生产总值能耗下降3%", "单位地区生产总值能耗下降2.5%", "softer", {"number"}),
    ("固定资产投资增长6%", "固定资产投资增长5—6%", "softer", {"number", "bound"}),
    ("城镇新增就业1.2万人", "城镇新增就业1.3万人", "harder", {"number"}),
    ("新建学校3所", "新建学校2所", "softer", {"number"}),
]


@pytest.mark.parametrize(("old", "new", "direction", "reasons"), CHANGES, ids=[c[1] for c in CHANGES])
def test_a_target_softened_or_hardened(
    run: Run, old: str, new: str, direction: str, reasons: set[str]
) -> None:
    report = told(run, OLD, OLD.replace(old, new), *FEW)
    (entry,) = report["statements"]
    assert (entry["kind"], entry["direction"]) == ("changed", direction)
    assert {reason["what"] for reason in entry["reasons"]} == reasons
    assert (entry["old"]["quote"], entry["new"]["quote"]) == (old, new)
    assert report["counts"][direction] == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("增长5%", "增长５％"),
        ("增长5%", "增长百分之五"),
        ("城镇新增就业1.2万人", "城镇新增就业12000人"),
        ("一、2025年", "坚持稳中求进。\n\n一、2025年"),
        ("国民经济和社会发展计划\n", "国民经济和社会发展计划（修订稿）\n"),
        ("新建学校3所，改造老旧小区20个", "改造老旧小区20个，新建学校3所"),
    ],
)
def test_what_only_looks_otherwise_is_no_change(run: Run, old: str, new: str) -> None:
    assert old in OLD
    code, out, _ = run(OLD, OLD.replace(old, new), "--fail-on", "change", *FEW)
    assert (code, "两稿没有不同" in out) == (0, True), out


def test_outcomes_have_no_direction(run: Run) -> None:
    text = HEAD.replace("一、2025年主要预期目标", "一、2024年计划执行情况") + "地区生产总值增长5%。\n"
    report = told(run, text, text.replace("5%", "4%"), *FEW)
    (entry,) = report["statements"]
    assert (entry["kind"], entry["direction"]) == ("changed", None)


def test_gone_and_added(run: Run) -> None:
    new = OLD.replace("，改造老旧小区20个", "").replace("28亿元", "28亿元，引进企业30家")
    found = directions(told(run, OLD, new, *FEW))
    assert found == {"老旧小区改造": ("gone", None), "引进企业": ("added", None)}


class TestFindings:
    NEW = OLD + "2025年，城镇新增就业1.5万人。\n"

    def test_new_and_gone(self, run: Run) -> None:
        forward, back = told(run, OLD, self.NEW), told(run, self.NEW, OLD)
        assert [f["rule"] for f in forward["findings"]["new"]] == ["PC101"]
        assert forward["findings"]["gone"] == []
        assert [f["rule"] for f in back["findings"]["gone"]] == ["PC101"]
        assert forward["counts"]["findings_kept"] > 0

    def test_a_table_that_lost_a_row_is_one_finding_changed(self, run: Run) -> None:
        plan = OLD.replace("2025", "2024").replace("6%", "8%").replace("5%，居民", "7%，居民")
        Path("去年.txt").write_text(plan, encoding="utf-8")
        new = OLD.replace("固定资产投资增长6%", "固定资产投资增长8%")
        more = ("--select", "PC305", "--against", "去年.txt")
        report = told(run, OLD, new, *more)
        assert (report["findings"]["new"], report["findings"]["gone"]) == ([], [])
        (changed,) = report["findings"]["changed"]
        assert "固定资产投资" in changed["old"]["message"]
        assert "固定资产投资" not in changed["new"]["message"]
        assert report["counts"]["findings_kept"] == 0
        _, out, _ = run(OLD, new, *more)
        assert "仍在而有变 1" in out
        assert "原为：" in out
        assert run(OLD, new, *more, "--fail-on", "note")[0] == 0
        assert run(new, OLD, *more, "--fail-on", "note")[0] == 1

    @pytest.mark.parametrize(
        ("old", "new", "fail_on", "code"),
        [
            (OLD, NEW, "error", 1),
            (NEW, OLD, "error", 0),
            (NEW, NEW, "error", 0),
            (OLD, NEW, "never", 0),
            (NEW, OLD, "change", 1),
            (OLD, OLD, "change", 0),
        ],
    )
    def test_exit_codes(self, run: Run, old: str, new: str, fail_on: str, code: int) -> None:
        assert run(old, new, "--fail-on", fail_on)[0] == code

    def test_context_is_joined_but_a_draft_is_no_context_of_the_other(self, run: Run) -> None:
        Path("全部").mkdir()
        city = HEAD.replace("白石区", "") + "地区生产总值增长5.5%。\n"
        Path("全部", "市.txt").write_text(city, encoding="utf-8")
        new = OLD.replace("增长5.5%以上", "增长5%")
        report = told(run, OLD, new, "--against", "全部", "--against", ".")
        assert [f["rule"] for f in report["findings"]["new"]] == ["PC201"]
        assert report["old"] == ["一稿.txt"]
        assert report["new"] == ["二稿.txt"]

    def test_folders(self, run: Run, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        run(OLD, OLD)
        for name, text in (("旧", OLD), ("新", OLD.replace("1.2万人", "1.1万人"))):
            Path(name).mkdir()
            Path(name, "计划.txt").write_text(text, encoding="utf-8")
        assert main(["diff", "旧", "新", "-q", "--fail-on", "change"]) == 1
        assert "变松 1" in capfdbinary.readouterr().out.decode()

    def test_3_for_what_cannot_be_read_and_2_for_mistakes(self, run: Run) -> None:
        assert run(OLD, "")[0] == 3
        assert run(OLD, OLD, "--select", "PC999")[0] == 2
        assert run(OLD, OLD, "--fail-on", "much")[0] == 2
        assert run(OLD, OLD, "--settings", "none.toml")[0] == 2


class TestFormats:
    NEW = OLD.replace("5.5%以上", "5%左右").replace("学校3所", "学校<script>|*甲*3所") + "2025年2月30日。\n"

    def test_json_keeps_its_schema(self, run: Run) -> None:
        def schema(name: str) -> Any:
            return json.loads((folder("reports") / f"{name}.schema.json").read_text(encoding="utf-8"))

        known = [(f"{n}.schema.json", Resource.from_contents(schema(n))) for n in ("finding", "statement")]
        validator = Draft202012Validator(schema("diff"), registry=Registry().with_resources(known))
        Draft202012Validator.check_schema(schema("diff"))
        for new in (self.NEW, OLD):
            report = told(run, OLD, new)
            validator.validate(report)
        assert list(validator.iter_errors({**report, "extra": 1}))

    @pytest.mark.parametrize(("name", "start"), [("a.md", "# 新旧两稿比较"), ("a.html", "<!DOCTYPE html>")])
    def test_files_by_their_ending(self, run: Run, name: str, start: str) -> None:
        code, out, _ = run(OLD, self.NEW, "--out", name, "--fail-on", "never")
        text = Path(name).read_text(encoding="utf-8")
        assert (code, out) == (0, "")
        assert text.startswith(start)
        assert "<script>" not in text
        assert "变松" in text

    def test_console_shows_both_wordings(self, run: Run) -> None:
        _, out, _ = run(OLD, self.NEW)
        assert "- 地区生产总值增长5.5%以上" in out
        assert "+ 地区生产总值增长5%左右" in out
        assert "数值变松、界限变松" in out

    def test_english(self, run: Run) -> None:
        _, out, _ = run(OLD, self.NEW, "--lang", "en")
        assert "softened" in out
        assert "（" not in out.split("\n")[0]

    def test_same_input_same_bytes(self, run: Run) -> None:
        for format_ in ("console", "json", "markdown", "html"):
            more = ("--format", format_, *FEW)
            assert run(OLD, self.NEW, *more) == run(OLD, self.NEW, *more)
