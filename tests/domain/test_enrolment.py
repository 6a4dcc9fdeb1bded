"""Entering a body in the register: what is refused, and what to do instead."""

from proviso.domain.enrolment import (
    why_not_give_external_id,
    why_not_note_alias,
    why_not_note_government,
    why_not_rename_government,
)
from proviso.domain.facts.governments import (
    AliasNoted,
    ExternalIdGiven,
    GovernmentNoted,
    GovernmentRenamed,
)
from proviso.domain.refusals import Refusal
from tests.domain.places import US, register, row, whole_register

MV = "ocd-division/country:zz/state:mv"
VILLAGE = register(
    row(f"{MV}/place:lone", "ZZ1", "Lone", "city"),
    row(f"{MV}/place:other", "ZZ2", "Other", "city"),
).after([ExternalIdGiven(external_id="T01", ocd_id=f"{MV}/place:lone")])


def code(refusal: Refusal | None) -> str | None:
    return None if refusal is None else refusal.code


def noted(ocd_id: str, geoid: str) -> GovernmentNoted:
    return GovernmentNoted(
        ocd_id=ocd_id, geoid=geoid, name="New", short_name="New", type="city", state="MV"
    )


def alias(alias: str, ocd_id: str) -> AliasNoted:
    return AliasNoted(alias=alias, ocd_id=ocd_id, why="Listed so")


def external(external_id: str, ocd_id: str) -> ExternalIdGiven:
    return ExternalIdGiven(external_id=external_id, ocd_id=ocd_id)


def test_a_new_body_with_ids_of_its_own_may_be_noted() -> None:
    assert why_not_note_government(VILLAGE, noted(f"{MV}/place:new", "ZZ3")) is None


def test_a_new_body_may_not_take_an_id_that_another_bears() -> None:
    assert (
        code(why_not_note_government(VILLAGE, noted(f"{MV}/place:lone", "ZZ3"))) == "identity.taken"
    )
    assert (
        code(why_not_note_government(VILLAGE, noted(f"{MV}/place:new", "ZZ1"))) == "identity.taken"
    )
    denver = noted(f"{US}/state:co/place:denver", "ZZ3")
    assert code(why_not_note_government(whole_register(), denver)) == "identity.taken"


def test_a_new_body_needs_an_id_in_a_state() -> None:
    assert code(why_not_note_government(VILLAGE, noted("lone", "ZZ3"))) == "identity.malformed"


def test_an_alias_leads_to_one_known_body() -> None:
    old = f"{MV}/place:old"
    assert why_not_note_alias(VILLAGE, alias(old, f"{MV}/place:lone")) is None
    assert (
        code(why_not_note_alias(VILLAGE, alias("old", f"{MV}/place:lone"))) == "identity.malformed"
    )
    assert code(why_not_note_alias(VILLAGE, alias(old, f"{MV}/place:gone"))) == "identity.unknown"


def test_an_alias_that_is_a_body_already_is_refused_with_a_cure() -> None:
    same = why_not_note_alias(VILLAGE, alias(f"{MV}/place:lone", f"{MV}/place:lone"))
    other = why_not_note_alias(VILLAGE, alias(f"{MV}/place:other", f"{MV}/place:lone"))
    assert same is not None
    assert other is not None
    assert same.cure == "Leave the alias out; it is in the register."
    assert "cannot lead to another" in other.cure


def test_only_a_known_body_can_take_another_name() -> None:
    known = GovernmentRenamed(ocd_id=f"{MV}/place:lone", name="Lonely", why="Vote")
    gone = GovernmentRenamed(ocd_id=f"{MV}/place:gone", name="Lonely", why="Vote")
    assert why_not_rename_government(VILLAGE, known) is None
    assert code(why_not_rename_government(VILLAGE, gone)) == "identity.unknown"


def test_an_external_id_belongs_to_one_body() -> None:
    assert why_not_give_external_id(VILLAGE, external("T02", f"{MV}/place:other")) is None
    assert why_not_give_external_id(VILLAGE, external("T01", f"{MV}/place:lone")) is None
    taken = why_not_give_external_id(VILLAGE, external("T01", f"{MV}/place:other"))
    assert code(taken) == "identity.taken"
    ocd = external(f"{MV}/place:lone", f"{MV}/place:lone")
    assert code(why_not_give_external_id(VILLAGE, ocd)) == "identity.taken"
    gone = external("T03", f"{MV}/place:gone")
    assert code(why_not_give_external_id(VILLAGE, gone)) == "identity.unknown"
