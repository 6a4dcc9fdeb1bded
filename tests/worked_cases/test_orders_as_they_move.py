"""Orders are stayed, narrowed, replaced and reversed: the same question has another answer on another day."""

import pytest

from tests.village import CHICAGO, HOUSTON, LOUISVILLE, NEW_YORK_CITY, SEATTLE, US, ask, orders

pytestmark = pytest.mark.django_db
HARRIS_COUNTY = f"{US}/state:tx/county:harris"
CALIFORNIA, ILLINOIS, OREGON = "J01", "J28", "J29"
SONOMA_COUNTY, SAN_FRANCISCO, FREMONT, KING_COUNTY = "J25", "J24", "J16", "J18"
THREE = ["notice", "access", "section-1373"]


@pytest.mark.parametrize(
    ("day", "houston", "chicago"),
    [
        ("2018-06-25", ["order.bars O08"], ["order.bars O08"]),
        ("2018-06-26", [], ["order.bars O08"]),
    ],
)
def test_25_and_26_june_2018(day: str, houston: list[str], chicago: list[str]) -> None:
    """On 26 June the court of appeals stayed the nationwide reach (O13): from one day to the next the notice
    condition may be enforced again, for everyone but Chicago.
    """
    assert orders("enforce-condition", HOUSTON, day, "notice") == houston
    assert orders("enforce-condition", CHICAGO, day, "notice") == chicago


def test_what_no_longer_bars_is_said_too() -> None:
    """Permitted, and the answer tells which order would have barred it and why it does not."""
    found = ask(
        "enforce-condition", HOUSTON, "2018-06-26", condition="notice", year=2017, only="orders"
    )
    assert found.permitted
    assert "O08 does not bar it: stayed for this body by O13 from 26 June 2018." in found.says


@pytest.mark.parametrize("condition", THREE)
def test_27_july_2018(condition: str) -> None:
    """The permanent injunction (O14) takes the place of the preliminary one and reaches the section 1373
    condition as well. Its nationwide reach is stayed the same day, so it protects Chicago alone.
    """
    assert orders("enforce-condition", CHICAGO, "2018-07-27", condition) == ["order.bars O14"]
    assert orders("enforce-condition", HOUSTON, "2018-07-27", condition) == []
    before = [] if condition == "section-1373" else ["order.bars O08"]
    assert orders("enforce-condition", CHICAGO, "2018-07-26", condition) == before


def test_10_august_2018() -> None:
    """When the first appeal ended (O15), so did the stay made in it. The order that it stayed had been
    replaced by then, so nothing comes back to life.
    """
    assert orders("enforce-condition", HOUSTON, "2018-08-10", "notice") == []
    assert orders("enforce-condition", CHICAGO, "2018-08-10", "notice") == ["order.bars O14"]


@pytest.mark.parametrize(
    ("day", "anywhere", "california"),
    [
        ("2018-07-31", ["order.bars O03"], ["order.bars O03"]),
        ("2018-08-01", [], ["order.bars O03"]),
    ],
)
def test_1_august_2018(day: str, anywhere: list[str], california: list[str]) -> None:
    """The court of appeals cut the injunction on the executive order's section 9(a) down to California (O04):
    the bar ends for Houston and Louisville, and stays for the state, its counties and its cities.
    """
    for respondent in (HOUSTON, LOUISVILLE):
        assert orders("deny-award", respondent, day, "eo-13768-9a") == anywhere
    for respondent in (
        CALIFORNIA,
        SONOMA_COUNTY,
        SAN_FRANCISCO,
        f"{US}/state:ca/county:santa_clara",
    ):
        assert orders("deny-award", respondent, day, "eo-13768-9a") == california


def test_9_august_2018() -> None:
    """Evanston is protected at once (O18). The members of the Conference of Mayors are covered by the same
    order, and the court stayed that part itself: for them nothing is barred yet.
    """
    assert orders("impose-condition", f"{US}/state:il/place:evanston", "2018-08-09", "notice") == ["order.bars O18"]  # fmt: skip
    seattle = ask("impose-condition", SEATTLE, "2018-08-09", condition="notice", only="orders")
    assert seattle.permitted
    assert "O18 does not bar it: stayed for this body by O18 from 9 August 2018." in seattle.says
    assert orders("impose-condition", HOUSTON, "2018-08-09", "notice") == []


