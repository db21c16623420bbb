"""Two hundred broken and hostile files in one run with good ones: nothing breaks, nothing gets in or out.

The run is watched: an audit hook in every Python process of it tells what is opened for writing, started
and connected to; files around it are compared before and after.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.hostile.forks import unmeasured
from tests.hostile.generate import Hostile, files

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "tests" / "demo"
QUICK = 400_000  # bytes; larger files take their time and are read where all is
FORMATS = "console,html,markdown,json,jsonl,csv,xlsx,docx,sarif,junit,gitlab"
MEMORY = 1_000_000_000


@dataclass
class Run:
    """One run over good and bad files, and what came of it."""

    place: Path
    bad: list[Hostile]
    code: int = 0
    out: str = ""
    err: str = ""
    report: dict[str, object] = field(default_factory=dict)
    alone: dict[str, object] = field(default_factory=dict)
    memory: int = 0
    watched: list[str] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> dict[str, list[str]]:
        """What is said of each document, by its name below the folder of bad files."""
        prefix = f"{self.place}/documents/bad/"
        return {
            document["path"].removeprefix(prefix): document["problems"]
            for document in self.report["documents"]  # type: ignore[attr-defined]
            if document["problems"]
        }


def snapshot(place: Path) -> dict[str, str]:
    """Everything around the run but its results: path → digest or kind."""
    found: dict[str, str] = {}
    for folder, folders, names in os.walk(place):
        if Path(folder) == place and "out" in folders:
            folders.remove("out")
        found[folder] = "folder"
        for name in names:
            path = os.path.join(folder, name)
            if name != "watched.log":
                regular = os.path.isfile(path) and not os.path.islink(path)
                found[path] = hashlib.sha256(Path(path).read_bytes()).hexdigest() if regular else "special"
    return found


def lay_out(place: Path, bad: list[Hostile]) -> None:
    """Write the files where the run will find them, with links, pipes and folders among them."""
    for folder in ("documents/good", "documents/bad", "home", "tmp", "watch", "elsewhere"):
        (place / folder).mkdir(parents=True)
    for path in sorted((DEMO / "corpus").iterdir()):
        if "白石区" in path.name or path.name.startswith("云阜市2024年政府工作报告"):
            (place / "documents/good" / path.name).write_bytes(path.read_bytes())
    (place / "documents/checker.toml").write_bytes((DEMO / "checker.toml").read_bytes())
    for item in bad:
        path = place / "documents/bad" / item.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(item.data)
    (place / "elsewhere/secret.txt").write_text("绿化覆盖率达到99%。", encoding="utf-8")
    odd = place / "documents/bad/odd"
    odd.mkdir()
    (odd / "out.txt").symlink_to(place / "elsewhere/secret.txt")
    (odd / "out-folder").symlink_to(place / "elsewhere")
    (odd / "loop").symlink_to(odd)
    (odd / "nowhere.txt").symlink_to(odd / "missing.txt")
    os.mkfifo(odd / "pipe.txt")
    (odd / "folder.txt").mkdir()
    (place / "watch/sitecustomize.py").write_bytes((Path(__file__).parent / "watch.py").read_bytes())


def run(place: Path, bad: list[Hostile], *, office: bool) -> Run:
    """Check everything in one run, and the good documents alone."""
    made = Run(place, bad, before=snapshot(place))
    environment = {
        **unmeasured(), "HOME": str(place / "home"), "TMPDIR": str(place / "tmp"), "CHECKER_CACHE": "off",
        "PYTHONPATH": f"{place / 'watch'}{os.pathsep}{ROOT}", "CHECKER_WATCH": str(place / "watched.log"),
        "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip
    if not office:
        environment["CHECKER_SOFFICE"] = ""
    command = [sys.executable, "-m", "checker.cli", "run", "--jobs", "2", "--format", FORMATS]
    done = subprocess.Popen(
        [*command, "--out", str(place / "out"), str(place / "documents")],
        cwd=place / "home", env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    watcher = threading.Thread(target=_memory, args=(done.pid, made), daemon=True)
    watcher.start()
    out, err = done.communicate(timeout=900)
    watcher.join()
    made.code, made.out, made.err = (
        done.returncode,
        out.decode("utf-8", "replace"),
        err.decode("utf-8", "replace"),
    )
    made.after = snapshot(place)
    if (place / "watched.log").exists():
        made.watched = (place / "watched.log").read_text("utf-8").splitlines()
    environment["CHECKER_WATCH"] = ""
    subprocess.run(
        [*command[:4], "--settings", str(place / "documents/checker.toml"), "--format", "json", "--out",
         str(place / "out/alone"), str(place / "documents/good")],
        cwd=place / "home", env=environment, capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    made.report = json.loads((place / "out/audit.json").read_text("utf-8"))
    made.alone = json.loads((place / "out/alone/audit.json").read_text("utf-8"))
    return made


def _memory(process: int, made: Run) -> None:
    """Keep the most memory that the run's own processes had at once."""
    while True:
        family = [process, *_children(process)]
        total = sum(_resident(pid) for pid in family)
        if not Path(f"/proc/{process}").exists() or _is_over(process):
            return
        made.memory = max(made.memory, total)
        time.sleep(0.05)


def _is_over(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def _children(process: int) -> Iterator[int]:
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from _children(int(child))
    except OSError:
        return


def _resident(process: int) -> int:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.M)
    return int(found.group(1)) * 1024 if found else 0


