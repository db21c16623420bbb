"""Rules of a user's own: what they may not do, how far they may go, and what their author is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from checker.errors import InternalError, RuleFileError
from checker.judge import all_rules, bounds, cases, own_rules, rulefile, sandbox, subset, vet
from checker.judge import engine as engine_module
from checker.judge.engine import Engine, empty_engine
from checker.resources import folder
from checker.settings import Settings
from checker.table.schema import SCHEMA, add, empty

HEADER = """/*
id:       T101
name:     a-defect
severity: note
message:  {id}
*/
"""
LINES = HEADER.count("\n")


def rule(place: Path, sql: str, header: str = HEADER, name: str = "T101-a-defect.sql") -> rulefile.Rule:
    path = place / name
    path.write_text(header + sql, encoding="utf-8")
    return rulefile.read(path)


def chain(step: str, times: int) -> str:
    """A rule of common table expressions, each made of the one before."""
    parts = ["a0 AS (SELECT d.id AS x FROM document AS d)"]
    parts += [f"a{n} AS ({step.format(f'a{n - 1}')})" for n in range(1, times)]
    return f"WITH {', '.join(parts)} SELECT t.x AS anchor, t.x AS id FROM a{times - 1} AS t"


def crowd(rows: int) -> dict[str, object]:
    """Relations with some documents, for rules that join them with themselves."""
    tables = {name: empty(name) for name in SCHEMA}
    kinds = {"VARCHAR": "x", "BOOLEAN": False, "INTEGER": 0}
    for number in range(rows):
        row = {column: kinds[kind] for column, kind in SCHEMA["document"].items()}
        add(tables["document"], {**row, "id": f"doc:{number}", "seq": number})
    return tables


NAUGHTY = {
    "reads a file": "SELECT t.content AS anchor FROM read_text('/etc/passwd') AS t",
    "reads a table file": "SELECT t.a AS anchor FROM read_csv('/etc/passwd') AS t",
    "reads a path as a table": "SELECT t.a AS anchor FROM '/etc/passwd' AS t",
    "reads a quoted path": 'SELECT t.a AS anchor FROM "/etc/passwd" AS t',
    "lists files": "SELECT t.file AS anchor FROM glob('/*') AS t",
    "reads the environment": "SELECT getenv('HOME') AS anchor FROM document AS d",
    "reads the settings": "SELECT current_setting('temp_directory') AS anchor FROM document AS d",
    "reads the catalogue": "SELECT t.table_name AS anchor FROM information_schema.tables AS t",
    "runs text as a query": "SELECT t.x AS anchor FROM query('SELECT 1 AS x') AS t",
    "writes a file": "COPY document TO 'out.csv'",
    "attaches": "ATTACH 'other.db' AS other",
    "installs": "INSTALL httpfs",
    "loads": "LOAD httpfs",
    "sets": "SET memory_limit = '100GB'",
    "asks a pragma": "PRAGMA database_list",
    "calls": "CALL pragma_version()",
    "drops": "DROP TABLE document",
    "drops behind a SELECT": "SELECT d.id AS anchor FROM document AS d; DROP TABLE document",
    "creates": "CREATE TABLE t AS SELECT d.id FROM document AS d",
    "makes a macro": "CREATE MACRO f(x) AS x",
    "inserts": "INSERT INTO document SELECT d.id FROM document AS d",
    "inserts within": "WITH x AS (INSERT INTO document VALUES (1) RETURNING id) SELECT x.id AS anchor FROM x",
    "deletes within": "WITH x AS (DELETE FROM document RETURNING id) SELECT x.id AS anchor FROM x",
    "updates within": "WITH x AS (UPDATE document SET id = 'y' RETURNING id) SELECT x.id AS anchor FROM x",
    "updates": "UPDATE document SET id = 'x'",
    "counts up": "SELECT CAST(r.range AS STRING) AS anchor FROM range(1000000000000) AS r",
    "makes a series": "SELECT 'x' AS anchor FROM generate_series(1, 10000000000) AS t",
    "repeats a text": "SELECT repeat('x', 1000000000) AS anchor FROM document AS d",
    "pads a text": "SELECT lpad('x', 2000000000, 'y') AS anchor FROM document AS d",
    "throws dice": "SELECT CAST(RANDOM() AS STRING) AS anchor FROM document AS d",
    "asks the clock": "SELECT CAST(NOW() AS STRING) AS anchor FROM document AS d",
    "hangs on the order of rows": "SELECT CAST(d.rowid AS STRING) AS anchor FROM document AS d",
    "matches expressions": "SELECT d.id AS anchor FROM document AS d WHERE d.id SIMILAR TO '(a+)+'",
    "says nothing": "",
    "says only a semicolon": ";",
}


@pytest.mark.parametrize("sql", NAUGHTY.values(), ids=NAUGHTY)
def test_what_is_no_plain_question_is_refused_before_it_runs(tmp_path: Path, sql: str) -> None:
    with pytest.raises(RuleFileError, match=rf"T101-a-defect\.sql:{LINES + 1}: "):
        subset.check(rule(tmp_path, sql))


def nest(step: str, times: int) -> str:
    """Return the same with each common table expression within the one before."""
    inner = "SELECT d.id AS x FROM document AS d"
    for number in range(times):
        inner = f"WITH t{number} AS ({inner}) {step.format(f't{number}')}"
    return f"SELECT q.x AS anchor FROM ({inner}) AS q"


LONG = " || ".join(["{0}"] * 60)
BOMBS = {
    "recursion": (
        "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT t.n + 1 FROM t) "
        "SELECT CAST(t.n AS STRING) AS anchor FROM t",
        "递归",
    ),
    "readings that double": (chain("SELECT t.x FROM {0} t UNION ALL SELECT t.x FROM {0} t", 30), "展开后"),
    "joins that double": (chain("SELECT t.x FROM {0} AS t JOIN {0} AS o ON o.x = t.x", 30), "展开后"),
    "readings that double within": (nest("SELECT t.x FROM {0} t JOIN {0} o ON o.x = t.x", 30), "“t1.”展开后"),
    "texts that grow further in": (nest("SELECT t.x || t.x || t.x AS x FROM {0} AS t", 30), "拼长到"),
    "a small one of the same name further in": (
        f"WITH t AS (SELECT {LONG.format('d.id')} AS x FROM document AS d), "
        "u AS (WITH t AS (SELECT d.id AS x FROM document AS d) SELECT t.x FROM t) "
        f"SELECT {LONG.format('t.x')} AS anchor FROM t",
        "拼长到",
    ),
    "texts that grow in one half of a UNION": (
        "SELECT o.x AS anchor FROM (SELECT d.id AS x FROM document AS d UNION ALL "
        f"SELECT {LONG.format('t.x')} AS x FROM "
        f"(SELECT {LONG.format('d.id')} AS x FROM document AS d) AS t) AS o",
        "拼长到",
    ),
    "long texts of its own": (
        "SELECT t.x || t.x || t.x AS anchor FROM "
        f"(SELECT {LONG.format(repr('x' * 900))} AS x FROM document AS d) AS t",
        "拼长到",
    ),
    "texts that grow by concat": (chain("SELECT CONCAT(t.x, t.x, t.x) AS x FROM {0} AS t", 30), "拼长到"),
    "texts that grow by ||": (chain("SELECT t.x || t.x || t.x || t.x AS x FROM {0} AS t", 30), "拼长到"),
    "texts that grow by replace": (chain("SELECT REPLACE(t.x, 'd', t.x) AS x FROM {0} AS t", 30), "拼长到"),
    "texts that grow within": (
        f"SELECT o.x AS anchor FROM (SELECT {LONG.format('t.x')} AS x "
        f"FROM (SELECT {LONG.format('d.id')} AS x FROM document AS d) AS t) AS o",
        "拼长到",
    ),
    "a text that grows in one breath": (
        "SELECT " + "CONCAT(" * 12 + "d.id" + ", d.id, d.id) || d.id" * 12 + " AS anchor FROM document AS d",
        "",
    ),
    "joins without end": (
        "SELECT d0.id AS anchor FROM document AS d0"
        + "".join(f" JOIN document AS d{n} ON d{n}.id = d0.id" for n in range(1, 30)),
        "连接了",
    ),
    "depth": ("SELECT " + "(" * 500 + "1" + ")" * 500 + " AS anchor FROM document AS d", "层"),
    "length": ("SELECT d.id AS anchor FROM document AS d WHERE " + " AND ".join(["d.id = ''"] * 9000), "KB"),
    "a statement of thousands of parts": (
        "SELECT d.id AS anchor FROM document AS d WHERE " + " OR ".join(["d.id=''"] * 2500),
        "太长",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sql", "said"), BOMBS.values(), ids=BOMBS)
def test_what_grows_beyond_measure_is_refused_before_it_runs(tmp_path: Path, sql: str, said: str) -> None:
    made = rule(tmp_path, sql)
    if not said:  # long, but within bounds: a text some thirty times as long
        subset.check(made)
        return
    with pytest.raises(RuleFileError, match=said):
        subset.check(made)


def test_bounds_leave_room_for_every_shipped_rule() -> None:
    for shipped in rulefile.load(folder("rules")):
        subset.check(shipped)
        assert bounds.excess(shipped.sql) is None


class TestRunning:
    """What the checks before let through is stopped while it runs, and names the rule."""

    @pytest.fixture
    def engine(self) -> Iterator[Engine]:
        with Engine(crowd(400)) as made:  # type: ignore[arg-type]
            yield made

    def test_a_flood_of_rows(self, tmp_path: Path, engine: Engine) -> None:
        flood = rule(
            tmp_path, "SELECT a.id AS anchor, a.id AS id FROM document AS a, document AS b, document AS c"
        )
        with pytest.raises(InternalError, match=f"T101: 结果超过 {sandbox.MOST_ROWS} 行"):
            engine.run(flood)

    def test_a_flood_of_text(self, tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sandbox, "MOST_TEXT", 10_000)
        wide = rule(
            tmp_path, "SELECT d.id AS anchor, " + " || ".join(["d.id"] * 20) + " AS id FROM document AS d"
        )
        with pytest.raises(InternalError, match="T101: 结果的文字超过 10000 字"):
            engine.run(wide)

    def test_time(self, tmp_path: Path, engine: Engine) -> None:
        names = [f"document AS d{number}" for number in range(7)]
        total = " + ".join(f"d{number}.seq" for number in range(7))
        bomb = rule(tmp_path, f"SELECT MIN(d0.id) AS anchor, d0.id AS id FROM {', '.join(names)} "
                              f"WHERE {total} = 7 GROUP BY d0.id")  # fmt: skip
        with pytest.raises(InternalError, match="T101: 运行超过 1 秒"):
            engine.run(bomb, time_limit=1.0)
        assert threading.active_count() < 20

    def test_memory(self, tmp_path: Path) -> None:
        greedy = rule(
            tmp_path,
            "SELECT a.id AS anchor, a.id AS id, ROW_NUMBER() OVER (PARTITION BY a.kind ORDER BY "
            "CONCAT(a.id, b.id, c.id)) AS n FROM document AS a, document AS b, document AS c",
        )
        # Of as few rows as this neither their number nor the time is too much.
        out = pytest.raises(InternalError, match="T101: Out of Memory")
        with Engine(crowd(120), memory_limit="20MB") as small, out:  # type: ignore[arg-type]
            small.run(greedy)

    def test_nothing_can_be_written_even_past_the_checks(self, tmp_path: Path, engine: Engine) -> None:
        sneaked = rule(tmp_path, "DELETE FROM document RETURNING id AS anchor")
        with pytest.raises(InternalError):
            engine.run(sneaked)
        with pytest.raises(RuleFileError, match="不是一条 SELECT"):
            engine.bind(sneaked)
        left = rule(tmp_path, "SELECT COUNT(d.id) AS n FROM document AS d")
        assert engine.run(left) == [{"n": 400}]

    def test_the_engine_reads_no_file_even_past_the_checks(self, tmp_path: Path, engine: Engine) -> None:
        (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
        sneaked = rule(tmp_path, f"SELECT t.a AS anchor FROM read_csv('{tmp_path / 'secret.csv'}') AS t")
        with pytest.raises(InternalError, match=r"disabled by configuration|Permission"):
            engine.run(sneaked)

    @pytest.mark.parametrize(("small", "huge"), [(0, 0), (0, 10**6), (10**6, 10**6)])
    def test_rules_at_once(
        self, tmp_path: Path, small: int, huge: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In one thread or two, compressed or not, each rule's rows come in its turn; so does a failure."""
        monkeypatch.setattr(engine_module, "SMALL", small)
        monkeypatch.setattr(engine_module, "HUGE", huge)
        selects = ("d.seq", "CAST(d.id AS INTEGER)", "d.seq + 1", "-d.seq", "d.kind")
        made = [rule(tmp_path, f"SELECT {what} AS anchor FROM document AS d") for what in selects]
        with Engine(crowd(3)) as engine:  # type: ignore[arg-type]
            results = list(engine.run_all(made))
            with pytest.raises(duckdb.Error, match="locked"):
                engine._connection.execute("SET threads=1")
        assert isinstance(results[1], InternalError)
        told = [sorted(row["anchor"] for row in rows) for rows in results if isinstance(rows, list)]
        assert told == [[0, 1, 2], [1, 2, 3], [-2, -1, 0], ["x", "x", "x"]]

    def test_whoever_stops_waiting_stops_the_rules(self, tmp_path: Path, engine: Engine) -> None:
        names = ", ".join(f"document AS d{number}" for number in range(7))
        quick = rule(tmp_path, "SELECT d.id AS anchor FROM document AS d")
        bomb = rule(tmp_path, f"SELECT MIN(CONCAT(d0.id, d6.id)) AS anchor FROM {names}")
        results = engine.run_all([quick, bomb, bomb])
        next(results)
        assert "rules" in {thread.name for thread in threading.enumerate()}
        results.close()  # a bomb takes days
        assert "rules" not in {thread.name for thread in threading.enumerate()}

    def test_a_rule_after_a_failed_one_runs(self, tmp_path: Path, engine: Engine) -> None:
        failing = rule(tmp_path, "SELECT CAST(d.id AS INTEGER) AS anchor FROM document AS d")
        with pytest.raises(InternalError):
            engine.run(failing)
        assert len(engine.run(rule(tmp_path, "SELECT d.id AS anchor FROM document AS d"))) == 400


