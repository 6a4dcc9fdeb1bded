"""Bringing a folder in: every row an act, all of it or nothing, every problem with its file and line."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proviso.acts.bring_in import BroughtIn, Problem, bring_in
from proviso.acts.bring_in.rows import sheets
from proviso.acts.register import load_register
from proviso.acts.table import ALL
from proviso.domain.facts.letters import LetterSent
from proviso.records import streams
from tests.acts.village import MV

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "src" / "proviso" / "examples"
FILES = {
    "review.toml": 'review = "R1"\nby = "The editors"\nlearned = 2018-05-05\n',
    "note-government.csv": (
        "ocd_id,geoid,name,short_name,type,state,on\n"
        f"{MV},ZZ0,Marrovale,Marrovale,state,MV,2018-01-01\n"
        f"{MV}/county:elder,ZZ1,Elder County,Elder,county,MV,2018-01-01\n"
    ),
    "give-external-id.csv": f"external_id,ocd_id\nE1,{MV}/county:elder\n",
    "note-programme.csv": "programme,title,agency,authority\n16.738,JAG,OJP,a statute\n",
    "make-award.csv": (
        'award,programme,year,recipient,kind,cents\nA1,16.738,2016,E1,direct,"$70,511.00"\n'
    ),
    "note-source.csv": (
        "source,outlet,title,address,rights\nS1,The Quay,A letter,https://example.org/1,none\n"
    ),
    "open-review.csv": (
        "review,title,agency,actor,programme,condition,procedure,training\n"
        "R1,The review,OJP,us/doj/ojp,16.738,section-1373,byrne-jag-1373-2018,true\n"
    ),
    "define-item.csv": "item,asks\npolicies,All policies\n",
    "file-case.csv": "case,title,court,docket,plaintiffs,status\nC1,Elder v. US,D. Mv.,1:18,E1,open\n",
    "enter-order.csv": (
        "order,case,on,court,docket,kind,regulates,outcome\n"
        "O1,C1,2017-09-15,D. Mv.,1:18,injunction,notice,granted\n"
    ),
    "read-effect.csv": (
        "effect,order,case,kind,acts,conditions,programmes,binds,covers,covers_certain,since,"
        "since_certain,says,on\n"
        "O1.1,O1,C1,bars,enforce-condition,notice,16.738,us,everyone; -E1,true,2017-09-15,true,"
        "Bars it.,2017-09-15\n"
    ),
    "open-matter.csv": (
        "matter,review,respondent,programme,year,conditions,award,role,hearing_right,on\n"
        "M1,R1,E1,16.738,2016,section-1373,A1,direct,arguable,2018-01-24\n"
    ),
    "record-delivery.csv": "matter,letter,method,proof,on\nM1,L1,post,receipt,2018-01-26\n",
    "send-letter.csv": (
        "matter,letter,kind,addressee,signed_by,authority,items,due,on,confidence,evidence,note\n"
        "M1,L1,document-request,Clerk,OJP,a term,policies,2018-02-23,2018-01,high,S1,A month.\n"
    ),
}
ROWS = 14


def folder(home: Path, **changed: str | None) -> Path:
    """The review's files; `changed` gives other contents, or None for no such file."""
    told: dict[str, str | None] = {**FILES}
    for name, content in changed.items():
        key = name.replace("_", "-") + (".toml" if name == "review" else ".csv")
        told[key] = content
    for name, text in told.items():
        if text is not None:
            (home / name).write_text(text, encoding="utf-8")
    return home


def come(home: Path, *, dry_run: Any = False, **changed: Any) -> BroughtIn:
    return bring_in(folder(home, **changed), at=AT, dry_run=dry_run)


def problem(home: Path, **changed: str | None) -> Problem:
    """The one problem of a folder, of which nothing is written."""
    came = come(home, **changed)
    assert streams.count() == 0
    (one,) = came.problems
    assert one.cure.endswith((".", "?"))
    assert str(one).startswith(f"{one.place}:")
    return one


