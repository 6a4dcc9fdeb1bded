"""A million deadlines counted twice: by the product, and from the rules' texts by a second implementation.

Each triple is a rule, a day and a number, drawn anew from the seed; mail, direction and
version vary with them. Prints the number of differences, which must be 0, and how many
triples fell on each rule and path, so that a zero is known to have tested something. A
control arm repeats a part with one holiday missing, and must find differences.

    python -m bench.dates_million [TRIPLES] [SEED]
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from proviso.domain.calendar import Calendar
from proviso.domain.counting import Counted, count
from proviso.domain.periods import Direction
from proviso.outside.counting import load_rules
from proviso.outside.holidays import federal_calendar
from tests.by_the_text import appellate_rule_26, civil_rule_6, nth_open, plain_days, six_months

Triple = tuple[str, date, int | None, Direction, bool]
SINCE = {
    "frcp-6a": date(1985, 8, 1),
    "frap-26a": date(2002, 12, 1),
    "business-days": date(1971, 1, 1),
    "calendar-days": date(1971, 1, 1),
    "uniform-guidance-months": date(2014, 12, 26),
    "collection-90": date(2014, 12, 26),
    "petition-60": date(2009, 12, 1),
    "part18-30": date(2009, 12, 1),
}
FIXED: dict[str, int | None] = {
    "uniform-guidance-months": None,
    "collection-90": 90,
    "petition-60": 60,
    "part18-30": 30,
}
LAST = date(2099, 6, 30)


def triples(number: int, seed: int) -> Iterator[Triple]:
    random = Random(seed)
    codes = list(SINCE)
    for _ in range(number):
        code = random.choice(codes)
        trigger = SINCE[code] + timedelta(days=random.randrange((LAST - SINCE[code]).days))
        if code in FIXED:
            yield code, trigger, FIXED[code], "after", False
            continue
        back = random.random() < 0.25
        mail = not back and code in ("frcp-6a", "frap-26a") and random.random() < 0.3
        yield code, trigger, random.randrange(121), "before" if back else "after", mail


def by_the_text(triple: Triple) -> date:
    code, trigger, number, direction, mail = triple
    sign = -1 if direction == "before" else 1
    length = number or 0
    match code:
        case "uniform-guidance-months":
            return six_months(trigger)
        case "business-days":
            return nth_open(trigger, sign, length)
        case "calendar-days":
            return plain_days(trigger, length, sign=sign)
        case "frap-26a":
            return appellate_rule_26(trigger, length, sign=sign, mail=mail)
        case _:
            return civil_rule_6(trigger, length, sign=sign, mail=mail)


def by_the_product(calendar: Calendar) -> Callable[[Triple], date | str]:
    rules = load_rules()
    versions = {code: [rule for rule in rules if rule.code == code] for code in SINCE}

    def due(triple: Triple) -> date | str:
        code, trigger, number, direction, mail = triple
        rule = next(one for one in versions[code] if one.in_force(trigger))
        found = count(trigger, number, "days", rule, calendar, direction=direction, mail=mail)
        return found.due if isinstance(found, Counted) else found.reason

    return due


def compare(number: int, seed: int, calendar: Calendar) -> tuple[list[Triple], Counter[str]]:
    """The triples on which the two differ, and how many triples took each path."""
    differ: list[Triple] = []
    paths: Counter[str] = Counter()
    due = by_the_product(calendar)
    for triple in triples(number, seed):
        expected = by_the_text(triple)
        if due(triple) != expected:
            differ.append(triple)
        code, trigger, _, direction, mail = triple
        paths[f"{code}, {direction}{', mail' if mail else ''}"] += 1
        paths["short period before December 2009"] += trigger < date(2009, 12, 1) and code[0] == "f"
    return differ, paths


def without_one_holiday(calendar: Calendar) -> Calendar:
    """The control arm: Labor Day 2018 is forgotten."""
    left = {day: name for day, name in calendar.holidays.items() if day != date(2018, 9, 3)}
    return replace(calendar, holidays=left)


def main(number: int = 1_000_000, seed: int = 1373) -> int:
    calendar = federal_calendar()
    differ, paths = compare(number, seed, calendar)
    print(f"{number:,} triples from seed {seed}: {len(differ)} differences")
    for path, times in sorted(paths.items()):
        print(f"  {times:>9,}  {path}")
    for triple in differ[:10]:
        print("  differs:", *triple)
    part = max(number // 10, 50_000)
    control, _ = compare(part, seed, without_one_holiday(calendar))
    print(f"control, one holiday forgotten: {len(control)} differences in {part:,} (must not be 0)")
    return 1 if differ or not control else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
