"""The reference review beside a review of every government in the register: 39,000 matters, each with an award, a letter and more.

Entries are encoded and chained as the product does it and inserted in bulk; `proviso ledger verify` holds over them.
The letters are invented, and nothing here is served to anyone.
"""

import atexit
import os
import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

REVIEW, AGENCY, PROGRAMME, YEAR = "everyone", "us/doj/ojp", "16.738", 2016
ROUNDS = (("E1", date(2017, 4, 21)), ("E2", date(2018, 1, 24)))
AT_ONCE = 2_000
Told = tuple[Any, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who signs in: an analyst of the review's agency, the owner of one respondent, and that one's matter."""

    analyst: Any
    owner: Any
    matter: str


def installed(matters: int) -> People:
    """Set up the pages over a new installation with so many matters; gone when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="proviso-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= {"PROVISO_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "proviso.config.web"}
    os.environ.pop("PROVISO_DATABASE_URL", None)
    import django

    django.setup()
    from proviso.cli.installation import ensure

    ensure()
    _plain_names(folder)
    _reference_review()
    grow(matters)
    return _people()


def _plain_names(folder: Path) -> None:
    """Files keep their names: none is laid out here."""
    from django.conf import settings

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    (folder / "static").mkdir(exist_ok=True)


def _reference_review() -> None:
    from proviso.acts.bring_in import bring_in

    with as_file(files("proviso") / "examples" / "section_1373") as folder:
        came = bring_in(folder, at=datetime.now(UTC), by="bench")
    if came.problems:
        raise AssertionError(came.problems[:3])


def grow(matters: int) -> None:
    """The review of everyone, in so many matters of different governments."""
    from proviso.records.models import Government

    lot = random.Random(39)
    bodies = list(Government.objects.order_by("ocd_id").values_list("ocd_id", flat=True))
    chosen = sorted(lot.sample(bodies, min(matters, len(bodies))))
    _write([(f"review:{REVIEW}", list(_review()))])
    for start in range(0, len(chosen), AT_ONCE):
        some = range(start, min(start + AT_ONCE, len(chosen)))
        _write(stream for at in some for stream in _matter(at, chosen[at], lot))


def _review() -> Iterator[Told]:
    from proviso.domain.facts.reviews import ItemDefined, ReviewOpened, RoundOpened
    from tests.builders import a

    yield (
        a(
            ReviewOpened, review=REVIEW, title="Every government of the register", agency="Office of Justice Programs, bench",
            actor=AGENCY, programme=PROGRAMME, condition="section-1373", procedure="byrne-jag-1373-2018", training=False,
        ),
        ROUNDS[0][1] - timedelta(days=30),
    )  # fmt: skip
    yield a(ItemDefined, item="policies", asks="Every policy on the matter"), ROUNDS[0][1]
    for name, day in ROUNDS:
        told = a(
            RoundOpened,
            round=name,
            title=f"Round {name}",
            letter_kind="document-request",
            due=day + timedelta(days=30),
        )
        yield told, day


def _matter(at: int, body: str, lot: random.Random) -> Iterator[tuple[str, list[Told]]]:
    """The streams of one award and its matter."""
    from proviso.domain.facts.programmes import AwardMade, ConditionAttached
    from tests.builders import a

    name = f"E{at:05d}-FY{YEAR}"
    given = date(2016, 10, 1)
    award = a(
        AwardMade, award=f"A-{name}", programme=PROGRAMME, year=YEAR, recipient=body,
        number=f"2016-DJ-{at:05d}", kind="direct",
    )  # fmt: skip
    bound = a(ConditionAttached, award=f"A-{name}", condition="section-1373")
    yield f"award:A-{name}", [(award, given), (bound, given)]
    yield f"matter:{name}", list(_course(name, body, lot))


def _course(name: str, body: str, lot: random.Random) -> Iterator[Told]:
    """What happened in a matter: on the list, written to, mostly delivered, half of them answered."""
    from proviso.domain.facts.clocks import DueStated
    from proviso.domain.facts.letters import LetterDelivered, LetterSent
    from proviso.domain.facts.matters import IdentityConfirmed, MatterOpened
    from proviso.domain.facts.responses import ResponseReceived
    from tests.builders import a

    round_, day = lot.choice(ROUNDS)
    letter = f"L-{name}"
    opened = a(
        MatterOpened, matter=name, review=REVIEW, respondent=body, programme=PROGRAMME, year=YEAR,
        conditions=("section-1373",), award=f"A-{name}", role="direct", hearing_right="arguable",
    )  # fmt: skip
    yield opened, ROUNDS[0][1] - timedelta(days=20)
    yield a(IdentityConfirmed, ids=(body,), confirmed_by="Ada"), ROUNDS[0][1] - timedelta(days=10)
    yield a(LetterSent, letter=letter, round=round_, kind="document-request"), day
    yield a(DueStated, clock=f"{letter}-due", letter=letter, due=day + timedelta(days=30)), day
    if lot.random() < 0.7:
        yield a(LetterDelivered, letter=letter), day + timedelta(days=3)
        if lot.random() < 0.7:
            told = a(ResponseReceived, response=f"RS-{name}", letter=letter, kind="documents")
            yield told, day + timedelta(days=lot.randrange(5, 60))


def _write(streams: Iterable[tuple[str, list[Told]]]) -> None:
    from django.db import connection, transaction

    from proviso.records.projections import project

    entries, rows = [], []
    for stream, told in streams:
        for one, body, digest in _chained(stream, told):
            entries.append(one)
            rows.append((one.stream, one.number, one.key, body, digest))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO records_entry (stream, number, key, body, hash) VALUES (%s, %s, %s, %s, %s)",
            rows,
        )
        project(entries)


def _chained(stream: str, told: list[Told]) -> Iterator[tuple[Any, bytes, str]]:
    """The facts of one stream as entries, with their bytes and hashes."""
    from proviso.domain.chain import GENESIS, hash_of
    from proviso.domain.encoding import entry_bytes
    from tests.builders import entry

    previous = GENESIS
    for number, (fact, on) in enumerate(told, start=1):
        one = entry(fact, on=on, number=number, stream=stream, by="bench")
        body = entry_bytes(one, previous=previous)
        previous = hash_of(body)
        yield one, body, previous


def _people() -> People:
    from proviso.domain.roles import Role
    from proviso.people.models import User
    from proviso.people.roles import give
    from proviso.records.models import Matter

    matter = Matter.objects.filter(review=REVIEW).order_by("matter").first()
    made = {}
    for name, role, body in (
        ("Ada Analyst", Role.ANALYST, AGENCY),
        ("Olive Owner", Role.OWNER, matter.respondent),
    ):
        user = User.objects.create_user(f"{name[:3].lower()}@bench.example", None, name=name)
        give(user, role, body, first=date(2017, 1, 1), last=None, by="bench")
        made[role] = user
    return People(analyst=made[Role.ANALYST], owner=made[Role.OWNER], matter=matter.matter)
