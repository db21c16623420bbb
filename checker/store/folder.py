"""A corpus that is read once and judged often: ``checker extract CORPUS --out FOLDER/``.

FOLDER/
  statements/province=…/part-00000.parquet …    the contract's columns, a row a statement
  commitments/province=…/part-00000.parquet …   the same for commitments
  _readings/part-00000.parquet …                what else judging needs; names with _ are no data sets
  _checker.json                                 written last: a folder without it is none
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from checker.errors import UsageError
from checker.given import read_json
from checker.model import Problem
from checker.report.statements import WHAT, table
from checker.settings import RegionSetting, Settings
from checker.store import batches, scale, version, work
from checker.store.corpus import Corpus

MANIFEST = "_checker.json"
_FORMAT = 1
_READINGS = "_readings"
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Written:
    """What a folder was filled with."""

    documents: int
    rows: dict[str, int]  # of each table
    problems: tuple[Problem, ...]


def write(folder: Path, packed: Iterable[tuple[str, bytes]], settings: Settings, jobs: int) -> Written:
    """Write packed readings as a folder; one that was there before is put in its place when all is written.

    Raises:
        UsageError: The folder holds something else, or cannot be written.
    """
    if folder.exists() and not (folder / MANIFEST).is_file() and (folder.is_file() or any(folder.iterdir())):
        problem = "这里已有别的文件，不能当作数据文件夹"
        raise UsageError(str(folder), problem, fix="换一个新的文件夹")
    making = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    try:
        making.mkdir(parents=True)
        corpus = scale.gather(packed, making / _READINGS)
        corpus.settle(settings)
        rows = dict.fromkeys(WHAT, 0)
        regions = batches.regions(corpus, settings)
        numbered = enumerate(batches.split(corpus, settings, regions))
        for counts in work.over(partial(_tables, making), numbered, jobs, settings.limits):
            for name, count in counts.items():
                rows[name] += count
        _describe(making, corpus, settings, rows)
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(making, folder)
    except OSError as error:
        fix = "检查写入权限和磁盘空间"
        raise UsageError(str(folder), f"写不进结果（{error.strerror}）", fix=fix) from None
    finally:
        shutil.rmtree(making, ignore_errors=True)
    problems = tuple(problem for entry in corpus.entries for problem in entry.problems)
    return Written(len(corpus.entries), rows, problems)


def read(folder: Path, settings: Settings) -> tuple[Corpus, Settings]:
    """Return the corpus of a folder, its places settled, and the settings to judge it with.

    Raises:
        UsageError: It is none, is not finished, was written by another version, or with other places.
    """
    again = f"重新运行 checker extract … --out {folder}/"
    try:
        told = read_json(folder / MANIFEST)
        regions = tuple(RegionSetting(*values) for values in told["regions"])
        written_by = (told["format"], told["version"])
    except OSError:
        raise UsageError(str(folder), "不是 checker extract 写出的数据文件夹", fix=again) from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(str(folder / MANIFEST), "内容损坏", fix=again) from None
    if written_by != (_FORMAT, version.reading()):
        raise UsageError(str(folder), "是另一个版本的程序写出的", fix=again)
    if settings.regions and settings.regions != regions:
        raise UsageError(str(folder), "写出时用的是另外的 [[region]] 设置", fix=again)
    corpus = Corpus.open(folder / _READINGS)
    corpus.close()
    if len(corpus.entries) != told.get("documents"):
        raise UsageError(str(folder), "文件不齐", fix=again)
    used = replace(settings, regions=regions)
    corpus.settle(used)
    return corpus, used


def _describe(folder: Path, corpus: Corpus, settings: Settings, rows: dict[str, int]) -> None:
    told = {
        "format": _FORMAT,
        "version": version.reading(),
        "documents": len(corpus.entries),
        **rows,
        "regions": [(region.name, region.parent, region.level) for region in settings.regions],
    }
    (folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _tables(folder: Path, numbered: tuple[int, batches.Batch]) -> dict[str, int]:
    """Write the rows of a batch, and return how many of each table."""
    number, batch = numbered
    corpus = Corpus(batch.folder)
    readings = [corpus.load(entry) for entry in batch.entries]
    written: dict[str, int] = {}
    for name, fields in WHAT.items():
        by_province: dict[str, list[Any]] = {}
        for entry, reading in zip(batch.entries, readings, strict=True):
            province = entry.region_path.partition("/")[0] or _UNKNOWN
            by_province.setdefault(province, []).extend(getattr(reading, name))
        for province, rows in by_province.items():
            if rows:
                _part(
                    folder / name / f"province={quote(province)}" / f"part-{number:05}.parquet", rows, fields
                )
        written[name] = sum(map(len, by_province.values()))
    return written


def _part(file: Path, rows: Sequence[Any], fields: tuple[str, ...]) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 — 100 ms

    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table(rows, fields), file)
