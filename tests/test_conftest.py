"""What the tests share: the long files begin, and where all programs must be there, a skip is a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LONG

TESTS = """
import pytest

@pytest.mark.outside
def test_browser():
    pytest.skip("no browser")

def test_corpus(corpus):
    pass
"""


def test_the_files_begun_first_are_there_and_are_begun_first(request: pytest.FixtureRequest) -> None:
    assert [name for name in LONG if not (Path(__file__).parent / name).is_file()] == []
    ranks = [name in LONG for name in (item.nodeid.split("::")[0][6:] for item in request.session.items)]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize(("require", "failed"), [("0", 0), ("1", 1)])
def test_a_skip_for_want_of_a_program(tmp_path: Path, require: str, failed: int) -> None:
    shutil.copy(Path(__file__).parent / "conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  outside: x\n", encoding="utf-8")
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("CHECKER_", "PYTEST"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        env={**environment, "CHECKER_REQUIRE_ALL": require},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == failed, done.stdout
    assert ("1 failed, 1 skipped" if failed else "2 skipped") in done.stdout
