"""What is asked for, from text: the act and its envelope. Shared by the command line and the importer; performing is perform."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from proviso.acts.act import Act, Deed, Told
from proviso.acts.parsing import (
    Field,
    Resolve,
    Wrong,
    fact_of,
    fields_of,
    located,
    read_confidence,
    read_evidence,
    read_field,
    when,
)
from proviso.domain.facts import Fact
from proviso.records import streams

Cells = Mapping[str, str]
OPTIONAL = {
    name: Field(name=name, kind="text", needed=False, absent=None) for name in ("note", "by")
}


def stream_column(act: Act) -> str | None:
    """The name that gives the stream where the fact does not have it; None where there is none."""
    if act.room == "register" or any(one.name == act.room for one in fields_of(act.fact)):
        return None
    return act.room


def stream_of(act: Act, cells: Cells, *, otherwise: str = "") -> str | tuple[Wrong, ...]:
    """The stream that the cells name; `otherwise` is the name where they name none."""
    if act.room == "register":
        return act.room
    one = Field(name=act.room, kind="text", needed=True, absent="")
    name = read_field(one, cells.get(act.room, ""))
    if isinstance(name, Wrong):
        return (name,)
    if name or otherwise:
        return f"{act.room}:{name or otherwise}"
    expected = f"the {act.room} that it belongs to"
    return (Wrong(field=act.room, found="nothing", expected=expected, cure="Fill it in."),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An act that could be read. Governments in `fact` are still as they are written."""

    act: Act
    stream: str
    fact: Fact

    def deed(self, resolve: Resolve) -> Deed | tuple[Wrong, ...]:
        """The deed, with governments found in the register as it is by now."""
        found = located(self.fact, resolve)
        if isinstance(found, tuple):
            return found
        return Deed(act=self.act, stream=self.stream, fact=found)


def asked(act: Act, cells: Cells, *, otherwise: str = "") -> Asked | tuple[Wrong, ...]:
    """The act that the cells ask for, or everything that is wrong with them."""
    fact = fact_of(act.fact, cells, derived=act.derived, derive=act.derive)
    stream = stream_of(act, cells, otherwise=otherwise)
    if isinstance(fact, tuple) or isinstance(stream, tuple):
        return tuple(each for one in (stream, fact) if isinstance(one, tuple) for each in one)
    return Asked(act=act, stream=stream, fact=fact)


def ready(
    act: Act, cells: Cells, *, at: datetime, key: str, resolve: Resolve, otherwise: str = ""
) -> tuple[Deed, Told] | tuple[Wrong, ...]:
    """The act with its envelope, ready to be done; or everything that is wrong with what was told."""
    found = asked(act, cells, otherwise=otherwise)
    deed = found if isinstance(found, tuple) else found.deed(resolve)
    told = told_of(cells, at=at, key=key)
    if isinstance(deed, Deed) and isinstance(told, Told):
        return deed, told
    return tuple(each for one in (deed, told) if isinstance(one, tuple) for each in one)


def told_of(
    cells: Cells,
    *,
    at: datetime,
    key: str,
    otherwise: date | None = None,
    known_source: Callable[[str], bool] | None = None,
) -> Told | tuple[Wrong, ...]:
    """The envelope that the cells tell. `otherwise` is when it was learned, where no day is told."""
    known = known_source or noted
    days = when(cells.get("on", ""), cells.get("learned", ""), today=at.date(), otherwise=otherwise)
    confidence = read_confidence(cells.get("confidence", ""))
    evidence = read_evidence(cells.get("evidence", ""), known)
    by, note = (read_field(OPTIONAL[name], cells.get(name, "")) for name in ("by", "note"))
    wrong = [one for one in (confidence, evidence, by, note) if isinstance(one, Wrong)]
    if isinstance(days, tuple):
        return (*days, *wrong)
    if wrong or isinstance(confidence, Wrong):
        return tuple(wrong)
    return Told(
        by=by or "",
        at=at,
        on=days.on,
        learned=days.learned,
        key=key,
        precision=days.precision,
        confidence=confidence,
        evidence=evidence if isinstance(evidence, tuple) else (),
        note=note,
    )


def noted(source: str) -> bool:
    """Whether the ledger has a source of that id."""
    return streams.head(f"source:{source}") is not None
