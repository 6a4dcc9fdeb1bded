"""Rows that fail only because another row failed: they are told once, at the row they wait for. Judges nothing else."""

from proviso.acts.bring_in.result import Problem
from proviso.acts.bring_in.rows import Ready
from proviso.outside.tables import Row

# A field that refers to a thing which another field names.
REFERS = {
    "target": ("effect", "change"),
    "items": ("item",),
    "supersedes": ("production",),
    "successor": ("contact",),
    "criteria": ("version",),
    "case": ("case",),
}
# The field in which an act gives a thing its name.
NAMES = {
    "note-government": "ocd_id",
    "note-alias": "alias",
    "give-external-id": "external_id",
    "note-association": "association",
    "note-programme": "programme",
    "make-award": "award",
    "note-source": "source",
    "record-statement": "statement",
    "report-value": "report",
    "open-review": "review",
    "define-item": "item",
    "open-round": "round",
    "publish-criteria": "version",
    "file-case": "case",
    "enter-order": "order",
    "read-effect": "effect",
    "change-order": "change",
    "open-matter": "matter",
    "note-contact": "contact",
    "send-letter": "letter",
    "start-clock": "clock",
    "state-due": "clock",
    "receive-response": "response",
    "receive-production": "production",
    "claim-withholding": "withholding",
    "raise-concern": "concern",
    "give-notice": "notice",
    "propose-determination": "determination",
    "determine": "determination",
    "issue-subpoena": "subpoena",
    "impose-specific-conditions": "conditions",
    "propose-remedy": "remedy",
    "impose-remedy": "remedy",
    "file-appeal": "appeal",
}
GOVERNMENTS = frozenset({"external_id", "ocd_id", "alias"})
MISSING = (".unknown", ".not-opened", ".not-ended")


class Failed:
    """What the rows that failed would have named, and which rows wait for them."""

    def __init__(self) -> None:
        self._named: dict[tuple[str, str], str] = {}
        self._waiting: dict[str, list[str]] = {}
        self._root: dict[str, str] = {}

    def add(self, row: Row) -> None:
        """Remember what this row would have put on record."""
        place, named = _place(row), NAMES.get(row.act, "")
        if named in row.cells:
            root = self._root.get(place, place)
            self._named.setdefault((named, row.cells[named].strip()), root)

    def explains(self, one: Ready, problem: Problem) -> bool:
        """Whether the problem is only that an earlier row failed; the row is then told there."""
        if problem.code != "cell" and not problem.code.endswith(MISSING):
            return False
        for field, value in _references(one):
            root = self._named.get((field, value))
            if root is not None:
                self._waiting.setdefault(root, []).append(_place(one.row))
                self._root[_place(one.row)] = root
                return True
        return False

    def waiting_for(self, place: str) -> tuple[str, ...]:
        """The rows that wait for the row at this place."""
        return tuple(self._waiting.pop(place, ()))


def _place(row: Row) -> str:
    return f"{row.file}:{row.line}"


def _references(one: Ready) -> list[tuple[str, str]]:
    """Every name that a row may refer to, under the field that gives it."""
    found: list[tuple[str, str]] = [(one.act.room, one.asked.stream.partition(":")[2])]
    for field, cell in one.row.cells.items():
        for part in (each.strip() for each in cell.split(";")):
            found += [(other, part) for other in (field, *REFERS.get(field, ()))]
            plain = part.removeprefix("-")
            found += [(other, plain) for other in GOVERNMENTS]
            found += [(other, plain.partition(":")[2]) for other in GOVERNMENTS]
    own = NAMES.get(one.act.name)
    return [(field, value) for field, value in found if field != own]
