"""Rows that fail only because another row failed, or a file: they are told once, at what they wait for. Judges nothing else."""

from proviso.acts.bring_in.result import Problem
from proviso.acts.bring_in.rows import Ready
from proviso.acts.parsing import A_GOVERNMENT
from proviso.acts.references import GOVERNMENTS as BODIES
from proviso.outside.tables import ABOUT, Row, Tables

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
GOVERNMENTS = ("external_id", "ocd_id", "alias")
# Acts that name nothing, and without which another is refused.
ENDS = {"matter.not-ended": ("settle-matter", "release-matter", "clear-matter")}
MISSING = (".unknown", ".not-opened", ".not-ended")


class Failed:
    """What rows that failed and files that were not read would have named, and which rows wait for them."""

    def __init__(self, read: Tables) -> None:
        self._named: dict[tuple[str, str], str] = {}
        self._waiting: dict[str, dict[str, None]] = {}
        self._root: dict[str, str] = {}
        self._unread = {NAMES.get(act, act): place for act, place in read.unread.items()}
        for row in read.broken:
            named = NAMES.get(row.act, "")
            if named not in row.cells:
                self._unread.setdefault(named, _place(row))
            self.add(row)
        self.unread = frozenset(read.unread.values())
        self._nameless = not read.about.review

    def add(self, row: Row) -> None:
        """Remember what this row would have put on record."""
        place, named = _place(row), NAMES.get(row.act, "")
        if named in row.cells:
            root = self._root.get(place, place)
            self._named.setdefault((named, row.cells[named].strip()), root)

    def names(self, noun: str, name: str) -> bool:
        """Whether a row that failed would have named this."""
        return (noun, name) in self._named

    def awaits(self, row: Row, *nouns: str) -> bool:
        """Whether a file that would name such things was not read; the row is then told there."""
        root = next((self._unread[noun] for noun in nouns if noun in self._unread), None)
        return root is not None and self._wait(row, root)

    def explains(self, one: Ready, problem: Problem) -> bool:
        """Whether the problem is only that an earlier row failed, or a file; the row is then told there.

        A row that was brought in before is not known again without the name of the import.
        """
        if problem.code != "cell" and not problem.code.endswith(MISSING):
            return self._nameless and self.awaits(one.row, ABOUT)
        for field, value in _references(one):
            root = self._named.get((field, value))
            if root is not None:
                return self._wait(one.row, root)
        return self.awaits(one.row, *_nouns(problem))

    def waiting_for(self, place: str) -> tuple[str, ...]:
        """The rows that wait for the row or file at this place."""
        return tuple(self._waiting.pop(place, ()))

    def _wait(self, row: Row, root: str) -> bool:
        self._waiting.setdefault(root, {})[_place(row)] = None
        self._root[_place(row)] = root
        return True


def _nouns(problem: Problem) -> tuple[str, ...]:
    """What kinds of thing the name that is not on record may be of."""
    if problem.code == "cell":
        return tuple(GOVERNMENTS) if problem.expected == A_GOVERNMENT else ()
    noun = problem.code.partition(".")[0]
    bodies = GOVERNMENTS if noun in BODIES else ()
    return (noun, *REFERS.get(noun, ()), *ENDS.get(problem.code, ()), *bodies)


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
            within = plain.partition(":")[2]
            found += [(other, within) for other in GOVERNMENTS]
            found.append(("association", within.partition("@")[0]))
    own = NAMES.get(one.act.name, "")
    itself = (own, one.row.cells.get(own, "").strip())
    return [each for each in found if each != itself]
