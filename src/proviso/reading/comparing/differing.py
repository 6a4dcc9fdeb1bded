"""Where accounts agree and differ: how many, of what kind, which body, who was targeted. Courts are in courts.py."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

from proviso.domain.sources import Outcome
from proviso.reading.checking import government_counts
from proviso.reading.comparing.courts import which_court
from proviso.reading.comparing.facts import Cell, Compared
from proviso.reading.comparing.shelf import Account, Passage, passage, words
from proviso.reading.proposal import Kind, Proposal

SORTS = {
    "city": "cities", "cities": "cities", "town": "towns", "towns": "towns", "county": "counties", "counties": "counties",
    "state": "states", "states": "states", "villages": "villages", "countries": "countries",
}  # fmt: skip
QUARTER = 92  # days within which lists are of the same letters
NEARLY = 0.1  # how far an approximate number may be from an exact one


def differing(accounts: list[Account]) -> list[Compared]:
    """Every fact on which two documents or more report."""
    return [
        *how_many(accounts),
        *which_kinds(accounts),
        *which_body(accounts),
        *which_part(accounts),
        *which_court(accounts),
    ]


# --- how many --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    account: Account
    one: Proposal
    value: int
    total: int
    about: bool
    month: str


def _numbers(accounts: list[Account]) -> list[_Number]:
    """Counts of governments with the month they speak of; a count whose sum is said carries its total."""
    found = []
    for account in accounts:
        days = account.of(Kind.DATE)
        for one in government_counts(account.of(Kind.COUNT)):
            if isinstance(one.value, int) and one.value > 2:
                check = one.fields.get("check") or {}
                found.append(_Number(
                    account=account, one=one, value=one.value, total=int(check.get("sum", one.value)),
                    about="approximate" in one.fields, month=_month(account, one, days),
                ))  # fmt: skip
    return found


def _month(account: Account, one: Proposal, days: list[Proposal]) -> str:
    """The month of a date in the count's sentence; else that of publication, else empty."""
    span = account.page.sentence(one.start)
    near = [
        str(each.value)
        for each in days
        if span.start <= each.start < span.end and re.match(r"\d{4}-\d\d", str(each.value))
    ]
    on = account.on
    return near[0][:7] if near else on.isoformat()[:7] if on else ""


def how_many(accounts: list[Account]) -> list[Compared]:
    """Counts of governments, month by month."""
    by_month: dict[str, list[_Number]] = defaultdict(list)
    for each in _numbers(accounts):
        by_month[each.month].append(each)
    found = []
    for month, held in sorted(by_month.items()):
        made = _counted(month, held) if len({each.account.file for each in held}) > 1 else None
        if made is not None:
            found.append(made)
    return [*found, *_sums(accounts)]


def _counted(month: str, held: list[_Number]) -> Compared | None:
    """What the numbers of one month come to; None where they speak of units apart, so that nothing is compared."""
    exact = {each.total for each in held if not each.about}
    fits = all(
        any(abs(each.total - value) <= NEARLY * value for value in exact)
        for each in held
        if each.about
    )
    summed = any(each.total != each.value for each in held)
    against = [
        pair
        for pair in combinations((one for one in held if not one.about), 2)
        if _contradict(*pair)
    ]
    if len(exact) > 1 and not against:
        return None
    if not against and fits:
        outcome = Outcome.SUM_AGREES if summed else Outcome.AGREEMENT
        says = "the numbers agree" + (", one of them as a sum" if summed else "")
    else:
        outcome, says = (
            Outcome.CONFLICT,
            "the numbers differ: " + ", ".join(map(str, sorted(_told_apart(against) or exact))),
        )
    cells = tuple(_number_cell(each) for each in held)
    return Compared(
        fact=f"how many governments, {month or 'month not known'}",
        outcome=outcome,
        says=says,
        cells=cells,
    )


def _contradict(one: _Number, other: _Number) -> bool:
    """Two documents, two totals, and units that may be the same: 32 cities and 20 counties are two facts."""
    if one.account is other.account or one.total == other.total:
        return False
    first, second = _sorts(one), _sorts(other)
    return first <= second or second <= first


def _sorts(each: _Number) -> frozenset[str]:
    return frozenset(
        SORTS[word] for word in words(str(each.one.fields.get("unit") or "")) if word in SORTS
    )


def _told_apart(pairs: list[tuple[_Number, _Number]]) -> set[int]:
    return {one.total for pair in pairs for one in pair}


