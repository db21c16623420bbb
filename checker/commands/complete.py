"""What a shell offers for the value of an option or argument: by what its placeholder in the help says."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

from collections.abc import Iterable

from click.shell_completion import CompletionItem

_FILES = ("PATH", "FILE", "OLD", "NEW")


def offered(placeholder: str, incomplete: str) -> list[CompletionItem]:
    """Return what a word may become: codes of rules, formats, or what the shell knows of files.

    Args:
        placeholder: As ``CODE,...``, ``F,...``, ``PATH...``, ``DIR``.
        incomplete: The word so far; of several parted by commas the last one is completed.
    """
    if "CODE" in placeholder:
        return _last(incomplete, _codes())
    if placeholder.startswith("F,"):
        from checker.report import FORMATS

        return _last(incomplete, [(name, "") for name in FORMATS])
    if "DIR" in placeholder:
        return [CompletionItem(incomplete, type="dir")]
    if any(word in placeholder for word in _FILES):
        return [CompletionItem(incomplete, type="file")]
    return []


def _codes() -> list[tuple[str, str]]:
    from checker.judge import shipped_rules

    rules = shipped_rules()
    return [(rule.code, rule.name) for rule in rules] + [(rule.name, rule.code) for rule in rules]


def _last(incomplete: str, values: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    before, comma, word = incomplete.rpartition(",")
    given = set(before.split(","))
    return [
        CompletionItem(before + comma + value, help=text or None)
        for value, text in values
        if value.startswith(word) and value not in given
    ]
