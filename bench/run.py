"""Measures everything, prints the table and writes bench/RESULTS.md. `make bench` calls it, in bench/.venv.

python bench/run.py [NAME …]      only these modules; RESULTS.md is then left alone
"""

import os
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from math import log
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from bench.measuring import Row  # noqa: E402

RESULTS = ROOT / "bench" / "RESULTS.md"
BENCHES = {
    "sweep": "The sweep: every government x eight acts on one day, fifty orders",
    "changes": "Every date on which an answer changes",
    "gate": "One answer of the gate",
    "dates": "Dates",
    "whole": "A whole ledger: standing of everyone on any day, and verifying",
    "ledger": "Writing the ledger",
    "pages": "Pages over a roster of 39,000 matters, the slowest of twenty",
    "rounds": "A round of letters, end to end; letters by two processes",
    "reading": "Reading: what was published into proposals, by kind of rule",
    "letters": "Letters: printed as PDF/UA, with words chosen and content checked",
}
VERSIONS = (
    "proviso numpy polars django duckdb openfisca-core cedarpy pymerkle holidays workalendar"
).split()
MET = {
    (True, False): "yes",
    (True, True): "yes",
    (False, False): "**no**",
    (False, True): "**no**; by processor time, yes",
    (None, False): "",
}
HEADINGS = ("Work", "Size", "Time", "Ours", "Peer or bound", "Peer", "Ratio", "Target", "Met")


def told(name: str) -> list[Row]:
    """The rows of one module; those of `dates` have fewer columns."""
    rows: list[Row] = import_module(f"bench.{name}").run()
    return [_filled(one) for one in rows]


def _filled(one: Row) -> Row:
    if "met" in one:
        return one
    least = one["target"]
    return one | {
        "seconds": one["size"] / one["ours"],
        "cpu": None,
        "met_alone": None,
        "against": "as named",
        "met": one["ratio"] >= least if least else None,
        "target": f">= {least:g} x" if least else "",
    }


def cells(one: Row) -> tuple[str, ...]:
    """A row as text."""
    return (
        one["work"],
        f"{one['size']:,}",
        _both(one),
        f"{_short(one['ours'])} {one['unit']}",
        one["against"],
        _short(one["peer"]) if one["peer"] else "",
        f"{_short(one['ratio'])} x" if one["ratio"] else "",
        one["target"],
        MET[one["met"], bool(one["met_alone"])],
    )


def _both(one: Row) -> str:
    """The time by the clock; and the processor's, where others kept it from working."""
    busy = one["cpu"] and one["seconds"] > 1.25 * one["cpu"] and one["seconds"] > 1e-3
    return f"{_time(one['seconds'])} (CPU {_time(one['cpu'])})" if busy else _time(one["seconds"])


def _time(seconds: float | None) -> str:
    if seconds is None:
        return ""
    for least, unit, factor in ((1, "s", 1), (1e-3, "ms", 1e3)):
        if seconds >= least:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e6:.3g} us"


def _short(number: float) -> str:
    for least, letter in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if number >= least:
            return f"{number / least * (10 if letter == 'k' else 1):.3g} {letter}"
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def growth(rows: list[Row]) -> list[tuple[str, str, float]]:
    """For each work measured at several sizes: the sizes, and the exponent of size with which its time grows."""
    times: dict[str, dict[int, float]] = {}
    for one in rows:
        if one["seconds"]:
            times.setdefault(one["work"], {}).setdefault(one["size"], one["seconds"])
    found = []
    for work, by_size in times.items():
        small, large = min(by_size), max(by_size)
        if small < large:
            exponent = log(by_size[large] / by_size[small]) / log(large / small)
            found.append((work, " -> ".join(f"{size:,}" for size in sorted(by_size)), exponent))
    return found


def machine(began: float) -> list[str]:
    """What it ran on."""
    versions = [f"{name} {version(name)}" for name in VERSIONS]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return [
        f"Measured on {datetime.now(UTC):%d %B %Y} (UTC), in one run.",
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB; {platform.platform()}.",
        f"Load when it began and ended: {began:.1f} and {os.getloadavg()[0]:.1f}.",
        f"Python {platform.python_version()}; {', '.join(versions)}.",
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def show(title: str, rows: list[Row]) -> None:
    table = Table(title=title, title_justify="left", pad_edge=False)
    for heading in HEADINGS:
        table.add_column(heading)
    for one in rows:
        table.add_row(*(text.replace("**", "") for text in cells(one)))
    Console(width=200).print(table)


def written(found: dict[str, list[Row]], began: float) -> str:
    """RESULTS.md."""
    every = [one for rows in found.values() for one in rows]
    met, missed = ([one for one in every if one["met"] is said] for said in (True, False))
    lines = [
        "# Results",
        "",
        "Written by `make bench`; do not edit. Machines differ and are noisy: what counts is the ratio to",
        "the peer measured in the same run. Each figure is the median of several, the peers taking turns;",
        "where a peer answers the same question, its answer was compared with ours. Where others kept the",
        "processor busy, its own time is given beside that of the clock on the wall.",
        "",
        *machine(began),
        "",
        f"**{len(met)} targets met, {len(missed)} not met.**",
        *(
            f"- Not met: {one['work']} ({one['against'] or _time(one['seconds'])}), {_said(one)}."
            for one in missed
        ),
    ]
    for name, rows in found.items():
        lines += ["", f"## {BENCHES[name]}", "", _line(HEADINGS), _line(["---"] * len(HEADINGS))]
        lines += [_line(cells(one)) for one in rows]
    lines += ["", "## Growth", "", "Time grows with size to the power of:", ""]
    lines += [_line(("Work", "Sizes", "Exponent")), _line(["---"] * 3)]
    lines += [
        _line((work, sizes, f"{exponent:.2f}"))
        for rows in found.values()
        for work, sizes, exponent in growth(rows)
    ]
    return "\n".join(lines) + "\n"


def _said(one: Row) -> str:
    ratio = f"{one['ratio']:.2g} x" if one["ratio"] else f"{_short(one['ours'])} {one['unit']}"
    return f"{ratio} where the target is {one['target']}"


def _line(texts: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def main(names: list[str]) -> None:
    found: dict[str, list[Row]] = {}
    began = os.getloadavg()[0]
    for name in names or BENCHES:
        found[name] = told(name)
        show(BENCHES[name], found[name])
    if not names:
        RESULTS.write_text(written(found, began), encoding="utf-8")
        print(f"Written to {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