def _number_cell(each: _Number) -> Cell:
    check = each.one.fields.get("check") or {}
    if "parts" in check:
        note = " + ".join(map(str, check["parts"])) + f" = {check['sum']}"
    elif "outcome" in check:
        note = f"{check['outcome']}: {check['named']} named"
    else:
        note = ""
    return Cell(
        file=each.account.file,
        value=f"{each.one.fields.get('approximate', '')} {each.value} {each.one.fields.get('unit') or ''}".strip(),
        passage=passage(each.account, each.one),
        note=note,
    )


def _sums(accounts: list[Account]) -> list[Compared]:
    """`29 were written to in November and nine in April`, and 38 elsewhere."""
    numbers = _numbers(accounts)
    found = []
    for account in accounts:
        own = [each for each in numbers if each.account is account]
        for first, second in combinations(own, 2):
            apart = second.one.start - first.one.end
            wholes = [
                each
                for each in numbers
                if each.account is not account and each.value == first.value + second.value
            ]
            if wholes and apart < 200 and first.value != second.value:
                cells = tuple(_number_cell(each) for each in (first, second, *wholes))
                says = f"{first.value} + {second.value} = {wholes[0].value}"
                found.append(
                    Compared(
                        fact="parts of a count", outcome=Outcome.SUM_AGREES, says=says, cells=cells
                    )
                )
    return found


# --- of what kind, which body, which part ----------------------------------------------------


def which_kinds(accounts: list[Account]) -> list[Compared]:
    """Units of the same number: `23 cities` beside `23 states, counties, and cities`. General words differ from none."""
    by_total: dict[tuple[str, int], list[tuple[_Number, frozenset[str]]]] = defaultdict(list)
    numbers = _numbers(accounts)
    for each in numbers:
        said = _sorts(each)
        if said:
            by_total[each.month, _exact(each, numbers)].append((each, said))
    found = []
    for (month, total), held in sorted(by_total.items(), key=lambda each: each[0]):
        if len({said for _, said in held}) > 1 and len({each.account.file for each, _ in held}) > 1:
            cells = tuple(
                Cell(
                    file=each.account.file,
                    value=", ".join(sorted(said)),
                    passage=passage(each.account, each.one),
                )
                for each, said in held
            )
            found.append(
                Compared(
                    fact=f"what kinds of government the {total} are, {month or 'month not known'}",
                    outcome=Outcome.CONFLICT,
                    says="the kinds named differ",
                    cells=cells,
                )
            )
    return found


def _exact(each: _Number, numbers: list[_Number]) -> int:
    """The exact number of the month that an approximate one is near to; else its own."""
    exact = {one.total for one in numbers if one.month == each.month and not one.about}
    near = [total for total in exact if abs(each.total - total) <= NEARLY * total]
    return (
        min(near, key=lambda total: abs(each.total - total)) if each.about and near else each.total
    )


