"""Specification of `proviso date`."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from proviso.cli import dates
from proviso.cli.app import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["date", *arguments])


def answer(*arguments: str) -> dict[str, Any]:
    found = run(*arguments, "--json")
    assert found.exit_code == 0, found.output
    told: dict[str, Any] = json.loads(found.stdout)
    return told


def test_the_january_request_falls_due_on_friday_23_february() -> None:
    found = run("30 days after 2018-01-24", "--rule", "frcp-6a")
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[0] == "Friday 23 February 2018"
    assert "Monday 19 February 2018 (Washington's Birthday)" in found.stdout


def test_a_question_needs_no_quotes() -> None:
    assert answer("21", "business", "days", "after", "2018-01-24", "-r", "business-days")[
        "due"
    ] == ("2018-02-23")


def test_the_answer_in_json_has_every_step() -> None:
    told = answer("30 days after 2018-04-12", "--rule", "frcp-6a", "--tz", "America/Chicago")
    assert told["due"] == "2018-05-14"
    assert told["weekday"] == "Monday"
    assert told["version"] == "frcp-6a@2016-12-01"
    assert told["ends_at"] == "2018-05-14T23:59:59-05:00"
    assert [step["kind"] for step in told["steps"]] == [
        "trigger",
        "counted",
        "rolled",
        "between",
        "ends",
    ]
    assert told["explanation"][0].startswith("Monday 14 May 2018: 30 calendar days after")


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (["30 days after 2018-04-12"], "2018-05-12"),
        (["on 2018-05-12"], "2018-05-12"),
        (["30 days after 2018-04-12", "-r", "frcp-6a", "--mail"], "2018-05-17"),
        (
            ["30 days after 2018-04-12", "-r", "frcp-6a", "--served-by", "electronic"],
            "2018-05-14",
        ),
        (
            ["30 days after 2016-04-12", "-r", "frcp-6a", "--served-by", "electronic"],
            "2016-05-16",
        ),
        (["10 days after 2018-12-14", "-r", "frcp-6a", "--count-closures"], "2018-12-26"),
        (["30 days after 2018-01-13", "-r", "frcp-6a", "--state", "il"], "2018-02-13"),
        (["30 days after 2018-01-13", "-r", "frcp-6a"], "2018-02-12"),
    ],
)
def test_the_options_change_the_date(arguments: list[str], due: str) -> None:
    assert answer(*arguments)["due"] == due


def test_what_needs_a_look_is_marked() -> None:
    found = run("10 days after 2018-12-14", "-r", "frcp-6a")
    assert "  note Executive departments were closed" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "No question was asked."),
        (["soon"], "“soon” is not a period and a date."),
        (["30 days after 2018-02-30"], "There is no such day"),
        (["30 days after 2018-01-24", "-r", "frcp-7"], "There is no counting rule called frcp-7."),
        (["30 days after 1980-01-24", "-r", "frcp-6a", "--count-closures"], "the earliest holds"),
        (["30 days after 2018-01-24", "--state", "ZZ"], "ZZ is not the code of a state"),
        (["30 days after 2018-01-24", "--tz", "Mars/Olympus"], "Mars/Olympus is not a time zone"),
        (["30 days after 2018-01-24", "--tz", "../etc"], "../etc is not a time zone"),
        (["30 days after 1500-01-24"], "1500-01-24 is too far off to be meant."),
        (["on 2101-01-01"], "2101-01-01 is too far off to be meant."),
        (["on 2018-01-24", "-r", "frcp-6a"], "kept as stated; it is not counted"),
    ],
)
def test_a_question_that_cannot_be_answered_exits_with_2(arguments: list[str], said: str) -> None:
    found = run(*arguments)
    assert found.exit_code == 2
    assert found.stdout == ""
    assert said in found.stderr
    assert len(found.stderr.splitlines()) == 2, "what was wrong, and what to do"


def test_the_calendar_is_named_without_the_library_behind_it() -> None:
    said = run("30 days after 2018-01-24", "-r", "frcp-6a").stdout
    assert said.endswith("Counted with federal holidays.\n")
    assert "; holidays" in answer("30 days after 2018-01-24", "-r", "frcp-6a")["calendar"]


def test_service_is_said_once() -> None:
    found = run("30 days after 2018-01-24", "--mail", "--served-by", "electronic")
    assert found.exit_code == 2
    assert "--mail and --served-by cannot be given together" in found.stderr


def test_a_refusal_in_json_says_code_reason_cure_and_authority() -> None:
    found = run("soon", "--json")
    assert found.exit_code == 2
    assert set(json.loads(found.stdout)["error"]) == {"code", "reason", "cure", "authority"}


def test_the_rules_are_listed() -> None:
    assert "frcp-6a" in run("--rules").stdout
    told = json.loads(run("--rules", "--json").stdout)
    assert {"code": "part18-30", "since": "1985-08-01", "period": 30}.items() <= next(
        rule for rule in told if rule["code"] == "part18-30"
    ).items()


def test_the_help_has_examples_that_work() -> None:
    examples = [line.strip() for line in dates.PARAGRAPHS if line.strip().startswith("proviso")]
    assert len(examples) >= 7
    for example in examples:
        words = example.replace('"', "").split()[2:]
        assert run(*words).exit_code == 0, example
