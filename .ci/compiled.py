"""Compiles the modules that read and parse while a wheel is built, where CHECKER_COMPILED=1 asks for it.

The sources stay what they are and travel along: mypyc makes extension modules of the same Python, which
Python prefers where they are there. Without the variable, and for an editable install, nothing happens and
the wheel is one for any machine. Needs a C compiler and a minute or two.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WANTED = "CHECKER_COMPILED"
# What mypyc is told of types is what the checker's own settings say; those are held by make lint.
_OPTIONS = ["--config-file=", "--follow-imports=silent", "--ignore-missing-imports"]


class CompiledHook(BuildHookInterface[Any]):
    """Adds the extension modules to the wheel."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Return what compiling needs, for build environments of their own."""
        return ["mypy[mypyc]>=1.15"] if _wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name the results and the platform they are for."""
        if version != "standard" or not _wanted():
            return
        self._folder = Path(tempfile.mkdtemp(prefix="plan-checker-"))
        made = compiled(Path(self.root), self.config["modules"], self._folder)
        build_data["force_include"].update({str(file): name for name, file in made.items()})
        build_data["pure_python"], build_data["infer_tag"] = False, True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made on the way."""
        folder = getattr(self, "_folder", None)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _wanted() -> bool:
    return os.environ.get(WANTED, "") not in ("", "0")


def compiled(root: Path, modules: list[str], folder: Path) -> dict[str, Path]:
    """Return the extension modules of some modules, by their place in the wheel.

    Args:
        root: The folder of ``pyproject.toml``.
        modules: Their files, from there.
        folder: Where to compile.
    """
    from mypyc.build import mypycify  # noqa: PLC0415  (only where asked for)
    from setuptools import Distribution  # noqa: PLC0415

    before, out = Path.cwd(), folder / "lib"
    os.chdir(root)  # mypyc names modules by their place below the current folder
    try:
        extensions = mypycify(
            [*_OPTIONS, f"--cache-dir={folder / 'mypy'}", *modules],
            target_dir=str(folder / "c"), multi_file=True, group_name="checker",
            opt_level="2",
        )  # fmt: skip
        told = {"name": "checker", "ext_modules": extensions}
        command: Any = Distribution(told).get_command_obj("build_ext")
        command.build_lib, command.build_temp = str(out), str(folder / "o")
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    ending = sysconfig.get_config_var("EXT_SUFFIX") or ".so"
    return {file.relative_to(out).as_posix(): file for file in sorted(out.rglob(f"*{ending}"))}


if __name__ == "__main__":
    # Beside a copy of the sources, for a look at what it brings: compiled.py ROOT MODULE…
    for name, file in compiled(Path(sys.argv[1]), sys.argv[2:], Path(tempfile.mkdtemp())).items():
        shutil.copyfile(file, Path(sys.argv[1]) / name)
