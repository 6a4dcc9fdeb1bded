"""The sweep: every government x eight acts on one day, fifty orders, with reasons; against its peers and against copying the answer.

Peers that are slow are run on a part of the roster, and their rate is what counts. All must give
our verdicts, or the run stops.
"""

from dataclasses import replace

import numpy as np

from bench import synthetic_docket as made
from bench.measuring import Row, in_turn, row
from bench.peers.cedar import Cedar
from bench.peers.indexed import Indexed
from bench.peers.loop import Loop
from bench.peers.openfisca import OpenFisca
from bench.peers.relational import DuckDB, Polars
from bench.peers.setting import Setting, Verdicts
from bench.synthetic_register import WHOLE_COUNTRY
from proviso.domain.classes import classify
from proviso.domain.docket import Docket, Node
from proviso.domain.sweep import Engine, Sweep

SIZES = (WHOLE_COUNTRY // 100, WHOLE_COUNTRY // 10, WHOLE_COUNTRY)
PART = 2_000
READY = "sweep, docket made ready, with reasons"
UNIT = "decisions a second"
ORDERS = (50, 500)


def setting(size: int) -> Setting:
    return Setting(
        docket=made.docket(),
        bodies=made.bodies(size),
        questions=made.questions(),
        eligible=made.ELIGIBLE,
        day=made.DAY,
    )


def engine(given: Setting) -> Engine:
    classes = classify(given.bodies, given.docket, given.eligible)
    return Engine(given.docket, given.questions, classes)


def verdicts(swept: Sweep) -> Verdicts:
    """Our answer without its reasons, to compare."""
    told = [1 if one.bars else 2 if one.may_bar else 0 for one in swept.reasons]
    return np.array(told, dtype=np.uint8)[swept.codes]


def agree(name: str, theirs: Verdicts, ours: Verdicts) -> None:
    if not np.array_equal(theirs, ours):
        raise AssertionError(f"{name} and the sweep do not agree")


def vectorised(size: int) -> list[Row]:
    """Ready, cold and from nothing, against OpenFisca-Core and against the copy of the answer."""
    given = setting(size)
    ready, fisca = engine(given), OpenFisca(given)
    swept = ready.sweep(made.DAY)
    agree("OpenFisca-Core", fisca.run(), verdicts(swept))
    codes, out = swept.codes, np.empty_like(swept.codes)

    def cold() -> Sweep:
        table, reasons = ready.decide(made.DAY)
        return Sweep(np.take(table, ready.classes.of, axis=0, out=out, mode="clip"), reasons)

    fast = in_turn(
        {
            "ready": lambda: ready.sweep(made.DAY, out),
            "copy": lambda: np.copyto(out, codes),
            "cold": cold,
        },
        repeats=51,
    )
    slow = in_turn(
        {
            "fisca": fisca.run,
            "nothing": lambda: engine(given).sweep(made.DAY),
            "fisca from nothing": lambda: OpenFisca(given).run(),
        },
        repeats=5,
    )
    ours = {"size": size, "items": codes.size, "unit": UNIT}
    peer = {"against": "OpenFisca-Core, no reasons", "peer_seconds": slow["fisca"]}
    copy = {"against": "copying the answer", "peer_seconds": fast["copy"]}
    whole = size == WHOLE_COUNTRY
    return [
        row(READY, seconds=fast["ready"], at_least=50 if whole else None, **ours, **peer),
        row(READY, seconds=fast["ready"], at_least=1 / 3 if whole else None, **ours, **copy),
        row("sweep, a day decided afresh", seconds=fast["cold"], **ours, **peer),
        row(
            "sweep from nothing: roster sorted, docket read, day decided",
            seconds=slow["nothing"],
            against="OpenFisca-Core, simulation built and run",
            peer_seconds=slow["fisca from nothing"],
            **ours,
        ),
    ]


def others() -> list[Row]:
    """The peers that do it in other ways."""
    whole, part = setting(WHOLE_COUNTRY), setting(PART)
    found = []
    for name, make, given, repeats in (
        ("a loop in Python, no reasons", Loop, part, 3),
        ("Cedar (cedarpy, one batch), with reasons", Cedar, part, 1),
        ("Polars, joins, no reasons", Polars, whole, 5),
        ("DuckDB, joins, no reasons", DuckDB, whole, 5),
        ("Python with indexes, no reasons", Indexed, whole, 5),
    ):
        ready, peer = engine(given), make(given)
        swept = ready.sweep(made.DAY)
        agree(name, peer.run(), verdicts(swept))
        full = engine(whole)
        full.sweep(made.DAY)
        taken = in_turn({"ours": lambda: full.sweep(made.DAY), "peer": peer.run}, repeats=repeats)  # noqa: B023
        found.append(
            row(
                READY,
                size=WHOLE_COUNTRY,
                seconds=taken["ours"],
                items=full.classes.of.size * len(whole.questions),
                unit=UNIT,
                against=name,
                peer_seconds=taken["peer"],
                peer_items=swept.codes.size,
            )
        )
    return found


def added() -> list[Row]:
    """One new order on a docket of fifty, everyone answered again."""
    ready = engine(setting(WHOLE_COUNTRY))
    out = ready.sweep(made.DAY).codes.copy()
    afresh = engine(setting(WHOLE_COUNTRY))
    found = []
    for what, kind in (
        ("a state's subdivisions", "subdivisions"),
        ("bodies by name", "body"),
        ("everyone but two", "everyone"),
    ):
        node = _new(kind)
        swept = ready.with_added([node]).sweep(made.DAY)
        docket = Docket((), (), (*afresh.docket.nodes, node))
        whole = engine(replace(setting(WHOLE_COUNTRY), docket=docket)).sweep(made.DAY)
        agree("the docket made ready anew", verdicts(whole), verdicts(swept))
        taken = in_turn(
            {"ours": lambda: ready.with_added([node]).sweep(made.DAY, out)},  # noqa: B023
            repeats=51,
        )
        found.append(
            row(
                f"one order added that covers {what}",
                size=WHOLE_COUNTRY,
                seconds=taken["ours"],
                items=1,
                unit="orders a second",
                at_most=(0.001, "aim: < 1 ms"),
            )
        )
    return found


def _new(kind: str) -> Node:
    """An order of another docket with a cover of that kind, as a new one."""
    nodes = (one for one in made.docket(60, seed=99).effects if one.cover.terms[0].kind == kind)
    return replace(next(nodes), id="NEW")


def larger_dockets() -> list[Row]:
    """How a day decided afresh grows with the number of orders."""
    found = []
    for orders in ORDERS:
        given = replace(setting(WHOLE_COUNTRY), docket=made.docket(orders))
        ready = engine(given)
        taken = in_turn({"decide": lambda: ready.decide(made.DAY)}, repeats=5)  # noqa: B023
        found.append(
            row(
                "a day decided afresh, by number of orders",
                size=orders,
                seconds=taken["decide"],
                items=1,
                unit="days a second",
            )
        )
    return found


def run() -> list[Row]:
    """Every comparison."""
    return [
        *(one for size in SIZES for one in vectorised(size)),
        *others(),
        *added(),
        *larger_dockets(),
    ]