def which_body(accounts: list[Account]) -> list[Compared]:
    """One name, two bodies: `Sacramento` as city and as county, both as targets."""
    named: dict[str, dict[str, list[tuple[Account, Proposal]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for account in accounts:
        for one in account.of(Kind.GOVERNMENT):
            if one.value and one.fields["role"] == "targeted":
                name = re.sub(r"\s+(?:County|Parish)\b.*", "", one.text)
                named[name][str(one.value)].append((account, one))
    found = []
    for name, bodies in sorted(named.items()):
        files = {account.file for held in bodies.values() for account, _ in held}
        apart = [{account.file for account, _ in held} for held in bodies.values()]
        if (
            len(bodies) > 1
            and len(files) > 1
            and any(
                not first <= second and not second <= first
                for first, second in combinations(apart, 2)
            )
        ):
            cells = tuple(
                _body_cell(account, one) for held in bodies.values() for account, one in held
            )
            found.append(
                Compared(
                    fact=f"which body “{name}” is",
                    outcome=Outcome.CONFLICT,
                    says="the name is read as different bodies",
                    cells=cells,
                )
            )
    return found


def _body_cell(account: Account, one: Proposal) -> Cell:
    return Cell(
        file=account.file,
        value=f"{one.fields['name']} ({one.value})",
        passage=passage(account, one),
    )


def which_part(accounts: list[Account]) -> list[Compared]:
    """Lists of those targeted: the same, partial, or one body targeted here and not there."""
    parts: dict[str, dict[str, list[tuple[Account, Proposal]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for account in accounts:
        for one in account.of(Kind.GOVERNMENT):
            if one.value and one.fields["role"] in ("targeted", "not-targeted"):
                parts[str(one.value)][str(one.fields["role"])].append((account, one))
    found = []
    for held in parts.values():
        apart = [{account.file for account, _ in each} for each in held.values()]
        if len(apart) > 1 and apart[0] - apart[1] and apart[1] - apart[0]:
            cells = tuple(
                Cell(file=account.file, value=role, passage=passage(account, one))
                for role, each in held.items()
                for account, one in each
            )
            name = next(iter(held["targeted"]))[1].fields["name"]
            found.append(
                Compared(
                    fact=f"whether {name} was targeted",
                    outcome=Outcome.CONFLICT,
                    says="targeted in one place and not in another",
                    cells=cells,
                )
            )
    return [*found, *_lists(accounts)]


def _lists(accounts: list[Account]) -> list[Compared]:
    """Whether the lists of targets are the same, or each holds part of the longest; of documents of one time."""
    targets = {account.file: _targets(account) for account in accounts}
    named = {file: held for file, held in targets.items() if len(held) > 1}
    if len(named) < 2:
        return []
    longest = max(named, key=lambda file: (len(named[file]), file))
    by_file = {account.file: account for account in accounts}
    named = {
        file: held for file, held in named.items() if _same_time(by_file[file], by_file[longest])
    }
    if len(named) < 2:
        return []
    known = {_bare_name(one) for one in named[longest].values()}
    outside = {
        file: {
            key for key in held if key not in named[longest] and _bare_name(held[key]) not in known
        }
        for file, held in named.items()
    }
    same = all(set(held) == set(named[longest]) for held in named.values())
    outcome = (
        Outcome.AGREEMENT
        if same
        else Outcome.PARTIAL_LIST
        if not any(outside.values())
        else Outcome.CONFLICT
    )
    says = {
        Outcome.AGREEMENT: "the lists name the same governments",
        Outcome.PARTIAL_LIST: f"each list is part of the longest, in {longest}; a partial list is no conflict",
    }.get(outcome, f"lists name governments that the longest, in {longest}, does not")
    cells = tuple(_list_cell(by_file[file], held, outside[file]) for file, held in named.items())
    return [Compared(fact="who was targeted", outcome=outcome, says=says, cells=cells)]


def _list_cell(account: Account, held: dict[str, Proposal], outside: set[str]) -> Cell:
    """A list by its fullest sentence, with what the longest list does not name, and the day it speaks of."""
    extra = ", ".join(sorted(str(held[one].fields["name"]) for one in outside))
    where = _where_most(account, list(held.values()))
    said = [f"not in the longest: {extra}"] if extra else []
    note = "; ".join([*said, *_when(account, where)])
    return Cell(file=account.file, value=f"{len(held)} named", passage=where, note=note)


def _same_time(one: Account, other: Account) -> bool:
    """Whether two documents may speak of the same letters: published within a quarter, or it is not known."""
    if one.on is None or other.on is None:
        return True
    return abs((one.on - other.on).days) <= QUARTER


def _bare_name(one: Proposal) -> str:
    """A name without its sort and state, under which a city and a county may be confused; that is which_body's affair."""
    return re.sub(r"(?i)\s+(?:county|parish|city|town)?,.*", "", str(one.fields["name"])).lower()


def _where_most(account: Account, named: list[Proposal]) -> Passage:
    """The sentence that names most of them."""
    sentences = Counter(account.page.sentence(one.start) for one in named)
    (start, end), _ = max(sentences.items(), key=lambda each: (each[1], -each[0].start))
    return Passage(file=account.file, start=start, end=end, text=account.page.text[start:end])


def _when(account: Account, where: Passage) -> list[str]:
    """The day or period that the sentence of a list speaks of: lists of other days are of other letters."""
    days = [
        str(one.value)
        for one in account.of(Kind.DATE)
        if where.start <= one.start < where.end and one.value
    ]
    return [f"speaks of {days[0]}"] if days else []


def _targets(account: Account) -> dict[str, Proposal]:
    """The governments targeted, each with its last mention as a target."""
    return {
        str(one.value): one
        for one in account.of(Kind.GOVERNMENT)
        if one.value and one.fields["role"] == "targeted"
    }
