"""`proviso sweep`, `proviso changes`, `proviso orders`, `proviso demo`: everyone at once, over time, and the summary."""

import shlex
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from django.db import transaction

from proviso.cli.demo import AGAIN
from proviso.domain.questions import Answer
from proviso.queries.may import Asked, MayAnswer, may
from proviso.queries.record import Record
from tests.cli.on_the_review.asking import HOUSTON, answer, refused, run
from tests.village import EVERYTHING, US

pytestmark = pytest.mark.django_db
NARROW = ("--act", "enforce-condition", "--condition", "notice", "--year", 2017)


# --- sweep -------------------------------------------------------------------------------------


def test_a_name_in_the_table_is_whole_in_a_narrow_window() -> None:
    found = run("sweep", "--on", "2018-01-24", "--condition", "cops-immigration-focus").stdout
    (line,) = (line for line in found.splitlines() if "designate-ineligible" in line)
    assert line.split() == [
        "cops-immigration-focus",
        "2017",
        "designate-ineligible",
        "39,288",
        "0",
        "0",
    ]


def test_how_many_are_permitted_barred_or_not_known() -> None:
    (january,) = answer("sweep", "--on", "2018-01-24", *NARROW)
    (june,) = answer("sweep", "--on", "2018-06-26", *NARROW)
    everybody = january["barred"]
    assert everybody > 39_000
    assert (january["permitted"], january["not known"]) == (0, 0)
    assert (june["barred"], june["permitted"]) == (2, everybody - 2)  # Chicago; Philadelphia
    assert {name: june[name] for name in ("act", "programme", "year", "condition")} == {
        "act": "enforce-condition",
        "programme": "16.738",
        "year": 2017,
        "condition": "notice",
    }


