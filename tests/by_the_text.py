"""Holidays and deadlines a second time, written from the texts alone. Nothing of the product is used here.

The holidays follow 5 U.S.C. 6103 and the acts that changed it; the counts follow the
words of each rule, by listing days and picking one. Slow and plain on purpose.
"""

from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    days = [date(year, month, 1) + n * DAY for n in range(31)]
    return [day for day in days if day.month == month and day.weekday() == weekday][nth]


def public_holidays(year: int) -> dict[date, str]:
    """5 U.S.C. 6103(a) as it stood in that year (from 1970)."""
    uniform_monday = year >= 1971  # Public Law 90-363, from 1 January 1971
    veterans_in_october = 1971 <= year <= 1977  # the same act; undone by Public Law 94-97
    found = {
        date(year, 1, 1): "New Year's Day",
        date(year, 7, 4): "Independence Day",
        nth_weekday(year, 9, MONDAY, 0): "Labor Day",
        nth_weekday(year, 11, THURSDAY, 3): "Thanksgiving Day",
        date(year, 12, 25): "Christmas Day",
    }
    if uniform_monday:
        found[nth_weekday(year, 2, MONDAY, 2)] = "Washington's Birthday"
        found[nth_weekday(year, 5, MONDAY, -1)] = "Memorial Day"
        found[nth_weekday(year, 10, MONDAY, 1)] = "Columbus Day"
    else:
        found[date(year, 2, 22)] = "Washington's Birthday"
        found[date(year, 5, 30)] = "Memorial Day"
    if veterans_in_october:
        found[nth_weekday(year, 10, MONDAY, 3)] = "Veterans Day"
    else:
        found[date(year, 11, 11)] = "Veterans Day"
    if year >= 1986:  # Public Law 98-144
        found[nth_weekday(year, 1, MONDAY, 2)] = "Martin Luther King Jr. Day"
    if year >= 2021:  # Public Law 117-17, signed 17 June 2021
        found[date(year, 6, 19)] = "Juneteenth National Independence Day"
    return found


@cache
def days_off() -> dict[date, str]:
    """Holidays and the weekdays on which those that fall on a weekend are observed, 1970 to 2100."""
    found: dict[date, str] = {}
    for year in range(1969, 2102):
        for day, name in public_holidays(year).items():
            found[day] = name
            if day.weekday() == SATURDAY:  # 6103(b)(1)
                found[day - DAY] = f"{name} (observed)"
            if day.weekday() == SUNDAY:  # Executive Order 11582, section 3(a)
                found[day + DAY] = f"{name} (observed)"
    return {day: found[day] for day in sorted(found) if 1970 <= day.year <= 2100}


def is_closed(day: date) -> bool:
    return day.weekday() in (SATURDAY, SUNDAY) or day in days_off()


def listed_days(start: date, sign: int, number: int) -> list[date]:
    """`number` days from the day after (or before) `start`; that is, `start` itself is left out."""
    return [start + sign * n * DAY for n in range(1, number + 1)]


def moved(day: date, sign: int) -> date:
    """The day itself, or the next (or previous) one that is no Saturday, Sunday or legal holiday."""
    return next(one for one in [day, *listed_days(day, sign, 10)] if not is_closed(one))


def nth_open(start: date, sign: int, number: int) -> date:
    if number == 0:
        return moved(start, sign)
    following = listed_days(start, sign, 3 * number + 12)
    return [day for day in following if not is_closed(day)][number - 1]


def civil_rule_6(trigger: date, number: int, *, sign: int = 1, mail: bool = False) -> date:
    """FRCP 6(a) with 6(e)/6(d), from August 1985 on, for days."""
    if trigger < date(2009, 12, 1) and 0 < number < 11:
        last = nth_open(trigger, sign, number)
    else:
        last = [trigger, *listed_days(trigger, sign, number)][number]
    if mail and trigger >= date(2005, 12, 1):  # "after the period would otherwise expire"
        last = moved(last, sign)
    if mail:
        last += 3 * DAY
    return moved(last, sign)


def appellate_rule_26(trigger: date, number: int, *, sign: int = 1, mail: bool = False) -> date:
    """FRAP 26(a) with 26(c), from December 2002 on, for days."""
    if trigger < date(2009, 12, 1) and 0 < number < 11:
        last = nth_open(trigger, sign, number)
    else:
        last = [trigger, *listed_days(trigger, sign, number)][number]
    if mail and trigger >= date(2009, 12, 1):
        last = moved(last, sign)
    if mail:
        last += 3 * DAY
    return moved(last, sign)


def plain_days(trigger: date, number: int, *, sign: int = 1) -> date:
    return date.fromordinal(trigger.toordinal() + sign * number)


def six_months(trigger: date) -> date:
    """The same day six months on, or the last day of that month."""
    month = trigger.month + 6
    year, month = (trigger.year, month) if month <= 12 else (trigger.year + 1, month - 12)
    days = [date(year, month, 1) + n * DAY for n in range(31)]
    same = [day for day in days if day.month == month and day.day <= trigger.day]
    return same[-1]
