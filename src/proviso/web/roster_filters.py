"""The filters of a roster as an address asks for them, and the fields that offer them. Which rows fit is the query's."""

from collections.abc import Mapping
from typing import Any

from proviso.queries.pages.lines import STATES_SAID
from proviso.queries.pages.roster import SORTS, Choice, Filters, Roster
from proviso.web.problems import BadQuestion, Problem

LABELS = {
    "name": "Name or id",
    "kind": "Kind",
    "state": "State",
    "stage": "Where it stands",
    "round": "Round",
    "year": "Fiscal year",
    "order": "Barred by order",
    "lawsuit": "Own lawsuit",
    "barred": "An order bars something",
    "sort": "Order of rows",
    "page": "Page",
}
COLUMNS = (
    ("name", "Government"),
    ("state", "State"),
    ("year", "Year"),
    ("stage", "Where it stands"),
    ("since", "Since"),
    ("due", "Its next date"),
)
LONGEST = 200


def filters_of(asked: Mapping[str, str]) -> Filters:
    """The filters in an address. Raises BadQuestion where a word cannot be used."""
    _check(asked)
    return Filters(
        **{
            name: asked.get(name, "").strip() or None for name in ("name", "kind", "state", "stage")
        },
        round=asked.get("round", "").strip() or None,
        order=asked.get("order", "").strip() or None,
        year=int(asked["year"]) if asked.get("year", "").strip() else None,
        any_order=True if asked.get("barred") else None,
        lawsuit=True if asked.get("lawsuit") else None,
    )


def sort_of(asked: Mapping[str, str]) -> str:
    """The order of rows that an address asks for; by name where it asks for none."""
    return asked.get("sort", "").strip() or "name"


def page_of(asked: Mapping[str, str]) -> int:
    """The page that an address asks for; the first where it asks for none."""
    return int(asked.get("page", "").strip() or 1)


def _check(asked: Mapping[str, str]) -> None:
    problems = [
        _problem(name, typed, reason)
        for name in LABELS
        if (typed := asked.get(name, "").strip()) and (reason := _why_not(name, typed))
    ]
    if problems:
        raise BadQuestion(*problems)


def _why_not(name: str, typed: str) -> tuple[str, str] | None:
    """Why what was typed cannot be used, and what can."""
    if len(typed) > LONGEST:
        return f"It is longer than {LONGEST} characters.", "Give less of it."
    if name == "year" and not (typed.isascii() and typed.isdigit() and len(typed) == 4):
        return f"{typed!r} is not a fiscal year.", "Give four digits, as in 2016."
    if name == "page" and not (typed.isascii() and typed.isdigit() and 0 < len(typed) < 7):
        return f"{typed!r} is not the number of a page.", "Give a number from 1."
    if name == "sort" and typed.removeprefix("-") not in SORTS:
        return f"Rows have no order called {typed!r}.", f"Give one of: {', '.join(SORTS)}."
    if name in ("lawsuit", "barred") and typed != "yes":
        return f"{typed!r} is not a choice.", "Give yes, or leave it out for all rows."
    return None


def _problem(name: str, typed: str, why: tuple[str, str]) -> Problem:
    return Problem(field=name, label=LABELS[name], typed=typed, reason=why[0], cure=why[1])


def asked_words(asked: Mapping[str, str]) -> dict[str, str]:
    """The filters as words of an address, without the page: for links to the same rows."""
    return {
        name: asked[name].strip()
        for name in LABELS
        if name != "page" and asked.get(name, "").strip()
    }


def said_of(words: Mapping[str, str]) -> list[str]:
    """The filters in words, for whoever reads the rows on paper."""
    return [
        LABELS[name].lower()
        if value == "yes"
        else f"{LABELS[name].lower()}: {value.replace(',', ' or ')}"
        for name, value in words.items()
        if name != "sort"
    ]


def fields(found: Roster) -> list[dict[str, Any]]:
    """The lists to choose from, each value with how many rows have it."""
    rounds = dict(found.round_titles)
    chosen = found.filters
    return [
        _field("state", found.states, chosen.state, {}),
        _field("kind", found.kinds, chosen.kind, {}),
        _field("stage", found.stages, chosen.stage, {str(one): short(said) for one, said in STATES_SAID.items()}),
        _field("round", found.rounds, chosen.round, rounds),
        _field("year", found.years, str(chosen.year) if chosen.year else None, {}),
        _field("order", found.orders, chosen.order, {}),
    ]  # fmt: skip


def _field(
    name: str, choices: tuple[Choice, ...], chosen: str | None, said: Mapping[str, str]
) -> dict[str, Any]:
    options: list[tuple[str, str, int | None, bool]] = [
        (one.value, said.get(one.value, one.value), one.rows, one.value == chosen)
        for one in choices
    ]
    if chosen and all(value != chosen for value, *_ in options):
        options.append((chosen, chosen.replace(",", " or "), None, True))
    return {"name": name, "label": LABELS[name], "options": options, "chosen": bool(chosen)}


def short(said: str) -> str:
    """The first clause of what is said of a state."""
    return said.split(";")[0].split(":")[0]
