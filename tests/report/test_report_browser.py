"""The HTML report in a real browser: its script runs under its own policy, and it prints."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import audit_sample as sample
import pytest

from checker.report.html import render

pytestmark = pytest.mark.outside


def chromium(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("needs chromium")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        "--virtual-time-budget=3000",
    ]
    return subprocess.run(
        [program, *flags, *arguments], capture_output=True, encoding="utf-8", check=False, timeout=120
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "审核 报告.html"
    path.write_text(render(sample.audit(sample.weaker(message=sample.HOSTILE))), encoding="utf-8")
    return path


def test_script_runs_and_nothing_is_refused(page: Path) -> None:
    done = chromium("--dump-dom", page.as_uri())
    assert "显示 4 / 4 条</output>" in done.stdout
    assert '<form class="filters">' in done.stdout
    assert "CONSOLE" not in done.stderr, done.stderr


def test_the_policy_refuses_any_other_script(page: Path) -> None:
    """The guard of the test before: a foreign script in the page is refused, and that is seen."""
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("</main>", "<script>document.title='foreign'</script></main>"), encoding="utf-8"
    )
    done = chromium("--dump-dom", page.as_uri())
    assert "<title>foreign" not in done.stdout
    assert "Content Security Policy" in done.stderr


def test_it_prints(page: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    chromium(f"--print-to-pdf={target}", page.as_uri())
    assert target.read_bytes().startswith(b"%PDF")
