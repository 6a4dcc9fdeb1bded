"""`proviso do ACT`: a command for every act; done, refused with reason and cure, or told what is wrong with the words."""

import json

import pytest
import typer
from typer.testing import CliRunner, Result

from proviso.acts.act import Act
from proviso.acts.meanings import MEANS, OWN, WORDS, meaning, words_of
from proviso.acts.parsing import fields_of
from proviso.acts.table import ALL
from proviso.cli.app import app
from proviso.cli.do import do_app
from proviso.outside import rulebook
from proviso.records import streams
from tests.acts.village import ELDER, MATTER, done, last, told, village

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _village(monkeypatch: pytest.MonkeyPatch) -> None:
    village()
    monkeypatch.setenv("PROVISO_BY", "Clara Clerk")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["do", *words])


NOTE = ("note-matter", "--matter", "V1", "--text", "A remark")
LETTER = ("send-letter", "--matter", "V1", "--letter", "L1", "--kind", "document-request")
SIGNED = ("--addressee", "Cleo", "--signed-by", "Ann", "--authority", "a term")


def test_every_act_has_a_command_with_its_fields_as_options() -> None:
    group = typer.main.get_group(do_app)
    assert list(group.commands) == list(ALL)
    for name, command in group.commands.items():
        assert (command.help or "").startswith(ALL[name].says)
        options = {one.name for one in command.params}
        assert {each.name for each in fields_of(ALL[name].fact)} <= options
        assert {"on", "learned", "by", "evidence", "note", "key", "as_json"} <= options


def test_the_help_of_an_act_says_what_it_records() -> None:
    result = run("send-letter", "--help")
    assert result.exit_code == 0
    assert "--signed-by" in result.stdout


@pytest.mark.parametrize("act", ALL.values(), ids=ALL)
def test_every_option_of_an_act_says_what_it_means(act: Act) -> None:
    book = rulebook.load()
    for one in fields_of(act.fact):
        said = OWN.get(f"{act.name}.{one.name}") or MEANS.get(one.name)
        assert said, f"{act.name}: say what --{one.name} means, in acts/meanings.py"
        assert meaning(act, one, book).startswith(said)


def test_what_is_said_of_options_is_of_options_that_there_are() -> None:
    names = {f"{act.name}.{one.name}" for act in ALL.values() for one in fields_of(act.fact)}
    assert set(OWN) <= names
    assert set(WORDS) <= names
    assert set(MEANS) <= {name.partition(".")[2] for name in names}


@pytest.mark.parametrize(
    ("option", "word"),
    [
        ("send-letter.kind", "document-request"),
        ("publish-condition.condition", "section-1373"),
        ("open-review.procedure", "uniform-guidance-200"),
        ("approve.act", "issue-subpoena"),
        ("override-fairness.ground", "service.unproven"),
        ("start-clock.runs_against", "agency"),
    ],
)
def test_the_words_that_an_option_takes_are_listed(option: str, word: str) -> None:
    act, _, name = option.partition(".")
    assert word in tuple(words_of(option, rulebook.load()))
    (field,) = (one for one in fields_of(ALL[act].fact) if one.name == name)
    assert word in meaning(ALL[act], field, rulebook.load())


def test_an_option_of_an_act_is_given_once() -> None:
    result = run(*NOTE, "--text", "Another")
    assert result.exit_code == 2
    assert "--text was given 2 times" in result.stderr


def test_the_list_of_acts_is_shown_without_one() -> None:
    result = run()
    assert "send-letter" in result.stdout + result.stderr


def test_an_act_is_done_with_its_envelope() -> None:
    days = ("--on", "2018-01", "--learned", "2018-02-03", "--evidence", "https://example.org/1")
    result = run(*NOTE, *days, "--by", "Ann", "--confidence", "low", "--note", "By the end of it.")
    assert result.exit_code == 0
    assert result.stdout == "note-matter: matter:V1#5.\n"
    entry = last()
    assert (str(entry.on), entry.precision, str(entry.learned)) == (
        "2018-01-31",
        "month",
        "2018-02-03",
    )
    assert (entry.by, entry.confidence, entry.note) == ("Ann", "low", "By the end of it.")
    assert not entry.brought_in


def test_who_records_it_and_when_have_defaults() -> None:
    assert run(*NOTE).exit_code == 0
    assert last().by == "Clara Clerk"
    assert last().on == last().recorded_at.date()


def test_evidence_may_be_a_noted_source() -> None:
    assert run(*NOTE, "--evidence", "S1").exit_code == 2
    done("note-source", "source:S1", source="S1")
    assert run(*NOTE, "--evidence", "S1").exit_code == 0


def test_an_act_done_again_with_its_key_is_done_once() -> None:
    run(*NOTE, "--key", "mine")
    again = run(*NOTE, "--key", "mine")
    assert again.exit_code == 0
    assert "It had been done before with this key." in again.stdout
    assert streams.heads(MATTER)[MATTER][0] == 5


def test_a_refusal_is_told_with_reason_cure_and_authority() -> None:
    done("question-identity", MATTER, envelope=told(), why="a doubt")
    result = run(*LETTER, *SIGNED)
    assert result.exit_code == 3
    for part in ("Refused (", "What to do: ", "Authority: "):
        assert part in result.stderr
    refusal = json.loads(run(*LETTER, *SIGNED, "--json").stdout)["refusal"]
    assert refusal.keys() == {"code", "reason", "cure", "authority"}


def test_what_cannot_be_read_is_told_option_by_option() -> None:
    result = run(*LETTER, *SIGNED, "--due", "soon", "--on", "2018-02-30")
    assert result.exit_code == 2
    assert (
        "--due: found soon; expected a day such as 2018-01-24. Correct the value." in result.stderr
    )
    assert "--on: found 2018-02-30;" in result.stderr
    wrong = json.loads(run(*NOTE, "--on", "x", "--json").stdout)["wrong"]
    assert [one["field"] for one in wrong] == ["on"]


def test_what_cannot_be_counted_is_told_with_its_reason() -> None:
    start = ("start-clock", "--matter", "V1", "--clock", "C1", "--kind", "objection")
    period = ("--trigger", "2018-01-24", "--period", "30", "--unit", "days")
    result = run(*start, *period, "--rule", "no-such", "--runs-against", "respondent")
    assert result.exit_code == 2
    assert "There is no" in result.stderr
    assert "found" not in result.stderr


def test_governments_may_be_named_by_any_of_their_ids() -> None:
    listed = ("list-respondent", "--review", "R1", "--why", "asked")
    assert run(*listed, "--respondent", "Atlantis").exit_code == 2
    assert run(*listed, "--respondent", "E1").exit_code == 0
    assert getattr(last("review:R1").fact, "respondent", None) == ELDER


def test_what_was_done_can_be_told_in_json() -> None:
    answer = json.loads(run(*NOTE, "--json").stdout)
    assert (answer["done"], answer["act"], answer["stream"]) == (True, "note-matter", MATTER)
    assert answer["numbers"] == [5]
    assert answer["head"] == streams.heads(MATTER)[MATTER][1]


def test_a_missing_option_is_told() -> None:
    assert run("note-matter", "--matter", "V1").exit_code == 2
