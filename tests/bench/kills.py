"""kill -9 at random moments of a run: is every file of the earlier report whole, and the next run right?

    .venv/bin/python tests/bench/kills.py [COUNT]

Runs in two languages take turns in one folder, so that every file of one differs from that of the other.
Every fourth run has no cache to begin with, so that kills fall into its making, too.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "tests" / "demo"
NAMES = ("audit.csv", "audit.html", "audit.json")
LANGUAGES = ("zh", "en")
_LINGER = 3.0  # seconds in which what a killed run had started ends by itself


@dataclass
class Seen:
    """What came of the kills."""

    finished: int = 0  # had ended before
    harmed: list[str] = field(default_factory=list)
    mixed: int = 0
    untold: int = 0  # mixtures that the digests do not tell, or digests that tell one where none is
    earlier: int = 0  # the earlier report was still there, whole
    orphans: int = 0  # runs of which a process lived on


def digests(out: Path) -> dict[str, str]:
    """Return the digest of each file of a report."""
    there = (name for name in NAMES if (out / name).exists())
    return {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in there}


class Runs:
    """Runs over the demo corpus in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        (folder / "tmp").mkdir()

    def start(self, language: str, out: Path, cache: str = "cache") -> subprocess.Popen[bytes]:
        """Start one."""
        environment = {
            **os.environ,
            "CHECKER_CACHE": str(self.folder / cache),
            "TMPDIR": str(self.folder / "tmp"),
            "PYTHONPATH": str(ROOT),
        }
        told = ["--settings", str(DEMO / "checker.toml"), "--format", "html,csv,json", "--quiet"]
        return subprocess.Popen(
            [sys.executable, "-m", "checker.cli", "run", str(DEMO / "corpus"), *told, "--lang", language,
             "--out", str(out)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def whole(self, language: str) -> tuple[dict[str, str], float]:
        """Return the files of an undisturbed run and how long it took."""
        begun = time.monotonic()
        code = self.start(language, self.folder / language).wait()
        if code != 1:
            sys.exit(f"an undisturbed run ends with {code}, not with 1")
        return digests(self.folder / language), time.monotonic() - begun


def living(group: int) -> bool:
    """Say whether a process of a group still lives."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def kill(runs: Runs, number: int, after: float, whole: dict[str, dict[str, str]], seen: Seen) -> None:
    """Kill one run after some seconds and look at what it left."""
    before = digests(runs.out)
    process = runs.start(LANGUAGES[(number + 1) % 2], runs.out, "cache" if number % 4 else f"cache-{number}")
    time.sleep(after)
    seen.finished += process.poll() is not None
    process.kill()
    process.wait()
    until = time.monotonic() + _LINGER
    while living(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    seen.orphans += living(process.pid)
    now = digests(runs.out)
    seen.earlier += now == before
    if any(now.get(name) not in {files[name] for files in whole.values()} for name in NAMES):
        seen.harmed.append(f"{number} after {after:.2f} s")
        return
    mixture = now not in whole.values()
    listed = json.loads((runs.out / "audit.json").read_text("utf-8"))["digests"]
    told = any(now[name] != digest for name, digest in listed.items())
    seen.mixed += mixture
    seen.untold += mixture != told


def main() -> int:
    """Kill ``COUNT`` runs and report."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    chance, seen = random.Random(1), Seen()
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(Path(folder))
        whole: dict[str, dict[str, str]] = {}
        lasted = 0.0
        for language in LANGUAGES:
            runs.whole(language)  # fills the cache
            whole[language], lasted = runs.whole(language)
        runs.start("zh", runs.out).wait()
        for number in range(count):
            # Half of the kills fall near the end, where the files are put in place.
            late = chance.random() < 0.5
            kill(runs, number, chance.uniform(0.7 if late else 0.0, 1.1) * lasted, whole, seen)
        runs.start("zh", runs.out).wait()
        right = digests(runs.out) == whole["zh"]
        left = [path.name for path in runs.out.iterdir() if path.name not in NAMES]
    within = f"within {1.1 * lasted:.1f} s"
    print(f"{count} killed {within} ({seen.finished} had finished, {seen.orphans} left a process)")
    print(
        f"{seen.earlier} left the earlier report untouched, {seen.mixed} a mixture ({seen.untold} not told)"
    )
    print(f"files neither of this run nor of the earlier one: {', '.join(seen.harmed) or 'none'}")
    print(f"next run {'right' if right else 'WRONG'}, left behind beside it: {', '.join(left) or 'nothing'}")
    return 0 if right and not (seen.harmed or seen.untold or seen.orphans or left) else 1


if __name__ == "__main__":
    sys.exit(main())
