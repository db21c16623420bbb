"""Build the offline bundle: wheels for Windows and Linux, launchers, and how to use them.

Run ``python -m checker.maintain.bundle [OUT] [--target win-3.12 …]`` in a checkout, with a package index at
hand; ``make bundle`` does so. Machines without internet then need nothing but a Python of those versions.

Exit status 1: a target lacks a package; which, and for what, is printed and stands in ``bundle.json``.
"""

from __future__ import annotations

import argparse
import email
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = Path(__file__).resolve().parent / "bundle_files"
NAME = "plan-checker"
PYTHONS = ("3.11", "3.12", "3.13")
# Published as source only; pure Python, so that the wheel built here fits every machine.
SOURCE_ONLY = ("jieba",)
_GLIBC = ("17", "24", "26", "27", "28")


@dataclass(frozen=True, slots=True)
class Target:
    """A system (``win`` or ``linux``, both 64 bit) and a version of Python."""

    system: str
    python: str

    def __str__(self) -> str:
        return f"{self.system}-{self.python}"

    @property
    def platforms(self) -> tuple[str, ...]:
        """The wheel tags it takes."""
        if self.system == "win":
            return ("win_amd64",)
        return ("manylinux2014_x86_64", *(f"manylinux_2_{minor}_x86_64" for minor in _GLIBC))

    @property
    def markers(self) -> dict[str, str]:
        """What a requirement's conditions are held against."""
        windows = self.system == "win"
        return {
            "python_version": self.python, "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython", "platform_python_implementation": "CPython",
            "sys_platform": "win32" if windows else "linux",
            "platform_system": "Windows" if windows else "Linux",
            "os_name": "nt" if windows else "posix",
            "platform_machine": "AMD64" if windows else "x86_64", "extra": "",
        }  # fmt: skip

    def takes(self, wheel: str) -> bool:
        """Whether a wheel of this file name installs there."""
        for tag in parse_wheel_filename(wheel)[3]:
            interpreter = "cp" + self.python.replace(".", "")
            pure = tag.interpreter in ("py3", interpreter) and tag.abi == "none"
            stable = tag.abi == "abi3" and int(tag.interpreter[3:]) <= int(interpreter[3:])
            native = tag.interpreter == interpreter and tag.abi == interpreter
            if (pure or stable or native) and tag.platform in ("any", *self.platforms):
                return True
        return False


