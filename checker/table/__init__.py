"""Third stage: statements and documents as the typed relations that rules join.

    settle(readings, settings)  places that only the documents together place
    build(readings, settings) → Relations

Whatever SQL cannot say is a column or a relation here, tested here.
"""

from checker.table.homes import settle
from checker.table.places import Place, Places
from checker.table.relations import Relations, build

__all__ = ["Place", "Places", "Relations", "build", "settle"]