def test_the_sweep_in_words_and_by_an_alias() -> None:
    found = run("sweep", "--on", "2018-01-24", "--act", "withhold-award", "--condition", "1373cert", "--year", 2017)  # fmt: skip
    assert found.exit_code == 0
    assert "governments as of 2018-01-24, orders only" in found.stdout
    assert "section-1373" in found.stdout


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_every_answer_is_written_out(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"january.{kind}"
    found = run("sweep", "--on", "2018-01-24", *NARROW, "--out", file)
    assert found.exit_code == 0
    assert "answers written to" in found.stderr
    told = pl.read_csv(file) if kind == "csv" else pl.read_parquet(file)
    assert told.columns == [
        "government", "act", "programme", "year", "condition", "orders", "effects", "permitted", "against",
    ]  # fmt: skip
    assert told["orders"].unique().to_list() == ["barred"]
    assert not told["permitted"].any()
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


SAMPLE = [
    HOUSTON,
    f"{US}/state:ca",
    f"{US}/state:il",
    f"{US}/state:il/place:chicago",
    f"{US}/state:pa/place:philadelphia",
    f"{US}/state:ny/place:albany",
    f"{US}/state:nm/county:bernalillo",
    f"{US}/state:wa/county:king",
    f"{US}/state:wa/place:seattle",
    f"{US}/state:ca/place:fremont",
]


@pytest.mark.parametrize("day", ["2018-08-29", "2018-11-30"])
def test_the_sweep_and_the_single_question_agree(tmp_path: Path, day: str) -> None:
    """For a sample of bodies, under every condition of a year, what is written out is what `may` answers."""
    file = tmp_path / "all.parquet"
    words = ("--programme", "16.738", "--year", 2017, "--known", EVERYTHING)
    run("sweep", "--on", day, *words, "--out", file)
    rows = pl.read_parquet(file).filter(pl.col("government").is_in(SAMPLE))
    assert len(rows) == len(SAMPLE) * 4 * 12
    record = Record()
    for row in rows.iter_rows(named=True):
        asked = Asked(
            act=row["act"],
            respondent=row["government"],
            on=date.fromisoformat(day),
            known=EVERYTHING,
            programme="16.738",
            year=2017,
            condition=row["condition"],
        )
        found = may(record, asked)
        assert isinstance(found, MayAnswer)
        assert row["orders"] == verdict(found.answer), row
        assert row["permitted"] is found.answer.permitted, row
        besides = [one.code for one in found.answer.against if one.group != "orders"]
        assert row["against"] == "; ".join(dict.fromkeys(besides)), row


def verdict(answer: Answer) -> str:
    holds = [one.holds for one in answer.grounds if one.group == "orders"]
    if False in holds:
        return "barred"
    return "not known" if None in holds else "permitted"


def test_a_sweep_that_cannot_be_done(tmp_path: Path) -> None:
    assert "is not an act that is swept" in refused("sweep", "--act", "start-clock")
    assert "is not a condition on record" in refused("sweep", "--condition", "weather")
    assert "is not a review on record" in refused("sweep", "--review", "R9")
    assert "No condition on record fits" in refused("sweep", "--year", 1999)
    assert "must end in .parquet or .csv" in refused("sweep", *NARROW, "--out", tmp_path / "a.txt")
    assert "cannot be written" in refused("sweep", *NARROW, "--out", tmp_path / "no" / "a.csv")
    assert "--out and --json" in refused("sweep", "--json", "--out", tmp_path / "a.csv")
    assert "--on:" in refused("sweep", "--on", "2018-02-30")


# --- changes -----------------------------------------------------------------------------------


def test_the_days_on_which_an_answer_changes() -> None:
    told = answer("changes", "--from", "2018-06-01", "--to", "2018-08-31", *NARROW)
    assert [one["day"] for one in told] == [
        "2018-06-26", "2018-07-12", "2018-08-09", "2018-08-29", "2018-08-29",
    ]  # fmt: skip
    assert set(told[0]) == set(
        "day act programme year condition before after bodies named because".split()
    )
    june = told[0]
    assert (june["before"], june["after"], june["because"]) == (
        "barred by O08.1",
        "permitted",
        ["O13.a"],
    )
    assert june["bodies"] > 39_000
    assert june["named"] is None
    assert told[2]["named"] == ["City of Evanston, IL"]
    assert {tuple(one["named"] or ()) for one in told[3:]} == {(), ("City of Seattle, WA",)}


def test_changes_by_what_was_known_then() -> None:
    words = ("changes", "--from", "2018-06-01", "--to", "2018-08-31", *NARROW)
    assert answer(*words, "--known", "2018-05-31") == []
    assert "No answer changes in that time." in run(*words, "--known", "2018-05-31").stdout


def test_a_change_of_reason_alone_is_told_when_asked_for() -> None:
    """On 27 July 2018 Chicago stays barred on notice: by O14 in place of O08."""
    words = ("changes", "--from", "2018-07-27", "--to", "2018-07-27", *NARROW)
    assert answer(*words) == []
    (told,) = answer(*words, "--reasons")
    assert (told["before"], told["after"]) == ("barred by O08.1", "barred by O14.1")


def test_changes_in_words() -> None:
    found = run("changes", "--from", "2018-06-26", "--to", "2018-06-26", "--year", 2017).stdout
    assert "26 June 2018  because of O13.a" in found
    assert "notice FY2017, impose-condition, enforce-condition, deny-award, withhold-award" in found
    assert "barred by O08.1 -> permitted, for 39," in found
    assert "--from:" in refused("changes", "--from", "soon")


def test_what_is_not_known_of_a_change_is_said() -> None:
    """On 29 August 2018 it matters who is a member of the Conference of Mayors; on 12 July, the day of O21."""
    told = answer("changes", "--from", "2018-08-29", "--to", "2018-08-29", *NARROW)
    assert "not known (O18.2: who is a member of USCM)" in {one["after"] for one in told}
    told = answer("changes", "--from", "2018-07-12", "--to", "2018-07-12", *NARROW)
    assert [one["after"] for one in told] == ["not known (O21.1: the day it took effect)"]
    told = answer("changes", "--from", "2018-11-30", "--to", "2018-11-30", *NARROW)
    assert any("O34.2: whom it covers" in one["after"] for one in told)
    told = answer("changes", "--from", "2020-04-30", "--to", "2020-04-30", *NARROW)
    assert told


def test_the_ids_of_effects_are_explained_where_they_are_printed() -> None:
    words = ("--from", "2018-06-26", "--to", "2018-06-26", "--year", 2017)
    found = " ".join(run("changes", *words).stdout.split())
    assert "because of O13.a (stays O08.1)" in found
    assert "O08.1 is the first effect of order O08" in found
    assert "O08.1 is the first effect of order O08" in run("orders", "--on", "2018-06-26").stdout


def test_days_in_the_wrong_order() -> None:
    said = refused("changes", "--from", "2018-08-31", "--to", "2018-06-01")
    assert "--from 2018-08-31 is later than --to 2018-06-01." in said


# --- orders ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-01-24", {"O01": "superseded", "O03": "in effect", "O07": "relief not known", "O08": "in effect", "O09": "no effect of its own"}),
        ("2018-06-26", {"O08": "in effect in part", "O13": "no effect of its own", "O27": "superseded", "O38": "in effect"}),
        ("2018-08-09", {"O14": "in effect in part", "O18": "in effect", "O21": "not known"}),
        ("2020-02-26", {"O30": "ended", "O34": "ended", "O20": "in effect", "O22": "not known", "O33": "relief not known"}),
    ],
)  # fmt: skip
def test_the_docket_on_a_day(day: str, expected: dict[str, str]) -> None:
    told = {one["order"]: one for one in answer("orders", "--on", day)}
    assert {name: told[name]["state"] for name in expected} == expected
    assert not [one for one in told.values() if one["on"] and one["on"] > day]


