"""Contacts from a table: noted, verified, superseded; twice is once; anything wrong and nothing is written."""

from datetime import date
from pathlib import Path

import pytest

from proviso.acts.contacts import Came, bring_in_contacts, said
from proviso.domain.facts.matters import ContactNoted, ContactSuperseded, ContactVerified
from proviso.queries.record import Record
from proviso.records import streams
from tests.acts.village import AT, MATTER, done, village

pytestmark = pytest.mark.django_db
HEADER = "matter,contact,office,channel,name,address,on,verified_on,how,supersedes,why"


@pytest.fixture(autouse=True)
def _village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    village()


def come(tmp_path: Path, *rows: str, header: str = HEADER, dry_run: bool = False) -> Came:
    table = tmp_path / "contacts.csv"
    table.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return bring_in_contacts(table, by="Pat Person", at=AT, dry_run=dry_run)


def problems(tmp_path: Path, *rows: str, header: str = HEADER) -> list[str]:
    """Every problem of a table that must not come in, and nothing of which is written."""
    before = streams.count()
    came = come(tmp_path, *rows, header=header)
    assert streams.count() == before
    assert (came.noted, came.verified, came.superseded) == (0, 0, 0)
    return [said(one) for one in came.problems]


TREASURER = (
    "V1,treasurer,Treasurer,e-mail,عمر Zoe\u0308,Zoe@elder.example,2018-02-01,2018-02-02,telephoned"
)


def test_a_table_is_noted_verified_and_takes_the_place_of_who_was_there(tmp_path: Path) -> None:
    came = come(tmp_path, f"{TREASURER},clerk,left office")
    assert came == Came(noted=1, verified=1, superseded=1)
    told = streams.entries(MATTER)[-3:]
    assert told[0].fact == ContactNoted(
        contact="treasurer",
        office="Treasurer",
        name="عمر Zoë",
        address="Zoe@elder.example",
        channel="e-mail",
    )
    assert told[1].fact == ContactVerified(contact="treasurer", how="telephoned")
    assert told[2].fact == ContactSuperseded(
        contact="clerk", successor="treasurer", why="left office"
    )
    assert [one.on for one in told] == [date(2018, 2, 1), date(2018, 2, 2), date(2018, 2, 1)]
    assert {one.by for one in told} == {"Pat Person"}
    assert come(tmp_path, f"{TREASURER},clerk,left office") == Came(known=1)


def test_a_day_that_is_not_told_is_today_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    before = streams.count()
    assert come(tmp_path, "V1,mayor,Mayor,letter,,,,,,,", dry_run=True) == Came(noted=1)
    assert streams.count() == before
    assert come(tmp_path, "V1,mayor,Mayor,letter,,,,,,,") == Came(noted=1)
    assert streams.entries(MATTER)[-1].on == AT.date()


def test_one_verified_before_today_was_known_by_then_so_that_the_verification_counts(
    tmp_path: Path,
) -> None:
    came = come(tmp_path, "V1,mayor,Mayor,letter,,,,2018-05-20,telephone,,")
    assert came == Came(noted=1, verified=1)
    assert [one.on for one in streams.entries(MATTER)[-2:]] == [date(2018, 5, 20)] * 2
    today = AT.date()
    standing = Record().standing("V1", on=today, known=today)
    assert standing.matter.contacts["mayor"].verified_on == date(2018, 5, 20)


def test_a_contact_that_is_another_on_record_is_not_changed(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "V1,clerk,County Clerk,letter,Somebody Else,,,,,,")
    assert "contacts.csv:2: name: found 'Somebody Else'; expected 'Cleo' as on record" in found
    assert "supersedes = clerk" in found


def test_every_problem_is_told_with_its_place_and_nothing_is_written(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        "V9,mayor,Mayor,letter,,,,,,,",
        ",mayor,Mayor,letter,,,,,,,",
        "V1,,Mayor,letter,,,,,,,",
        "V1,good,Mayor,letter,,,,,,,",
        "V1,good,Mayor,letter,,,,,,,",
        "V1,one,Mayor,e-mail,,not an address,,,,,",
        "V1,two,,letter,,,,,,,",
        '"V1",three,Mayor,letter,"Cleo\nBcc: all",,,,,,',
        "V1,four,Mayor,letter," + "n" * 10_000 + ",,,,,,",
        "V1,five,Mayor,letter,=cmd|' /C calc'!A0,,,,,,",
        "V1,six,Mayor,letter,Cleo \u202egpj,,,,,,",
        "V1,seven,Mayor,letter,Cleo\u200e,,,,,,",
        "V1,eight,Mayor,letter,,,some day,,,,",
        "V1,nine,Mayor,letter,,,,2018-13-01,,,",
        "V1,ten,Mayor,letter,,,,,,nobody,",
        "V1,eleven,Mayor,letter,,,,2030-01-01,,,",
    )
    expected = (
        "contacts.csv:2: matter: found 'V9'; expected the name of a matter",
        "contacts.csv:3: matter: found nothing; expected a name",
        "contacts.csv:4: contact: found nothing; expected a name",
        "contacts.csv:6: contact: found 'the same contact as in line 5'",
        "contacts.csv:7: address: not an address is not an address for mail",
        "contacts.csv:8: office: ",
        "contacts.csv:9: name: found 'U+000A as character 5'",
        "contacts.csv:11: name: The name has 10,000 characters",
        "contacts.csv:12: name: found \"=cmd|' /C calc'!A0\"; expected text that a spreadsheet",
        "contacts.csv:13: name: found 'U+202E as character 6'",
        "contacts.csv:14: name: The name has U+200E",
        "contacts.csv:15: on: found 'some day'; expected a day",
        "contacts.csv:16: verified_on: found '2018-13-01'; expected a day",
        "contacts.csv:17: contact: The record holds no contact named 'nobody'",
        "contacts.csv:18: contact: It is said to have been learned on 2030-01-01",
    )
    assert len(found) == len(expected)
    for told, begins in zip(found, expected, strict=True):
        assert told.startswith(begins), told


def test_every_field_of_one_row_is_told_of_even_where_its_matter_is_unknown(
    tmp_path: Path,
) -> None:
    row = f"V9,mayor,Mayor\u200f,e-mail,{'n' * 300},not an address,,,,,"
    told = [one.partition(": ")[2] for one in problems(tmp_path, row)]
    assert [one.partition(":")[0] for one in told] == ["matter", "office", "name", "address"]
    unread = problems(tmp_path, "V9,mayor,=1+1,e-mail,,,,,,,")
    assert len(unread) == 2
    assert "a spreadsheet does not take for a formula" in unread[1]


def test_a_table_that_is_none_is_told_so(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, header="matter,contact,office,channell")[:1]
    assert "channell" in found
    (gone,) = bring_in_contacts(tmp_path / "none.csv", by="Pat", at=AT).problems
    assert said(gone).startswith("none.csv: found No such file or directory; expected a table")
    (tmp_path / "latin.csv").write_bytes(b"matter\xe9")
    latin, *_ = bring_in_contacts(tmp_path / "latin.csv", by="Pat", at=AT).problems
    assert "byte 0xe9" in said(latin)


def test_a_good_row_does_not_come_in_beside_a_bad_one(tmp_path: Path) -> None:
    assert len(problems(tmp_path, f"{TREASURER},,", "V9,mayor,Mayor,letter,,,,,,,")) == 1
    done("note-contact", MATTER, contact="treasurer", office="Treasurer", channel="e-mail")
