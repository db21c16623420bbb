"""A gate set up over an old corpus: what was there stays, what is new stops, what is mended is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from jsonschema import Draft202012Validator

import checker
from checker.errors import CheckerError
from checker.resources import folder

CITY = """云阜市2025年国民经济和社会发展计划

一、2025年主要预期目标
地区生产总值增长5.5%，一般公共预算收入增长4%。
二、主要任务
培育专精特新企业15—12家。
"""
DISTRICT = """云阜市白石区2025年国民经济和社会发展计划

一、2025年主要预期目标
地区生产总值增长5.5%，一般公共预算收入增长4%。城镇新增就业1.2万人。
二、主要任务
（一）办好三件实事
1.新建学校2所。
2.改造老旧小区20个。
3.新增托位300个。
2025年，城镇新增就业1.5万人。
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("CHECKER_LANG", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "checker.toml").write_text("# 本区的设置\n", encoding="utf-8")
    (tmp_path / "计划").mkdir()
    (tmp_path / "计划" / "云阜市2025年计划.txt").write_text(CITY, encoding="utf-8")
    (tmp_path / "计划" / "白石区2025年计划.txt").write_text(DISTRICT, encoding="utf-8")
    return tmp_path


def errors(place: Path, out: str = "audit") -> dict[str, str]:
    """The new errors of the last run: fingerprint → rule."""
    report = json.loads((place / out / "audit.json").read_text(encoding="utf-8"))
    return {
        f["fingerprint"]: f["rule"]
        for f in report["findings"]
        if f["status"] == "new" and f["severity"] == "error"
    }


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


