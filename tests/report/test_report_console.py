"""The console report: what a reviewer reads in a terminal, and what a log gets."""

from __future__ import annotations

import io
import unicodedata

import audit_sample as sample
import pytest

from checker.model import Audit
from checker.report.console import show


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(audit: Audit, file: io.StringIO | None = None, **options: bool) -> str:
    file = file or io.StringIO()
    show(audit, file, **options)  # type: ignore[arg-type]
    return file.getvalue()


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_finding_shows_everything_needed_to_verify_it() -> None:
    text = shown(sample.audit()).replace("\n", "").replace(" ", "")
    for part in ("错误", "PC201", "第2行", "地区生产总值增长4%以上", "上级", "4<4.5", "与修约无关", "≥4.5%"):
        assert part in text


def test_notes_are_folded_and_counted_unless_asked_for() -> None:
    assert "PC902×1" in shown(sample.audit())
    assert "没有读懂" not in shown(sample.audit())
    opened = shown(sample.audit(), verbose=True)
    assert "没有读懂" in opened
    assert "PC902×1" not in opened


def test_last_line_is_the_verdict_and_all_that_quiet_leaves() -> None:
    verdict = "发现 2 处错误；另有 1 条说明；1 份文件读不出或未能读全"
    assert shown(sample.audit()).rstrip().endswith(verdict)
    assert shown(sample.audit(), quiet=True).strip() == verdict
    assert "没有发现" in shown(sample.clean(), quiet=True)


def test_numbers_are_accounted_for() -> None:
    text = shown(sample.audit())
    assert "文中数字 5 个：读成数据 3，不作数据 1，未读懂 1" in text
    assert "名称 1" in text
    assert "2 个其他格式的文件没有读" in text


def test_what_could_not_be_checked_is_said() -> None:
    assert "没能核对" in shown(sample.audit())
    assert "没能核对" not in shown(sample.clean())


def test_accepted_findings_are_counted_not_shown() -> None:
    audit = sample.audit(sample.weaker(status="accepted", message="已接受的问题", fingerprint="b"))
    text = shown(audit)
    assert "已接受的问题" not in text
    assert "已接受 1 条" in text


def test_eighty_columns_and_no_colour_in_a_pipe() -> None:
    long = sample.weaker(message="目" * 300, quote="文" * 300)
    text = shown(sample.audit(long))
    assert "\x1b" not in text
    assert max(width(line) for line in text.split("\n")) <= 80


def test_a_flood_of_findings_is_cut_and_counted() -> None:
    flood = sample.audit(*[sample.weaker(fingerprint=str(number)) for number in range(120)])
    text = shown(flood)
    assert text.count("PC201") == 100
    assert "另有 21 处" in text
    assert shown(flood, verbose=True).count("PC201") == 121


def test_colour_on_a_terminal() -> None:
    assert "\x1b[1;31m" in shown(sample.audit(), Terminal())


def test_document_text_never_acts() -> None:
    """Neither rich's markup nor a terminal's escape sequences in a document do anything."""
    hostile = sample.weaker(
        message="[red]甲[/red] [link=http://x]乙[/link] :smile:\x1b]0;丙\x07\u202e", fingerprint="h"
    )
    text = shown(sample.audit(hostile))
    assert "[red]甲[/red]" in text
    assert ":smile:" in text
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_passed_comparisons_are_listed() -> None:
    audit = sample.clean()
    audit.passed = [sample.weaker(message="两者一致")]
    assert "两者一致" in shown(audit)
