"""`proviso may`: exit codes, the documented keys, questions that cannot be answered, batches."""

import json
from pathlib import Path
from typing import Any

import pytest

from proviso.outside.clock import today
from tests.cli.on_the_review.asking import HOUSTON, answer, refused, run

pytestmark = pytest.mark.django_db
KEYS = "act respondent review programme year condition on known permitted grounds relied_on".split()
GROUND = "code group holds says authority order evidence cure".split()
NOTICE = ("enforce-condition", "--condition", "notice", "--year", 2017, "--only", "orders")


@pytest.mark.parametrize(
    ("respondent", "day", "exits"),
    [
        (HOUSTON, "2018-01-24", 3),
        (HOUSTON, "2018-06-26", 0),
        ("J02", "2018-01-24", 3),
        ("J02", "2018-06-26", 3),
    ],
)
def test_houston_and_chicago_in_january_and_june(respondent: str, day: str, exits: int) -> None:
    told = answer("may", *NOTICE, "--respondent", respondent, "--on", day, exits=exits)
    assert told["permitted"] is (exits == 0)
    (ground,) = told["grounds"]
    assert (ground["code"], ground["group"]) == ("order.bars", "orders")
    assert (ground["holds"], ground["order"]) == ((True, None) if exits == 0 else (False, "O08"))
    assert run("may", *NOTICE, "--respondent", respondent, "--on", day).exit_code == exits


def test_the_answer_has_the_documented_keys() -> None:
    told = answer(
        "may", "send-request", "--respondent", "J21", "--year", 2016, "--on", "2018-01-23", exits=3
    )
    assert list(told) == KEYS
    assert {tuple(ground) for ground in told["grounds"]} == {tuple(GROUND)}
    assert told["respondent"] == "ocd-division/country:us/state:ky/county:jefferson"
    assert (told["review"], told["programme"], told["year"]) == ("jag-1373", "16.738", 2016)
    assert (told["condition"], told["on"]) == ("section-1373", "2018-01-23")
    assert told["known"] == today().isoformat()
    assert {ground["group"] for ground in told["grounds"]} == {
        "orders",
        "procedure",
        "fairness",
        "identity",
    }
    assert {ground["holds"] for ground in told["grounds"]} == {True, None}
    for ground in told["grounds"]:
        assert (ground["cure"] is None) is (ground["holds"] is True)
    assert all(len(head) == 64 for head in told["relied_on"].values())


def test_the_answer_in_words_says_the_verdict_first_and_what_would_cure_it() -> None:
    found = run(
        "may", "issue-subpoena", "--respondent", "J17", "--year", 2016, "--on", "2018-03-01"
    )
    assert found.exit_code == 3
    assert found.stdout.startswith("Refused: issue-subpoena, City of Jackson, MS")
    assert "matter J17-FY2016; as of 2018-03-01" in found.stdout
    for word in (
        "holds",
        "fails",
        "What would cure it:",
        "Authority:",
        "Evidence: matter:J17-FY2016#",
    ):
        assert word in found.stdout
    houston = run("may", *NOTICE, "--respondent", HOUSTON, "--on", "2018-06-26").stdout
    assert houston.startswith("Permitted: enforce-condition, City of Houston, TX")
    assert "no matter on record" in houston


@pytest.mark.parametrize("group", ["orders", "procedure", "fairness", "identity"])
def test_only_one_group_of_grounds(group: str) -> None:
    words = ("may", "send-request", "--respondent", "J18", "--year", 2016, "--on", "2018-03-01")
    found = run(*words, "--only", group, "--json")
    told = json.loads(found.stdout)
    assert {ground["group"] for ground in told["grounds"]} == {group}
    assert found.exit_code == (0 if told["permitted"] else 3)


def test_what_was_known_then() -> None:
    words = ("may", "impose-condition", "--condition", "access", "--year", 2017, "--respondent", "J37", "--only", "orders", "--on", "2018-08-29")  # fmt: skip
    (then,) = answer(*words, "--known", "2018-08-29", exits=3)["grounds"]
    (now,) = answer(*words, exits=3)["grounds"]
    assert (then["code"], then["holds"]) == ("order.scope-unknown", None)
    assert (now["code"], now["holds"]) == ("order.bars", False)


