"""What rules are called: a few words for the reader beside the code."""

from __future__ import annotations

from checker.judge import shipped_rules
from checker.model import Audit
from checker.report.messages import Messages


def titles(audit: Audit, say: Messages) -> dict[str, str]:
    """Return the titles of the rules that ran, by code; their names where they have none in this language."""
    rules = (*shipped_rules(), *audit.rules)
    return {rule.code: (rule.title if say.language == "zh" else "") or rule.name for rule in rules}
