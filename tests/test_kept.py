"""What is made once and kept: whole or not at all, and never from a folder that others may write to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker import kept
from checker.parse import lexicon


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path))
    kept._folder.cache_clear()
    yield tmp_path / "made"
    kept._folder.cache_clear()


def test_kept_and_found(place: Path) -> None:
    key = kept.key_of("a", b"b")
    assert kept.load("thing", key) is None
    kept.keep("thing", key, b"content")
    assert kept.load("thing", key) == b"content"
    assert kept.load("thing", kept.key_of("ab", b"")) is None
    assert [file.name.startswith("thing-") for file in place.iterdir()] == [True]


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-1], lambda data: data + b"x", lambda data: b"", bytes.swapcase]
)
def test_what_is_not_whole_is_not_there(place: Path, harm: object) -> None:
    key = kept.key_of("a")
    kept.keep("thing", key, b"Content")
    (file,) = place.iterdir()
    file.write_bytes(harm(file.read_bytes()))  # type: ignore[operator]
    assert kept.load("thing", key) is None


def test_made_once(place: Path) -> None:
    key, times = kept.key_of("a"), []

    def make() -> dict[str, int]:
        times.append(1)
        return {"made": len(times)}

    assert [kept.made("thing", key, make) for _ in range(3)] == [{"made": 1}] * 3
    kept.keep("thing", key, b"no pickle")
    assert kept.made("thing", key, make) == {"made": 2}


def test_the_lexicon_kept_is_the_lexicon_read(place: Path) -> None:
    lexicon.load.cache_clear()
    made = lexicon.load()
    lexicon.load.cache_clear()
    found = lexicon.load()
    lexicon.load.cache_clear()
    assert found is not made
    for name in ("words", "units", "indicators", "aliases", "aside_reasons", "phrases"):
        assert getattr(found, name) == getattr(made, name)
    text = "2024年，全市地区生产总值增长5.5%左右，首批20家企业（第3期）"
    assert list(found.automaton.iter(text)) == list(made.automaton.iter(text))
    at = [[got and (got[0], got[1].span()) for i in range(len(text)) for got in [x.aside.match(text, i)]]
          for x in (found, made)]  # fmt: skip
    assert at[0] == at[1]


def test_what_earlier_versions_left_goes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 3)
    for number in range(5):
        kept.keep("thing", kept.key_of(str(number)), b"content")
        newest = place / f"thing-{kept.key_of(str(number))[:40]}"
        os.utime(newest, (number, number))
    kept.keep("thing", kept.key_of("5"), b"content")
    assert [n for n in range(6) if kept.load("thing", kept.key_of(str(n)))] == [3, 4, 5]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_a_folder_others_may_write_to_is_not_used(place: Path) -> None:
    key = kept.key_of("a")
    kept.keep("thing", key, b"content")
    place.chmod(0o777)
    kept._folder.cache_clear()
    assert kept.load("thing", key) is None


def test_a_folder_that_cannot_be_made_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "file"))
    kept._folder.cache_clear()
    kept.keep("thing", kept.key_of("a"), b"content")
    assert kept.load("thing", kept.key_of("a")) is None
    kept._folder.cache_clear()


def test_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept._folder.cache_clear()
    kept.keep("thing", kept.key_of("a"), b"content")
    assert not os.listdir(tmp_path)
    kept._folder.cache_clear()