@pytest.fixture(
    scope="module",
    params=["quick", pytest.param("all", marks=pytest.mark.long)],
)
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    place = tmp_path_factory.mktemp("hostile")
    bad = list(files())
    if request.param == "quick":
        # Fewer than are judged on disk, so that both ways of judging are seen.
        small = [item for item in bad if len(item.data) <= QUICK]
        bad = [item for item in small if not item.name.startswith(("misnamed", "binary"))]
        bad += [item for item in small if item.name.startswith(("misnamed", "binary"))][::3]
    lay_out(place, bad)
    return run(place, bad, office=request.param == "all")


def test_two_hundred_and_more(ran: Run) -> None:
    assert len(ran.bad) >= 200
    assert {Path(item.name).suffix for item in ran.bad} >= {
        ".txt", ".md", ".html", ".csv", ".docx", ".xlsx", ".ofd", ".pdf", ".zip", ".doc", ".wps",
    }  # fmt: skip


def test_exit_code_is_that_of_unreadable_documents(ran: Run) -> None:
    assert ran.code == 3, ran.err[-2_000:]


def test_every_bad_file_is_named_with_its_reason(ran: Run) -> None:
    problems = ran.problems
    silent = []
    for item in ran.bad:
        said = [text for name, texts in problems.items() if _same(name, item.name) for text in texts]
        if item.refused and not said:
            silent.append(item.name)
        assert all(len(text) >= 5 for text in said)
    assert not silent
    assert len([item for item in ran.bad if item.refused]) >= 130


def _same(name: str, wanted: str) -> bool:
    """A member of an archive stands for it; what is no UTF-8 is written as a question mark."""
    wanted = wanted.encode("utf-8", "replace").decode()
    return name.encode("utf-8", "replace").decode() == wanted or name.startswith(wanted + "/")


def test_nothing_is_a_fault_of_the_program(ran: Run) -> None:
    said = [text for texts in ran.problems.values() for text in texts]
    assert not [text for text in said if "内部出错" in text or "Error" in text]
    assert "Traceback" not in ran.err + ran.out
    assert "程序自身出错" not in ran.err


def test_findings_on_the_good_documents_are_all_there(ran: Run) -> None:
    def good(report: dict[str, object]) -> set[tuple[str, str, str]]:
        return {
            (finding["rule"], Path(finding["document"]).name, finding["quote"])
            for finding in report["findings"]  # type: ignore[attr-defined]
            if "/good/" in finding["document"] and finding["severity"] in ("error", "warning")
        }

    assert len(good(ran.alone)) > 10
    assert good(ran.alone) <= good(ran.report)


def test_memory_stays_below_a_gigabyte(ran: Run) -> None:
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("memory is told by Linux only")
    assert 10_000_000 < ran.memory < MEMORY


def test_nothing_outside_the_output_folder_is_touched(ran: Run) -> None:
    assert ran.after == ran.before
    assert not list((ran.place / "tmp").iterdir())


def test_no_process_writes_elsewhere_starts_or_connects_to_anything(ran: Run) -> None:
    allowed = (f"{ran.place}/out", f"{ran.place}/tmp", "/dev/null", "/dev/shm")
    assert any(line.startswith("write\t") for line in ran.watched), (
        "the watch has seen the results being written"
    )
    for line in ran.watched:
        event, _, told = line.partition("\t")
        if event == "write" or event.startswith("os."):
            paths = re.findall(r"'([^']*)'", told)
            assert all(path.startswith(allowed) or not path.startswith("/") for path in paths), line
        elif event == "socket.connect" and "family=1," in told:
            assert f"{ran.place}/tmp/" in told, line  # between the run's own processes
        elif event == "subprocess.Popen":
            assert "checker.worker" in told or "soffice" in told, line
        else:
            raise AssertionError(line)


def test_links_that_lead_out_are_named_and_not_read(ran: Run) -> None:
    for name in ("odd/out.txt", "odd/out-folder"):
        assert any("之外" in text for text in ran.problems[name])
    paths = [document["path"] for document in ran.report["documents"]]  # type: ignore[attr-defined]
    assert not [path for path in paths if "secret" in path]
    assert any("不存在" in text or "打不开" in text for text in ran.problems["odd/nowhere.txt"])
    assert any("普通文件" in text for text in ran.problems["odd/pipe.txt"])


def test_the_console_gets_no_control_characters(ran: Run) -> None:
    for text in (ran.out, ran.err):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)


def test_no_report_acts(ran: Run) -> None:
    from html.parser import HTMLParser

    out = ran.place / "out"
    page = (out / "audit.html").read_text("utf-8")
    told: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            told.extend(f"{tag} {name}" for name, value in attrs if name.startswith("on"))
            told.extend(str(value) for name, value in attrs if str(value).startswith("javascript:"))

    Tags().feed(page)
    assert not told
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    rows = (out / "audit.csv").read_text("utf-8-sig").splitlines()
    assert not [row for row in rows if re.match(r'"?[=+@-]', row) or re.search(r',"?[=+@]', row)]
    json.loads((out / "audit.sarif").read_text("utf-8"))
    assert "<script>alert" not in (out / "audit.md").read_text("utf-8")


def test_workbook_and_word_reports_hold_no_formula_link_or_macro(ran: Run) -> None:
    import zipfile

    for name in ("audit.xlsx", "audit.docx"):
        with zipfile.ZipFile(ran.place / "out" / name) as archive:
            for part in archive.namelist():
                data = archive.read(part)
                assert b"<f>" not in data, part
                assert b'TargetMode="External"' not in data, part
                assert "vba" not in part.lower()
