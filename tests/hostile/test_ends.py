"""However a run ends (Ctrl-C, kill, a full disk, an input gone): no half file, no earlier report lost.

Each is a process of its own, and what happens to it happens at a chosen moment (``acts.py``).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.forks import Ended, Forks

PLAN = """云阜市2024年国民经济和社会发展计划
一、2024年主要预期目标
地区生产总值增长5%。
二、主要任务
地区生产总值增长8%。
"""
NAMES = ("audit.csv", "audit.html", "audit.json")
COMMAND = ["run", "in", "--format", "html,csv,console", "--select", "PC1,PC9", "--jobs", "1", "--out"]

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks, and limits of Linux")


@pytest.fixture(scope="module")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    made = Forks(tmp_path_factory.mktemp("cache"))
    yield made
    made.close()


def run(forks: Forks, place: Path, act: str = "", out: str = "out") -> Ended:
    """Check the documents of a folder, with something happening on the way."""
    ended = forks.run(place, [*COMMAND, out], act)
    assert "Traceback" not in ended.err, ended.err
    return ended


@pytest.fixture(scope="module")
def earlier(forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents and the report on them, then a change that makes the next report differ."""
    place = tmp_path_factory.mktemp("ends")
    (place / "in").mkdir()
    (place / "in/checker.toml").write_text("", encoding="utf-8")
    (place / "in/a.txt").write_text(PLAN, encoding="utf-8")
    assert run(forks, place).code == 1
    (place / "in/b.txt").write_text(PLAN.replace("云阜", "临溪"), encoding="utf-8")
    shutil.copytree(place, place.with_name("next"))
    assert run(forks, place.with_name("next")).code == 1
    return place


@pytest.fixture
def place(earlier: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(earlier, tmp_path / "run"))


@pytest.fixture(scope="module")
def old(earlier: Path) -> dict[str, bytes]:
    return Ended(0, "", "", earlier / "out").files


@pytest.fixture(scope="module")
def new(earlier: Path) -> dict[str, bytes]:
    return Ended(0, "", "", earlier.with_name("next") / "out").files


def mixed(files: dict[str, bytes]) -> bool:
    """Whether the digests in ``audit.json`` are not those of the other files: what users can see."""
    digests = json.loads(files["audit.json"])["digests"]
    return {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name in digests
    } != digests


def test_the_reports_differ_in_every_file(old: dict[str, bytes], new: dict[str, bytes]) -> None:
    assert set(old) == set(new) == set(NAMES)
    assert all(old[name] != new[name] for name in NAMES)
    assert not mixed(old)
    assert mixed({**old, "audit.html": new["audit.html"]})


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_an_interrupt_while_reading(
    forks: Forks, place: Path, old: dict[str, bytes], name: str, code: int
) -> None:
    ended = run(forks, place, f"open|in/b.txt|1|{name}")
    assert ended.code == code
    assert ended.err.strip().splitlines()[-1] == "已中断，没有写出完整的结果"
    assert ended.files == old
    assert not list((place / "tmp").iterdir())


def test_an_interrupt_while_writing_waits_for_the_names(
    forks: Forks, place: Path, new: dict[str, bytes]
) -> None:
    """From the first new name to the last nothing but the end of the process comes between."""
    ended = run(forks, place, "os.rename|audit.csv|1|SIGINT")
    assert ended.code == 130
    assert ended.files == new


@pytest.mark.parametrize(
    "moment",
    [
        "open|in/b.txt|1",
        "tempfile.mkstemp|out/.checker|2",
        "os.rename|audit.html|1",
        "os.rename|audit.csv|1",
        "os.rename|audit.json|1",
    ],
)
def test_kill(forks: Forks, place: Path, old: dict[str, bytes], new: dict[str, bytes], moment: str) -> None:
    """Every file is whole, of this run or the earlier one; a mixture is told; the next run is right."""
    ended = run(forks, place, f"{moment}|SIGKILL")
    assert ended.code == -9
    shown = {name: data for name, data in ended.files.items() if not name.startswith(".")}
    assert set(shown) == set(NAMES)
    assert all(data in (old[name], new[name]) for name, data in shown.items())
    assert mixed(shown) == (shown not in (old, new))
    assert run(forks, place).files == new


def test_an_input_that_vanishes_is_named_and_the_others_are_checked(forks: Forks, place: Path) -> None:
    ended = run(forks, place, "open|in/a.txt|1|remove=in/b.txt")
    assert ended.code == 3
    listing = json.loads(ended.files["audit.json"])
    problems = {Path(d["path"]).name: d["problems"] for d in listing["documents"]}
    assert "不存在" in problems["b.txt"][0]
    assert not problems["a.txt"]
    assert {Path(f["document"]).name for f in listing["findings"] if f["rule"] == "PC101"} == {"a.txt"}


def test_an_input_that_grows_is_read_as_it_was_or_is_and_never_ends_the_run(forks, place: Path) -> None:
    ended = run(forks, place, "open|in/a.txt|1|append=in/a.txt")
    assert ended.code == 1
    assert set(ended.files) == set(NAMES)


def test_a_full_disk(forks: Forks, place: Path, old: dict[str, bytes]) -> None:
    """What was found is still shown; the earlier report stays."""
    ended = run(forks, place, "tempfile.mkstemp|out/.checker|1|fill=4000")
    assert ended.code == 2
    assert "写不进结果" in ended.err
    assert "磁盘空间" in ended.err
    assert ended.files == old


def test_a_folder_that_cannot_be_written(forks: Forks, place: Path) -> None:
    (place / "file").write_text("x")
    ended = run(forks, place, out="file/out")
    assert ended.code == 2
    assert "写不进结果" in ended.err
