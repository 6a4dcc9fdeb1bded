"""The day that an address asks for: what is read, what is refused and how that is said."""

from datetime import date

import pytest

from proviso.web.asof import AsOf, read_as_of

TODAY = date(2026, 11, 22)


def read(**asked: str) -> AsOf:
    found = read_as_of(asked, today=TODAY)
    assert isinstance(found, AsOf)
    return found


def test_an_address_without_a_day_asks_about_today() -> None:
    found = read()
    assert (found.on, found.known, found.carried) == (TODAY, TODAY, {})
    assert found.is_now
    assert found.says == "Shown as of today, 22 November 2026, with all that is on record."


def test_the_past_is_called_the_past() -> None:
    found = read(on="January 24, 2018", known="2018-03-01")
    assert found.carried == {"on": "2018-01-24", "known": "2018-03-01"}
    assert found.says == (
        "You are looking at 24 January 2018, with only what was known on 1 March 2018."
    )
    assert found.warns == "This is not the present position."


def test_less_knowledge_of_today_is_told_too() -> None:
    found = read(known="2018-03-01")
    assert found.says.startswith("You are looking at today, 22 November 2026, with only what")
    assert found.warns == "This is not the present position."


def test_a_day_to_come_says_that_nothing_is_known_of_it() -> None:
    found = read(on="2027-01-01")
    assert found.says == (
        "You are looking ahead to 1 January 2027, with all that is on record now."
    )
    assert found.warns.startswith("Nothing is known of days to come")


@pytest.mark.parametrize(
    ("asked", "field", "reason"),
    [
        ({"on": "1/2/2018"}, "on", "“1/2/2018” is not a date that can be read in only one way."),
        ({"on": "2018-02-30"}, "on", "There is no such day as “2018-02-30”."),
        ({"on": "0018-01-24"}, "on", "24 January 18 is too far off to be meant."),
        (
            {"known": "2026-11-23"},
            "known",
            "23 November 2026 has not come yet, so nothing can have been known by then.",
        ),
    ],
)
def test_a_day_that_cannot_be_used_is_explained(
    asked: dict[str, str], field: str, reason: str
) -> None:
    found = read_as_of(asked, today=TODAY)
    assert isinstance(found, tuple)
    assert [(one.field, one.typed, one.reason) for one in found] == [(field, asked[field], reason)]
    assert all(one.cure for one in found)


def test_every_field_that_is_wrong_is_told_at_once() -> None:
    found = read_as_of({"on": "soon", "known": "later"}, today=TODAY)
    assert isinstance(found, tuple)
    assert [one.field for one in found] == ["on", "known"]
