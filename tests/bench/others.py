"""One program over the clauses of a text, in a process of its own: how many it reads in a second.

python tests/bench/others.py jionlp text.txt
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_SECONDS = 20.0  # of processor time at most; the pace is the same over the rest


def checker() -> tuple[str, Callable[[str], object]]:
    """What is measured against."""
    from checker.inputs import context_of
    from checker.parse import parse_phrase

    context = context_of({"period": "2024"})
    return "statements with intervals", lambda clause: parse_phrase(clause, context)


def cn2an() -> tuple[str, Callable[[str], object]]:
    """Chinese numerals to Arabic ones."""
    import cn2an as library

    return "numerals only", lambda clause: library.transform(clause, "cn2an")


def recognizers() -> tuple[str, Callable[[str], object]]:
    """Microsoft's recognizers: amounts of money and quantities with a unit."""
    from recognizers_number_with_unit import Culture, recognize_currency, recognize_dimension

    def work(clause: str) -> object:
        return recognize_currency(clause, Culture.Chinese), recognize_dimension(clause, Culture.Chinese)

    return "money and units only", work


def jionlp() -> tuple[str, Callable[[str], object]]:
    """JioNLP: amounts of money and expressions of time."""
    import jionlp as library

    def work(clause: str) -> object:
        return library.ner.extract_money(clause, with_parsing=True), library.ner.extract_time(clause)

    return "money and times only", work


PROGRAMS = {"checker": checker, "cn2an": cn2an, "recognizers-text": recognizers, "jionlp": jionlp}


def main() -> None:
    """Print what was measured as JSON."""
    name, text = sys.argv[1], Path(sys.argv[2]).read_text("utf-8")
    clauses = [clause for clause in re.split("[，；。\n]", text) if clause.strip()]
    out, sys.stdout = sys.stdout, sys.stderr  # some of them greet
    try:
        does, work = PROGRAMS[name]()
    except ImportError as error:
        print(json.dumps({"missing": str(error)}), file=out)
        return
    for clause in clauses[:100]:  # tables are loaded when they are first asked for
        with suppress(Exception):
            work(clause)
    failed = done = 0
    began = time.process_time()
    for clause in clauses:
        try:
            work(clause)
        except Exception:  # a program that cannot read a clause has still spent its time on it
            failed += 1
        done += 1
        if time.process_time() - began > _SECONDS:
            break
    pace = done / (time.process_time() - began)
    print(json.dumps({"does": does, "clauses": done, "clauses a second": pace, "failed": failed}), file=out)


if __name__ == "__main__":
    main()
