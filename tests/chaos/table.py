"""The page that tells where workers were killed and what came of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

PHASES = {
    "claimed": "the errand is claimed, and nothing else has happened",
    "loaded": "what is to be handed over is read and checked",
    "ready": "file: a draft is on the disk; mail: noted as begun, before the final dot",
    "handed": "it is handed over, and nothing tells so yet",
    "recording": "entry and settling are written, and not committed",
    "recorded": "all is committed",
}
Told = tuple[str, str, dict[str, Any]]


def page(found: Sequence[Told], *, on: datetime, seconds: float, cores: int) -> str:
    """The page in Markdown."""
    return "\n".join(_lines(found, on, seconds, cores)) + "\n"


def _lines(found: Sequence[Told], on: datetime, seconds: float, cores: int) -> Iterator[str]:
    killed = sum(told["killed"] for _, must, told in found if must == "well")
    yield "# Kills"
    yield ""
    yield "<!-- Written by `make chaos`. -->"
    yield ""
    yield (
        f"{on:%d %B %Y}, {seconds / 60:.0f} minutes on {cores} cores: **{killed:,} workers killed** "
        "(SIGKILL) while carrying errands, as the product is built. Each wrote down where it stood before it died; "
        "only those whose word arrived and whose end was by that signal count."
    )
    yield ""
    yield (
        "Half the errands print a letter, a quarter post a notice on the portal, a quarter are mail to a real "
        "server in a process of its own, which falls silent after every 25th message it took. Afterwards what "
        "is left is carried without kills; what is unclear is decided as a person would, by the mail server's list."
    )
    yield ""
    yield "| Arm | Kills | Errands | Lost | Doubled | Entries lost, doubled | Decided by a person | Expected | |"
    yield "|---|--:|--:|--:|--:|--:|--:|---|---|"
    for name, must, told in found:
        yield _arm(name, must, told)
    yield ""
    yield "## Where they were killed"
    yield ""
    built = [(name, told) for name, must, told in found if must == "well" and told["killed"]]
    yield f"| Step | {' | '.join(name for name, _ in built)} | All |"
    yield f"|---|{'--:|' * (len(built) + 1)}"
    for phase, says in PHASES.items():
        kills = [told["by_phase"].get(phase, 0) for _, told in built]
        yield f"| **{phase}**: {says} | {' | '.join(f'{one:,}' for one in kills)} | {sum(kills):,} |"
    yield ""
    yield (
        "Of these, by way: "
        + ", ".join(
            f"{kind} {sum(_of_kind(told, kind) for _, told in built):,}"
            for kind in ("print", "portal", "mail")
        )
        + "."
    )
    yield ""
    yield (
        "Lost: an errand that nobody was handed. Doubled: handed over more than once. The two controls "
        "are the same code with one thing undone, and must fail: settled before it is handed over loses; "
        "a file's name that does not follow from its content doubles. Not tested: loss of power, a disk that lies."
    )


def _arm(name: str, must: str, told: dict[str, Any]) -> str:
    held = told["well"] if must == "well" else told[must] > 0
    expected = "0 lost, 0 doubled" if must == "well" else f"some {must}"
    cells = [
        name,
        f"{told['killed']:,}",
        f"{told['errands']:,}",
        f"{told['lost']:,}",
        f"{told['doubled']:,}",
        f"{told['entries_lost']:,}, {told['entries_doubled']:,}",
        f"{told['decided_by_a_person']:,}",
        expected,
        "as expected" if held else "**not so**",
    ]
    return f"| {' | '.join(cells)} |"


def _of_kind(told: dict[str, Any], kind: str) -> int:
    return sum(many for said, many in told["by_kind"].items() if said.startswith(f"{kind} "))