def test_a_folder_is_brought_in_with_its_envelopes_and_signed(tmp_path: Path) -> None:
    came = come(tmp_path)
    assert not came.problems
    assert sum(came.counts.values()) == ROWS
    assert came.entries == ROWS + 1
    assert streams.count() == came.entries
    assert len(streams.checkpoints()) == 1
    assert came.head
    sent = next(one for one in streams.entries("matter:M1") if isinstance(one.fact, LetterSent))
    assert (sent.on, sent.precision, sent.learned) == (
        date(2018, 1, 31),
        "month",
        date(2018, 1, 31),
    )
    assert (sent.by, sent.confidence, sent.evidence) == ("The editors", "high", ("S1",))
    assert (sent.note, sent.brought_in) == ("A month.", True)
    assert sent.gate
    (programme,) = streams.entries("programme:16.738")
    assert (programme.on, programme.precision) == (None, "unknown")
    assert programme.learned == date(2018, 5, 5)


def test_governments_stand_under_their_canonical_ids(tmp_path: Path) -> None:
    come(tmp_path)
    told = [one.fact for one in streams.entries("case:C1")]
    assert getattr(told[0], "plaintiffs", None) == (f"{MV}/county:elder",)
    assert getattr(told[2], "covers", None) == ("everyone", f"-{MV}/county:elder")


def test_brought_in_twice_nothing_changes(tmp_path: Path) -> None:
    first = come(tmp_path)
    again = come(tmp_path)
    assert (again.counts, again.again, again.problems) == ({}, ROWS, ())
    assert again.head == first.head
    assert len(streams.checkpoints()) == 1


def test_rows_added_later_are_brought_in_beside_the_others(tmp_path: Path) -> None:
    come(tmp_path)
    more = come(tmp_path, note_matter="matter,text,on\nM1,A remark,2018-03-01\n")
    assert (more.counts, more.again) == ({"note-matter": 1}, ROWS)


def test_a_row_changed_after_it_was_brought_in_is_told_and_not_doubled(tmp_path: Path) -> None:
    come(tmp_path)
    changed = FILES["define-item.csv"].replace("All policies", "Some policies")
    came = come(tmp_path, define_item=changed)
    assert [one.code for one in came.problems] == ["item.exists"]


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(tmp_path: Path) -> None:
    came = come(tmp_path, dry_run=True)
    assert sum(came.counts.values()) == ROWS
    assert not came.problems
    assert came.head is None
    assert streams.count() == 0
    assert not streams.checkpoints()


def test_who_records_it_is_told_by_the_row_the_folder_or_the_caller(tmp_path: Path) -> None:
    note = "matter,text,on,by\nM1,A remark,2018-03-01,Ann\n"
    bring_in(
        folder(tmp_path, review='review = "R1"\nlearned = 2018-05-05\n', note_matter=note),
        at=AT,
        by="Bo",
    )
    by = {one.by for one in streams.entries("matter:M1")}
    assert by == {"Ann", "Bo"}


def test_a_folder_that_names_nobody_is_recorded_as_an_import(tmp_path: Path) -> None:
    come(tmp_path, review='import = "one"\nreview = "R1"\nlearned = 2018-05-05\n')
    assert {one.by for one in streams.entries("matter:M1")} == {"import one"}


