"""The file of a round of reminders: the desk's file with a round, a day and recipients of its own."""

from datetime import date

import pytest

from proviso.domain.refusals import Refusal
from proviso.letters.library import load
from proviso.letters.reminder_file import reminder_file
from proviso.letters.round_file import read_round
from proviso.letters.rounds import RoundFile

DESK = """# What all reminders of the desk have in common.
review = "sa-2025"
kind = "reminder"
round = "each has its own"
on = 2025-01-01
letterhead = "zz-mv-grants"
questions = "the desk"

[signer]
name = "Ruth"
lines = ["Office"]
"""


def made(text: str = DESK) -> str | Refusal:
    return reminder_file(
        text,
        name="desk.toml",
        round="reminders-2025-05-01",
        on=date(2025, 5, 1),
        matters=["T1", "T2"],
    )


def test_round_day_recipients_and_names_of_letters_are_filled_in() -> None:
    text = made()
    assert isinstance(text, str)
    told = read_round(text, name="it", vocabulary=load().vocabulary)
    assert isinstance(told, RoundFile)
    assert (told.round, told.on) == ("reminders-2025-05-01", date(2025, 5, 1))
    assert told.recipients.matters == ("T1", "T2")
    assert told.letter == "R-{matter}-{on}"
    assert told.signer.name == "Ruth"
    own = made(f'letter = "X-{{matter}}"\n{DESK}')
    assert isinstance(own, str)
    assert "R-{matter}" not in own


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kind = ", "it is not TOML"),
        (DESK.replace('"reminder"', '"concern"'), "kind: found 'concern'"),
        (f"due = 2025-05-07\n{DESK}", "a reminder sets no new day"),
        (f"{DESK}\n[recipients]\nlike = 'R1'\n", "recipients: each round"),
    ],
)
def test_a_file_that_is_no_desks_file_is_refused(text: str, says: str) -> None:
    refusal = made(text)
    assert isinstance(refusal, Refusal)
    assert says in refusal.reason
