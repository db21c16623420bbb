"""Checks Chinese government plans, their targets and their execution reports against each other.

>>> import checker
>>> audit = checker.check(["published/"])          # doctest: +SKIP
>>> frame = checker.extract(["published/"])        # doctest: +SKIP
>>> checker.parse("地区生产总值增长5%左右")           # doctest: +SKIP
"""

# Everything is imported on first use: `checker --version` must not wait for pandas.
# ruff: noqa: PLC0415
from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from checker.model import Audit, Finding, Statement

__version__ = "0.1.0"
__all__ = ["Audit", "Finding", "Statement", "__version__", "check", "extract", "parse", "statements"]


def check(
    paths: Iterable[str | Path] | str | Path,
    *,
    against: Iterable[str | Path] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: str | Path | None = None,
    baseline: str | Path | Collection[str] | None = None,
    show_passed: bool = False,
    language: str = "zh",
    jobs: int = 1,
) -> Audit:
    """Check documents against each other.

    Args:
        paths: Documents, or folders of them.
        against: Documents that are context; only findings that concern ``paths`` are returned.
        select: Rules to run, by code, prefix or name; all where empty.
        ignore: Rules to leave out, likewise.
        settings: A settings file; otherwise looked for upward from the documents.
        baseline: A baseline file or an earlier ``audit.json``, or fingerprints: findings in it have the
            status ``baseline``, and what of it no longer occurs is in ``stale``.
        show_passed: Also return the comparisons that agreed.
        language: Of what findings say, ``zh`` or ``en``; quotes stay as written.
        jobs: Processes to read with. More than one needs the usual ``__main__`` guard in a script.
    Returns:
        Readings, findings and problems; a document that cannot be read is a problem, no exception.
    Raises:
        CheckerError: The settings, the rules or the arguments cannot be used.
    """
    from checker.errors import UsageError
    from checker.judge.acceptance import as_baseline
    from checker.judge.baseline import read
    from checker.pipeline import audit
    from checker.report.messages import LANGUAGES

    listed = _listed(paths)
    if language not in LANGUAGES:
        raise UsageError("language", f"没有语言“{language}”", fix="可用：" + " ".join(LANGUAGES))
    named = isinstance(baseline, str) or hasattr(baseline, "__fspath__")
    return audit(
        listed,
        _settings(settings, listed),
        against=_listed(against),
        select=select,
        ignore=ignore,
        baseline=read(baseline) if named else as_baseline(baseline or ()),  # type: ignore[arg-type]
        show_passed=show_passed,
        language=language,
        jobs=jobs,
    )


def extract(
    paths: Iterable[str | Path] | str | Path,
    *,
    settings: str | Path | None = None,
    jobs: int = 1,
    cache: bool = False,
) -> pd.DataFrame:
    """Return the statements of documents as a frame, one row per statement, the contract's columns.

    Figures are decimal strings, as written and as exact interval; nothing is a binary float. For more
    documents than a frame can hold, see ``statements``.
    """
    from checker.report.statements import to_frame

    return to_frame(statements(paths, settings=settings, jobs=jobs, cache=cache))


def statements(
    paths: Iterable[str | Path] | str | Path,
    *,
    settings: str | Path | None = None,
    jobs: int = 1,
    cache: bool = False,
) -> Iterator[Statement]:
    """Yield the statements of documents, in the order of paths and places.

    All documents are read before the first is given: only together do they tell whose place is whose.
    Of many, what was read lies on disk until its turn, so memory does not grow with the corpus.

    Args:
        paths: Documents, or folders of them.
        settings: A settings file; otherwise looked for upward from the documents.
        jobs: Processes to read with. More than one needs the usual ``__main__`` guard in a script.
        cache: Keep what was read in the user's cache folder, and take it from there.
    """
    from checker.inputs import expand
    from checker.pipeline import settled
    from checker.store.cache import default

    listed = _listed(paths)
    chosen = _settings(settings, listed)
    kept = default(chosen) if cache else None
    documents = expand(listed, limits=chosen.limits).paths
    for reading in settled(documents, chosen, jobs=jobs, cache=kept):
        yield from reading.statements


def _parse(
    text: str,
    *,
    region: str | None = None,
    period: str | None = None,
    modality: str = "target",
) -> list[Statement]:
    """Return the statements of one phrase, read in the context given.

    Args:
        text: A clause or sentence.
        region: The place it speaks of, where it does not say.
        period: ``2024``, ``2018/2022`` or ``../2027``.
        modality: target, actual, estimate, assigned or baseline.
    """
    from checker.inputs import context_of
    from checker.parse import parse_phrase

    return parse_phrase(text, context_of({"region": region, "period": period, "modality": modality}))


def _listed(paths: Iterable[str | Path] | str | Path) -> list[str]:
    single = isinstance(paths, str) or hasattr(paths, "__fspath__")
    return [str(paths)] if single else [str(path) for path in paths]  # type: ignore[union-attr]


def _settings(path: str | Path | None, documents: list[str]) -> Any:
    from pathlib import Path

    from checker.inputs import common_folder
    from checker.settings import load

    return load(Path(path) if path is not None else None, common_folder(documents))


class _ParseStage(ModuleType):
    """The stage ``checker.parse``, which is also the public function of that name."""

    def __call__(self, text: str, **context: Any) -> list[Statement]:
        return _parse(text, **context)


class _Package(ModuleType):
    """This package. Importing the stage ``checker.parse`` binds it here; it is made callable then."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "parse" and isinstance(value, ModuleType):
            value.__class__ = _ParseStage
        super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in {"Audit", "Finding", "Statement"}:
        return getattr(import_module("checker.model"), name)
    if name == "parse":
        return import_module("checker.parse")
    raise AttributeError(f"module 'checker' has no attribute {name!r}")


if TYPE_CHECKING:
    parse = _parse
else:
    sys.modules[__name__].__class__ = _Package