TARGETS = tuple(Target(system, python) for system in ("win", "linux") for python in PYTHONS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the bundle as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m checker.maintain.bundle", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "dist" / "bundle")
    parser.add_argument("--target", action="append", choices=[str(t) for t in TARGETS], default=[])
    asked = parser.parse_args(arguments)
    targets = [target for target in TARGETS if not asked.target or str(target) in asked.target]
    lacking = build(asked.out, targets)
    for target, names in lacking.items():
        print(f"{target}: no wheel of {', '.join(names)}", file=sys.stderr)
    size = sum(path.stat().st_size for path in asked.out.rglob("*") if path.is_file())
    print(f"{asked.out}: {size // 1_000_000} MB, {', '.join(map(str, targets))}")
    return int(bool(lacking))


def build(out: Path, targets: Sequence[Target]) -> dict[str, list[str]]:
    """Build the bundle into a folder, replacing what is there, and return what each target lacks.

    Raises:
        CalledProcessError: The project itself cannot be built, or there is no package index.
    """
    with tempfile.TemporaryDirectory() as scratch:
        wheels = Path(scratch) / "app" / "wheels"
        wheels.mkdir(parents=True)
        _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT))
        for name in SOURCE_ONLY:
            _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), _asked(wheels, name))
        _pip("download", "--no-deps", "--only-binary=:all:", "--dest", str(wheels), "pip")
        lacking = {str(target): _complete(wheels, target) for target in targets}
        lacking = {target: names for target, names in lacking.items() if names}
        _dress(Path(scratch), targets, lacking)
        shutil.rmtree(out, ignore_errors=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(scratch, out)
    return lacking


def missing(wheels: Iterable[Path], target: Target, wanted: Sequence[str] = (NAME,)) -> list[Requirement]:
    """Return what the wheels at hand require on a target, directly or not, and do not hold; by name.

    The conditions of a requirement are held against the target, not against this machine: pip holds them
    against this machine, and would leave out what only Windows needs.
    """
    held: dict[str, list[tuple[Version, Path]]] = {}
    for path in wheels:
        if target.takes(path.name):
            name, version, *_ = parse_wheel_filename(path.name)
            held.setdefault(name, []).append((version, path))
    lacking: dict[str, Requirement] = {}
    queue = [Requirement(text) for text in wanted]
    seen: set[str] = set()
    while queue:
        asked = queue.pop()
        if str(asked) in seen or (asked.marker and not asked.marker.evaluate(target.markers)):
            continue
        seen.add(str(asked))
        name = canonicalize_name(asked.name)
        fitting = [
            found for found in held.get(name, ()) if asked.specifier.contains(found[0], prereleases=True)
        ]
        if fitting:
            queue += _requires(max(fitting)[1])
        else:
            lacking[str(asked)] = asked
    return [lacking[key] for key in sorted(lacking)]


def _complete(wheels: Path, target: Target) -> list[str]:
    """Fetch what a target needs, and return what cannot be had for it."""
    interpreter = "cp" + target.python.replace(".", "")
    options = ["--only-binary=:all:", "--implementation=cp", f"--python-version={target.python}"]
    options += [f"--abi={abi}" for abi in (interpreter, "abi3", "none")]
    options += [f"--platform={platform}" for platform in target.platforms]
    dest = ["--dest", str(wheels), "--find-links", str(wheels)]
    first = [str(_bare(item)) for item in missing(wheels.glob("*.whl"), target)]
    # All at once, so that pip finds versions that fit together; then one at a time what that left out.
    if first:
        _pip("download", *options, *dest, *first, check=False)
    while lacking := missing(wheels.glob("*.whl"), target):
        got = [
            _pip("download", "--no-deps", *options, *dest, str(_bare(item)), check=False) for item in lacking
        ]
        if not any(got):
            return [str(_bare(item)) for item in lacking]
    return []


def _requires(wheel: Path) -> Iterator[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        about = email.message_from_bytes(archive.read(name))
    for text in about.get_all("Requires-Dist") or ():
        yield Requirement(text)


def _asked(wheels: Path, name: str) -> str:
    """Return what the project asks of one of its requirements."""
    own = next(wheels.glob(f"{NAME.replace('-', '_')}-*.whl"))
    return next(str(item) for item in _requires(own) if canonicalize_name(item.name) == name)


def _bare(asked: Requirement) -> Requirement:
    """Return a requirement without its condition, which has been decided."""
    bare = Requirement(str(asked))
    bare.marker = None
    return bare


def _pip(*arguments: str, check: bool = True) -> bool:
    call = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    return subprocess.run(call, check=check).returncode == 0  # noqa: S603  pip, with our own words


def _dress(bundle: Path, targets: Sequence[Target], lacking: dict[str, list[str]]) -> None:
    """Add launchers, what they need, and the words for their users."""
    app = bundle / "app"
    wheels = sorted((app / "wheels").glob("*.whl"))
    sums = "".join(f"{hashlib.sha256(w.read_bytes()).hexdigest()}  wheels/{w.name}\n" for w in wheels)
    version = str(next(parse_wheel_filename(w.name)[1] for w in wheels if w.name.startswith("plan_checker-")))
    digest = hashlib.sha256(sums.encode()).hexdigest()
    about = {
        "name": NAME, "version": version, "digest": digest,
        "targets": [str(target) for target in targets], "lacking": lacking,
    }  # fmt: skip
    (app / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
    (app / "bundle.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8", newline="\n")
    shutil.copyfile(Path(__file__).with_name("launcher.py"), app / "launcher.py")
    named = "、".join(str(target) for target in targets if str(target) not in lacking)
    readme = _template("readme.txt").replace("{version}", version).replace("{targets}", named)
    # Notepad of older systems knows UTF-8 by its mark alone, and lines by CR LF.
    _windows(bundle / "使用说明.txt", readme, "utf-8-sig")
    _windows(app / "nopython.txt", _template("nopython.txt"), "utf-8-sig")
    _windows(bundle / "检查.bat", _template("check.bat"), "ascii")
    shell = bundle / "检查.sh"
    shell.write_text(_template("check.sh"), encoding="utf-8", newline="\n")
    shell.chmod(0o755)


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _windows(path: Path, text: str, encoding: str) -> None:
    path.write_text(text, encoding=encoding, newline="\r\n")


if __name__ == "__main__":
    sys.exit(main())
