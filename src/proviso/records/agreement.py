"""Whether the tables that are derived from entries say what the entries say. Each row that does not is named."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Count

from proviso.domain.entries import Entry
from proviso.domain.facts.governments import (
    AliasNoted,
    ExternalIdGiven,
    GovernmentNoted,
    GovernmentRenamed,
    RegisterLoaded,
)
from proviso.domain.facts.matters import MatterOpened
from proviso.records import models, register, streams
from proviso.records.projections import AUDITED, government_row, matter_row
from proviso.records.streams import HIGHEST

MATTER = tuple(one.name for one in models.Matter._meta.get_fields())


def matters_differ(opening: Iterable[Entry]) -> Iterator[str]:
    """Where the table of matters is not what the entries that open them say."""
    held = {row[0]: row for row in models.Matter.objects.values_list(*MATTER)}
    for entry in opening:
        if isinstance(entry.fact, MatterOpened):
            row = matter_row(entry.fact)
            expected = tuple(getattr(row, name) for name in MATTER)
            if held.pop(entry.fact.matter, None) != expected:
                yield f"the table of matters does not say what {entry.ref} says"
    for name in held:
        yield f"the table of matters has {name}, which no entry opens"


def recorded_differs() -> Iterator[str]:
    """Where the table of who recorded what has more or fewer rows than a matter or a review has entries."""
    for prefix in AUDITED:
        held = dict(
            models.Recorded.objects.filter(stream__gte=prefix, stream__lt=prefix + HIGHEST)
            .values_list("stream")
            .annotate(rows=Count("id"))
            .order_by()
        )
        told = {stream: number for stream, (number, _) in streams.heads(prefix).items()}
        for stream in sorted(held.keys() | told.keys()):
            if held.get(stream) != told.get(stream):
                many, entries = held.get(stream, 0), told.get(stream, 0)
                yield f"the table of who recorded what has {many} rows for the {entries} entries of {stream}"


def register_differs(entries: Iterable[Entry]) -> Iterator[str]:
    """Where the register's tables are not the edition that was loaded and what was noted since."""
    told = tuple(entries)
    yield from _bodies_differ(told)
    yield from _aliases_differ(told)
    loaded = next((one for one in told if isinstance(one.fact, RegisterLoaded)), None)
    found = register.digest(register.by_hand(told))
    if loaded is None and found != register.digest_of((), {}):
        yield "the register's tables hold rows, and no entry says that an edition was loaded"
    elif loaded and isinstance(loaded.fact, RegisterLoaded) and found != loaded.fact.sha256:
        yield f"the register's tables are not the edition that {loaded.ref} says was loaded"


def rows_differ(edition: Mapping[str, register.Body], beside: register.ByHand) -> Iterator[str]:
    """Which rows of governments differ from those of an edition, but for what is there by hand."""
    held = {row.ocd_id: row for row in register.bodies()}
    for ocd_id in sorted((held.keys() | edition.keys()) - beside.bodies):
        if held.get(ocd_id) != edition.get(ocd_id):
            yield f"the table of governments has another row for {ocd_id} than the edition"


def aliases_differ(edition: Mapping[str, str], beside: register.ByHand) -> Iterator[str]:
    """Which aliases differ from those of an edition, but for what is there by hand."""
    held = register.aliases()
    for alias in sorted((held.keys() | edition.keys()) - beside.aliases):
        if held.get(alias) != edition.get(alias):
            yield f"the table of aliases has another row for {alias} than the edition"


def _bodies_differ(told: Iterable[Entry]) -> Iterator[str]:
    """Where bodies noted or renamed by hand are not what the last entry about each says."""
    noted: dict[str, tuple[str, dict[str, object]]] = {}
    for entry in told:
        match entry.fact:
            case GovernmentNoted() as fact:
                noted[fact.ocd_id] = (entry.ref, government_row(fact))
            case GovernmentRenamed(ocd_id=ocd_id, name=title):
                earlier = noted.get(ocd_id, ("", {}))[1]
                noted[ocd_id] = (entry.ref, earlier | {"title": title})
            case _:
                pass
    for ocd_id, (ref, expected) in noted.items():
        row = register.body(ocd_id)
        if row is None or any(getattr(row, name) != value for name, value in expected.items()):
            yield f"the table of governments does not say what {ref} says"


def _aliases_differ(told: Iterable[Entry]) -> Iterator[str]:
    """Where aliases and external ids given by hand do not lead where the last entry says."""
    given: dict[str, tuple[str, str]] = {}
    for entry in told:
        match entry.fact:
            case (
                AliasNoted(alias=alias, ocd_id=ocd_id)
                | ExternalIdGiven(external_id=alias, ocd_id=ocd_id)
            ):
                given[alias] = (entry.ref, ocd_id)
            case _:
                pass
    held = register.aliases() if given else {}
    for alias, (ref, ocd_id) in given.items():
        if held.get(alias) != ocd_id:
            yield f"the table of aliases does not say what {ref} says"
