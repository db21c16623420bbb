"""What all tests share: where real documents are, and that nothing is skipped where all must run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
# Tests read for themselves; those of the cache name a folder of their own.
os.environ["CHECKER_CACHE"] = "off"

# How long one example takes says more of the machine's other work than of the code.
# The same examples each time: a suite that gates must not fail by luck. New ones are drawn with
# --hypothesis-profile=explore, and by make fuzz.
hypothesis.settings.register_profile("checker", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None)
hypothesis.settings.load_profile("checker")


# The files that take longest, begun first: processes that share the tests should end with short ones.
LONG = (
    "hostile/test_hostile.py", "gate/test_story.py", "test_cli.py", "judge/test_cases.py",
    "store/test_result.py",
    "gate/test_diff.py", "store/test_scale.py", "golden/test_joint_stories.py", "suggest/test_rooms.py",
    "gate/test_ci.py", "judge/test_english.py", "report/test_report_unusual.py", "test_docs.py",
    "hostile/test_ends.py", "judge/test_surface.py", "report/test_report_volume.py", "store/test_cache.py",
    "replay/test_replay.py", "report/test_report_word_comments.py", "store/test_folder.py", "test_pool.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the longest files to the front; with ``--no-loadscope-reorder`` xdist leaves them there."""
    rank = {ROOT / "tests" / name: at for at, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path, len(LONG)))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """Under ``make coverage`` keep what was measured: xdist kills a process that takes ten seconds to end."""
    if "coverage" in sys.modules and "PYTEST_XDIST_WORKER" in os.environ:
        from coverage import Coverage

        measuring = Coverage.current()
        if measuring is not None:
            measuring.save()


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., tuple[int, str, str]]:
    """Run the command line in this process; return exit code, output and errors."""
    from checker.cli import main

    def runner(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return runner


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real documents; set CHECKER_CORPUS to run the tests that need it."""
    named = os.environ.get("CHECKER_CORPUS", "")
    if not named:
        pytest.skip("needs real documents: set CHECKER_CORPUS to their folder")
    return Path(named)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With CHECKER_REQUIRE_ALL=1 a test that is skipped for want of a program has failed."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    needs_program = item.get_closest_marker("outside") is not None
    if report.skipped and needs_program and os.environ.get("CHECKER_REQUIRE_ALL") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped although CHECKER_REQUIRE_ALL=1: {report.longrepr}"