def test_29_august_2018() -> None:
    """The stay is lifted (O19). Seattle is known to be a member and is covered. Whether Houston is a member is
    not on record: the order may cover it, so the act waits. A county or a state cannot be a member.
    """
    day = "2018-08-29"
    assert orders("impose-condition", SEATTLE, day, "section-1373") == ["order.bars O18"]
    houston = ask(
        "impose-condition", HOUSTON, day, condition="section-1373", year=2017, only="orders"
    )
    assert houston.why == ["order.scope-unknown O18 not known"]
    assert not houston.permitted
    assert "whether it covers this body is not known" in houston.says
    assert orders("impose-condition", HARRIS_COUNTY, day, "section-1373") == []
    assert orders("impose-condition", f"{US}/state:tx", day, "section-1373") == []


@pytest.mark.parametrize("condition", THREE)
def test_5_october_2018(condition: str) -> None:
    """Judgment for California and San Francisco (O24): the state and every county and city in it are protected
    on FY2017 money. The nationwide part is stayed, so Oregon and Harris County are not.
    """
    day = "2018-10-05"
    for respondent in (CALIFORNIA, SONOMA_COUNTY, f"{US}/state:ca/county:alpine"):
        assert orders("withhold-award", respondent, day, condition) == ["order.bars O24"]
        assert orders("withhold-award", respondent, "2018-10-04", condition) == []
    assert orders("withhold-award", OREGON, day, condition) == []
    assert orders("withhold-award", HARRIS_COUNTY, day, condition) == []


def test_a_californian_city_is_barred_for_sure_and_perhaps_once_more() -> None:
    """Fremont is in California (O24), and whether it is a member of the Conference (O18) is not known."""
    why = orders("withhold-award", FREMONT, "2018-10-05", "notice")
    assert why == ["order.bars O24", "order.scope-unknown O18 not known"]


def test_30_november_2018() -> None:
    """Seven states and New York City win (O34). The agency's notice later counted their subdivisions in; the
    order as read names the parties only. So for King County it is not known, and the act waits.
    """
    day = "2018-11-30"
    for state in ("ny", "ct", "nj", "ri", "wa", "ma", "va"):
        assert orders("enforce-condition", f"{US}/state:{state}", day, "notice") == [
            "order.bars O34"
        ]
    assert orders("enforce-condition", NEW_YORK_CITY, day, "notice")[0] == "order.bars O34"
    king = ask("enforce-condition", KING_COUNTY, day, condition="notice", only="orders")
    assert king.why == ["order.scope-unknown O34 not known"]
    assert "Whether subdivisions are covered was not read in the order." in king.says
    assert orders("enforce-condition", KING_COUNTY, "2018-11-29", "notice") == []
    assert orders("enforce-condition", HARRIS_COUNTY, day, "notice") == []


def test_26_february_2020() -> None:
    """The second circuit reverses (O36): the states are no longer protected, and the doubt about their
    counties ends with the order. The answer flags that the day of the mandate was not found.
    """
    day = "2020-02-26"
    state = ask(
        "enforce-condition", f"{US}/state:wa", day, condition="notice", year=2017, only="orders"
    )
    assert state.permitted
    assert "O34 does not bar it: vacated by O36 from 26 February 2020." in state.says
    assert orders("enforce-condition", f"{US}/state:wa", "2020-02-25", "notice") == [
        "order.bars O34"
    ]
    assert orders("enforce-condition", KING_COUNTY, day, "notice") == []


