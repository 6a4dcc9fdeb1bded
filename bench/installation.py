"""An installation of its own for the measurements, in a folder that ends with the run; and a ledger of any size in it."""

import atexit
import os
import random
import shutil
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from proviso.domain.chain import GENESIS, hash_of
from proviso.domain.encoding import entry_bytes, entry_from, header
from proviso.domain.facts import Fact
from proviso.domain.facts.clocks import DueStated
from proviso.domain.facts.findings import ItemEvaluated, MatterCleared
from proviso.domain.facts.letters import LetterDelivered, LetterReceived, LetterSent
from proviso.domain.facts.matters import (
    ContactNoted,
    IdentityConfirmed,
    MatterNoted,
    MatterOpened,
    MatterReleased,
)
from proviso.domain.facts.responses import ResponseReceived
from proviso.domain.facts.subpoenas import SubpoenaIssued
from tests.builders import a, entry

FIRST = date(2017, 1, 2)
ON, LEARNED, NAME = date(1901, 1, 1), date(1902, 2, 2), "NAME-OF-MATTER"
STEPS: tuple[tuple[Fact, ...], ...] = (
    (a(MatterOpened, matter=NAME, review="R1", award="A1"),),
    (a(ContactNoted, contact="K1", office="Office of the Attorney", channel="letter"),),
    (a(IdentityConfirmed, ids=("GEOID 1", "OCD 1"), confirmed_by="Avery Bell"),),
    (a(LetterSent, letter="L1", kind="document-request"),),
    (a(LetterDelivered, letter="L1"),),
    (a(LetterReceived, letter="L1"),),
    (a(DueStated, clock="L1-due", letter="L1"),),
    (a(ResponseReceived, response="A1"), a(SubpoenaIssued), a(MatterNoted, text="No answer.")),
    (a(ItemEvaluated, item="I1"), a(MatterNoted, text="Not evaluated yet.")),
    (a(MatterCleared), a(MatterReleased), a(LetterSent, letter="L2", kind="deficiency")),
    (a(MatterNoted, text="Read again, and nothing more to say."),),
)


@cache
def home() -> Path:
    """Set up Django over an empty database in a temporary folder; its path."""
    found = Path(tempfile.mkdtemp(prefix="proviso-bench-"))
    atexit.register(shutil.rmtree, found, ignore_errors=True)
    os.environ["PROVISO_HOME"] = str(found)
    os.environ.pop("PROVISO_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "proviso.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return found


@cache
def _templates() -> tuple[tuple[bytes, ...], ...]:
    """For each step of the course, the JSON of its entries with the days and the name left open."""
    return tuple(tuple(_template(fact) for fact in facts) for facts in STEPS)


def _template(fact: Fact) -> bytes:
    one = replace(entry(fact, on=ON, learned=LEARNED), evidence=("S-BENCH",), confidence="high")
    return entry_bytes(one, previous=GENESIS).split(b"\n", 5)[5]


class Grown:
    """A ledger that grows by whole matters of eleven entries each, written round by round."""

    def __init__(self) -> None:
        home()
        self.matters = 0
        self.entries = 0
        self._lot = random.Random(11)

    def grow_to(self, matters: int) -> None:
        """Add matters until there are so many."""
        from django.db import connection, transaction

        added = range(self.matters, matters)
        heads = dict.fromkeys(added, GENESIS)
        days = {at: FIRST + timedelta(days=self._lot.randrange(300)) for at in added}
        for number, choices in enumerate(_templates(), start=1):
            rows = [self._row(at, number, choices, heads, days) for at in added]
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO records_entry (stream, number, key, body, hash) "
                    "VALUES (%s, %s, %s, %s, %s)",
                    rows,
                )
        self.entries += len(added) * len(STEPS)
        self.matters = matters
        self._sound(rows[-1][3])

    def _row(
        self,
        at: int,
        number: int,
        choices: tuple[bytes, ...],
        heads: dict[int, str],
        days: dict[int, date],
    ) -> tuple[str, int, str, bytes, str]:
        lot = self._lot
        days[at] += timedelta(days=lot.randrange(40))
        learned = days[at] + timedelta(days=lot.choice((0, 0, 0, 2, 90)))
        stream, key = f"matter:B{at:06d}", f"bench-{at}-{number}"
        told = lot.choice(choices).replace(str(ON).encode(), str(days[at]).encode())
        told = told.replace(str(LEARNED).encode(), str(learned).encode())
        told = told.replace(NAME.encode(), f"B{at:06d}".encode())
        body = header(stream, number, heads[at], key) + told
        heads[at] = hash_of(body)
        return stream, number, key, body, heads[at]

    @staticmethod
    def _sound(body: bytes) -> None:
        """What was written short must be what the product writes."""
        one = entry_from(body)
        if entry_bytes(one, previous=body.split(b"\n", 5)[3].decode()) != body:
            raise AssertionError("the entries are not written as the product writes them")


@cache
def village() -> None:
    """A review in which matters can be opened, and one matter, V1, that was sent a request."""
    home()
    from tests.acts import village as made

    made.village()
    made.request()


@cache
def ledger() -> Grown:
    """The one ledger that the measurements share."""
    return Grown()
