"""Folders that are damaged: the cause is told first and once, with its line and field, and what rests on it is counted."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proviso.acts.bring_in import BroughtIn, Problem, bring_in
from proviso.records import streams
from tests.acts.test_bring_in import AT, FILES, come

pytestmark = pytest.mark.django_db
CONTACTS = (
    "matter,contact,office,channel\nM1,a,Clerk,letter\nM1,b,Clerk,letter\nM1,c,Clerk,letter\n"
)
CHANGES = "change,order,case,kind,target,covers,certain,since,says,on\n"


def refused(home: Path, **changed: str | None) -> Problem:
    """The only problem of a folder, of which nothing is written."""
    (one,) = come(home, dry_run=True, **changed).problems
    assert streams.count() == 0
    assert one.found
    assert one.expected
    assert one.cure.endswith((".", "?"))
    return one


def damaged(home: Path, name: str, content: bytes) -> BroughtIn:
    (home / name).write_bytes(content)
    came = come(home, dry_run=True, **{name.partition(".")[0].replace("-", "_"): None})
    assert streams.count() == 0
    return came


@pytest.mark.parametrize("name", sorted(name for name in FILES if name.endswith(".csv")))
@pytest.mark.parametrize("how", ["header", "row", "ragged", "cell", "misspelt", "name"])
def test_a_file_that_cannot_be_read_is_one_problem_whatever_rests_on_it(
    tmp_path: Path, name: str, how: str
) -> None:
    whole = FILES[name].encode()
    header, first, rest = whole.split(b"\n", 2)
    column, _, more = header.partition(b",")
    content = {
        "header": b"\xff" + whole,
        "row": b"\n".join((header, b"\xff" + first, rest)),
        "ragged": b"\n".join((header, first + b",x", rest)),
        "cell": b"\n".join((header, first + b"x" * 200_000, rest)),
        "misspelt": b"\n".join((column + b"s," + more, first, rest)),
        "name": whole,
    }[how]
    came = damaged(tmp_path, name.replace(".csv", "s.csv") if how == "name" else name, content)
    if how == "name":
        (tmp_path / name).unlink(missing_ok=True)
        came = come(tmp_path, dry_run=True, **{name[:-4].replace("-", "_"): None})
    (one,) = came.problems
    assert one.file.startswith(name[:-4])
    assert bool(one.line) is (how != "name")


def test_what_rests_on_a_file_that_was_not_read_is_counted_once(tmp_path: Path) -> None:
    came = damaged(tmp_path, "make-award.csv", b"\xe9" + FILES["make-award.csv"].encode())
    (one,) = came.problems
    assert str(one).endswith(
        "(3 rows of 3 files rest on what make-award.csv says, and can be checked once it is "
        "mended: open-matter.csv:2, send-letter.csv:2, record-delivery.csv:2.)"
    )
    came = damaged(tmp_path, "define-item.csv", b"item;asks\npolicies;x\n")
    assert "(2 rows of 2 files rest on" in str(came.problems[0])
    (tmp_path / "record-delivery.csv").unlink()
    came = come(tmp_path, dry_run=True, define_item="item;asks\n", record_delivery=None)
    assert "(1 row of 1 file rests on what define-item.csv says" in str(came.problems[0])


def test_a_source_told_in_a_row_that_cannot_be_read_is_not_missed_elsewhere(tmp_path: Path) -> None:
    text = FILES["note-source.csv"].replace("A letter", "L\xe9tter").encode("latin-1")
    (one,) = damaged(tmp_path, "note-source.csv", text).problems
    assert (one.place, one.field, one.waiting) == ("note-source.csv:2", "title", ())
    assert str(one).startswith("note-source.csv:2: title: found byte 0xe9 after 'L'; expected text")


@pytest.mark.parametrize("text", [None, "review = ", "learned = 2018-05-05\n", "review = 7\n"])
def test_what_is_left_to_a_review_toml_that_cannot_be_read_is_told_there(
    tmp_path: Path, text: str | None
) -> None:
    (tmp_path / "review.toml").unlink(missing_ok=True)
    came = come(tmp_path, dry_run=True, review=text)
    assert {one.file for one in came.problems} == {"review.toml"}
    assert came.problems[0].waiting


def test_rows_brought_in_before_are_not_told_when_review_toml_is_lost(tmp_path: Path) -> None:
    come(tmp_path)
    (tmp_path / "review.toml").unlink()
    (one,) = come(tmp_path, dry_run=True, review=None).problems
    assert one.place == "review.toml"


def test_problems_stand_under_the_file_that_causes_most_of_them(tmp_path: Path) -> None:
    came = come(
        tmp_path,
        dry_run=True,
        review='review = "R1"\nby = "=1+1"\nlearned = 2018-05-05\n',
        define_item="item,asks\npolicies,=1\n",
        note_matter="matter,texts\nM1,x\n",
    )
    places = [(one.place, one.field) for one in came.problems]
    assert places == [
        ("review.toml", "by"),
        ("note-matter.csv:1", "texts"),
        ("define-item.csv:2", "asks"),
    ]


# --- contacts and orders that come after themselves ---


def test_a_contact_is_not_superseded_by_itself(tmp_path: Path) -> None:
    row = "matter,contact,successor,why\nM1,a,a,x\n"
    one = refused(tmp_path, note_contact=CONTACTS, supersede_contact=row)
    assert (one.place, one.field, one.found) == ("supersede-contact.csv:2", "successor", "'a'")
    assert one.code == "contact.supersedes-itself"
    assert "found" not in str(one)


@pytest.mark.parametrize("rows", ["M1,a,b,x\nM1,b,a,x\n", "M1,a,b,x\nM1,b,c,x\nM1,c,a,x\n"])
def test_contacts_do_not_supersede_each_other_in_a_circle(tmp_path: Path, rows: str) -> None:
    text = f"matter,contact,successor,why\n{rows}"
    one = refused(tmp_path, note_contact=CONTACTS, supersede_contact=text)
    assert (one.field, one.code) == ("successor", "contact.circular")
    assert "circle: " in str(one)


def test_a_matter_that_nobody_opened_is_named(tmp_path: Path) -> None:
    one = refused(tmp_path, note_matter="matter,text\nM9,x\n")
    assert (one.field, one.found) == ("matter", "'M9'")
    assert str(one).startswith("note-matter.csv:2: matter: The matter 'M9' has not been opened")
    (tmp_path / "note-matter.csv").unlink()
    two = refused(tmp_path, close_review="review,why\nR9,x\n")
    assert "The review 'R9' has not been opened" in str(two)


def test_changes_of_orders_of_one_day_do_not_act_on_each_other_in_a_circle(tmp_path: Path) -> None:
    orders = FILES["enter-order.csv"] + "O2,C1,2017-09-15,D. Mv.,1:18,order,notice,granted\n"
    rows = (
        "O1.a,O1,C1,lifts,O2.a,everyone,true,2017-09-15,x,2017-09-15\n"
        "O2.a,O2,C1,lifts,O1.a,everyone,true,2017-09-15,x,2017-09-15\n"
    )
    came = come(tmp_path, dry_run=True, enter_order=orders, change_order=CHANGES + rows)
    assert streams.count() == 0
    assert {(one.file, one.field) for one in came.problems} == {("change-order.csv", "target")}


# --- values ---


@pytest.mark.parametrize(
    "cell", ["\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x", " =1", "\t=1", "\u200b=1", "\ufe661"]
)
def test_a_wide_or_hidden_formula_is_refused_as_a_narrow_one_is(tmp_path: Path, cell: str) -> None:
    one = refused(tmp_path, note_matter=f'matter,text\nM1,"{cell}"\n')
    assert (one.place, one.field) == ("note-matter.csv:2", "text")
    assert one.expected == "text that a spreadsheet does not take for a formula"


@pytest.mark.parametrize("cell", ["1 - 2 = x", "a+b", "\u2212", "(=)", "'=1"])
def test_text_that_only_has_such_characters_in_it_is_taken(tmp_path: Path, cell: str) -> None:
    assert not come(
        tmp_path, dry_run=True, note_matter=f'matter,text,on\nM1,"{cell}",2018-03-01\n'
    ).problems


@pytest.mark.parametrize(
    ("changed", "field", "found"),
    [
        ({"note_matter": "matter,text,on\nM1,x,1500-01-01\n"}, "on", "'1500-01-01'"),
        ({"note_matter": "matter,text,on\nM1,x,1776-07-03\n"}, "on", "'1776-07-03'"),
        ({"note_matter": "matter,text,on\nM1,x,9999\n"}, "on", "'9999'"),
        ({"note_matter": "matter,text,on\nM1,x,9998-11\n"}, "on", "'9998-11'"),
        (
            {"note_matter": "matter,text,on,learned\nM1,x,,0001-01-01\n"},
            "learned",
            "'0001-01-01'",
        ),
        (
            {"send_letter": FILES["send-letter.csv"].replace("2018-02-23", "9999-12-31")},
            "due",
            "'9999-12-31'",
        ),
        (
            {"open_matter": FILES["open-matter.csv"].replace(",2016,", ",20166,")},
            "year",
            "'20166'",
        ),
        (
            {"note_matter": "matter,text,on\nM1,x,\uff12\uff10\uff11\uff18-01-01\n"},
            "on",
            "'\uff12\uff10\uff11\uff18-01-01'",
        ),
    ],
)
def test_a_day_that_can_only_be_a_slip_is_refused(
    tmp_path: Path, changed: dict[str, str], field: str, found: str
) -> None:
    one = refused(tmp_path, **changed)
    assert (one.field, one.found) == (field, found)


@pytest.mark.parametrize(("on", "said"), [("2019-03", "in 2019-03"), ("2019", "in 2019")])
def test_a_month_or_year_is_not_learned_before_it_began(tmp_path: Path, on: str, said: str) -> None:
    note = f"matter,text,on,learned\nM1,x,{on},2018-03-01\n"
    one = refused(tmp_path, note_matter=note)
    assert (one.code, one.field) == ("entry.learned-before", "learned")
    assert said in str(one)


def test_an_award_that_names_no_recipient_is_told_with_its_field(tmp_path: Path) -> None:
    one = refused(tmp_path, make_award=FILES["make-award.csv"].replace(",E1,", ",,"))
    assert (one.place, one.field, one.found) == ("make-award.csv:2", "recipient", "nothing")


# --- bytes of any kind ---


@given(
    name=st.sampled_from(sorted(FILES)),
    cuts=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 9), st.binary(max_size=6))),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_however_a_file_is_damaged_there_is_an_answer_and_nothing_is_written(
    name: str, cuts: list[tuple[int, int, bytes]]
) -> None:
    content = FILES[name].encode()
    for at, length, other in cuts:
        content = content[:at] + other + content[at + length :]
    with tempfile.TemporaryDirectory() as home:
        come(Path(home), dry_run=True)
        (Path(home) / name).write_bytes(content)
        came = bring_in(Path(home), at=AT, dry_run=True)
    assert streams.count() == 0
    for one in came.problems:
        assert one.file
        assert one.found
        assert one.expected
        assert one.cure
        assert str(one).isprintable()


# --- names of files ---


def test_names_and_values_that_cannot_be_shown_are_written_out(tmp_path: Path) -> None:
    (tmp_path / "\x1b[31m.csv").write_text("x", encoding="utf-8")
    (tmp_path / "caf\udce9.csv").write_text("x", encoding="utf-8")
    came = come(tmp_path, dry_run=True, note_matter="matter,te\x1b[1mxt\nM1,x\n")
    told = "\n".join(map(str, came.problems))
    assert "\\x1b[31m.csv" in told
    assert "\\udce9" in told
    assert told.replace("\n", "").isprintable()


def test_a_link_and_a_folder_with_a_tables_name_are_told_and_not_followed(tmp_path: Path) -> None:
    come(tmp_path, dry_run=True)
    (tmp_path / "open-matter.csv").rename(tmp_path.parent / "elsewhere.csv")
    (tmp_path / "open-matter.csv").symlink_to(tmp_path.parent / "elsewhere.csv")
    one = refused(tmp_path, open_matter=None)
    assert (one.place, one.found, one.unread) == ("open-matter.csv", "a link", True)
    (tmp_path / "open-matter.csv").unlink()
    (tmp_path / "open-matter.csv").mkdir()
    assert refused(tmp_path, open_matter=None).found == "a folder"
