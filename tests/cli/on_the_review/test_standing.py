"""`proviso standing`, `proviso due`, `proviso matter`: one line per matter, one per date, one matter in full."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest

from proviso.queries.due import Due, dues, meant
from proviso.queries.record import Record
from tests.cli.on_the_review.asking import answer, refused, run
from tests.village import EVERYTHING

pytestmark = pytest.mark.django_db
KEYS = (
    "matter respondent name review programme year award state since age due due_for started overdue"
    " agency_overdue money barred not_known"
).split()


# --- standing ----------------------------------------------------------------------------------


def test_a_line_for_each_matter_with_its_keys() -> None:
    told = answer("standing", "--on", "2018-03-01")
    assert len(told) == 73
    assert [one["matter"] for one in told] == sorted(one["matter"] for one in told)
    assert {tuple(one) for one in told} == {tuple(KEYS)}
    jackson = next(one for one in told if one["matter"] == "J17-FY2016")
    assert (jackson["state"], jackson["since"], jackson["age"]) == ("undelivered", "2018-01-24", 36)
    assert (jackson["due"], jackson["started"], jackson["overdue"]) == ("2018-02-23", False, 0)
    assert (jackson["money"]["awarded"], jackson["money"]["drawn"]) == (260499.0, None)
    king = next(one for one in told if one["matter"] == "J18-FY2016")
    assert (king["started"], king["overdue"]) == (True, 6)
    chicago = next(one for one in told if one["matter"] == "J02-FY2017")
    assert sorted(chicago["barred"]) == ["access", "notice"]
    assert "enforce-condition" in chicago["barred"]["notice"]


def test_standing_in_csv_has_the_same_lines() -> None:
    found = run("standing", "--on", "2018-03-01", "--csv")
    rows = list(csv.DictReader(StringIO(found.stdout)))
    assert len(rows) == 73
    assert rows[0]["matter"] == "J01-FY2016"
    assert (rows[0]["award"], rows[1]["award"]) == ("A-J01-FY2016", "")
    assert rows[0]["at_stake"] == "not known"


def test_standing_in_words() -> None:
    found = run("standing", "--on", "2018-03-01").stdout
    assert "73 matters as of 2018-03-01" in found
    assert "J17-FY2016" in found
    (jackson,) = (line for line in found.splitlines() if line.startswith("J17-FY2016"))
    for part in (
        "City of Jackson, MS",
        "undelivered",
        "2018-02-23 clock not started",
        "$260,499 awarded",
    ):
        assert part in jackson
    assert "2018-02-23 6 days over" in found


def test_what_may_be_barred_is_not_shown_as_free() -> None:
    found = run("standing", "--on", "2018-08-30").stdout
    (albany,) = (line for line in found.splitlines() if line.startswith("J11-FY2017"))
    assert albany.rstrip().endswith("not known: notice, access, section-1373")
    (seattle,) = (line for line in found.splitlines() if line.startswith("J37-FY2017"))
    assert seattle.rstrip().endswith("  notice, access, section-1373")


def test_standing_as_known_then() -> None:
    """By what was known in October 2017 nobody had been asked by the letters of November."""
    told = answer("standing", "--on", "2018-03-01", "--known", "2017-10-31")
    assert len(told) == 15
    assert not [one for one in told if one["matter"].startswith("J21")]


def test_a_day_before_everything_has_no_matters() -> None:
    assert answer("standing", "--on", "2015-01-01") == []
    assert "No matter was open on that day" in run("standing", "--on", "2015-01-01").stdout


def test_one_review_and_no_other() -> None:
    assert len(answer("standing", "--on", "2018-03-01", "--review", "jag-1373")) == 73
    assert "jag-1373" in refused("standing", "--review", "R9")
    assert "--on:" in refused("standing", "--on", "2018-2-30")


def test_the_count_of_states_is_that_of_the_lines() -> None:
    told = answer("standing", "--on", "2018-03-01")
    counted = answer("standing", "--on", "2018-03-01", "--count")
    states = [one["state"] for one in told]
    assert counted == {state: states.count(state) for state in dict.fromkeys(counted)}
    assert sum(counted.values()) == 73


def test_one_government_and_no_other() -> None:
    told = answer("standing", "--on", "2018-03-01", "--respondent", "j17")
    assert [one["matter"] for one in told] == ["J17-FY2016", "J17-FY2017"]
    assert answer("due", "--on", "2018-03-01", "--respondent", "j17", "--review", "JAG-1373")
    (line,) = answer("standing", "--on", "2018-03-01", "--respondent", "J08")
    assert line["matter"].startswith("J08")
    assert "1 matter as of" in run("standing", "--on", "2018-03-01", "--respondent", "J08").stdout
    assert "'J99' is not an OCD id" in refused("standing", "--respondent", "J99")


@pytest.mark.parametrize("other", ["--csv --json", "--count --respondent J17"])
def test_options_that_exclude_each_other(other: str) -> None:
    assert "cannot be given together" in refused("standing", *other.split())


# --- due ---------------------------------------------------------------------------------------


def test_the_dates_of_a_day_and_what_became_of_them() -> None:
    told = answer("due", "--on", "2018-03-01")
    assert [one["due"] for one in told] == sorted(one["due"] for one in told)
    by_id = {one["id"]: one for one in told}
    assert len(by_id) == len(told)
    assert by_id["J17-FY2016/L-J17-2017-11-15-due"]["state"] == "not started"
    assert by_id["J02-FY2016/L-J02-2018-01-24-due"]["state"] == "met"
    king = by_id["J18-FY2016/L-J18-2018-01-24-due"]
    assert (king["state"], king["overdue"], king["against"]) == ("overdue", 6, "respondent")
    assert king["rule"] == "stated in the letter"
    assert (king["name"], king["respondent"]) == (
        "King County, WA",
        "ocd-division/country:us/state:wa/county:king",
    )
    assert "King County" in run("due", "--on", "2018-03-01").stdout
    one = run("due", "--on", "2018-03-01", "--explain", king["id"]).stdout
    assert "Respondent: King County" in one
    assert answer("due", "--on", "2018-03-01", "--review", "jag-1373") == told


def test_one_letter_has_one_date() -> None:
    told = [one["letter"] for one in answer("due", "--on", "2018-12-31")]
    assert len(told) == len(set(told))


def test_the_date_of_a_closed_matter_does_not_run() -> None:
    told = {one["id"]: one for one in answer("due", "--on", "2018-05-01")}
    palm_beach = told["J27-FY2016/L-J27-2018-01-24-due"]
    assert (palm_beach["state"], palm_beach["overdue"]) == ("closed", 0)


def test_one_date_explained() -> None:
    found = run("due", "--on", "2018-03-01", "--explain", "J17-FY2016/L-J17-2017-11-15-due")
    assert found.exit_code == 0
    assert "due 2017-12-08, against the respondent" in found.stdout
    assert "is kept as stated" in found.stdout
    assert "The clock has not started: service of the letter that states the date" in found.stdout


def test_a_date_may_be_named_by_its_clock_alone_unless_several_matters_have_it() -> None:
    words = ("due", "--on", "2018-03-01", "--explain")
    whole = answer(*words, "J17-FY2016/L-J17-2017-11-15-due")
    assert answer(*words, "l-j17-2017-11-15-DUE") == whole
    two = [replace(one, clock=replace(one.clock, clock="C1")) for one in found_due()[:2]]
    assert meant(two, "c1") == two
    assert meant(two, two[1].id) == [two[1]]


def found_due() -> list[Due]:
    return dues(Record(), on=date(2018, 3, 1), known=EVERYTHING)


def test_a_date_that_is_not_there() -> None:
    assert "is no date on record" in refused("due", "--explain", "J17-FY2016/nothing")
    assert "jag-1373" in refused("due", "--review", "R9")
    assert "Nothing is due" in run("due", "--on", "2015-01-01").stdout
    assert "6 days over" in run("due", "--on", "2018-03-01").stdout


# --- matter ------------------------------------------------------------------------------------


def test_a_matter_in_full() -> None:
    told = answer("matter", "J21-FY2016", "--on", "2018-03-01")
    assert list(told)[: len(KEYS)] == KEYS
    assert [one["on"] for one in told["timeline"]] == sorted(one["on"] for one in told["timeline"])
    kinds = [one["kind"] for one in told["timeline"]]
    assert kinds[0] == "matter-opened"
    assert "letter-sent" in kinds
    assert {one["state"] for one in told["dates"]} == {"met"}
    acts = [one["act"] for one in told["may"]]
    assert len(acts) == len(set(acts)) == 18
    assert all(set(one) >= {"act", "permitted", "grounds"} for one in told["may"])


def test_a_matter_in_words() -> None:
    found = run("matter", "J17-FY2016", "--on", "2018-03-01")
    assert found.exit_code == 0
    for part in (
        "J17-FY2016  City of Jackson, MS",
        "State: undelivered since 2018-01-24, for 36 days",
        "Timeline",
        "letter misaddressed:",
        "Dates",
        "2017-12-08  request-due, against the respondent (clock not started)  J17-FY2016/L-J17-2017-11-15-due",
        "What may happen next, and why",
        "refused    issue-subpoena: trigger.unproven",
    ):
        assert part in found.stdout


def test_what_happened_later_or_was_learned_later_is_not_told() -> None:
    told = answer("matter", "J21-FY2016", "--on", "2018-01-23")
    assert not [one for one in told["timeline"] if one["on"] > "2018-01-23"]
    then = answer("matter", "J21-FY2016", "--on", "2018-03-01", "--known", "2018-01-31")
    assert not [one for one in then["timeline"] if one["learned"] > "2018-01-31"]


def test_a_matter_that_is_not_there() -> None:
    said = refused("matter", "J21-FY2099")
    assert "'J21-FY2099' is no matter on record" in said
    assert "J21-FY2016" in said
    assert "had not been opened by 2016-01-01" in refused(
        "matter", "J21-FY2016", "--on", "2016-01-01"
    )


def test_a_matter_by_its_government_and_in_any_letter_case() -> None:
    told = answer("matter", "j17-fy2016", "--on", "2018-03-01")
    assert told["matter"] == "J17-FY2016"
    assert {one["id"] for one in told["dates"]} >= {"J17-FY2016/L-J17-2017-11-15-due"}
    said = refused("matter", "j17", "--on", "2018-03-01")
    assert "j17 has several matters." in said
    assert "J17-FY2017" in said
    assert answer("matter", "J08", "--on", "2018-03-01")["matter"].startswith("J08")


def test_the_acts_of_a_matter_name_their_ground() -> None:
    found = run("matter", "J17-FY2016", "--on", "2018-03-01").stdout
    assert "with this condition as its stated ground: section-1373." in " ".join(found.split())