class TestBaselineStory:
    """Legacy findings are known; one new contradiction fails; mended it passes; an old one mended is told."""

    def test_the_whole_way(self, place: Path, run: Run) -> None:
        district = place / "计划" / "白石区2025年计划.txt"
        gate = ("run", "计划", "--baseline", "checker.baseline.json", "--format", "json")

        assert run("run", "计划", "--format", "json")[0] == 1
        legacy = errors(place)
        assert set(legacy.values()) == {"PC101", "PC109"}

        code, said, _ = run("baseline", "write", "计划")
        assert code == 0
        assert "checker.baseline.json：" in said
        assert run(*gate)[0] == 0
        assert errors(place) == {}

        rewrite(district, "地区生产总值增长5.5%", "地区生产总值增长5%")  # the city wants 5.5 %
        assert run(*gate)[0] == 1
        assert list(errors(place).values()) == ["PC201"]

        rewrite(district, "地区生产总值增长5%", "地区生产总值增长5.5%")
        code, _, err = run(*gate)
        assert (code, "已不再出现" in err) == (0, False)

        rewrite(district, "城镇新增就业1.5万人", "城镇新增就业1.2万人")
        code, _, err = run(*gate)
        (mended,) = [print_ for print_, rule in legacy.items() if rule == "PC101"]
        assert code == 0
        assert "基线中有 1 个问题已不再出现" in err
        assert mended in err
        report = json.loads((place / "audit" / "audit.json").read_text(encoding="utf-8"))
        assert [entry["fingerprint"] for entry in report["stale"]] == [mended]

        code, said, err = run("baseline", "prune", "计划")
        assert (code, "去掉 1" in said, mended in err) == (0, True, True)
        assert "已不再出现" not in run(*gate)[2]
        # Back again it is new: the baseline no longer covers for it.
        rewrite(district, "城镇新增就业1.2万人。\n二", "城镇新增就业1.5万人。\n二")
        assert run(*gate)[0] == 1

    def test_python_takes_the_same_baseline(self, place: Path, run: Run) -> None:
        run("baseline", "write", "计划", "--baseline", "known.json", "-q")
        audit = checker.check("计划", baseline="known.json")
        assert {f.status for f in audit.findings} == {"baseline"}
        (one, *_) = [f.fingerprint for f in checker.check("计划").findings]
        some = checker.check("计划", baseline=[one, "PC101:000000000000"])
        assert [f.fingerprint for f in some.findings if f.status == "baseline"] == [one]
        assert [entry.fingerprint for entry in some.stale] == ["PC101:000000000000"]

    def test_python_speaks_either_language_of_the_same_findings(self, place: Path) -> None:
        told = {language: checker.check("计划", language=language).findings for language in ("zh", "en")}
        assert [f.fingerprint for f in told["zh"]] == [f.fingerprint for f in told["en"]]
        (chinese, english) = (next(iter(told[language])).message for language in ("zh", "en"))
        assert chinese != english
        with pytest.raises(CheckerError, match="没有语言“fr”"):
            checker.check("计划", language="fr")

    def test_a_run_over_one_draft_says_nothing_of_the_others(self, place: Path, run: Run) -> None:
        run("baseline", "write", "计划", "-q")
        known = (place / "checker.baseline.json").read_text(encoding="utf-8")
        draft = "计划/白石区2025年计划.txt"
        code, _, err = run("run", draft, "--baseline", "checker.baseline.json")
        assert (code, "已不再出现" in err) == (0, False)
        run("baseline", "prune", draft, "-q")
        assert (place / "checker.baseline.json").read_text(encoding="utf-8") == known
        rewrite(place / draft, "2025年，城镇新增就业1.5万人。\n", "")
        run("baseline", "update", draft, "-q")
        after = {name.partition(":")[0] for name in fingerprints(place)}
        assert ("PC101" in after, "PC109" in after) == (False, True)

    def test_update_adds_and_drops(self, place: Path, run: Run) -> None:
        run("baseline", "write", "计划", "-q")
        district = place / "计划" / "白石区2025年计划.txt"
        rewrite(district, "新增托位300个", "新增托位300—200个")
        rewrite(district, "2025年，城镇新增就业1.5万人。\n", "")
        rules = sorted(name.partition(":")[0] for name in fingerprints(place))
        code, said, _ = run("baseline", "update", "计划")
        assert (code, "新增 1，去掉 1" in said) == (0, True)
        rules.remove("PC101")
        assert sorted(name.partition(":")[0] for name in fingerprints(place)) == sorted([*rules, "PC109"])
        assert run("run", "计划", "--baseline", "checker.baseline.json", "-q", "--fail-on", "note")[0] == 0

    def test_the_file_reads_well_in_a_diff_and_names_no_machine(self, place: Path, run: Run) -> None:
        (place / "门").mkdir()
        run("baseline", "write", "计划", "--baseline", "门/known.json", "-q")
        lines = (place / "门" / "known.json").read_text(encoding="utf-8").splitlines()
        entries = [json.loads(line.rstrip(",")) for line in lines if '"fingerprint"' in line]
        assert len(entries) == len(fingerprints(place, "门/known.json"))
        assert all(name.startswith("../计划/") for entry in entries for name in entry["documents"])
        assert str(place) not in "".join(lines)
        schema = json.loads((folder("reports") / "baseline.schema.json").read_text(encoding="utf-8"))
        told = json.loads("\n".join(lines))
        Draft202012Validator(schema).validate(told)
        assert list(Draft202012Validator(schema).iter_errors({**told, "version": 2}))

    @pytest.mark.parametrize(
        "text", ["{", "[]", '{"findings": [3]}', '{"version": 99, "findings": []}', '{"version": 1}']
    )
    def test_what_is_no_baseline_is_said(self, place: Path, run: Run, text: str) -> None:
        (place / "known.json").write_text(text, encoding="utf-8")
        for command in (("run", "计划", "--baseline"), ("baseline", "prune", "计划", "--baseline")):
            code, _, err = run(*command, "known.json")
            assert (code, "known.json" in err, "Traceback" in err) == (2, True, False)

    def test_an_unreadable_document_is_never_old_news(self, place: Path, run: Run) -> None:
        (place / "计划" / "空.txt").write_bytes(b"")
        assert run("baseline", "write", "计划", "-q")[0] == 3
        assert "PC901" not in (place / "checker.baseline.json").read_text(encoding="utf-8")


def fingerprints(place: Path, name: str = "checker.baseline.json") -> set[str]:
    return {entry["fingerprint"] for entry in json.loads((place / name).read_text("utf-8"))["findings"]}


