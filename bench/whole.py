"""A whole ledger at three sizes: verifying it, and where every matter stands as of any past day, as known on any day.

At every size the standing is compared, matter by matter, with the fold of a part of the roster.
"""

import random
import resource
from datetime import date, timedelta

from bench.installation import FIRST, STEPS, ledger
from bench.measuring import Row, Taken, in_turn, once, row
from proviso.domain.chain import hash_of
from proviso.domain.encoding import entry_from
from proviso.domain.entries import Entry
from proviso.domain.standing import Standing, stand
from proviso.domain.whole import Whole

ON, KNOWN = date(2018, 1, 24), date(2018, 1, 24)
MATTERS = (910, 9_100, 91_000)
PART = 500
MEMORY = 2_000_000


def part_of(roster: Whole) -> list[tuple[int, tuple[Entry, ...]]]:
    """Some matters with all their entries."""
    from proviso.records.models import Entry as Row_

    found = []
    for place in random.Random(3).sample(range(len(roster.matters)), PART):
        rows = Row_.objects.filter(stream=roster.matters[place]).order_by("number")
        found.append(
            (place, tuple(entry_from(body) for body in rows.values_list("body", flat=True)))
        )
    return found


def check(roster: Whole, part: list[tuple[int, tuple[Entry, ...]]], day: date) -> None:
    standings = roster.stand(on=day, known=day)
    for place, told in part:
        one = stand(told, on=day, known=day)
        if standings.of(place) != (one.state, one.since):
            raise AssertionError(f"{roster.matters[place]} does not stand there on {day}")


def of_size(matters: int) -> list[Row]:
    ledger().grow_to(matters)
    from proviso.queries.whole import whole

    first, roster = once(whole)
    part = part_of(roster)
    for days in (100, 300, 400, 700):
        check(roster, part, FIRST + timedelta(days=days))

    def fold() -> list[Standing]:
        return [stand(told, on=ON, known=KNOWN) for _, told in part]

    taken = in_turn({"ours": lambda: roster.stand(on=ON, known=KNOWN), "fold": fold}, repeats=5)
    last = matters == MATTERS[-1]
    shape = {"size": len(roster.matters), "items": len(roster.matters), "unit": "matters a second"}
    peer = {"against": "the fold of each matter, entries in memory", "peer_seconds": taken["fold"]}
    found = [
        row(
            f"first answer, read from the database, {len(STEPS)} entries a matter",
            seconds=Taken.of(first + taken["ours"], first.cpu + taken["ours"].cpu),
            at_most=(10.0, "< 10 s") if last else None,
            **shape,
        ),
        row(
            "any further day",
            seconds=taken["ours"],
            peer_items=PART,
            at_most=(1.0, "< 1 s") if last else None,
            **shape,
            **peer,
        ),
    ]
    return [*found, verified(last=last)]


def verified(*, last: bool) -> Row:
    """Every hash, chain and number of the ledger, read from the database."""
    from proviso.domain.verifying import verify
    from proviso.outside.keys import signed_by
    from proviso.records import stored

    def check() -> int:
        verdict = verify(stored.rows(), tuple(stored.kept()), signed_by)
        if verdict.breaks:
            raise AssertionError(str(verdict.breaks[0]))
        return verdict.entries

    def bound() -> None:
        for link in stored.rows():
            hash_of(link.body)

    entries = check()
    taken = in_turn({"verify": check, "bound": bound}, repeats=3)
    return row(
        "verify the whole ledger",
        size=entries,
        seconds=taken["verify"],
        items=entries,
        unit="entries a second",
        against="reading the rows and hashing them",
        peer_seconds=taken["bound"],
        at_most=(entries / 200_000, ">= 200,000/s") if last else None,
    )


def run() -> list[Row]:
    """Three sizes; and the most memory that this process ever had, all other measurements included."""
    found = [one for matters in MATTERS for one in of_size(matters)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found.append(
        {
            "work": "most memory of the process, every measurement before included",
            "size": MATTERS[-1],
            "seconds": None,
            "cpu": None,
            "ours": peak / 1000,
            "unit": "MB",
            "against": "",
            "peer": None,
            "ratio": None,
            "target": "< 2 GB",
            "met": peak < MEMORY,
            "met_alone": None,
        }
    )
    return found
