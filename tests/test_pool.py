"""Reading over processes that can be lost."""

from __future__ import annotations

import os
import signal
import time
from importlib import import_module
from pathlib import Path

import pytest
from lxml import etree

from checker import pool
from checker.errors import CheckerError, InternalError, LexiconError, SettingsError, Unreadable
from checker.limits import Limits
from checker.model import Document, Reading
from checker.pipeline import read_one
from checker.pool import read_in_pool
from checker.resources import folder
from checker.settings import Settings
from checker.worker import read_in_time

SHORT = Settings(limits=Limits(seconds=1, memory=1_500))


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less for processes that do not answer; what is waited for proves no more after five seconds."""
    monkeypatch.setattr(pool, "_GRACE", 2.0)
    monkeypatch.setattr(pool, "_LAST_WORDS", 0.5)


def reader(path: str, _: Settings) -> Reading:
    """A reader that does what a document's name says."""
    if path == "dies":
        os._exit(9)
    if path == "hangs":
        while True:
            pass
    if path == "deaf":  # in a library that answers no signal
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(60)
    if path == "greedy":
        return Reading(Document(path="x" * 5_000_000_000))
    if path == "prints":
        os.write(1, b"noise on standard output")
    if path == "faulty":
        raise ZeroDivisionError
    if path == "no words":
        raise LexiconError("words.tsv:3", "两次", fix="删去一行")
    return Reading(Document(path=path))


def test_each_lost_process_costs_its_own_document_only() -> None:
    names = ["a", "dies", "b", "hangs", "c", "deaf", "greedy", "prints", *map(str, range(40))]
    readings = list(read_in_pool(names, SHORT, 2, reader))
    said = {r.document.path: r.document.problems[0].problem for r in readings if r.document.problems}
    assert [reading.document.path for reading in readings] == names
    assert set(said) == {"dies", "hangs", "deaf", "greedy"}
    assert "异常退出" in said["dies"]
    assert "超过 1 秒" in said["hangs"]
    assert said["deaf"] == said["hangs"]
    assert "内存不足" in said["greedy"]


def test_a_fault_of_the_program_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(read_in_pool(["a", "faulty"], SHORT, 2, reader))


def test_a_fault_of_the_operator_is_raised_with_all_it_says() -> None:
    with pytest.raises(LexiconError) as raised:
        list(read_in_pool(["a", "no words"], SHORT, 2, reader))
    assert str(raised.value) == "words.tsv:3: 两次\n  fix: 删去一行"


def test_a_run_that_stops_leaves_no_process_behind() -> None:
    readings = read_in_pool(["a", *["hangs"] * 9], Settings(limits=Limits(seconds=600)), 2, reader)
    next(readings)
    begun = time.monotonic()
    readings.close()
    assert time.monotonic() - begun < 30
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if children.exists():
        named = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children.read_text().split()]
        assert not [command for command in named if b"checker.worker" in command]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no clock on Windows")
def test_one_process_gives_up_in_time_as_well() -> None:
    before = signal.getsignal(signal.SIGALRM)
    (problem,) = read_in_time(reader, "hangs", SHORT).document.problems
    assert "超过 1 秒" in problem.problem
    assert signal.getsignal(signal.SIGALRM) is before


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Unreadable("甲.txt", "没有文字"), "没有文字"),
        (PermissionError(13, "Permission denied"), "打不开：Permission denied"),
        (MemoryError(), "内存不足"),
        (RecursionError(), "嵌套过深"),
        (ZeroDivisionError("x"), "程序内部出错（ZeroDivisionError: x）"),
    ],
)
def test_whatever_goes_wrong_with_a_document_is_a_problem_of_its_own(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(path: str, settings: Settings) -> Document:
        raise error

    monkeypatch.setattr("checker.read.read_document", fail)
    (problem,) = read_one("甲.txt", Settings()).document.problems
    assert said in problem.problem
    assert bool(problem.trace) is isinstance(error, ZeroDivisionError)


@pytest.mark.parametrize(
    "error",
    [LexiconError("words.tsv:3", "两次"), SettingsError("[[region]]", "一圈"), InternalError("", "x")],
)
def test_what_is_no_fault_of_the_document_ends_the_run(
    monkeypatch: pytest.MonkeyPatch, error: CheckerError
) -> None:
    def fail(path: str, settings: Settings) -> Document:
        raise error

    monkeypatch.setattr("checker.read.read_document", fail)
    with pytest.raises(type(error)):
        read_one("甲.txt", Settings())


BROKEN = {
    "half": "def read(:\n",
    "gone": "import a_library_that_is_not_there\n",
    "wrong": "raise KeyError('no such word')\n",
    "unopened": f"open({str(folder('grammar') / 'lexicon' / 'gone.tsv')!r})\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_module_of_the_program_ends_the_run_and_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """The fault would be that of every document."""
    (tmp_path / f"{name}.py").write_text(BROKEN[name], encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("checker.read.read_document", lambda *_: import_module(name))
    with pytest.raises(InternalError) as raised:
        read_one("甲.txt", Settings())
    assert "重新安装" in str(raised.value)
    assert raised.value.place


@pytest.mark.parametrize(
    "error",
    [
        etree.XMLSyntaxError("unclosed", 1, 1, 1),  # an heir of SyntaxError
        FileNotFoundError(2, "No such file or directory", "草案/甲.txt"),
        ImportError("libx.so: failed to map segment: Cannot allocate memory"),
        KeyError("no such word"),
    ],
)
def test_what_a_document_may_have_led_to_is_its_own_problem(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(path: str, settings: Settings) -> Document:
        raise error

    monkeypatch.setattr("checker.read.read_document", fail)
    assert read_one("甲.txt", Settings()).document.problems
