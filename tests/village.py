"""The village: the reference review brought in as a user would, and how tests ask about it. Not builders of single facts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from typing import Any

from django.db import connection, transaction

from proviso.acts.act import Deed, Receipt, Told
from proviso.acts.bring_in import bring_in
from proviso.acts.perform import perform
from proviso.acts.register import load_register
from proviso.acts.table import ALL
from proviso.domain.facts import Fact
from proviso.domain.questions import Ground
from proviso.outside.clock import now
from proviso.outside.ids import new_key
from proviso.queries.may import Asked, MayAnswer, NotAsked, may
from proviso.queries.record import Record
from proviso.queries.standing import Line, standing_of

US = "ocd-division/country:us"
HOUSTON = f"{US}/state:tx/place:houston"
CHICAGO, COOK, NEW_YORK_CITY = "J02", "J03", "J04"
PHILADELPHIA, LOUISVILLE, SEATTLE = "J06", "J21", "J37"
EVERYTHING = date(2021, 12, 31)  # by then all of the reference review had been learned


@contextmanager
def reference_review() -> Iterator[None]:
    """The register and the reference review in the test's database; undone after it."""
    with transaction.atomic():
        load_register(by="the village", at=now())
        with as_file(files("proviso") / "examples" / "section_1373") as folder:
            came = bring_in(folder, at=now(), by="the village")
        assert came.problems == ()
        if connection.vendor == "postgresql":  # as its own housekeeping does soon after an import
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)


def record(act: str, stream: str, fact: Fact, *, on: str, learned: str | None = None) -> None:
    """Record one fact through its act, as history."""
    day = date.fromisoformat(on)
    told = Told(
        by="the village",
        at=now(),
        on=day,
        learned=date.fromisoformat(learned) if learned else day,
        key=new_key(),
        brought_in=True,
    )
    done = perform(Deed(act=ALL[act], stream=stream, fact=fact), told)
    assert isinstance(done, Receipt), done


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, as the worked cases read it."""

    found: MayAnswer

    @property
    def permitted(self) -> bool:
        return self.found.answer.permitted

    @property
    def why(self) -> list[str]:
        """What fails or is not known: the ground's code, and the order where there is one."""
        return [_short(one) for one in self.found.answer.against]

    @property
    def says(self) -> str:
        return " ".join(one.says for one in self.found.answer.grounds)

    def ground(self, code: str) -> Ground:
        return next(one for one in self.found.answer.grounds if one.code == code)


def _short(one: Ground) -> str:
    unknown = "" if one.holds is False else " not known"
    return f"{one.code}{f' {one.order}' if one.order else ''}{unknown}"


def ask(act: str, respondent: str, on: str, **told: Any) -> Said:
    """May this act be done to this government, on this day, by what was known?"""
    found = put(act, respondent, on, **told)
    assert isinstance(found, MayAnswer), found
    return Said(found)


def put(act: str, respondent: str, on: str, **told: Any) -> MayAnswer | NotAsked:
    """The question as it is put; it may not be one that can be answered."""
    known = told.pop("known", None)
    asked = Asked(
        act=act,
        respondent=respondent,
        on=date.fromisoformat(on),
        known=date.fromisoformat(known) if known else EVERYTHING,
        **told,
    )
    return may(Record(), asked)


def line(matter: str, on: str, *, known: str | None = None) -> Line | None:
    """Where one matter stands on a day, by what was known; None where it was not open yet."""
    lines = standing_of(
        Record(),
        on=date.fromisoformat(on),
        known=date.fromisoformat(known) if known else EVERYTHING,
        matter=matter,
    )
    return lines[0] if lines else None


def state(matter: str, on: str) -> str | None:
    """The state of a matter on a day."""
    found = line(matter, on)
    return found.state if found else None


def orders(
    act: str,
    respondent: str,
    on: str,
    condition: str,
    *,
    year: int = 2017,
    programme: str | None = "16.738",
    known: str | None = None,
) -> list[str]:
    """What orders say against it; an empty list where they leave it open."""
    return ask(
        act,
        respondent,
        on,
        condition=condition,
        year=year,
        programme=programme,
        known=known,
        only="orders",
    ).why
