"""Settings: what the text cannot say. ``checker.toml``, or ``[tool.checker]`` in ``pyproject.toml``.

Everything has a default; a run without a settings file is a full run. A mistake in the file stops
the run before anything is read, with the line and what to do about it.
"""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from checker.errors import SettingsError
from checker.given import read_text
from checker.limits import Limits
from checker.model import KINDS, LEVELS

FILE_NAME = "checker.toml"
SEVERITIES: tuple[str, ...] = ("error", "warning", "note")
_SEVERITY_VALUES = (*SEVERITIES, "off")
_SELECTOR = re.compile(r"[A-Z]{1,6}[0-9]{0,5}|[a-z][a-z0-9]*(-[a-z0-9]+)*")
_YEARS = range(1949, 2101)
_MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class RegionSetting:
    """A place the divisions table does not know. ``parent`` is a name or a path (``甲省/乙市``)."""

    name: str
    parent: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentSetting:
    """What a document is, where its text does not say. ``path`` is a glob, matched from the right."""

    path: str = "*"
    region: str | None = None
    kind: str | None = None
    plan_year: int | None = None
    report_year: int | None = None

    def matches(self, path: str) -> bool:
        """Say whether this entry is about the document at ``path``, as given on the command line."""
        name = PurePosixPath(unicodedata.normalize("NFC", path.replace("\\", "/")))
        return name.match(unicodedata.normalize("NFC", self.path))


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What 左右, 约 and 基本同步 admit (domain.md section 7).

    Rates and shares in percentage points, levels as a fraction of the value; all of them positive.
    """

    growth: Decimal = Decimal("0.5")  # growth of growth_from and more: missed beyond this
    growth_met: Decimal = Decimal("0.2")  # … met down to this; between the two 'only thanks to 左右'
    growth_from: Decimal = Decimal("3")  # from this growth on, in percent
    growth_low: Decimal = Decimal("0.2")  # growth below growth_from, either way
    price: Decimal = Decimal("0.2")  # price indices, either way
    share: Decimal = Decimal("0.5")  # shares of share_from and more, either way
    share_from: Decimal = Decimal("10")  # from this share on, in percent
    share_low: Decimal = Decimal("0.1")  # shares below share_from, either way
    level: Decimal = Decimal("0.05")  # levels, as a fraction of the value
    sync: Decimal = Decimal("0.5")  # 基本同步, between two growth rates


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that was looked at and is accepted, by its fingerprint, until a day (inclusive)."""

    finding: str
    reason: str
    until: date | None = None
    documents: tuple[str, ...] = ()  # all it rests on, from the settings file's folder; () unknown
    line: int = field(default=0, repr=False, compare=False)  # of the settings file
    quote: str = field(default="", repr=False, compare=False)  # that line

    def holds(self, today: date) -> bool:
        """Say whether the acceptance still holds on ``today``."""
        return self.until is None or today <= self.until


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run; ``Settings()`` are the defaults."""

    regions: tuple[RegionSetting, ...] = ()
    documents: tuple[DocumentSetting, ...] = ()
    tolerance: Tolerance = Tolerance()
    limits: Limits = field(default_factory=Limits)
    severity: Mapping[str, str] = field(default_factory=dict, hash=False)
    accept: tuple[Acceptance, ...] = ()
    rules: tuple[Path, ...] = ()  # folders of the user's own rules, absolute
    cache: bool = True  # keep what was read in the user's cache folder
    today: date | None = None  # --today or SOURCE_DATE_EPOCH; None: the day of the run
    source_path: Path | None = None  # the file these were read from
    lines: Mapping[str, int] = field(default_factory=dict, repr=False, hash=False, compare=False)

    def document(self, path: str) -> DocumentSetting:
        """Return what the settings say of one document; of several entries the later one wins per key."""
        said = DocumentSetting(path=path)
        for entry in self.documents:
            if entry.matches(path):
                keys = ("region", "kind", "plan_year", "report_year")
                found = {key: getattr(entry, key) for key in keys if getattr(entry, key) is not None}
                said = replace(said, **found)
        return said

    def severity_of(self, code: str, name: str) -> str | None:
        """Return the severity set for a rule: by its code, its name, or the longest prefix of its code.

        >>> Settings(severity={"PC3": "note", "PC301": "error"}).severity_of("PC301", "target-missed")
        'error'
        """
        for key in (code, name):
            if key in self.severity:
                return self.severity[key]
        prefixes = [key for key in self.severity if code.startswith(key)]
        return self.severity[max(prefixes, key=len)] if prefixes else None

    def as_text(self) -> str:
        """Return everything that can change a result, as stable text (for the digest of a run)."""
        shown = replace(self, source_path=None, rules=(), severity={}, cache=True)
        return f"{shown!r} {sorted(self.severity.items())}"


def load(path: Path | None, start: Path) -> Settings:
    """Read the settings from ``path``, or from the nearest file found upward from ``start``.

    Args:
        path: The file the user named; None to look for one.
        start: The common folder of the documents.
    Returns:
        The settings; the defaults where no file is found.
    Raises:
        SettingsError: The file cannot be read, or holds something that cannot be used.
    """
    if path is not None:
        found = path
        if path.is_dir():
            raise SettingsError(
                str(path), "这是文件夹，不是设置文件", fix=f"写明文件名，如 {path / FILE_NAME}"
            )
    else:
        nearest = find(start)
        if nearest is None:
            return Settings()
        found = nearest
    text = _text_of(found)
    return _Reader(found, text).settings()


def find(start: Path) -> Path | None:
    """Return the nearest settings file upward from a folder, None where there is none."""
    folder = start.absolute()
    for place in (folder, *folder.parents):
        own = place / FILE_NAME
        if _is_file(own):
            return own
        project = place / "pyproject.toml"
        # Another tool's broken pyproject.toml is none of our business unless it speaks of us.
        if _is_file(project) and "[tool.checker" in _text_of(project):
            return project
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _text_of(path: Path) -> str:
    try:
        return read_text(path)
    except FileNotFoundError:
        fix = "检查路径，或用 checker init 新建一个"
        raise SettingsError(str(path), "没有这个设置文件", fix=fix) from None
    except UnicodeDecodeError:
        raise SettingsError(str(path), "设置文件不是 UTF-8 编码", fix="另存为 UTF-8 编码") from None
    except OSError as error:
        reason = error.strerror or "未知原因"
        raise SettingsError(str(path), f"设置文件打不开（{reason}）", fix="检查读取权限") from None


_TABLES: dict[str, tuple[str, ...]] = {
    "region": ("name", "parent", "level"),
    "document": ("path", "region", "kind", "plan_year", "report_year"),
    "accept": ("finding", "reason", "until", "documents"),
}
_TOP = (*_TABLES, "tolerance", "limits", "severity", "rules", "cache")


class _Reader:
    """Turns one settings file into Settings; knows the file so that every mistake names its line."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.lines = path, text.split("\n")
        self.prefix = "tool.checker." if path.name == "pyproject.toml" else ""
        try:
            data: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            # Without a line the fault is at the end of the file.
            number = int(line.group(1)) if line else len(self.lines)
            fix = "字符串要加引号，表头写成 [名称] 或 [[名称]]"
            raise SettingsError(f"{path}:{number}", f"不是有效的 TOML：{error}", fix=fix) from None
        except (ValueError, RecursionError):  # a number of thousands of figures, lists within lists
            raise SettingsError(
                str(path), "不是有效的 TOML：数字过长或嵌套过深", fix="写法见 checker init"
            ) from None
        if self.prefix:
            tool = data.get("tool", {})
            data = tool.get("checker", {}) if isinstance(tool, dict) else {}
        if not isinstance(data, dict):
            raise SettingsError(str(path), "tool.checker 应为表", fix="表头用单括号：[tool.checker]")
        self.data = data

    def settings(self) -> Settings:
        self._known(self.data, _TOP, None)
        return Settings(
            regions=tuple(self._region(*entry) for entry in self._entries("region")),
            documents=tuple(self._document(*entry) for entry in self._entries("document")),
            tolerance=self._tolerance(),
            limits=self._limits(),
            severity=self._severity(),
            accept=tuple(self._acceptance(*entry) for entry in self._entries("accept")),
            rules=self._rules(),
            cache=self._flag("cache", default=True),
            source_path=self.path,
            lines={key: self._line(("severity", 0), key) or 0 for key in self._table("severity")},
        )

    # ------------------------------------------------------------ one reader per table

    def _region(self, number: int, entry: dict[str, Any]) -> RegionSetting:
        place = ("region", number)
        return RegionSetting(
            name=self._string(entry, "name", place, needed=True) or "",
            parent=self._string(entry, "parent", place),
            level=self._one_of(entry, "level", LEVELS, place),
        )

    def _document(self, number: int, entry: dict[str, Any]) -> DocumentSetting:
        place = ("document", number)
        pattern = self._string(entry, "path", place, needed=True) or ""
        self._glob(pattern, place)
        return DocumentSetting(
            path=pattern.replace("\\", "/"),
            region=self._string(entry, "region", place),
            kind=self._one_of(entry, "kind", KINDS, place),
            plan_year=self._year(entry, "plan_year", place),
            report_year=self._year(entry, "report_year", place),
        )

    def _acceptance(self, number: int, entry: dict[str, Any]) -> Acceptance:
        place = ("accept", number)
        until = entry.get("until")
        if isinstance(until, str):
            try:
                until = date.fromisoformat(until)
            except ValueError:
                raise self._fault(place, "until", f"日期“{until}”不存在", "写成 2025-06-30") from None
        if until is not None and type(until) is not date:
            raise self._fault(place, "until", "应为日期", "写成 2025-06-30，不带时间")
        line = self._line(place, "finding") or 0
        return Acceptance(
            finding=self._string(entry, "finding", place, needed=True) or "",
            reason=self._string(entry, "reason", place, needed=True) or "",
            until=until,
            documents=self._strings(entry, "documents", place),
            line=line,
            quote=self.lines[line - 1].strip() if line else "",
        )

    def _tolerance(self) -> Tolerance:
        table = self._table("tolerance")
        names = tuple(Tolerance.__dataclass_fields__)
        self._known(table, names, ("tolerance", 0))
        return Tolerance(**{key: self._amount(key, value) for key, value in table.items()})

    def _limits(self) -> Limits:
        table = self._table("limits")
        names = tuple(Limits.__dataclass_fields__)
        self._known(table, names, ("limits", 0))
        for key, value in table.items():
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST:
                fix = f"写成正整数，不加引号：{key} = {getattr(Limits(), key)}"
                raise self._fault(("limits", 0), key, f"“{value}”不可用", fix)
        return Limits(**table)

    def _severity(self) -> dict[str, str]:
        table, place = self._table("severity"), ("severity", 0)
        for key in table:
            if not _SELECTOR.fullmatch(key):
                fix = "写规则编号（PC201）、编号开头（PC2）或规则名（amplified）"
                raise self._fault(place, key, f"“{key}”不是规则编号或规则名", fix)
            self._one_of(table, key, _SEVERITY_VALUES, place)
        return dict(table)

    def _rules(self) -> tuple[Path, ...]:
        value = self.data.get("rules", [])
        folders = [value] if isinstance(value, str) else value
        if not isinstance(folders, list) or not all(isinstance(item, str) and item for item in folders):
            raise self._fault(None, "rules", "应为文件夹名的列表", 'rules = ["本地规则"]')
        found = tuple((self.path.parent / folder).absolute() for folder in folders)
        home = Path(os.path.realpath(self.path.parent))
        for folder in found:
            # Settings may come with documents from elsewhere: they lead to nothing that did not.
            if not Path(os.path.realpath(folder)).is_relative_to(home):
                fix = "把规则放在设置文件所在的文件夹里，或在命令行用 --rules 写明"
                raise self._fault(None, "rules", f"规则文件夹“{folder}”在设置文件所在的文件夹之外", fix)
            if not folder.is_dir():
                raise self._fault(None, "rules", f"没有规则文件夹“{folder}”", "路径从设置文件所在文件夹算起")
        return found

    # ------------------------------------------------------------ values

    def _flag(self, key: str, *, default: bool) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self._fault(None, key, f"“{value}”不可用", f"写成 {key} = false 或 {key} = true，不加引号")
        return value

    def _amount(self, key: str, value: object) -> Decimal:
        """Return a tolerance; ``"5%"`` is a fraction of the value, ``"0.5"`` percentage points."""
        place, example = ("tolerance", 0), '"5%"' if key == "level" else '"0.5"'
        fix = f"写成带引号的数，如 {key} = {example}"
        # Whole numbers are exact in TOML; a binary float is not what the user wrote.
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self._fault(place, key, "应为带引号的数", fix)
        written = unicodedata.normalize("NFKC", str(value)).strip()
        if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?%?", written):
            raise self._fault(place, key, f"“{value}”不是非负的数", fix)
        if key != "level":
            return Decimal(written.rstrip("%"))
        if not written.endswith("%"):
            raise self._fault(place, key, "水平值的容差按比例计，要写百分号", fix)
        return Decimal(written[:-1]).scaleb(-2)

    def _string(self, entry: dict[str, Any], key: str, place: _Place, *, needed: bool = False) -> str | None:
        value = entry.get(key)
        if value is None and not needed:
            return None
        if value is None:
            raise self._fault(place, None, f"缺少 {key}", f'加一行 {key} = "…"')
        if not isinstance(value, str) or not value.strip():
            raise self._fault(place, key, "应为非空的字符串", f'写成 {key} = "…"')
        return unicodedata.normalize("NFC", value.strip())

    def _strings(self, entry: dict[str, Any], key: str, place: _Place) -> tuple[str, ...]:
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self._fault(place, key, "应为文件名的列表", f'写成 {key} = ["白石区2024年计划.docx"]')
        return tuple(value)

    def _one_of(self, entry: dict[str, Any], key: str, allowed: tuple[str, ...], place: _Place) -> str | None:
        value = entry.get(key)
        if value is None or value in allowed:
            return value
        raise self._fault(place, key, f"“{value}”不可用", "可用：" + " ".join(allowed))

    def _year(self, entry: dict[str, Any], key: str, place: _Place) -> int | None:
        value = entry.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value not in _YEARS:
            fix = f"写成四位年份，不加引号：{key} = 2024"
            raise self._fault(place, key, f"“{value}”不是年份", fix)
        return value

    def _glob(self, pattern: str, place: _Place) -> None:
        opened = pattern.count("[") != pattern.count("]")
        rooted = pattern.startswith(("/", "~")) or re.match(r"[A-Za-z]:", pattern)
        if opened or rooted or ".." in PurePosixPath(pattern).parts:
            fix = '写文件名，可用 * 和 ?：path = "白石*2024*.docx"；方括号要成对'
            raise self._fault(place, "path", f"文件名样式“{pattern}”不可用", fix)

    # ------------------------------------------------------------ structure and faults

    def _entries(self, name: str) -> list[tuple[int, dict[str, Any]]]:
        entries = self.data.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._fault(None, name, f"{name} 应为列表", f"表头用双括号：[[{self.prefix}{name}]]")
        for number, entry in enumerate(entries):
            self._known(entry, _TABLES[name], (name, number))
        return list(enumerate(entries))

    def _table(self, name: str) -> dict[str, Any]:
        table = self.data.get(name, {})
        if not isinstance(table, dict):
            raise self._fault(None, name, f"{name} 应为表", f"表头用单括号：[{self.prefix}{name}]")
        return table

    def _known(self, table: Mapping[str, Any], names: tuple[str, ...], place: _Place | None) -> None:
        for key in table:
            if key not in names:
                near = get_close_matches(key, names, n=1)
                fix = f"是不是 {near[0]}？" if near else "可用：" + " ".join(names)
                raise self._fault(place, key, f"不认识的设置“{key}”", fix)

    def _fault(self, place: _Place | None, key: str | None, problem: str, fix: str) -> SettingsError:
        line = self._line(place, key)
        where = f"{self.path}:{line}" if line else str(self.path)
        return SettingsError(where, problem, fix=fix)

    def _line(self, place: _Place | None, key: str | None) -> int | None:
        """Return the 1-based line of a key, else of its table; None where the file writes it inline."""
        wanted, nth = (self.prefix + place[0], place[1]) if place else (self.prefix.rstrip("."), 0)
        current, seen, found = "", -1, None
        for number, line in enumerate(self.lines, 1):
            header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?", line)
            if header:
                current = header.group(1).replace('"', "").replace(" ", "")
                seen += current == wanted
                if current == wanted and seen == nth:
                    found = number
                if not place and key and current == self.prefix + key:
                    return number
            elif key and current == wanted and (seen == nth or not wanted):
                name = re.match(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*[=.]""", line)
                if name and key in name.groups():
                    return number
        return found


_Place = tuple[str, int]
