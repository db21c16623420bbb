"""10,000 findings: each format in under 10 seconds of work and under 1 GB."""

from __future__ import annotations

import contextlib
import re
import sys
import time
from importlib import import_module
from pathlib import Path

import audit_sample as sample
import pytest

from checker.model import Audit, Document, Identity, Reading
from tests.read import builders as b

resource = pytest.importorskip("resource", reason="peak memory is asked of Unix")

SENTENCE = "地区生产总值增长4%以上，新增就业1.2万人，固定资产投资增长5.5%，社会消费品零售总额增长7%。"
STARTS = (0, 13, 21, 32)
COUNT = 10_000


def peak_from_here() -> int:
    """Forget the peak that other tests of this process left behind, where the system can, and return it."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak()


def peak() -> int:
    """The most memory this process has held, in bytes."""
    told = Path("/proc/self/status")
    if told.exists():
        (held,) = re.findall(r"^VmHWM:\s+(\d+) kB", told.read_text(encoding="ascii"), re.M)
        return int(held) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def big(tmp_path: Path, kind: str) -> Audit:
    lines = dict.fromkeys(range(1, COUNT // len(STARTS) + 1), SENTENCE)
    path = tmp_path / f"大.{kind}"
    if kind == "docx":
        b.write(path, b.package("".join(b.paragraph(text) for text in lines.values())))
    who = Identity("白石区", "云阜市/白石区", "district", "plan", 2024)
    found = [
        sample.weaker(
            document=str(path), line=line, start=start, end=start + 8, fingerprint=f"{line}-{start}"
        )
        for line in lines
        for start in STARTS
    ]
    return Audit([Reading(Document(str(path), who, lines, format=kind)), sample.city()], found)


@pytest.mark.parametrize(
    ("module", "kind"),
    [
        ("markdown", "txt"),
        ("csv", "txt"),
        ("jsonl", "txt"),
        ("xlsx", "txt"),
        ("word", "txt"),
        ("word", "docx"),
    ],
)
def test_ten_thousand_findings(module: str, kind: str, tmp_path: Path) -> None:
    audit = big(tmp_path, kind)
    assert len(audit.findings) == COUNT
    before = peak_from_here()
    began = time.process_time()
    made = import_module(f"checker.report.{module}").files(audit)
    # Time of this process, not of the clock: other work on the machine does not count.
    assert time.process_time() - began < 10
    assert peak() - before < 1_000_000_000
    assert all(len(content) > 1000 for content in made.values())