def test_30_april_2020() -> None:
    """The seventh circuit affirms for Chicago (O16). How far its relief reaches was not read: it may have ended
    the stay of the nationwide part. Chicago is barred; for everyone else it is not known, and that is said.
    """
    assert orders("enforce-condition", CHICAGO, "2020-04-30", "notice")[0] == "order.bars O14"
    assert orders("enforce-condition", HARRIS_COUNTY, "2020-04-29", "notice") == []
    county = ask(
        "enforce-condition",
        HARRIS_COUNTY,
        "2020-04-30",
        condition="notice",
        year=2017,
        only="orders",
    )
    assert county.why == ["order.scope-unknown O14 not known"]
    assert "O16" in county.says
    fy2018 = orders("enforce-condition", HARRIS_COUNTY, "2020-04-30", "notice", year=2018)
    assert fy2018 == ["order.scope-unknown O17 not known"]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2018-07-11", []),
        ("2018-07-12", ["order.date-unknown O21 not known"]),
        ("2019-05-22", ["order.date-unknown O21 not known"]),
        ("2019-05-23", ["order.bars O21"]),
    ],
)
def test_an_order_whose_day_was_not_found(day: str, why: list[str]) -> None:
    """An injunction for Illinois (O21) is described in a later complaint, and its day was not found: after the
    suit was filed (12 July 2018), and by the day of that complaint (23 May 2019). In between it is not known.
    """
    assert orders("enforce-condition", ILLINOIS, day, "notice") == why


def test_relief_that_is_not_known_is_no_bar_and_is_shown() -> None:
    """What came of the suits of Lawrence (O07) and of Los Angeles over FY2018 (O33) was not found. That bars
    nothing; the answer says that it was looked at, and that it is not counted.
    """
    lawrence = ask(
        "deny-award", "J19", "2018-09-01", condition="eo-13768-9a", year=2017, only="orders"
    )
    assert lawrence.permitted
    assert "O07" in lawrence.says
    angeles = ask("enforce-condition", "J20", "2018-09-01", condition="notice", year=2018, programme="16.738", only="orders")  # fmt: skip
    assert angeles.permitted
    assert "O33" in angeles.says
    assert "not counted as a bar" in angeles.says


def test_an_order_on_another_programme_never_touches_byrne_jag() -> None:
    """The ruling on police hiring grants (O30) bars scoring those applications; of Byrne JAG it says nothing."""
    day, hiring = "2018-05-01", "cops-immigration-focus"
    assert orders("impose-condition", HOUSTON, day, hiring, programme="16.710") == [
        "order.bars O30"
    ]
    assert orders("impose-condition", HOUSTON, day, hiring, programme="16.738") == []
    assert orders("impose-condition", HOUSTON, "2018-07-01", "notice") == []
    assert orders("impose-condition", HOUSTON, "2019-07-12", hiring, programme="16.710") == []


def test_an_affirmance_bars_nothing_by_itself() -> None:
    """Grounds cite the first order and list its history: O08 bars, and O11 affirmed it."""
    found = ask("enforce-condition", CHICAGO, "2018-04-19", condition="notice", only="orders")
    assert found.why == ["order.bars O08"]
    assert "O11" in found.says


def test_the_agencys_own_notice_is_an_effect_of_the_agency() -> None:
    """By its notice of 5 November 2020 (O35) the office does not enforce the conditions on the listed states
    and their subdivisions. That binds the office, for King County too.
    """
    assert "order.bars O35" in orders("enforce-condition", KING_COUNTY, "2020-11-05", "notice")
    assert "order.bars O35" not in orders(
        "enforce-condition", HARRIS_COUNTY, "2020-11-05", "notice"
    )


def test_the_agencys_notice_may_be_older_than_the_version_that_was_read() -> None:
    """Earlier versions of O35 exist, of days not found. Before 5 November 2020 it is not counted as a bar, and
    the answer says that its first day is not known; not before the first order of its case (30 November 2018).
    """
    new_york = f"{US}/state:ny"
    for respondent, day, told in (
        (new_york, "2020-02-26", True),
        (KING_COUNTY, "2020-03-01", True),
        (new_york, "2018-11-29", False),
        (HARRIS_COUNTY, "2020-02-26", False),
    ):
        found = ask(
            "enforce-condition", respondent, day, condition="notice", year=2017, only="orders"
        )
        assert found.permitted
        assert (
            "O35: its first day is not known; it is counted from 5 November 2020" in found.says
        ) is told


def test_13_july_2020() -> None:
    """The ninth circuit keeps the bar for California and every political subdivision (O26), and ends the rest."""
    assert "order.bars O24" in orders("withhold-award", SONOMA_COUNTY, "2020-07-13", "notice")
    assert "order.bars O24" not in orders("withhold-award", OREGON, "2020-07-13", "notice")
