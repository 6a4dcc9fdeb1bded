"""The small values that page answers are made of: days with their precision, sums, places on record, names. No questions here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from proviso.domain.entries import Entry
from proviso.domain.questions import MONTHS, day_said
from proviso.people.names import names
from proviso.queries.pages.reading import Reading

PERSON = re.compile(r"\bperson-[a-z2-9]{10}\b")  # see people.models.new_person
OCD = re.compile(r"ocd-division/[a-z0-9_:/.~-]*[a-z0-9_]")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
VEILED = "(address not public)"
KINDS = ("state", "county", "city")
PLURAL = {"state": "states", "county": "counties", "city": "cities", "town": "towns"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day as it is known. With `precision` month or year, `value` is the last day by which it had happened."""

    value: date | None
    precision: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum of money. `cents` is None where it is not known, and `why` then says so."""

    cents: int | None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is told in full: the kind of page, its id, what it is called, the entry within it."""

    kind: str
    id: str
    name: str
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """A body as pages name it. `kind` is what it counts as; `county` is None where the register has none."""

    ocd_id: str
    name: str
    kind: str
    type: str
    state: str
    geoid: str
    population: int | None
    ids: tuple[str, ...] = ()
    county: str | None = None


NO_SUM = "No source on record gives a sum."


def the_day(value: date | None, precision: str = "day") -> Day:
    """A day, said with its precision."""
    if value is None:
        return Day(value=None, precision="unknown", said="a day not found")
    if precision == "month":
        return Day(
            value=value,
            precision=precision,
            said=f"by the end of {MONTHS[value.month - 1]} {value.year}",
        )
    if precision == "year":
        return Day(value=value, precision=precision, said=f"by the end of {value.year}")
    return Day(value=value, precision="day", said=day_said(value))


def day_of(entry: Entry) -> Day:
    """The day on which an entry's fact happened."""
    return the_day(entry.on, entry.precision)


def cents(value: int | None, why: str = NO_SUM) -> Sum:
    return Sum(cents=value, why=None if value is not None else why)


def government(record: Reading, ocd_id: str) -> Government:
    """A body by its id; one that the register lacks is called by that id."""
    body = record.body(ocd_id)
    if body is None:
        return Government(
            ocd_id=ocd_id, name=ocd_id, kind="not known", type="not known", state="", geoid="",
            population=None,
        )  # fmt: skip
    return Government(
        ocd_id=ocd_id,
        name=body.title,
        kind=body.counted_as,
        type=body.type,
        state=body.state,
        geoid=body.geoid,
        population=body.population,
    )


def name_of(record: Reading, ocd_id: str) -> str:
    body = record.body(ocd_id)
    return body.title if body else ocd_id


def named(record: Reading, text: str) -> str:
    """The text with names in place of OCD ids, and of the ids under which entries name accounts."""
    return people_named(record, OCD.sub(lambda found: name_of(record, found[0]), text))


def people_named(record: Reading, text: str) -> str:
    """The text with the names of people in place of the ids of their accounts."""
    if "person-" not in text:
        return text
    known = record.once(("names of people",), names)
    return PERSON.sub(lambda found: known.get(found[0], found[0]), text)


def veiled(text: str, addresses: Iterable[str] = ()) -> str:
    """The text without e-mail addresses, and without these addresses of contacts."""
    for one in addresses:
        text = text.replace(one, VEILED)
    return MAIL.sub(VEILED, text)


def counted(number: int, one: str, more: str | None = None) -> str:
    """1 matter, 2 matters."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def composition(kinds: Mapping[str, int]) -> str:
    """3 states + 6 counties + 14 cities."""
    order = [*KINDS, *sorted(set(kinds) - set(KINDS))]
    told = [(kinds[kind], kind) for kind in order if kinds.get(kind)]
    return " + ".join(counted(many, kind, PLURAL.get(kind)) for many, kind in told)


def words(name: str) -> str:
    """An id of the house's own as words: document-request is document request."""
    return name.replace("-", " ")


def dollars(value: int) -> str:
    """$2,100,000 for 210000000 cents."""
    return f"${value / 100:,.2f}".removesuffix(".00")


def act_title(record: Reading, act: str) -> str:
    rule = record.book.acts.get(act)
    return rule.title if rule else words(act)


def condition_title(record: Reading, condition: str) -> str:
    rule = record.book.conditions.get(condition)
    return rule.title if rule else words(condition)
