"""Reading and rules over a Spark cluster; the same findings as the embedded engine, byte for byte.

Executors read documents and make rows of them; Spark SQL runs the rules. In between the driver settles
places and relates regions to each other, with the limit of memory that a run on one machine has, and at
the end it makes findings of the rows. All nodes need this package, the documents and the work folder.
"""

# pyspark and pandas are an extra, and slow to import.
# ruff: noqa: PLC0415
from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from checker.errors import InternalError, UsageError
from checker.judge.engine import Row, empty_engine
from checker.judge.rulefile import Rule
from checker.settings import Settings
from checker.store import across, batches, codec
from checker.store.corpus import Corpus
from checker.store.database import Database
from checker.store.work import PassingFolder, Workers
from checker.table.schema import SCHEMA

if TYPE_CHECKING:
    import pandas as pd

    from checker.store.reading import Reader

LOCAL = "local[*]"
_DOCUMENTS = 64  # a task
_OPTIONS = {
    # Products of a level and two rates are exact in 38 digits; cutting their scale to six would not be.
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "16",
    "spark.ui.enabled": "false",
    "spark.sql.adaptive.coalescePartitions.enabled": "true",
}
# On one machine the rows are few and the rules many: compiling each costs more than it saves.
_ON_ONE_MACHINE = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
_WITHIN_IT = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


class Cluster:
    """A Spark session. Use as a context manager; a session that was there before is left running."""

    def __init__(self, master: str | None = None, work: Path | None = None) -> None:
        """Start a session, or take the one that ``spark-submit`` made.

        Args:
            master: As Spark writes it, ``local[2]``, ``spark://host:7077``; the session's own where None.
            work: A folder that all nodes see; one of this machine where None, for local masters.
        Raises:
            UsageError: pyspark is not installed, or the cluster cannot be reached.
        """
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            fix = "pip install 'plan-checker[spark]'（另需 Java 17）"
            raise UsageError("--engine", "没有安装 pyspark", fix=fix) from None
        given = SparkSession.getActiveSession()
        builder = SparkSession.builder.appName("checker")
        options = dict(_OPTIONS)
        if master is not None:
            builder = builder.master(master)
            if master.startswith("local"):
                options.update(_WITHIN_IT)
                # Workers of this machine are of this very environment; on others it may lie elsewhere.
                os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        for name, value in options.items():
            builder = builder.config(name, value)
        try:
            self.session = builder.getOrCreate()
        except Exception as error:  # py4j tells a missing Java and an unreachable master each in its own way
            told = " ".join(str(error).split())[:300]
            raise UsageError("--master", f"Spark 没有启动：{told}", fix="检查 Java 17 和 --master") from None
        self.session.sparkContext.setLogLevel("ERROR")
        # Which master it is may have been said to spark-submit.
        if self.session.sparkContext.master.startswith("local"):
            for name, value in _ON_ONE_MACHINE.items():
                self.session.conf.set(name, value)
        self._mine = given is None
        self.folder = PassingFolder(work)

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._mine:
            self.session.stop()

    def read(
        self, documents: Sequence[str], settings: Settings, reader: Reader
    ) -> Iterator[tuple[str, bytes]]:
        """Yield path and packed reading of each document in order, read by the executors."""
        tasks = max(1, -(-len(documents) // _DOCUMENTS))
        listing = self.session.sparkContext.parallelize([(path,) for path in documents], tasks)
        frame = self.session.createDataFrame(listing, "path string")
        read = partial(_read, reader, settings)
        for row in frame.mapInPandas(read, "path string, reading binary").toLocalIterator():
            yield row["path"], bytes(row["reading"])

    def fill(self, database: Database, corpus: Corpus, settings: Settings, jobs: int) -> None:
        """Put the relations of a corpus, whose folder all nodes see, into a database; executors make them."""
        regions = batches.regions(corpus, settings)
        work = [(pickle.dumps(batch),) for batch in batches.split(corpus, settings, regions)]
        spread = self.session.sparkContext.parallelize(work, max(1, len(work)))
        frame = self.session.createDataFrame(spread, "batch binary")
        made = (bytes(row["data"]) for row in frame.mapInPandas(_rows, "data binary").toLocalIterator())
        database.add_packed(made, {entry.path: entry.seq for entry in corpus.entries})
        with Workers(jobs, settings.limits) as workers:
            across.complete(database, corpus, settings, workers)

    def engine(self, database: Database) -> SparkEngine:
        """Return the engine over the relations of a database, which is copied to where all nodes see it."""
        for name in SCHEMA:
            file = self.folder.path / "tables" / f"{name}.parquet"
            file.parent.mkdir(exist_ok=True)
            # The folder is our own and holds no quote; names come from the schema.
            database.connection.execute(f"COPY \"{name}\" TO '{file}' (FORMAT parquet)")
            self.session.read.parquet(file.as_uri()).createOrReplaceTempView(name)
        return SparkEngine(self.session)


class SparkEngine:
    """Rules as Spark SQL: the same files, the same rows."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def __enter__(self) -> SparkEngine:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def bind(self, rule: Rule) -> tuple[str, ...]:
        """Return the columns a rule gives, bound against the relations by the embedded engine."""
        with empty_engine() as engine:
            return engine.bind(rule)

    def batches(self, rule: Rule, *, time_limit: float = 0.0, passed: bool = True) -> Iterator[list[Row]]:
        """Yield the rows a rule gives, unsorted, with exact decimals; the cluster sets no limit of time.

        Raises:
            InternalError: the rule failed; it names the rule.
        """
        try:
            frame = self._session.sql(rule.sql)
            if not passed and "verdict" in frame.columns:
                frame = frame.where("verdict IS DISTINCT FROM 'pass'")
            found: list[Row] = []
            for row in frame.toLocalIterator():
                found.append(row.asDict())
                if len(found) == _DOCUMENTS * 16:
                    yield found
                    found = []
            if found:
                yield found
        except Exception as error:  # whatever Spark says, it is this rule's
            told = " ".join(str(error).split())[:300]
            raise InternalError(rule.code, told, fix=f"见 {rule.path.name}") from None


def _read(reader: Reader, settings: Settings, frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    import pandas as pd

    for frame in frames:
        packed = [codec.to_bytes(reader(path, settings)) for path in frame["path"]]
        yield pd.DataFrame({"path": frame["path"], "reading": packed})


def _rows(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    import pandas as pd

    for frame in frames:
        for data in frame["batch"]:
            # Made by the driver of this very run.
            yield pd.DataFrame({"data": batches.rows(pickle.loads(bytes(data)))})  # noqa: S301