def test_progress_is_told_row_by_row(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    bring_in(folder(tmp_path), at=AT, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(done, ROWS) for done in range(1, ROWS + 1)]


def test_every_problem_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    came = come(
        tmp_path,
        make_award="award,programme,year,recipient,kind\nA1,16.738,soon,E1,direct\n",
        define_item="item,asks\npolicies,=1+1\n",
        enter_order=FILES["enter-order.csv"].replace("O1,C1,2017-09-15", "O1,C1,2017-09-31"),
        send_leter="matter\n",
    )
    assert streams.count() == 0
    assert [(one.place, one.field) for one in came.problems] == [
        ("send-leter.csv", ""),
        ("define-item.csv:2", "asks"),
        ("enter-order.csv:2", "on"),
        ("make-award.csv:2", "year"),
    ]


def test_rows_that_depend_on_a_row_that_failed_are_told_there_once(tmp_path: Path) -> None:
    came = come(tmp_path, make_award="award,programme,year,recipient,kind\nA1,16.738,soon,E1,x\n")
    (one,) = came.problems
    assert one.place == "make-award.csv:2"
    assert one.waiting == ("open-matter.csv:2", "send-letter.csv:2", "record-delivery.csv:2")
    assert str(one).endswith(
        "(3 rows wait for this one: open-matter.csv:2, send-letter.csv:2, record-delivery.csv:2.)"
    )


def test_many_rows_that_wait_are_counted_and_some_named(tmp_path: Path) -> None:
    notes = "".join(f"M1,Remark {n},2018-03-01\n" for n in range(9))
    came = come(
        tmp_path,
        open_matter="matter\nM1\n",
        send_letter=None,
        note_matter=f"matter,text,on\n{notes}",
    )
    assert {one.file for one in came.problems} == {"open-matter.csv"}
    assert len(came.problems[0].waiting) == 10
    row = FILES["open-matter.csv"].replace(",2016,", ",2o16,")
    came = come(tmp_path, open_matter=row)
    assert str(came.problems[0]).endswith("note-matter.csv:5 and 5 more.)")


def test_a_government_that_was_not_noted_is_waited_for(tmp_path: Path) -> None:
    (one,) = come(tmp_path, give_external_id="external_id,ocd_id\nE1,nowhere\n").problems
    assert (one.place, one.field) == ("give-external-id.csv:2", "ocd_id")
    assert one.waiting[:2] == ("make-award.csv:2", "file-case.csv:2")


def test_one_waiting_row_is_told_as_one(tmp_path: Path) -> None:
    effect = FILES["read-effect.csv"]
    change = "change,order,case,kind,target,certain,says,on\nO1.a,O1,C1,denies,O1.1,true,No.,2017-10-01\n"
    came = come(
        tmp_path, read_effect=effect.replace("enforce-condition", "dance"), change_order=change
    )
    assert str(came.problems[0]).endswith("(1 row waits for this one: change-order.csv:2.)")


@pytest.mark.parametrize(
    ("changed", "place", "code"),
    [
        ({"record_delivery": "matter,letter,method,proof\nM1,L9,post,x\n"}, "record-delivery.csv:2", "letter.unknown"),
        ({"define_item": "item,asks\npolicies,a\npolicies,b\n"}, "define-item.csv:3", "item.exists"),
        ({"define_item": "item,asks\npolicies,a\npolicies,a\n"}, "define-item.csv:3", "row.twice"),
        ({"define_item": FILES["define-item.csv"] + "=x,a\n"}, "define-item.csv:3", "cell"),
        ({"define_item": FILES["define-item.csv"] + "x,a\x00b\n"}, "define-item.csv:3", "cell"),
        ({"define_item": FILES["define-item.csv"] + "x\n"}, "define-item.csv:3", "table"),
        ({"define_item": FILES["define-item.csv"] + f"x,{'y' * 100_001}\n"}, "define-item.csv:3", "cell"),
        ({"note_event": ""}, "note-event.csv", "file"),
        ({"close_review": "why,on\ndone,2030-01-01\n"}, "close-review.csv:2", "entry.not-yet"),
        ({"close_review": "why,on,learned\ndone,2018-02-02,2018-02-01\n"}, "close-review.csv:2", "entry.learned-before"),
        ({"close_review": "why,evidence\ndone,S9\n"}, "close-review.csv:2", "cell"),
        ({"review": 'review = "R1"\nreview = "R1"\n'}, "review.toml:2", "table"),
        (
            {"change_order": "change,order,case,kind,target,covers,certain,since,says\nO1.a,O1,C1,supersedes,O1.1,everyone,true,2017-09-15,x\n"},
            "change-order.csv:2",
            "order.supersedes-itself",
        ),
        (
            {"change_order": "change,order,case,kind,target,covers,certain,since,says\nO1.a,O1,C1,lifts,O1.a,everyone,true,2017-09-15,x\n"},
            "change-order.csv:2",
            "order.circular",
        ),
        (
            {"note_membership": "association,ocd_id,member\nLEAGUE,E1,true\n"},
            "note-membership.csv:2",
            "association.unknown",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_told_with_its_place(
    tmp_path: Path, changed: dict[str, str], place: str, code: str
) -> None:
    one = come(tmp_path, **changed).problems[0]
    assert streams.count() == 0
    assert (one.place, one.code) == (place, code)


def test_an_award_without_a_recipient_is_told(tmp_path: Path) -> None:
    text = FILES["make-award.csv"].replace(",E1,", ",,")
    one = come(tmp_path, make_award=text).problems[0]
    assert (one.place, one.field) == ("make-award.csv:2", "recipient")


def test_a_government_written_as_nobody_knows_it_is_told_with_its_field(tmp_path: Path) -> None:
    one = problem(tmp_path, list_respondent="respondent,why\nAtlantis,x\n")
    assert (one.place, one.field, one.found) == (
        "list-respondent.csv:2",
        "respondent",
        "'Atlantis'",
    )


def test_a_row_without_a_stream_is_told(tmp_path: Path) -> None:
    one = problem(tmp_path, note_matter="matter,text\n,A remark\n")
    assert (one.field, one.found) == ("matter", "nothing")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    came = bring_in(tmp_path / "nowhere", at=AT)
    assert [one.found for one in came.problems] == ["No such file or directory"]


@pytest.mark.parametrize("on", ["", "2017", "2017-09"])
def test_what_others_rest_on_comes_as_early_as_its_day_allows(tmp_path: Path, on: str) -> None:
    order = FILES["enter-order.csv"].replace("2017-09-15", on)
    assert not come(tmp_path, enter_order=order).problems


def test_every_act_has_a_table_and_the_stream_is_a_column_where_the_fact_has_none() -> None:
    known = sheets()
    assert list(known) == list(ALL)
    assert known["send-letter"].required[0] == "matter"
    assert known["define-item"].optional[0] == "review"
    assert known["open-matter"].required[:2] == ("matter", "review")
    assert "register" not in known["note-association"].required


@given(
    act=st.sampled_from(sorted(ALL)),
    rows=st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=4),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_there_is_an_answer_and_a_dry_run_writes_nothing(
    act: str, rows: list[list[str]]
) -> None:
    columns = sheets()[act]
    header = (*columns.required, *columns.optional)[: max(map(len, rows), default=1)]
    lines = [",".join(header)] + [",".join(each) for each in rows]
    with tempfile.TemporaryDirectory() as home:
        here = folder(Path(home))
        content = "\n".join(lines).encode("utf-8", "surrogatepass")
        (here / f"{act}.fuzz.csv").write_bytes(content)
        came = bring_in(here, at=AT, dry_run=True)
    assert streams.count() == 0
    assert all(one.file and one.found and one.cure for one in came.problems)


def test_the_examples_come_in_whole_and_again_change_nothing(tmp_path: Path) -> None:
    load_register(by="tests", at=AT)
    for example in ("section_1373", "single_audit"):
        first = bring_in(EXAMPLES / example, at=AT)
        assert [str(one) for one in first.problems] == []
        again = bring_in(EXAMPLES / example, at=AT)
        assert (again.counts, again.again) == ({}, sum(first.counts.values()))


# --- a killed import ---

IMPORT = "from proviso.cli.main import main; main()"


def run(home: Path, *words: str) -> "subprocess.Popen[bytes]":
    environ = {**os.environ, "PROVISO_HOME": str(home)}
    environ.pop("PROVISO_DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, *words],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.slow
@pytest.mark.skipif(
    os.environ.get("PROVISO_DATABASE_URL") is not None, reason="the killed import runs on SQLite"
)
def test_a_killed_import_leaves_nothing_or_everything(tmp_path: Path) -> None:
    home = tmp_path / "home"
    example = str(EXAMPLES / "section_1373")
    set_up = run(home, "import", str(tmp_path / "nowhere"))
    assert set_up.wait() == 2

    def rows() -> int:
        database = sqlite3.connect(home / "proviso.sqlite3")
        (found,) = database.execute("SELECT count(*) FROM records_entry").fetchone()
        database.close()
        return int(found)

    before = rows()
    began = time.monotonic()
    probe = run(tmp_path / "probe", "import", example)
    probe.wait()
    whole = time.monotonic() - began
    seen = set()
    for part in (0.5, 0.6, 0.7, 0.8, 0.9):
        process = run(home, "import", example)
        time.sleep(whole * part)
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen.add(rows())
    finished = run(home, "import", example)
    assert finished.wait() == 0
    after = rows()
    assert seen <= {before, after}
    checked = run(home, "ledger", "verify")
    assert checked.wait() == 0
