"""What the commands share: help from the message catalogue, languages, errors shown as one message."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from checker.errors import UsageError
from checker.report.messages import LANGUAGES, Messages, messages
from checker.report.text import inert, one_line

# Name of a command → module that holds it as ``command``.
COMMANDS = {
    "run": "checker.commands.run",
    "extract": "checker.commands.extract",
    "parse": "checker.commands.parse",
    "rules": "checker.commands.rules",
    "explain": "checker.commands.explain",
    "suggest": "checker.commands.suggest",
    "init": "checker.commands.init",
    "accept": "checker.commands.accept",
    "baseline": "checker.commands.baseline",
    "diff": "checker.commands.diff",
    "cache": "checker.commands.cache",
    "completion": "checker.commands.completion",
}
_BOUNDS = re.compile(r"(\d+)<=x<=(\d+)")
_OPTIONS: ContextVar[tuple[str, ...]] = ContextVar("options", default=())


def remember(arguments: Sequence[str]) -> None:
    """Keep the command line: its language and --debug count from the first message on."""
    _OPTIONS.set(tuple(arguments))
    if "--debug-text" in arguments:
        os.environ["CHECKER_DEBUG_TEXT"] = "1"


def say() -> Messages:
    """Return the catalogue of the language asked for by ``--lang`` or ``CHECKER_LANG``."""
    asked = os.environ.get("CHECKER_LANG", "zh")
    options = _OPTIONS.get()
    for option, following in pairwise((*options, "")):
        if option == "--lang":
            asked = following
        elif option.startswith("--lang="):
            asked = option.removeprefix("--lang=")
    return messages(asked if asked in LANGUAGES else "zh")


def show(text: str) -> None:
    """Write what people read on standard output; what a name or a document says in it does not act there."""
    print(inert(text))


def tell(text: str) -> None:
    """Say something on standard error; what a name or a document says in it does not act there."""
    print(inert(text), file=sys.stderr)


def tell_of(place: str, problem: str) -> None:
    """Say what is wrong with something, in the language asked for."""
    told = say().put(problem)
    tell(f"{one_line(place)}: {told}" if place else told)


def put_file(out: str, content: bytes | Iterable[bytes]) -> None:
    """Write a file that the command line names.

    Raises:
        UsageError: it cannot be written.
    """
    from checker.report.files import place  # noqa: PLC0415

    try:
        place(Path(out), content)
    except OSError as error:
        told = say()
        reason = told.put(error.strerror or str(error))
        if isinstance(error, FileExistsError | NotADirectoryError):
            reason = told("error.no_folder")
        problem = told("error.cannot_write", reason=reason)
        raise UsageError(out, problem, fix=told("error.cannot_write_fix")) from None


def put(out: str | None, pieces: Iterable[bytes]) -> None:
    """Write a file that the command line names, or to standard output where it names none.

    Raises:
        UsageError: the file cannot be written.
    """
    if out is not None:
        put_file(out, pieces)
        return
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


@contextmanager
def reader_may_go() -> Iterator[None]:
    """Write to standard output; whoever reads it (``| head``) may have seen enough at any time."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # What is written from now on, at the end of the process at the latest, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def split(values: tuple[str, ...] | str) -> tuple[str, ...]:
    """Return the items of an option that is given several times or with commas (， too)."""
    listed = (values,) if isinstance(values, str) else values
    items = (item.strip() for value in listed for item in value.replace("，", ",").split(","))
    return tuple(dict.fromkeys(item for item in items if item))


def day(text: str | None) -> date | None:
    """Return the day of ``--today``, else of SOURCE_DATE_EPOCH, else None.

    Raises:
        UsageError: it is no date.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if text:
            return date.fromisoformat(text)
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError):
        told = say()
        problem = told("error.bad_date", text=text or epoch)
        raise UsageError("", problem, fix=told("error.bad_date_fix")) from None


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Translated:
    """Mixin of an option or argument whose help is a key of the message catalogue."""

    def __init__(
        self, names: list[str], *, text: str, values: dict[str, str] | None = None, **more: Any
    ) -> None:
        self.text, self.values = text, values or {}
        super().__init__(names, **more)  # type: ignore[call-arg]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return what a shell offers for the value; where the type knows nothing, by the placeholder."""
        found: list[Any] = super().shell_complete(ctx, incomplete)  # type: ignore[misc]
        if found:
            return found
        from checker.commands.complete import offered  # noqa: PLC0415 — only at Tab

        return list(offered(getattr(self, "metavar", None) or "", incomplete))

    def told(self) -> str:
        """Return the help in the language asked for."""
        return say()(self.text, **self.values)


