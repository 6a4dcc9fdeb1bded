"""A round of letters end to end: drafted from the record, approved, printed, checked, recorded, owed; then carried. Time and memory.

Every recipient is an invented district of the training country. Each size is measured in a process and
an installation of its own, so that the memory at its highest is that of this size alone. Two
processes are measured where letters are made (rendering) and where they are carried (workers).
"""

import os
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from multiprocessing import get_context
from time import perf_counter, process_time, sleep
from typing import Any

from bench.measuring import Row, Taken, middle, peak_megabytes, row

SMALL = 1_000
LARGE = int(os.environ.get("PROVISO_BENCH_ROUND", "10_000"))
CARRIED = 400
FLAT = 1.25  # how much more memory the large round may take at its highest than the small one
AT = datetime(2018, 6, 1, 12, tzinfo=UTC)
ON = date(2018, 1, 24)
TOGETHER = 200
MV = "ocd-division/country:zz/state:mv"
Spent = dict[str, tuple[float, float]]


def whole_round(size: int) -> tuple[Spent, float, float]:
    """A round of this size in an installation of its own: seconds of each step, memory before it, memory at its highest (MB)."""
    from bench import installation

    installation.home()
    names = recipients(size)
    before = peak_megabytes()
    return released(names), before, peak_megabytes()


def released(names: tuple[str, ...]) -> Spent:
    """Prepare, approve and release a round to these matters; seconds of each step."""
    spent: Spent = {}
    told, drafts, going = round_of(names)
    from proviso.acts import releases, rounds

    steps: dict[str, Any] = {
        "prepare": lambda: rounds.prepare(told, names, drafts, going("Ada")),
        "approve": lambda: rounds.approve(told, drafts, going("Bo")),
        "release": lambda: releases.release(told, drafts, going("Ada")),
    }
    for step, work in steps.items():
        start, cpu = perf_counter(), process_time()
        done = work()
        spent[step] = (perf_counter() - start, process_time() - cpu)
        if done.problems or not done.recorded:
            raise AssertionError(done.problems[:3])
    if done.sent != len(names) or _owed() != len(names):
        raise AssertionError(f"{done.sent} letters went, {_owed()} are owed")
    return spent


def recipients(size: int) -> tuple[str, ...]:
    """Make the review and its matters, each of a district of its own; their ids."""
    from proviso.acts.perform import sitting
    from tests.acts.village import done, told, village

    village()
    done(
        "approve-template",
        "review:R1",
        envelope=told(by="Bo"),
        template="document_request",
        version="1",
        letter_kind="document-request",
        written_by="Ada",
        approved_by="Bo",
    )
    names = tuple(f"B{at:05d}" for at in range(size))
    for start in range(0, size, TOGETHER):
        with sitting() as now:
            for at in range(start, min(start + TOGETHER, size)):
                _recipient(now, at, names[at])
    return names


def _recipient(now: Any, at: int, name: str) -> None:
    from tests.acts.village import deed, told

    body, stream = f"{MV}/district:synthetic_{at:05d}", f"matter:{name}"
    deeds = (
        deed(
            "note-government",
            "register",
            ocd_id=body,
            geoid=f"ZZ{at:06d}",
            name=f"Synthetic {at:05d} District",
            short_name=f"Synthetic {at:05d}",
            type="special_district",
            state="MV",
            county_geoid="",
            population=None,
            roles=(),
        ),
        deed(
            "make-award",
            f"award:{name}",
            award=name,
            programme="16.738",
            year=2016,
            recipient=body,
            number=f"2016-ZZ-{at:05d}",
            kind="direct",
            applicants=(),
            subrecipients=(),
        ),
        deed("attach-condition", f"award:{name}", award=name, condition="section-1373"),
        deed(
            "open-matter",
            stream,
            matter=name,
            review="R1",
            respondent=body,
            programme="16.738",
            year=2016,
            conditions=("section-1373",),
            award=name,
            role="direct",
            hearing_right="arguable",
        ),
        deed("confirm-identity", stream, ids=(body, f"ZZ{at:06d}")),
        deed("note-contact", stream, contact="clerk", office="District Clerk", name=f"Clerk {at}"),
        deed("verify-contact", stream, contact="clerk"),
    )
    for one in deeds:
        outcome = now.do(one, told())
        if hasattr(outcome, "reason"):
            raise AssertionError(outcome)