MISTAKES = [
    ("d.id AS id", "d.idd AS id", LINES + 2, "idd", "rules/README.md"),
    ("FROM document AS d", "FROM documents AS d", LINES + 3, "documents", "是不是 document"),
    ("d.id AS anchor", "d.id AS ancor", LINES + 1, "没有 anchor", "AS anchor"),
    ("d.id AS anchor", "UPPERCASE(d.id) AS anchor", LINES + 1, "uppercase()", "可用的函数"),
    ("SELECT", "SELCT", LINES + 1, "不是有效的 SQL", "rules/README.md"),
    ("d.id AS id", "d.seq / 2 AS id", LINES + 2, "除法（改用交叉相乘", "rules/README.md"),
    ("d.id AS id", "1e0 AS id", LINES + 1, "浮点", "商"),
    ("severity: note", "severity: notes", 4, "notes", "error warning note"),
    ("severity: note", "severty: note", 4, "severty", "是不是 severity"),
    ("id:       T101", "id:       T-1", 2, "T-1", "BS101"),
    ("name:     a-defect", "name:     ADefect", 3, "ADefect", "小写"),
    ("id:       T101", "id:       T102", 2, "文件名", "T102-a-defect.sql"),
    ("message:  {id}", "message:  {idd}", 5, "idd", "AS idd"),
    ("message:  {id}\n", "", 1, "message", "加一行"),
    ("/*\n", "", 1, "文件头", "/*"),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[m[1][:24] for m in MISTAKES])