def test_a_condition_is_known_by_its_alias() -> None:
    told = answer("may", "withhold-award", "--respondent", "J06", "--year", 2017, "--condition", "1373cert", "--only", "orders", "--on", "2018-01-24", exits=3)  # fmt: skip
    assert (told["condition"], told["grounds"][0]["order"]) == ("section-1373", "O27")


def test_a_question_that_leaves_the_ground_open_says_so() -> None:
    told = answer("may", "withhold-award", "--respondent", HOUSTON, "--only", "orders", "--on", "2018-01-24", exits=3)  # fmt: skip
    assert {ground["code"] for ground in told["grounds"]} == {"order.question-open"}
    assert told["grounds"][0]["cure"].startswith("Ask again naming the condition")


# --- exit 2 ------------------------------------------------------------------------------------

PUT = ("--respondent", "J21", "--year", "2016", "--on", "2018-01-24")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("fly-kites", *PUT), "'fly-kites' is not an act that can be asked about."),
        (("determine", *PUT, "--condition", "weather"), "'weather' is not a condition on record."),
        (("determine", *PUT, "--review", "R9"), "'R9' is not a review on record."),
        (("determine", *PUT, "--only", "luck"), "'luck' is not a group of grounds."),
        (("determine", "--respondent", "J99"), "'J99' is not an OCD id of the register"),
        (("determine", "--respondent", ""), "is not an OCD id of the register"),
        (("determine", "--respondent", "\x00"), "is not an OCD id of the register"),
        (("determine", "--respondent", "[/bold]"), "'[/bold]' is not an OCD id"),
        (("determine", "--respondent", "J21", "--on", "2018-02-30"), "--on:"),
        (("determine", "--respondent", "J21", "--on", "yesterday"), "--on:"),
        (("determine", "--respondent", "J21", "--known", "2018-13-01"), "--known:"),
        (("determine", "--respondent", "J21", "--known", "nonsense"), "Write a day as 2018-01-24"),
        (("determine", "--respondent", "J21", "--on", "1500-01-01"), "1776-07-04 to 2100-12-31"),
        (("determine", "--respondent", "J21", "--on", "2101-01-01"), "1776-07-04 to 2100-12-31"),
        (("determine", *PUT, "--only", "orders", "--only=fairness"), "--only was given 2 times"),
        (("determine", "--batch", "questions.jsonl"), "--batch and another part of a question"),
        (("determine",), "Name an act and a respondent"),
        ((), "Name an act and a respondent"),
        (("determine", "--respondent", "J21", "--year", "valid integer"), "valid integer"),
    ],
)
def test_a_question_that_cannot_be_answered(words: tuple[str], says: str) -> None:
    assert says in " ".join(refused("may", *words).split())


def test_what_may_be_put_instead_is_listed() -> None:
    assert "send-request" in refused("may", "fly-kites", *PUT)
    assert "section-1373" in refused("may", "determine", *PUT, "--condition", "weather")
    assert "jag-1373" in refused("may", "determine", *PUT, "--review", "R9")
    assert HOUSTON in refused("may", "determine", "--respondent", "houston")


def test_the_acts_are_listed_where_none_is_named() -> None:
    assert "withhold-cash" in refused("may")


def test_several_matters_are_listed_and_not_guessed_at() -> None:
    said = refused("may", "determine", "--respondent", "J21", "--on", "2018-01-24")
    assert "J21-FY2016 (review jag-1373, 16.738, FY2016)" in said
    assert "J21-FY2017" in said
    told = answer("may", "determine", "--respondent", "J21", "--on", "2018-01-24", exits=2)
    assert told["error"] == "matter.several"
    assert len(told["instead"]) == 2


def test_a_matter_may_be_named_in_place_of_its_government_and_year() -> None:
    named = answer("may", "determine", "--respondent", "j21-fy2016", "--on", "2018-01-24", exits=3)
    whole = answer("may", "determine", *PUT, exits=3)
    assert named == whole
    assert named["year"] == 2016


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--year", "2017", "a matter of fiscal year 2016, and --year says 2017"),
        ("--programme", "16.710", "a matter of programme 16.738, and --programme says 16.710"),
    ],
)
def test_a_matter_and_what_contradicts_it_are_both_told(option: str, value: str, says: str) -> None:
    words = ("may", "determine", "--respondent", "J21-FY2016", "--on", "2018-01-24", option, value)
    assert f"J21-FY2016 is {says}" in refused(*words)
    assert answer(*words, exits=2)["error"] == "matter.conflict"


