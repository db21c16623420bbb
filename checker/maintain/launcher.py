"""Checks what was dropped on the bundle's launcher: prepares an environment of its own once, then runs.

Stands in the bundle as ``app/launcher.py`` beside ``wheels`` and ``bundle.json``, and is run by whatever
Python the machine has: it uses nothing but the standard library, reaches no network and needs no rights.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

RESULTS = "审核结果"
PUBLISHED = "已发布"
FORMATS = "console,html,docx,xlsx"
# With these exit codes a report has been written: nothing found, findings, a document unreadable.
WRITTEN = (0, 1, 3)
USAGE = """把 Word 文件或文件夹拖到“检查.bat”上放开；或在终端写：
  检查.sh 文件或文件夹 …
详见“使用说明.txt”。"""


def main(arguments: Sequence[str], app: Path) -> int:
    """Check the paths given and open the results; the exit code is that of ``checker run``, or 2."""
    if not arguments:
        print(USAGE)
        return 2
    items = [Path(os.path.abspath(argument)) for argument in arguments]
    lost = [item for item in items if not item.exists()]
    if lost:
        print(f"找不到：{lost[0]}\n文件名中如有 & ^ % ! 等符号，请先改名。")
        return 2
    try:
        python = environment(app)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"运行环境没有准备好：{error}")
        return 2
    out = results(items)
    code = subprocess.call([str(python), *command(items, out, published(items, app))])  # noqa: S603  its own program
    if code in WRITTEN:
        print(f"结果在：{out}")
        show(out)
    return code


def environment(app: Path) -> Path:
    """Return the Python of the bundle's own environment, made from its wheels where it is not there yet.

    Raises:
        OSError: It cannot be written, or the bundle is damaged.
        CalledProcessError: The wheels do not fit this machine.
    """
    about = json.loads((app / "bundle.json").read_text(encoding="utf-8"))
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    place = home() / f"{about['version']}-{about['digest'][:8]}-{version}"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = place / "ready"
    if ready.is_file() and python.exists():
        return python
    print("第一次使用，正在准备运行环境（约一两分钟，不联网）……", flush=True)
    shutil.rmtree(place, ignore_errors=True)
    # pip runs from its own wheel: a system Python may lack the one that venv would copy.
    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(place)
    wheels = app / "wheels"
    pip = next(iter(sorted(wheels.glob("pip-*.whl"))), None)
    if pip is None:
        raise OSError(f"{wheels} 中没有 pip，请重新拷贝整个文件夹")
    offline = ["install", "--quiet", "--no-index", "--disable-pip-version-check", "--no-cache-dir"]
    wanted = ["--find-links", str(wheels), f"{about['name']}=={about['version']}"]
    install = [str(python), str(pip / "pip"), *offline, *wanted]
    subprocess.run(install, check=True, env=_own(os.environ))  # noqa: S603  its own wheels
    ready.touch()
    return python


def command(items: Sequence[Path], out: Path, against: Path | None) -> list[str]:
    """Return the arguments for Python that check some paths."""
    # Not the installed checker.exe: programs without a signature are often blocked.
    call = ["-c", "import sys; from checker.cli import main; sys.exit(main())", "run", *map(str, items)]
    context = ["--against", str(against)] if against else []
    return [*call, *context, "--out", str(out), "--format", FORMATS]


def results(items: Sequence[Path]) -> Path:
    """Return where to write: in the folder given, beside the file given, else in the user's own folder."""
    first = items[0]
    beside = first if len(items) == 1 and first.is_dir() else first.parent
    return (beside if _writable(beside) else Path.home()) / RESULTS


def published(items: Sequence[Path], app: Path) -> Path | None:
    """Return the folder of published documents beside what was given or beside the bundle's launcher."""
    for place in (items[0].parent, app.parent):
        found = place / PUBLISHED
        if found.is_dir() and not any(item == found or found in item.parents for item in items):
            return found
    return None


def home() -> Path:
    """Return where the environments live; ``PLAN_CHECKER_HOME`` goes before the system's usual place."""
    named = os.environ.get("PLAN_CHECKER_HOME")
    if named:
        return Path(named)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "plan-checker"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "plan-checker"


def show(out: Path) -> None:
    """Open the page, and the folder with the Word and Excel files; ``PLAN_CHECKER_QUIET`` opens nothing."""
    if os.environ.get("PLAN_CHECKER_QUIET"):
        return
    for path in (out, out / "audit.html"):
        try:
            if sys.platform == "win32":
                os.startfile(path)  # noqa: S606  the user's own results
            else:
                opener = "open" if sys.platform == "darwin" else "xdg-open"
                call = [opener, str(path)]
                subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        except OSError:
            return  # without a desktop the path printed is enough


def _writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _own(variables: os._Environ[str]) -> dict[str, str]:
    """Return the environment without what would send pip elsewhere, settings of the machine included."""
    kept = {key: value for key, value in variables.items() if not key.startswith(("PIP_", "PYTHONPATH"))}
    return kept | {"PIP_CONFIG_FILE": os.devnull}


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character must not end the run (cp936 and the like).
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parent))