def test_a_mistake_is_told_with_file_line_problem_and_what_to_do(
    tmp_path: Path, mistake: tuple[str, str, int, str, str]
) -> None:
    old, new, line, problem, fix = mistake
    sql = "SELECT d.id AS anchor,\n  d.id AS id\nFROM document AS d\n"
    path = tmp_path / "T101-a-defect.sql"
    path.write_text((HEADER + sql).replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError) as told:
        vet(own_rules(tmp_path))
    assert told.value.place == f"{path}:{line}"
    assert problem in told.value.problem
    assert fix in told.value.fix


REFUSED = [
    (
        "UPPERCASE(d.id)",
        "用了函数 uppercase()",
        "可用的函数：abs cast coalesce concat count dense_rank greatest if",
    ),
    ("d.rowid", "用了 rowid", "用关系的 id 列"),
    ("*", "用了*（逐个写出列名）", "可移植的写法见 rules/README.md"),
    (
        "(SELECT t.x FROM information_schema.tables AS t)",
        "读取“information_schema.tables AS t”",
        "可读的关系：",
    ),
    ("(SELECT t.x FROM read_text('x') AS t)", "读取“READ_TEXT('x') AS t”", "可读的关系："),
    ("(SELECT t.x FROM Statements AS t)", "读取“Statements”，没有这个关系", "是不是 statement？"),
]


