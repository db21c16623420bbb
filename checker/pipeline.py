"""The whole flow on one screen: read → parse → table → judge, and the audit that comes out.

Reading and parsing are one function per document, run in process or over a process pool; judging is
set-at-a-time over all of them.
"""

# Each stage is imported when the flow reaches it, so that a short command stays short.
# ruff: noqa: PLC0415
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar, Unpack

from checker import inputs
from checker.diagnostics import stage
from checker.errors import CheckerError
from checker.model import Audit, Document, Finding, Problem, Reading
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.cluster import Cluster
    from checker.judge.acceptance import Baseline
    from checker.judge.rulefile import Rule
    from checker.store.cache import Cache
    from checker.store.corpus import Corpus
    from checker.store.judged import Judged
    from checker.store.reading import Many, Reader

T = TypeVar("T")
Progress = Callable[[int, int, str], None]  # done, total, what is being done
Paths = Iterable[str | Path]


class Means(TypedDict, total=False):
    """With what documents are read; what is read is the same with any."""

    jobs: int  # processes
    cache: Cache | None  # where readings are kept between runs
    progress: Progress | None  # called after each document


def audit(
    paths: Paths,
    settings: Settings,
    *,
    corpus: Corpus | None = None,
    cluster: Cluster | None = None,
    against: Paths = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    baseline: Baseline | Collection[str] = (),
    show_passed: bool = False,
    jobs: int = 1,
    cache: Cache | None = None,
    leave_out: Path | None = None,
    language: str = "zh",
    progress: Progress | None = None,
) -> Audit:
    """Read documents, check them against each other and return everything there is to report.

    Args:
        paths: Documents, or folders of them.
        settings: What the texts do not say themselves.
        corpus: What was read before, in the place of ``paths`` and ``against``.
        cluster: Spark, to read and judge with in the place of this machine's processes and DuckDB.
        against: Documents that are context: joined, but only findings that concern ``paths`` stay.
        select: Rules to run, by code, prefix or name; all where empty.
        ignore: Rules to leave out, likewise.
        baseline: Findings that were there before, or their fingerprints; they are counted, not new.
        show_passed: Also return the comparisons that agreed.
        jobs: Processes to read with; the result is the same for any number.
        cache: Where readings are kept between runs; the result is the same with and without.
        leave_out: A folder of results, not to be taken for documents.
        language: Of what findings say, ``zh`` or ``en``; quotes stay as written.
        progress: Called after each document.
    Returns:
        The audit; documents that cannot be read are problems in it, never exceptions.
    Raises:
        CheckerError: There is nothing to check, or a fault of the rules, the lexicon or the program.
    """
    from checker import __version__
    from checker.judge import acceptance, all_rules, vet
    from checker.judge.select import chosen, known_severities, running

    # A misspelt rule is said before hours of reading, not after.
    every = all_rules(settings)
    known_severities(every, settings)
    rules = chosen(every, select, ignore)
    vet(rules)
    known = acceptance.as_baseline(baseline)
    if corpus is not None:
        given = inputs.Inputs(tuple(entry.path for entry in corpus.entries))
    else:
        given = inputs.expand(paths, leave_out=leave_out, limits=settings.limits)
    context = inputs.expand(against, leave_out=leave_out, without=given, limits=settings.limits)
    if not given.paths:
        raise inputs.nothing_to_check(given)
    # A folder of no use is a problem like a document of no use.
    useless = [Reading(Document(p.document, problems=[p])) for p in given.problems + context.problems]
    faults: list[CheckerError] = []
    means = Means(jobs=jobs, cache=cache, progress=progress)
    work = _Work(settings, rules, useless, faults, show_passed, means, language, cluster)
    judged = work.of_corpus(corpus) if corpus is not None else work.judged(given.paths + context.paths)
    run = acceptance.Run(every, running(rules, settings, faults), inputs.covers(given.paths + context.paths))
    leftovers = acceptance.leftovers(judged.fingerprints, settings, run, language)
    reported = _reported(judged, frozenset(given.paths), settings, known, leftovers)
    return replace(
        reported,
        # A rule that failed: the others ran, and no document is at fault.
        problems=[*reported.problems, *(Problem("", _in_a_line(fault), fatal=False) for fault in faults)],
        skipped=given.skipped + context.skipped,
        context_paths=frozenset(context.paths),
        version=__version__,
        run=inputs.digest(
            given.paths if corpus is None else corpus.files(),
            context.paths,
            settings,
            (*select, "-", *ignore, "-", *sorted(known.fingerprints)),
        ),
        tolerance=settings.tolerance,
        rules=tuple(rules),
        stale=acceptance.stale(judged.fingerprints, known, run),
    )


