"""kill -9 at random moments of a run: is every file of the earlier report whole, and the next run right?

    .venv/bin/python tests/bench/kills.py [COUNT]

Runs in two languages take turns in one folder, so that every file of one differs from that of the other.
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
from pathlib import Path

DEMO = Path(__file__).resolve().parents[1] / "demo"
NAMES = ("audit.csv", "audit.html", "audit.json")


def command(language: str, out: Path) -> list[str]:
    """Return the run over the demo corpus in one language."""
    told = [
        "--settings",
        str(DEMO / "checker.toml"),
        "--format",
        "html,csv,json",
        "--quiet",
        "--lang",
        language,
    ]
    return [sys.executable, "-m", "checker.cli", "run", str(DEMO / "corpus"), *told, "--out", str(out)]


def digests(out: Path) -> dict[str, str]:
    """Return the digest of each file of a report."""
    return {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in NAMES if (out / name).exists()
    }


def mixture_is_told(out: Path) -> bool:
    """Tell whether the listing's digests are those of the files, or show which are not of its run."""
    listing = json.loads((out / "audit.json").read_text("utf-8"))
    return set(listing["digests"]) == {"audit.csv", "audit.html"}


def main() -> int:
    """Kill ``COUNT`` runs and report."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    chance = random.Random(1)
    environment = {**os.environ, "CHECKER_CACHE": "off"}
    with tempfile.TemporaryDirectory() as folder:
        whole: dict[str, set[str]] = {name: set() for name in NAMES}
        lasted = 0.0
        for language in ("zh", "en"):
            begun = time.monotonic()
            subprocess.run(
                command(language, Path(folder) / language), env=environment, check=False, capture_output=True
            )
            lasted = max(lasted, time.monotonic() - begun)
            for name, digest in digests(Path(folder) / language).items():
                whole[name].add(digest)
        out = Path(folder) / "out"
        subprocess.run(command("zh", out), env=environment, check=False, capture_output=True)
        harmed = mixed = finished = 0
        for number in range(count):
            process = subprocess.Popen(
                command(("en", "zh")[number % 2], out), env=environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            # Half of the kills fall near the end, where the files are put in place.
            latest = lasted if chance.random() < 0.5 else 1.1 * lasted
            earliest = 0.0 if latest == lasted else 0.8 * lasted
            time.sleep(chance.uniform(earliest, latest))
            finished += process.poll() is not None
            process.kill()
            process.wait()
            now = digests(out)
            harmed += any(digest not in whole[name] for name, digest in now.items()) or len(now) < len(NAMES)
            listing = json.loads((out / "audit.json").read_text("utf-8"))
            mixed += any(now[name] != digest for name, digest in listing["digests"].items())
            harmed += not mixture_is_told(out)
        subprocess.run(command("zh", out), env=environment, check=False, capture_output=True)
        right = digests(out) == digests(Path(folder) / "zh")
        left = [path.name for path in out.iterdir() if path.name not in NAMES]
    print(f"{count} killed ({finished} had finished): {harmed} harmed, {mixed} mixtures, told by digests")
    print(f"next run {'right' if right else 'WRONG'}, left behind: {left or 'nothing'}")
    return 0 if right and not harmed and not left else 1


if __name__ == "__main__":
    sys.exit(main())
