"""The arithmetic of a finding done again from the figures it quotes, with intervals at each step.

    replay(finding, tables, texts) → Replay

Nothing of the finding but its quotes is used: what comes out says whether it agrees.
"""

from checker.replay.figures import Figure
from checker.replay.steps import Replay, Step, replay

__all__ = ["Figure", "Replay", "Step", "replay"]