class TestAccept:
    """A finding that may stay is noted in the settings, which otherwise stay as they were."""

    def accepted(self, place: Path, run: Run, *more: str) -> str:
        run("run", "计划", "--format", "json")
        (fingerprint,) = [print_ for print_, rule in errors(place).items() if rule == "PC101"]
        code, _, _ = run("accept", fingerprint, "--reason", "两处口径不同，已说明", *more)
        assert code == 0
        return fingerprint

    def test_comments_and_settings_stay(self, place: Path, run: Run) -> None:
        text = '# 说明\n[severity] # 级别\n"PC9" = "note"   # 读取\n\n# 尾注\n'
        (place / "checker.toml").write_text(text, encoding="utf-8")
        fingerprint = self.accepted(place, run)
        written = (place / "checker.toml").read_text(encoding="utf-8")
        assert written.startswith(text)
        assert f'finding = "{fingerprint}"' in written
        assert 'documents = ["计划/白石区2025年计划.txt"]' in written
        assert "# 白石区2025年城镇新增就业" in written
        assert run("run", "计划", "--format", "json", "--ignore", "PC109")[0] == 0
        report = json.loads((place / "audit" / "audit.json").read_text(encoding="utf-8"))
        assert {f["status"] for f in report["findings"] if f["rule"] == "PC101"} == {"accepted"}

    def test_accepting_again_changes_the_entry(self, place: Path, run: Run) -> None:
        fingerprint = self.accepted(place, run, "--until", "2999-01-01")
        assert run("accept", fingerprint, "--reason", "另有说明")[0] == 0
        written = (place / "checker.toml").read_text(encoding="utf-8")
        assert written.count("[[accept]]") == 1
        assert "另有说明" in written
        assert "until" not in written

    def test_an_expired_acceptance_is_a_finding_and_the_other_one_counts_again(
        self, place: Path, run: Run
    ) -> None:
        self.accepted(place, run, "--until", "2026-06-30", "--today", "2026-01-01")
        gate = ("run", "计划", "--format", "json", "--ignore", "PC109")
        assert run(*gate, "--today", "2026-06-30")[0] == 0
        assert run(*gate, "--today", "2026-07-01")[0] == 1
        found = json.loads((place / "audit" / "audit.json").read_text(encoding="utf-8"))["findings"]
        (expired,) = [f for f in found if f["rule"] == "PC905"]
        assert (expired["document"], expired["severity"], expired["line"]) == ("checker.toml", "warning", 5)
        assert "2026-06-30" in expired["message"]
        assert "两处口径不同" in expired["slack"]

    def test_a_stale_acceptance_is_a_finding_where_the_run_could_have_met_it(
        self, place: Path, run: Run
    ) -> None:
        fingerprint = self.accepted(place, run)
        rewrite(place / "计划" / "白石区2025年计划.txt", "2025年，城镇新增就业1.5万人。\n", "")

        def stale(*arguments: str) -> list[str]:
            run("run", *arguments, "--format", "json", "--fail-on", "never")
            found = json.loads((place / "audit" / "audit.json").read_text(encoding="utf-8"))["findings"]
            return [f["message"] for f in found if f["rule"] == "PC906"]

        assert len(stale("计划")) == 1
        assert fingerprint in stale("计划/白石区2025年计划.txt")[0]
        assert stale("计划/云阜市2025年计划.txt") == []
        assert stale("计划", "--ignore", "PC101") == []
        # Written by hand it names no documents: then all beneath the settings' folder must be read.
        entry = '[[accept]]\nfinding = "PC105:0123456789ab"\nreason = "x"\n'
        (place / "checker.toml").write_text(entry, encoding="utf-8")
        assert stale("计划/白石区2025年计划.txt") == []
        assert len(stale("计划")) == 1
        (place / "checker.toml").write_text(entry.replace("PC105", "PX1"), encoding="utf-8")
        assert "不属于任何规则" in stale("计划/云阜市2025年计划.txt")[0]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("PC101:0123456789ab",), "--reason"),
            (("PC101:0123456789ab", "--reason", " "), "没有写理由"),
            (("what", "--reason", "x"), "“what”不是指纹"),
            (("PC101:0123456789ab", "--reason", "x", "--until", "2020-01-01"), "已经过去"),
            (("PC101:0123456789ab", "--reason", "x", "--until", "soon"), "soon"),
            (("PC101:0123456789ab", "--reason", "x", "--report", "none.json"), "none.json"),
        ],
    )
    def test_mistakes_change_nothing(
        self, place: Path, run: Run, arguments: tuple[str, ...], said: str
    ) -> None:
        before = (place / "checker.toml").read_bytes()
        code, _, err = run("accept", *arguments)
        assert (code, said in err, "Traceback" in err) == (2, True, False)
        assert (place / "checker.toml").read_bytes() == before

    def test_a_slip_of_the_pen_is_told_from_the_report(self, place: Path, run: Run) -> None:
        run("run", "计划", "--format", "json")
        fingerprint = next(iter(errors(place)))
        slip = fingerprint[:-1] + ("0" if fingerprint[-1] != "0" else "1")
        code, _, err = run("accept", slip, "--reason", "x")
        assert (code, fingerprint in err) == (2, True)

    def test_broken_settings_are_said_before_anything_is_written(self, place: Path, run: Run) -> None:
        (place / "checker.toml").write_text("[severity\n", encoding="utf-8")
        code, _, err = run("accept", "PC101:0123456789ab", "--reason", "x")
        assert (code, "checker.toml:1" in err) == (2, True)
        assert (place / "checker.toml").read_text(encoding="utf-8") == "[severity\n"

    @pytest.mark.parametrize("ending", ["\n", "\r\n"])
    def test_pyproject_inline_tables_and_line_ends(self, place: Path, run: Run, ending: str) -> None:
        (place / "checker.toml").unlink()
        text = '[tool.checker]\naccept = [\n  {finding = "PC1:aaaa", reason = "r"}, # 甲\n]\n'
        (place / "pyproject.toml").write_bytes(text.replace("\n", ending).encode())
        assert run("accept", "PC101:0123456789ab", "--reason", "x")[0] == 0
        written = (place / "pyproject.toml").read_bytes().decode()
        assert "# 甲" in written
        assert "PC101:0123456789ab" in written
        assert written.count("\n") == written.count(ending)
        assert run("run", "计划", "--fail-on", "never", "-q")[0] == 0


