"""The training review's own files, read as rows: that nothing in it exists, and the variety that it shows."""

from datetime import date

from proviso.domain.cover import Membership
from tests.examples.folders import Row, acts, parts, rows

FOLDER = "single_audit"
INVENTED = "ocd-division/country:zz/"


def table(act: str) -> list[Row]:
    return rows(FOLDER, act)


def bodies() -> dict[str, str]:
    return {row["external_id"]: row["ocd_id"] for row in table("give-external-id")}


def test_every_place_is_invented_and_the_review_is_marked_as_training() -> None:
    (opened,) = table("open-review")
    assert opened["training"] == "true"
    assert all(row["ocd_id"].startswith(INVENTED) for row in table("note-government"))
    named = {
        one
        for act in acts(FOLDER)
        for row in table(act)
        for column in ("respondent", "recipient", "applicants", "subrecipients", "plaintiffs")
        for one in parts(row.get(column, ""))
    }
    assert named <= set(bodies())


def test_each_place_has_an_id_of_the_reviews_own_from_t00_the_state_to_t12() -> None:
    assert sorted(bodies()) == [f"T{number:02}" for number in range(13)]
    assert sorted(bodies().values()) == sorted(row["ocd_id"] for row in table("note-government"))


def test_a_dozen_bodies_are_on_the_roster_and_eleven_were_written_to_in_the_first_round() -> None:
    assert len(table("list-respondent")) == 12
    first = {row["matter"] for row in table("send-letter") if row["round"] == "R1"}
    assert len(first) == 11
    assert "T07-FY2024" not in first


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def known_member(name: str, on: date) -> bool | None:
    for row in table("note-membership"):
        told = Membership(
            association=row["association"],
            member=row["member"] == "true",
            since=day(row["since"]),
            until=day(row["until"]),
        )
        if row["ocd_id"] == name and told.says_on(on):
            return told.member
    return None


def test_members_are_known_former_never_and_unknown() -> None:
    before, after = date(2025, 11, 20), date(2025, 12, 1)
    assert known_member("T08", before)
    assert known_member("T09", before)
    assert known_member("T09", after) is False
    assert known_member("T04", before) is False
    assert known_member("T10", before) is None


def test_whoever_decides_and_whoever_approves_are_two_people_who_each_record_their_own_part() -> (
    None
):
    approvals = {(row["matter"], row["approved_by"]): row for row in table("approve")}
    for act, doer in (
        ("determine", "made_by"),
        ("impose-remedy", "imposed_by"),
        ("require-repayment", "required_by"),
    ):
        for row in table(act):
            approval = approvals[row["matter"], row["approved_by"]]
            assert row[doer] != row["approved_by"]
            assert row["by"] != approval["by"]


def test_each_item_found_short_says_what_is_missing_or_is_absent_and_a_second_person_concurs() -> (
    None
):
    concurred = {(row["matter"], row["item"]) for row in table("concur-evaluation")}
    for row in table("evaluate-item"):
        if row["level"] != "sufficient":
            assert row["missing"] or row["level"] == "absent"
            assert (row["matter"], row["item"]) in concurred
