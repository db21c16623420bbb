"""The long run: ``make fuzz BUDGET=600``. Seeds are broken at random until the time is up.

A fault is whatever a target raises that it does not promise, a hang of more than ten seconds, or the end
of the process. Each is written to ``--keep`` as it was fed, named after its target: put it into
``tests/fuzz/cases`` and it is a test.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz import seeds, targets
from tests.fuzz.mutate import mutated

HANG = 10
_POOL = 400  # interesting inputs kept beside each target's seeds


class Hang(BaseException):
    """A target took too long."""


def seeds_of(name: str) -> list[bytes]:
    """Return what a target starts from."""
    if name.startswith("reader"):
        return [seeds.documents()[name.removeprefix("reader")]]
    if name == "archive":
        return seeds.archives()
    made = {
        "phrase": seeds.phrases,
        "settings": seeds.settings,
        "rule": seeds.rules,
        "baseline": seeds.baselines,
        "several": seeds.several,
    }
    return [text.encode() for text in made[name]()]


def run(budget: float, seed: int, keep: Path, only: str = "") -> Counter[str]:
    """Fuzz until the budget is spent; return executions by target, faults under ``fault <target>``."""
    chance = random.Random(seed)
    chosen = {name: target for name, target in targets.all_targets().items() if only in name}
    corpora = {name: seeds_of(name) for name in chosen}
    # Targets that take long get their share of the time, not of the executions.
    spent = dict.fromkeys(chosen, 0.0)
    counted: Counter[str] = Counter()
    last = keep / "last.bin"
    end = time.monotonic() + budget
    signal.signal(signal.SIGPROF, _ring)
    while time.monotonic() < end:
        name = min(spent, key=lambda n: spent[n])
        corpus = corpora[name]
        data = mutated(chance.choice(corpus), chance.choice(corpus), chance)
        if name == "reader.pdf":  # a library in C may end the process: what it was fed is known
            last.write_bytes(data)
        begun = time.monotonic()
        fault = _try(chosen[name], data)
        spent[name] += time.monotonic() - begun
        counted[name] += 1
        if fault:
            counted[f"fault {name}"] += 1
            _keep(keep, name, data, fault)
        elif chance.random() < 0.02 and len(data) < 60_000:
            # Broken things broken again reach further than one break does.
            corpus.append(data)
            if len(corpus) > _POOL:
                del corpus[chance.randrange(len(corpora[name]) // 2, len(corpus))]
    last.unlink(missing_ok=True)
    return counted


def _ring(*_: object) -> None:
    raise Hang


def _try(target: object, data: bytes) -> str:
    # The process's own time: a busy machine hangs nobody.
    signal.setitimer(signal.ITIMER_PROF, HANG)
    try:
        target(data)  # type: ignore[operator]
    except (Exception, Hang):
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def _keep(keep: Path, name: str, data: bytes, fault: str) -> None:
    # One of a kind is enough: faults are told apart by where they were raised.
    frames = [line for line in fault.splitlines() if line.startswith('  File "')]
    kind = hashlib.sha256((frames[-1] + fault.splitlines()[-1][:40]).encode()).hexdigest()[:10]
    path = keep / f"{name}-{kind}.bin"
    if not path.exists():
        path.write_bytes(data)
        path.with_suffix(".log").write_text(fault, encoding="utf-8")


def main() -> int:
    """Run in processes of a minute each, so that what ends one does not end the run."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--budget", type=float, default=600.0, help="seconds")
    options.add_argument("--seed", type=int, default=int(time.time()))
    options.add_argument("--keep", type=Path, default=Path("fuzz-faults"))
    options.add_argument("--only", default="", help="part of a target's name")
    options.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    given.keep.mkdir(parents=True, exist_ok=True)
    if given.inner:
        for name, count in sorted(run(given.budget, given.seed, given.keep, given.only).items()):
            print(f"{count}\t{name}")
        return 0
    total: Counter[str] = Counter()
    end, seed = time.monotonic() + given.budget, given.seed
    while (left := end - time.monotonic()) > 1:
        budget = min(60.0, left)
        command = [
            sys.executable, __file__, "--inner", "--budget", str(budget), "--seed", str(seed),
            "--keep", str(given.keep), "--only", given.only,
        ]  # fmt: skip
        done = subprocess.run(
            command, stdout=subprocess.PIPE, text=True, check=False, env={**os.environ, "PYTHONHASHSEED": "0"}
        )
        for line in done.stdout.splitlines():
            count, _, name = line.partition("\t")
            total[name] += int(count)
        if done.returncode:
            total["process ended"] += 1
            last = given.keep / "last.bin"
            if last.exists():
                last.rename(given.keep / f"reader.pdf-ended-{seed}.bin")
        seed += 1
    faults = {
        name: count for name, count in total.items() if name.startswith("fault") or name == "process ended"
    }
    for name, count in sorted(total.items()):
        print(f"{count:>10}  {name}")
    runs = sum(count for name, count in total.items() if name not in faults)
    print(f"{runs:>10}  executions in {given.budget:.0f} s, seeds {given.seed}–{seed - 1}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
