"""Every day on which an answer changes: the whole history of the reference docket, for rosters of three sizes."""

from bench import synthetic_docket as made
from bench.measuring import Row, in_turn, row
from bench.sweep import SIZES
from bench.synthetic_register import WHOLE_COUNTRY
from proviso.domain.changes import Change, changes
from proviso.domain.classes import classify
from proviso.domain.sweep import Engine

MEMBERS = {"USCM": frozenset({"city"})}


def history(size: int) -> list[Change]:
    """From the roster and the docket as read to every change, nothing made ready before."""
    docket = made.reference_docket()
    classes = classify(made.bodies(size), docket, MEMBERS)
    engine = Engine(docket, made.reference_questions(), classes)
    return list(changes(engine, since=None, until=None))


def run() -> list[Row]:
    """One row a size; a decision is one body, question and day of change."""
    found = []
    questions = len(made.reference_questions())
    for size in SIZES:
        days = len({one.day for one in history(size)})
        taken = in_turn({"ours": lambda: history(size)}, repeats=5)  # noqa: B023
        found.append(
            row(
                f"whole history of the reference docket, {questions} questions, {days} days of change",
                size=size,
                seconds=taken["ours"],
                items=size * questions * days,
                unit="decisions a second",
                at_most=(1.0, "< 1 s") if size == WHOLE_COUNTRY else None,
            )
        )
    return found