@pytest.mark.parametrize(("piece", "problem", "fix"), REFUSED, ids=[piece for piece, *_ in REFUSED])
def test_what_is_refused_is_told(tmp_path: Path, piece: str, problem: str, fix: str) -> None:
    made = rule(tmp_path, f"SELECT d.id AS anchor,\n  {piece} AS x\nFROM document AS d")
    with pytest.raises(RuleFileError) as told:
        subset.check(made)
    assert told.value.problem.startswith(problem)
    assert told.value.fix.startswith(fix)
    assert not {"case", "exists", "try_cast", "and"} & set(told.value.fix.split())


def test_what_is_no_select_is_told_without_a_word_of_the_parsers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for sql, problem in (
        ("SELCT d.id", "不是有效的 SQL（duckdb）：Invalid expression / Unexpected token"),
        ("SELECT d.id AS anchor FROM document AS d; SELECT 1", "有 2 条语句"),
        ("-- nothing", "没有 SELECT"),
        ("PRAGMA database_list", "这是 PRAGMA，不是 SELECT"),
    ):
        with pytest.raises(RuleFileError) as told:
            subset.check(rule(tmp_path, sql))
        assert told.value.problem.startswith(problem)
        assert "\n" not in told.value.problem
        assert "Line" not in told.value.problem
    assert not caplog.records


