"""checker completion: the script by which a shell completes commands, options and values."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

import click

from checker.commands import base

_VARIABLE = "_CHECKER_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


def completion(shell: str) -> int:
    """Print a completion script and return the exit code."""
    from click.shell_completion import get_completion_class

    program = click.get_current_context().find_root().command
    kind = get_completion_class(shell)
    assert kind is not None
    # The class would ask the shell for its version first; the script itself does without.
    maker = kind(program, {}, "checker", _VARIABLE)
    print(maker.source_template % maker.source_vars())
    return 0


command = base.Command(
    "completion",
    callback=completion,
    params=[
        base.Argument(["shell"], text="completion.shell", type=click.Choice(SHELLS), metavar="|".join(SHELLS))
    ],
)