def test_ids_are_known_in_any_letter_case_and_script() -> None:
    words = ("may", "determine", "--only", "orders", "--on", "2018-01-24")
    told = [
        answer(*words, "--respondent", one, "--review", "JAG-1373", "--year", 2016)["respondent"]
        for one in ("j21", "OCD-Division/country:us/state:KY/county:Jefferson")
    ]
    assert set(told) == {"ocd-division/country:us/state:ky/county:jefferson"}
    dona_ana = "ocd-division/country:us/state:nm/county:doña_ana"
    named = "ocd-division/country:us/state:nm/county:Don\u0303a_Ana"
    assert answer(*words, "--respondent", named)["respondent"] == dona_ana


# --- batch -------------------------------------------------------------------------------------

GOOD = {"act": "enforce-condition", "respondent": HOUSTON, "condition": "notice", "year": 2017, "on": "2018-01-24", "only": "orders"}  # fmt: skip


def batch(tmp_path: Path, *lines: bytes | dict[str, Any]) -> tuple[int, list[dict[str, Any]]]:
    told = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\n".join(told) + b"\n")
    found = run("may", "--batch", file)
    return found.exit_code, [json.loads(line) for line in found.stdout.splitlines()]


def test_a_question_a_line_in_an_answer_a_line_out(tmp_path: Path) -> None:
    """The same keys as one question's answer. A refusal is an answer: the exit is 0."""
    exits, told = batch(tmp_path, GOOD, b"", {**GOOD, "on": "2018-06-26", "known": None})
    assert exits == 0
    assert [list(one) for one in told] == [KEYS, KEYS]
    assert [one["permitted"] for one in told] == [False, True]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "the line is not JSON (from character 2); expected {"),
        (b"[]", "found []; expected one question, such as {"),
        (b'"text"', 'found "text"; expected one question'),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 200_000, "lists too deep"),
        (b'{"year": ' + b"1" * 5000 + b"}", "numbers too long"),
        ({**GOOD, "weather": 1}, 'unknown keys "weather"'),
        ({**GOOD, "\ud800": 1}, "unknown keys"),
        ({**GOOD, "year": "2017"}, 'year is "2017"; expected a year in digits'),
        ({**GOOD, "year": True}, "year is true; expected a year in digits"),
        ({**GOOD, "act": 7}, "act is 7; expected text in quotes"),
        ({**GOOD, "act": None}, "act not told; act and respondent are needed"),
        ({**GOOD, "act": "fly-kites"}, "act.unknown"),
        ({**GOOD, "respondent": "\ud800"}, "respondent.unknown"),
        ({**GOOD, "on": "2018-02-30"}, "on: "),
        ({**GOOD, "known": "soon"}, "known: “soon” is not a date"),
        ({**GOOD, "on": "1500-01-01"}, "on: 1500-01-01 is too far off"),
        ({"act": "determine", "respondent": "J21", "on": "2018-01-24"}, "matter.several"),
    ],
    ids=range(18),
)  # fmt: skip
def test_a_bad_line_says_which_and_why_and_the_rest_is_answered(
    tmp_path: Path, line: bytes | dict[str, Any], says: str
) -> None:
    exits, told = batch(tmp_path, GOOD, line, GOOD)
    assert exits == 2
    assert set(told[1]) == {"line", "error"}
    assert told[1]["line"] == 2
    assert says in told[1]["error"]
    assert told[0] == told[2]
    assert list(told[0]) == KEYS


def test_a_batch_may_come_on_standard_input() -> None:
    found = run("may", "--batch", "-", stdin=json.dumps(GOOD))
    assert found.exit_code == 0
    assert json.loads(found.stdout)["permitted"] is False


def test_a_batch_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    assert "cannot be read" in refused("may", "--batch", tmp_path / "nowhere.jsonl")


def test_a_batch_without_questions_says_so(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\n\n")
    for found in (run("may", "--batch", file), run("may", "--batch", "-", stdin="")):
        assert (found.exit_code, found.stdout) == (0, "")
        assert "There are no questions in" in found.stderr