def test_a_severity_for_no_rule_is_a_fault_of_the_settings(place: Path, run: Run) -> None:
    (place / "checker.toml").write_text(
        '[severity]\nPC3 = "note"\nweaker-than-parents = "off"\n', encoding="utf-8"
    )
    code, _, err = run("run", "计划")
    assert code == 2
    assert "checker.toml:3" in err
    assert "是不是 weaker-than-parent？" in err
    assert not (place / "audit").exists()


class TestFingerprints:
    """They survive inserted paragraphs, renumbering, changed spacing, and text turned into Word."""

    def prints(self, place: Path) -> set[str]:
        return {f.fingerprint for f in checker.check("计划").findings}

    def changed(self, place: Path, change: Callable[[str], str]) -> set[str]:
        for path in sorted((place / "计划").glob("*.txt")):
            path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        return self.prints(place)

    @pytest.fixture(autouse=True)
    def more_findings(self, place: Path) -> None:
        text = DISTRICT.replace("计划\n", "计划\n2025年2月30日\n", 1)
        text += "三、保障措施\n2.抓好三项工作：一是甲事。二是乙事。\n服务业占比达到120%。\n"
        (place / "计划" / "白石区2025年计划.txt").write_text(text, encoding="utf-8")

    def test_there_is_something_to_survive(self, place: Path) -> None:
        rules = {print_.partition(":")[0] for print_ in self.prints(place)}
        assert {"PC101", "PC109", "PC105", "PC110", "PC114", "PC402", "PC904"} <= rules

    def test_inserted_paragraphs(self, place: Path) -> None:
        before = self.prints(place)
        lines = "\n".join(
            f"{line}\n各方面要抓好落实。" if len(line) > 20 else line for line in CITY.split("\n")
        )
        (place / "计划" / "云阜市2025年计划.txt").write_text(lines, encoding="utf-8")
        after = self.changed(
            place, lambda text: text.replace("二、主要任务\n", "二、主要任务\n统筹推进。\n\n")
        )
        assert after == before

    def test_renumbering(self, place: Path) -> None:
        before = self.prints(place)
        after = self.changed(
            place, lambda text: text.replace("2.抓好", "7.抓好").replace("（一）办好", "（三）办好")
        )
        assert after == before

    def test_spacing_and_width(self, place: Path) -> None:
        before = self.prints(place)
        wide = str.maketrans("0123456789", "０１２３４５６７８９")
        after = self.changed(
            place,
            lambda text: "\n\n".join(
                "　　" + (line.translate(wide) if "增长" in line else line.replace("%", " %"))
                for line in text.split("\n")
                if line.strip()
            ),
        )
        assert after == before

    def test_text_turned_into_word(self, place: Path) -> None:
        before = self.prints(place)
        for path in sorted((place / "计划").glob("*.txt")):
            document = docx.Document()
            for line in path.read_text(encoding="utf-8").split("\n"):
                if line.strip():
                    document.add_paragraph(line)
            document.save(str(path.with_suffix(".docx")))
            path.unlink()
        assert self.prints(place) == before

    def test_another_language_and_other_company(self, place: Path) -> None:
        from checker.pipeline import audit
        from checker.settings import Settings

        before = {f.fingerprint for f in audit(["计划"], Settings()).findings}
        assert {f.fingerprint for f in audit(["计划"], Settings(), language="en").findings} == before

    def test_a_changed_figure_is_another_finding(self, place: Path) -> None:
        before = self.prints(place)
        after = self.changed(place, lambda text: text.replace("城镇新增就业1.5万人", "城镇新增就业1.6万人"))
        gone, new = before - after, after - before
        assert [print_.partition(":")[0] for print_ in (*gone, *new)] == ["PC101", "PC101"]
