"""What a draft still may say: the room that parent, past, plan and siblings leave each headline target.

    rooms(readings, tables, drafts, settings) → one Room a headline indicator
    what_if(readings, drafts, changes, settings) → findings raised, settled, changed

The limits are those that the rules judge by; the figures come from the same relations.
"""

from checker.suggest.model import Limit, Own, Room
from checker.suggest.room import rooms
from checker.suggest.what_if import Change, Outcome, what_if

__all__ = ["Change", "Limit", "Outcome", "Own", "Room", "rooms", "what_if"]
