"""Fuzzing led by coverage, where atheris is installed (``pip install atheris``).

    .venv/bin/python tests/fuzz/guided.py TARGET [-max_total_time=60] [options of libFuzzer]

The same targets and seeds as ``fuzz.py``; what it finds is written to the current folder as ``crash-…``
and becomes a case like any other.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> int:
    """Fuzz one target."""
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: pip install atheris (make fuzz does without)", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["checker"]):
        from tests.fuzz import fuzz, targets

        found = targets.all_targets()
        name = sys.argv[1] if len(sys.argv) > 1 else ""
        if name not in found:
            print("targets: " + " ".join(found), file=sys.stderr)
            return 2
        # What a target imports when it is first used is to be seen, too.
        for seed in fuzz.seeds_of(name)[:5]:
            found[name](seed)
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(fuzz.seeds_of(name)):
            Path(folder, f"seed-{number}").write_bytes(seed)
        atheris.Setup([sys.argv[0], *sys.argv[2:], folder], found[name])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