class Option(Translated, click.Option):
    """An option with translated help; its default is shown in the same language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's names and help."""
        self.help = self.told()
        record = super().get_help_record(ctx)
        if record is None:
            return None
        shown: Any = self.default
        shown = shown[0] if isinstance(shown, list | tuple) and shown else shown
        # click adds what it knows in English: [required], [1<=x<=256].
        text, _, added = record[1].partition("  [")
        if "required" in added:
            text += say()("help.required")
        bounds = _BOUNDS.search(added)
        if bounds:
            text += say()("help.bounds", low=bounds[1], high=bounds[2])
        if isinstance(shown, str) and shown:
            text += say()("help.default", value=shown)
        return record[0], text


class Argument(Translated, click.Argument):
    """An argument with help of its own."""


class Command(click.Command):
    """A command whose help stands in the catalogue under ``<name>.help`` and ``<name>.examples``."""

    def __init__(self, name: str, **more: Any) -> None:
        params = [*more.pop("params", []), language_option(), *debug_options()]
        super().__init__(name, params=params, **more)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help."""
        return say()(f"{self.name}.help").split("\n", 1)[0]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with translated help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say()("help.show")
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, what it does, examples, arguments and options."""
        told = say()
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", told("help.placeholder"))
        pieces = pieces.replace("COMMAND [ARGS]...", told("help.command_placeholder"))
        formatter.write(f"{told('help.usage')}{ctx.command_path} {pieces}\n\n")
        key = self.name if not isinstance(self, Group) else "app"
        formatter.write(told(f"{key}.help") + "\n")
        self.format_options(ctx, formatter)
        formatter.write("\n" + told(f"{key}.examples").replace("{{", "{").replace("}}", "}") + "\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write arguments, options and commands, one per line."""
        arguments = [p for p in self.get_params(ctx) if isinstance(p, Argument)]
        rows = [(p.make_metavar(ctx), p.told()) for p in arguments]
        _section(formatter, say()("help.arguments"), rows)
        if isinstance(self, Group):
            listed = [(name, self.load(name).get_short_help_str()) for name in COMMANDS]
            _section(formatter, say()("help.commands"), listed)
        options = [p.get_help_record(ctx) for p in self.get_params(ctx) if isinstance(p, click.Option)]
        _section(formatter, say()("help.options"), [record for record in options if record])


class Group(Command, click.Group):
    """The program itself; a command's module is imported when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        return self.load(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments begin with."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(say()("error.no_such_command", name=args[0]))
        return super().resolve_command(ctx, args)

    def load(self, name: str) -> click.Command:
        """Import a command."""
        found: click.Command = import_module(COMMANDS[name]).command
        return found


def language_option() -> Option:
    """Return --lang."""
    choice = click.Choice(LANGUAGES)
    return Option(["--lang"], text="run.lang", type=choice, expose_value=False)


def debug_options() -> list[Option]:
    """Return --debug and --debug-text."""
    return [
        Option(["--debug"], text="run.debug", is_flag=True, expose_value=False),
        Option(["--debug-text"], text="run.debug_text", is_flag=True, expose_value=False),
    ]


def debugging() -> bool:
    """Say whether a bundle of diagnostics is wanted."""
    return bool({"--debug", "--debug-text"} & set(_OPTIONS.get()))


def keep_diagnostics(
    *, settings: str = "", traces: Sequence[str] = (), error: Exception | None = None
) -> str:
    """Write the bundle beside the reports, in the current folder where there are none; return its path."""
    from checker.diagnostics import FILE_NAME, bundle  # noqa: PLC0415
    from checker.report.files import place  # noqa: PLC0415

    options = _OPTIONS.get()
    running = options[:1] == ("run",)
    folder = Path("audit") if running else Path()
    for option, following in pairwise((*options, "")):
        if running and option in ("--out", "-o"):
            folder = Path(following)
        elif running and option.startswith("--out="):
            folder = Path(option.removeprefix("--out="))
    content = bundle(arguments=options, settings=settings, traces=traces, error=error)
    try:
        return str(place(folder / FILE_NAME, content))
    except OSError as fault:
        return f"{folder / FILE_NAME}: {fault.strerror}"


def existing_settings(value: str | None) -> Path | None:
    """Return the settings file named, as a path."""
    return Path(value) if value else None


def _section(formatter: click.HelpFormatter, title: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    width = max(len(name) for name, _ in rows)
    formatter.write(f"\n{title}\n")
    for name, text in rows:
        formatter.write(f"  {name.ljust(min(width, 30))}  {text}\n")