def _reported(
    judged: Judged, mine: frozenset[str], settings: Settings, known: Baseline, leftovers: Iterable[Finding]
) -> Audit:
    """Return what concerns my own documents, with what is said of acceptance, and what of it was accepted."""
    from checker.judge import acceptance

    concerning = (finding for finding in judged.findings if _concerns(finding, mine))
    accepted: dict[str, str] = {}

    def marked() -> Iterator[Finding]:
        for finding in merge(concerning, sorted(leftovers, key=_place), key=_place):
            accepted.update(acceptance.mark([finding], settings, known.fingerprints))
            yield finding

    kept = judged.keep(marked())
    return Audit(
        readings=judged.readings,
        findings=kept,
        passed=judged.keep(finding for finding in judged.passed if _concerns(finding, mine)),
        problems=[problem for reading in judged.readings for problem in reading.document.problems],
        folded=dict(Counter(finding.rule for finding in kept if finding.severity == "note")),
        accepted=accepted,
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """read → table → judge, of some documents in memory, of many on disk; the findings are the same."""

    settings: Settings
    rules: Sequence[Rule]
    useless: Sequence[Reading]  # stand for folders that could not be read
    faults: list[CheckerError]
    show_passed: bool
    means: Means
    language: str
    cluster: Cluster | None

    def judged(self, documents: Sequence[str]) -> Judged:
        """Return what was read and found."""
        from checker.store import judged

        few = len(documents) < judged.LARGE and self.cluster is None
        return self.in_memory(documents) if few else self.on_disk(documents)

    def in_memory(self, documents: Sequence[str]) -> Judged:
        """Read, then judge set by set over everything."""
        from checker.judge import judge
        from checker.store.judged import Judged
        from checker.table import build

        with stage("read"):
            readings = [*read_all(documents, self.settings, **self.means), *self.useless]
        with stage("table"):
            relations = build(readings, self.settings)
        with stage("judge"):
            findings, passed = judge(
                relations,
                self.settings,
                rules=self.rules,
                show_passed=self.show_passed,
                faults=self.faults,
                language=self.language,
            )
        return Judged(
            readings,
            sorted(findings, key=_place),
            sorted(passed, key=_place),
            fingerprints={finding.fingerprint for finding in findings},
        )

    def on_disk(self, documents: Sequence[str]) -> Judged:
        """The same, with readings, relations and findings in files."""
        from checker.store import codec, scale

        if self.cluster is None:
            packed = read_packed(documents, self.settings, **self.means)
        else:
            spread = self.cluster.read(documents, self.settings, read_one)
            packed = _told(spread, documents, self.means.get("progress"))
        useless = ((reading.document.path, codec.to_bytes(reading)) for reading in self.useless)
        # Executors make rows of the readings, so these lie where all nodes see them.
        folder = None if self.cluster is None else self.cluster.folder
        with stage("read"):
            corpus = scale.gather_in_passing(chain(packed, useless), folder)
            corpus.settle(self.settings)
        return self.of_corpus(corpus)

    def of_corpus(self, corpus: Corpus) -> Judged:
        """Judge what was read before."""
        from checker.store import scale

        return scale.judge(
            corpus,
            self.settings,
            self.rules,
            jobs=self.means.get("jobs", 1),
            cache=None if self.cluster else self.means.get("cache"),
            language=self.language,
            show_passed=self.show_passed,
            faults=self.faults,
            cluster=self.cluster,
        )


def read_all(documents: Sequence[str], settings: Settings, **means: Unpack[Means]) -> list[Reading]:
    """Read and parse documents, and place the regions that only all of them together place."""
    from checker.table import settle

    readings = list(read(documents, settings, **means))
    settle(readings, settings)
    return readings


def settled(documents: Sequence[str], settings: Settings, **means: Unpack[Means]) -> Iterator[Reading]:
    """Yield what ``read_all`` returns; of many documents, one at a time is in memory."""
    from checker.store import judged, scale

    if len(documents) < judged.LARGE:
        yield from read_all(documents, settings, **means)
        return
    corpus = scale.gather_in_passing(read_packed(documents, settings, **means))
    corpus.settle(settings)
    yield from corpus.readings()


def read(documents: Sequence[str], settings: Settings, **means: Unpack[Means]) -> Iterator[Reading]:
    """Read and parse documents, in the order given; over a process pool when that pays."""
    from checker.store import reading

    return _with(reading.read, documents, settings, **means)


def read_packed(
    documents: Sequence[str], settings: Settings, **means: Unpack[Means]
) -> Iterator[tuple[str, bytes]]:
    """The same, each reading packed by ``checker.store.codec``: for files, or for another process."""
    from checker.store import reading

    return _with(reading.read_packed, documents, settings, **means)


def _with(
    recalled: Callable[[Sequence[str], Settings, Cache | None, Reader, Many], Iterator[T]],
    documents: Sequence[str],
    settings: Settings,
    *,
    jobs: int = 1,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Iterator[T]:
    return _told(recalled(documents, settings, cache, read_one, _many(settings, jobs)), documents, progress)


def _told(each: Iterator[T], documents: Sequence[str], progress: Progress | None) -> Iterator[T]:
    for done, (path, one) in enumerate(zip(documents, each, strict=True), 1):
        yield one
        if progress:
            progress(done, len(documents), path)


def _many(settings: Settings, jobs: int) -> Many:
    def many(paths: Sequence[str], reader: Reader) -> Iterator[Reading]:
        shared = jobs > 1 and inputs.pays_to_share(paths)
        if shared or inputs.needs_a_process(paths):
            from checker.pool import read_in_pool

            return read_in_pool(paths, settings, jobs if shared else 1, reader)
        from checker.worker import read_in_time

        return (read_in_time(reader, path, settings) for path in paths)

    return many


def read_one(path: str, settings: Settings) -> Reading:
    """Return one document as read and parsed; whatever is wrong with it becomes a problem of it."""
    from checker.errors import Unreadable

    document = Document(path=path)
    try:
        from checker.parse import parse_document
        from checker.read import read_document

        document = read_document(path, settings)
        return parse_document(document, settings)
    except Unreadable as error:
        document.problems.append(Problem(path, error.problem))
    except CheckerError:  # of word lists, settings, the program: no document's fault
        raise
    except MemoryError:
        document.problems.append(Problem(path, "内存不足；拆分文档，或关闭其他程序后再试"))
    except RecursionError:
        document.problems.append(Problem(path, "嵌套过深，可能是恶意构造的文件，未予读取"))
    except Exception as error:  # one document, however broken, never ends a run over the others
        from checker.diagnostics import fault_of_program, trace

        fault = fault_of_program(error)
        if fault is not None:
            raise fault from error
        if isinstance(error, OSError):
            document.problems.append(Problem(path, f"打不开：{error.strerror or error}"))
            return Reading(document)
        text = f"读取时程序内部出错（{type(error).__name__}: {error}），加 --debug 重新运行，报告诊断文件"
        document.problems.append(Problem(path, text, trace=trace(error)))
    return Reading(document)


def _in_a_line(fault: CheckerError) -> str:
    told = f"{fault.place}: {fault.problem}" if fault.place else fault.problem
    return f"{told}；{fault.fix}" if fault.fix else told


def _concerns(finding: Finding, mine: frozenset[str]) -> bool:
    # A context document that cannot be read leaves comparisons undone: that is always said.
    places = {finding.document, *(evidence.document for evidence in finding.evidence)}
    return finding.rule == "PC901" or not mine.isdisjoint(places)


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.document, finding.line, finding.start, finding.rule, finding.fingerprint
