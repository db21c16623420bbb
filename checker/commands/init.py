"""checker init: a commented settings file to start from."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

from pathlib import Path

from checker.commands import base
from checker.errors import UsageError


def init(folder: str, force: bool) -> int:
    """Write ``checker.toml`` and return the exit code."""
    from checker.resources import folder as resource
    from checker.settings import FILE_NAME

    say = base.say()
    target = Path(folder) / FILE_NAME
    if target.exists() and not force:
        raise UsageError("", say("init.exists", path=target), fix=say("init.exists_fix"))
    text = (resource("reports") / f"settings.{say.language}.toml").read_text(encoding="utf-8")
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(str(target), f"写不进去（{error.strerror}）", fix="检查文件夹和写入权限") from None
    print(say("init.done", path=target))
    return 0


command = base.Command(
    "init",
    callback=init,
    params=[
        base.Argument(["folder"], text="init.folder", default=".", metavar="[DIR]"),
        base.Option(["--force"], text="init.force", is_flag=True),
    ],
)
