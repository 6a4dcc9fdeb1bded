"""An installation to be killed in: a village with many matters, and letters owed in each. No killing here."""

from collections.abc import Iterable, Iterator

from django.core.management import call_command

from proviso.acts.perform import sitting
from proviso.domain.errands import Errand, Kind
from proviso.domain.refusals import Refusal
from proviso.records import errand_rows
from tests.acts.errands_village import errand
from tests.acts.village import deed, matter, told, village

KINDS = (Kind.PRINT, Kind.PORTAL, Kind.PRINT, Kind.MAIL)
PER_MATTER = 12


def set_up() -> None:
    """Make the tables and the village. Django is set up already."""
    call_command("migrate", verbosity=0, interactive=False)
    village()


def owe(many: int, *, round_: str, only_files: bool = False) -> list[Errand]:
    """Record so many letters as sent, a dozen to a matter, each owing one errand."""
    owed: list[Errand] = []
    for first in range(0, many, PER_MATTER):
        name = f"{round_}-{first}"
        matter(name)
        with sitting() as one:
            for number in range(first, min(first + PER_MATTER, many)):
                letter = f"L{number}"
                stream = f"matter:{name}"
                sent = deed("send-letter", stream, letter=letter, kind="closing", addressee="Cleo")
                assert not isinstance(one.do(sent, told()), Refusal)
                kind = Kind.PRINT if only_files else KINDS[number % len(KINDS)]
                key = f"{name}/{letter}/{kind}"
                owed.append(errand(letter, kind, key=key, stream=stream))
            assert one.owe(*owed[first:]) is None
    return owed


def keys_in(states: Iterable[object]) -> Iterator[str]:
    """The keys of the errands in these states."""
    wanted = set(states)
    return (held.errand.key for held in errand_rows.every() if held.state in wanted)