def test_effects_on_a_day_say_whom_they_reach() -> None:
    told = {one["order"]: one for one in answer("orders", "--on", "2018-08-29")}
    members = told["O18"]["effects"][1]
    assert (members["effect"], members["state"]) == ("O18.2", "in effect")
    assert members["named"] == ["City of Seattle, WA"]
    assert members["may_reach"] > 1_000
    chicago = told["O14"]["effects"][0]
    assert (chicago["reaches"], chicago["named"]) == (1, ["City of Chicago, IL"])
    assert chicago["acted_on_by"] == [["stays", "O14", "2018-07-27"]]


def test_the_docket_in_words_and_as_known_then() -> None:
    found = run("orders", "--on", "2018-06-26").stdout
    assert "O08 preliminary injunction, granted in part" in found
    assert "in effect in part for City of Chicago, IL; O13 stays it." in found
    known = answer("orders", "--on", "2018-06-26", "--known", "2018-06-25")
    assert next(one for one in known if one["order"] == "O08")["state"] == "in effect"
    assert "--on:" in refused("orders", "--on", "never")


def test_one_order_by_its_id_in_any_letter_case() -> None:
    (told,) = answer("orders", "o08", "--on", "2018-06-26")
    assert told["order"] == "O08"
    found = run("orders", "O08", "--on", "2018-06-26").stdout
    assert "conditions: notice, access" in found
    assert "Relief not known: not counted as a bar." in run("orders", "o07").stdout
    assert "has no order 'O36'" in refused("orders", "O36", "--on", "2018-01-01")


def test_relief_that_is_not_known_is_perhaps_for_some() -> None:
    found = run("orders", "--on", "2018-06-26").stdout
    assert "relief not known, perhaps for 2 governments" in found
    assert "0 governments" not in found


def test_later_orders_are_listed_by_date() -> None:
    words = ("may", *NARROW[1:2], *NARROW[2:], "--respondent", "J02", "--only", "orders", "--on", "2018-06-26")  # fmt: skip
    (ground,) = answer(*words, exits=3)["grounds"]
    assert "Later orders on it by that day: O09, O10, O11, O12, O13." in ground["says"]


# --- demo --------------------------------------------------------------------------------------


def test_the_demo_ends_with_the_summary_and_changes_nothing_the_second_time() -> None:
    with transaction.atomic():  # the other tests of this folder ask the reference review alone
        first, again = run("demo", "--no-serve"), run("demo", "--no-serve")
        transaction.set_rollback(True)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stdout == again.stdout
    for part in (
        "38 were asked before January 2018 = 9 (21 April 2017) + 29 (15 November 2017)",
        "23 asked on 24 January 2018 = 3 states + 6 counties + 14 cities",
        "= 4 first asked in R1 + 19 first asked in R3",
        "Orders in effect on 24 January 2018",
        "O08  N.D. Ill. (Leinenweber), 15 September 2017",
        "for City and County of Philadelphia, PA: Bars refusing or withholding",
        "permitted  send-request, Louisville",
        "refused    issue-subpoena, City of Jackson, MS",
        "november-2017-letters: conflict.",
        "The ledger",
        "proviso ledger verify",
        "Ada Analyst: analyst, the Office of Grants of Marrovale",
        "Bo Approver: approver, the Office of Grants of Marrovale",
        "Olive Owner: answers for it, Quillhaven County",
    ):
        assert part in first.stdout
    counts = first.stdout.partition("What was printed for the same counts")[2]
    assert "S-MV-" not in counts, "sources of the training review among the real one's"


def test_what_the_demo_says_to_try_next_can_be_done() -> None:
    for line in AGAIN.splitlines():
        assert run(*shlex.split(line)[1:]).exit_code in {0, 3}, line


def test_an_order_says_what_it_does_to_which_earlier_effect() -> None:
    told = {one["order"]: one for one in answer("orders", "--on", "2018-06-26")}
    change = told["O13"]["changes"][0]
    assert (change["kind"], change["target"], change["state"]) == ("stays", "O08.1", "in effect")
    assert change["says"]
    said = run("orders", "O13", "--on", "2018-06-26").stdout
    assert "O13.a stays O08.1 from 2018-06-26, in effect. " in said
    later = {one["order"]: one for one in answer("orders", "--on", "2018-08-29")}
    assert later["O13"]["changes"][0]["state"] == "ended"