@pytest.mark.parametrize("over", [False, True])
def test_bounds_include_their_number(tmp_path: Path, over: bool) -> None:
    joins = "".join(f" JOIN document AS d{n} ON d{n}.id = d0.id" for n in range(1, bounds.MOST_TABLES + over))
    made = rule(tmp_path, f"SELECT d0.id AS anchor FROM document AS d0{joins}")
    if over:
        with pytest.raises(RuleFileError, match="连接了 25 个关系，最多 24 个"):
            subset.check(made)
    else:
        subset.check(made)


def test_a_mistake_that_only_the_engine_sees_is_told_with_its_line(tmp_path: Path) -> None:
    made = rule(
        tmp_path, "SELECT d.id AS anchor,\n  d.id AS id\nFROM document AS d\nWHERE d.id + d.id > d.idd"
    )
    with empty_engine() as engine, pytest.raises(RuleFileError, match="SQL 不成立") as told:
        engine.bind(made)
    assert told.value.place == f"{made.path}:{LINES + 4}"
    untold = sandbox.unbound(made, MemoryError())
    assert (untold.place, untold.problem) == (f"{made.path}:{LINES + 1}", "SQL 不成立：内存不够")


def test_a_good_rule_is_vetted_whatever_its_letters_and_line_ends(tmp_path: Path) -> None:
    text = HEADER + "Select D.id As anchor, d.ID As id\nFrom Document As d;\n"
    (tmp_path / "T101-a-defect.sql").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    (made,) = own_rules(tmp_path)
    vet([made])
    with Engine(crowd(3), rules=[made]) as engine:  # type: ignore[arg-type]
        assert len(engine.run(made)) == 3


class TestNames:
    """Codes outside PC are the user's own; no code and no name stands for two rules."""

    def test_codes_of_this_package_are_reserved(self, tmp_path: Path) -> None:
        rule(tmp_path, "SELECT 1", HEADER.replace("T101", "PC999"), "PC999-a-defect.sql")
        with pytest.raises(RuleFileError, match="PC 开头") as told:
            own_rules(tmp_path)
        assert told.value.place.endswith("PC999-a-defect.sql:2")

    def test_a_shipped_name_taken_again_is_named_at_the_users_file(self, tmp_path: Path) -> None:
        rule(tmp_path, "SELECT 1", HEADER.replace("a-defect", "off-track"), "T101-off-track.sql")
        with pytest.raises(RuleFileError, match="PC307-off-track") as told:
            all_rules(Settings(rules=(tmp_path,)))
        assert "T101-off-track.sql:1" in told.value.place

    def test_two_folders_with_one_code_are_both_named(self, tmp_path: Path) -> None:
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            rule(tmp_path / name, "SELECT 1")
        with pytest.raises(RuleFileError, match="“T101”已经是T101-a-defect"):
            all_rules(Settings(rules=(tmp_path / "a", tmp_path / "b")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- &a [x, x]\n- &b [*a, *a]\n- [*b, *b]\n", "别名"),
        ("[" * 400_000, "太深"),
        ("- " * 200_000, "太深"),
        ("- name: " + "x" * 500_000, "超过"),
    ],
)
def test_a_case_file_is_no_bomb(tmp_path: Path, text: str, said: str) -> None:
    made = rule(tmp_path, "SELECT d.id AS anchor FROM document AS d")
    made.cases.write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError, match=said):
        cases.load(made)


def test_what_cases_lack_is_said() -> None:
    documents = {"云阜市/计划/2025": "增长5%。"}
    firing = cases.Case("甲", documents, (cases.Expected("云阜市/计划/2025#1"),))
    twin = cases.Case("乙", {"云阜市/计划/2025": "增长6%。"}, (), twin="甲")
    said = " ".join(cases.shortfall([firing, twin, twin]))
    assert "同名" in said
    assert "会报的样例只有 1 个" in said
    assert "不报的样例只有 2 个" in said
    assert "“甲”没有" in " ".join(cases.shortfall([firing]))


def test_the_empty_engine_takes_a_good_rule(tmp_path: Path) -> None:
    with empty_engine() as engine:
        assert engine.bind(rule(tmp_path, "SELECT d.id AS anchor, d.id AS id FROM document AS d")) == (
            "anchor",
            "id",
        )