def round_of(names: tuple[str, ...]) -> tuple[Any, Any, Any]:
    """The round's file, its drafts, and who goes on which day."""
    from proviso.acts.rounds import Going
    from proviso.letters.rounds import Choice
    from tests.acts.rounds_village import Drafts, file

    told = file(recipients=Choice(matters=names))
    return told, Drafts(told), lambda by: Going(by=by, at=AT, on=ON)


def _owed() -> int:
    from proviso.domain.errands import State
    from proviso.records import errand_rows

    return errand_rows.counts()[State.OWED]


def alone(work: Any, *told: Any) -> Any:
    """What this comes to in a process of its own, which ends with it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *told).result()


# --- rows ------------------------------------------------------------------------------------


def rounds_of(sizes: tuple[int, ...] = (SMALL, LARGE)) -> list[Row]:
    """Each size end to end, and how much more memory the largest takes than the smallest."""
    found, rows = {size: alone(whole_round, size) for size in sizes}, []
    for size, (spent, _, _) in found.items():
        parts = {**spent, "end to end": _sum(spent)}
        for step, (wall, cpu) in parts.items():
            rows.append(
                row(
                    f"a round of letters: {step}",
                    size=size,
                    seconds=Taken.of(wall, cpu),
                    items=size,
                    unit="letters a second",
                )
            )
    small, large = found[min(sizes)], found[max(sizes)]
    told = row(
        "memory at its highest in a round",
        size=max(sizes),
        seconds=Taken.of(*_sum(large[0])),
        items=max(sizes),
        unit="letters a second",
        against=f"{large[2]:.0f} MB ({large[1]:.0f} before it); {small[2]:.0f} MB at {min(sizes):,}",
    )
    met = large[2] <= FLAT * small[2]
    return [*rows, {**told, "target": f"<= {FLAT} x that of {min(sizes):,}", "met": met}]


def _sum(spent: Spent) -> tuple[float, float]:
    return sum(wall for wall, _ in spent.values()), sum(cpu for _, cpu in spent.values())


def carried_by_two() -> Row:
    """Letters that a release owes, carried to the print folder by one worker and by two."""
    times: dict[int, list[Taken]] = {1: [], 2: []}
    for _ in range(3):
        for workers, taken in times.items():
            taken.append(alone(_carried, workers))
    one, two = middle(times[1]), middle(times[2])
    return row(
        "letters carried by two processes (PostgreSQL)",
        size=CARRIED,
        seconds=two,
        items=CARRIED,
        unit="letters a second",
        against=f"one process ({os.cpu_count()} cores)",
        peer_seconds=one,
        at_least=1.8,
    )


def _carried(workers: int) -> Taken:
    """A round owed on a private PostgreSQL, where several workers may carry, carried by so many."""
    from tests.postgres import PrivateServer

    server, home = PrivateServer(), tempfile.mkdtemp(prefix="proviso-bench-")
    try:
        os.environ["PROVISO_DATABASE_URL"] = server.url
        _awake(home, server.url)
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        released(recipients(CARRIED))
        connection.close()
        return _timed(workers, home, server.url)
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def _timed(workers: int, home: str, url: str) -> Taken:
    with ProcessPoolExecutor(workers, get_context("spawn"), _awake, (home, url)) as pool:
        list(pool.map(_ready, range(4 * workers)))
        start = perf_counter()
        carried = sum(pool.map(_carry_all, range(workers)))
        wall = perf_counter() - start
    if carried != CARRIED:
        raise AssertionError(f"{carried} of {CARRIED} were carried")
    return Taken.of(wall, wall)


def _awake(home: str, url: str) -> None:
    os.environ |= {
        "PROVISO_HOME": home,
        "PROVISO_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "proviso.config.settings",
    }
    import django

    django.setup()


def _ready(_: int) -> int:
    """Import what carrying needs, before it is timed."""
    import proviso.acts.errands  # noqa: F401

    sleep(0.2)
    return os.getpid()


def _carry_all(_: int) -> int:
    from proviso.acts.errands import Worker, carry_next

    def nobody(*_: Any) -> Any:
        raise AssertionError

    worker, many = Worker(name=f"bench-{os.getpid()}", send=nobody), 0
    while carry_next(worker):
        many += 1
    return many


def run() -> list[Row]:
    from bench.letters import two_against_one

    return [*rounds_of(), two_against_one(), carried_by_two()]


if __name__ == "__main__":
    sizes = tuple(int(size) for size in sys.argv[1:]) or (SMALL, LARGE)
    for one in rounds_of(sizes):
        print({key: round(x, 3) if isinstance(x, float) else x for key, x in one.items()})
