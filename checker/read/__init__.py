"""First stage: a file → its identity and its segments, each with the context it is read in."""

from __future__ import annotations

from checker.errors import Unreadable
from checker.model import Document, Problem
from checker.settings import Settings

__all__ = ["read_document"]


def read_document(path: str, settings: Settings) -> Document:
    """Read one document.

    Args:
        path: As the user gave it; it becomes ``Document.path`` unchanged.
        settings: Places and documents the user described; everything else comes from the text.

    Returns:
        The document. One that cannot be read has no segments and a fatal ``Problem`` instead of raising,
        so that one bad file never ends a run over others.
    """
    # The readers of the formats and the divisions table are heavy, and not every command reads documents.
    from checker.read.context import segments  # noqa: PLC0415
    from checker.read.formats import read_blocks  # noqa: PLC0415
    from checker.read.identity import identify  # noqa: PLC0415
    from checker.read.lines import separate  # noqa: PLC0415
    from checker.read.mended import DAMAGED, set_apart  # noqa: PLC0415
    from checker.read.places import with_regions  # noqa: PLC0415
    from checker.read.structure import structure  # noqa: PLC0415

    remarks: list[str] = []
    try:
        format_name, blocks = read_blocks(path, settings.limits, remarks)
    except Unreadable as error:
        problem = f"{error.problem}；{error.fix}" if error.fix else error.problem
        return Document(path=path, problems=[Problem(path, problem)])
    divisions = with_regions(settings.regions)
    blocks, shared = separate(blocks)
    built = structure(blocks)
    identity = identify(built, path, settings.document(path), divisions)
    found = shared.restore(segments(built.parts, identity, divisions))
    if any(DAMAGED in text for text in shared.texts.values()):
        found = set_apart(found)
    return Document(
        path=path,
        identity=identity,
        lines=shared.texts,
        segments=found,
        problems=[Problem(path, remark, fatal=False) for remark in remarks],
        format=format_name,
    )
