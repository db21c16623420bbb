"""The command line: ``checker run``, ``extract``, ``parse``, ``rules``, ``explain``, ``init``.

Exit codes: 0 nothing new at or above --fail-on, 1 findings, 2 usage or settings, 3 a document could
not be read, 4 a fault of this program.
"""

# What the program compiles while it is imported is recalled from earlier runs, so that comes first.
# ruff: noqa: E402
from __future__ import annotations

from checker import recalled

recalled.recall()

import errno
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Sequence

import click

from checker.commands import base
from checker.errors import CheckerError

INTERRUPTED = 130
TERMINATED = 143
_asked_to_end: list[int] = []
COMPLETE = "_CHECKER_COMPLETE"  # set by the scripts of checker completion
FAULT = 4
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; every error is one message on standard error."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character must not end the run (cp936 and the like).
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Nearly all that is made lives to the end of a run; looking through it takes a tenth of the time.
    gc.set_threshold(50_000, 20, 100)
    given = list(sys.argv[1:] if arguments is None else arguments)
    base.remember(given)
    instruction = os.environ.get(COMPLETE, "")
    if instruction:
        from click.shell_completion import shell_complete  # noqa: PLC0415

        return shell_complete(program, {}, "checker", COMPLETE, instruction)
    _end_like_an_interrupt()
    try:
        with program.make_context("checker", given) as context:
            code = int(program.invoke(context) or 0)
            with base.reader_may_go():
                sys.stdout.flush()
            recalled.keep()
            return code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        return _misused(error)
    except (KeyboardInterrupt, click.Abort):
        base.tell(base.say()("error.interrupted"))
        return TERMINATED if _asked_to_end else INTERRUPTED
    except Exception as error:
        return _failed(error)


def _open_closed_streams() -> None:
    """Give the program streams where the caller closed them: a file it opens must not take their place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            stream = open(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def _nowhere() -> bool:
    """Say whether the folder the program was started in is gone."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _end_like_an_interrupt() -> None:
    """Answer a request to end (kill, a closed terminal) like Ctrl-C: tidy up, then go."""

    def end(number: int, _: object) -> None:
        _asked_to_end.append(number)
        raise KeyboardInterrupt

    _asked_to_end.clear()
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        known = getattr(signal, name, None)
        # Started with nohup, it is to outlive its terminal.
        if known is not None and signal.getsignal(known) is signal.SIG_DFL:
            signal.signal(known, end)


def _failed(error: Exception) -> int:
    """Say what went wrong in one message, and return the exit code."""
    if isinstance(error, CheckerError):
        _tell(error.place, error.problem, error.fix)
        if error.exit_code == FAULT and base.debugging():
            base.tell(base.say()("run.debug_kept", path=base.keep_diagnostics(error=error)))
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        with base.reader_may_go():
            raise error
        return 0
    told = base.say()
    if isinstance(error, FileNotFoundError) and _nowhere():
        _tell("", told("error.nowhere"), told("error.nowhere_fix"))
        return 2
    short = _short_of(error)
    if short:
        _tell("", told(f"error.{short}", text=_last_line(error)), told(f"error.{short}_fix"))
        return 2
    problem = told("error.internal", kind=type(error).__name__, text=str(error)[:300])
    kept = base.keep_diagnostics(error=error) if base.debugging() else ""
    fix = told("error.internal_kept", path=kept) if kept else told("error.internal_fix")
    _tell("", problem, fix)
    return FAULT


def _short_of(error: Exception) -> str:
    """Say what the machine has too little of, where that is what ended the run; '' for other faults.

    The database tells both in errors of its own.
    """
    text = str(error)
    if (isinstance(error, OSError) and error.errno in _NO_ROOM) or "No space left" in text:
        return "no_room"
    return "no_memory" if isinstance(error, MemoryError) or "OutOfMemory" in type(error).__name__ else ""


def _last_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[-1][:200]


def _tell(place: str, problem: str, fix: str) -> None:
    told = base.say()
    base.tell_of(place, problem)
    if fix:
        base.tell(f"  {told('error.fix')}{told('report.colon')}{told.put(fix)}")


def _misused(error: click.ClickException) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    told = base.say()
    fix = told("error.see_help", command=context.command_path if context else "checker")
    problem = error.format_message()
    if isinstance(error, click.NoSuchOption):
        problem = told("error.no_such_option", name=error.option_name)
    elif isinstance(error, click.BadOptionUsage):
        problem = told("error.no_value", name=error.option_name)
    elif isinstance(error, click.MissingParameter) and error.param and context:
        named = error.param.opts[0] if isinstance(error.param, click.Option) else None
        problem = told("error.missing", name=named or error.param.make_metavar(context))
    elif isinstance(error, click.BadParameter) and error.param:
        name, kind = error.param.opts[-1], error.param.type
        problem = told("error.bad_value", name=name, text=error.message)
        if isinstance(kind, click.Choice):
            problem = told("error.bad_choice", name=name)
            fix = told("error.choices", values=" ".join(map(str, kind.choices)))
        elif isinstance(kind, click.IntRange):
            problem = told("error.bad_number", name=name, low=kind.min, high=kind.max)
    _tell(told("error.usage"), problem, fix)
    return 2


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from checker import __version__  # noqa: PLC0415

        print(f"checker {__version__}")
        ctx.exit()


program = base.Group(
    "checker",
    no_args_is_help=False,
    params=[
        base.Option(
            ["--version"],
            text="help.version",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
        )
    ],
)


@click.pass_context
def _without_command(ctx: click.Context) -> int:
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())
        return 2
    return 0


program.callback = _without_command
program.invoke_without_command = True


if __name__ == "__main__":
    sys.exit(main())
