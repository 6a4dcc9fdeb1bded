"""Acts on the register: bodies, ids and memberships as they are noted; an edition loaded once, with its digest."""

from datetime import date
from pathlib import Path

import pytest

from proviso.acts.act import Receipt
from proviso.acts.register import load_register
from proviso.domain.facts.governments import RegisterLoaded
from proviso.domain.refusals import Refusal
from proviso.outside.gazetteer import RegisterUnreadable
from proviso.records import register, streams
from tests.acts.village import AT, ELDER, MV, STOW, done, last, refused
from tests.acts.village import register as village_register
from tests.outside.test_gazetteer import folder

pytestmark = pytest.mark.django_db


def test_an_edition_is_loaded_with_its_rows_and_its_digest(tmp_path: Path) -> None:
    outcome = load_register(folder(tmp_path), by="Clara", at=AT)
    assert isinstance(outcome, Receipt)
    fact = last("register").fact
    assert isinstance(fact, RegisterLoaded)
    assert (fact.edition, fact.rows) == ("village", len(register.bodies()))
    assert fact.sha256 == register.digest(register.by_hand(streams.entries("register")))
    assert register.resolve(f"{MV}/place:older") == STOW


def test_the_same_edition_again_changes_nothing(tmp_path: Path) -> None:
    load_register(folder(tmp_path), by="Clara", at=AT)
    assert load_register(folder(tmp_path), by="Dora", at=AT) is None
    assert streams.count() == 1


def test_bodies_noted_by_hand_do_not_change_the_editions_digest(tmp_path: Path) -> None:
    load_register(folder(tmp_path), by="Clara", at=AT)
    noted = {"ocd_id": f"{MV}/place:new", "geoid": "ZZ9", "type": "town", "state": "MV"}
    done("note-government", "register", **noted)
    assert load_register(folder(tmp_path), by="Clara", at=AT) is None


def test_another_edition_is_refused_and_nothing_is_loaded(tmp_path: Path) -> None:
    load_register(folder(tmp_path), by="Clara", at=AT)
    row = f"{MV}/place:stow,,ZZ2,Stow city,Stow,city,MV,,,,"
    same_name = load_register(folder(tmp_path, towns=[row]), by="Clara", at=AT)
    assert isinstance(same_name, Refusal)
    assert same_name.code == "register.another-edition"
    assert "other rows" in same_name.reason
    edition = tmp_path / "edition.toml"
    edition.write_text(edition.read_text(encoding="utf-8").replace('"village"', '"town"'), "utf-8")
    other_name = load_register(tmp_path, by="Clara", at=AT)
    assert isinstance(other_name, Refusal)
    assert "'town'" in other_name.reason
    assert streams.count() == 1
    found = register.body(STOW)
    assert found
    assert found.type == "town"


def test_a_folder_that_is_no_register_loads_nothing(tmp_path: Path) -> None:
    with pytest.raises(RegisterUnreadable):
        load_register(tmp_path, by="Clara", at=AT)
    assert streams.count() == 0


def test_recording_a_loading_does_not_load() -> None:
    told = {"edition": "x", "sha256": "0" * 64, "rows": 1}
    assert refused("load-register", "register", **told) == "register.not-loaded"


def test_a_government_has_ids_that_no_other_has() -> None:
    village_register()
    twin = {"ocd_id": ELDER, "geoid": "ZZ99", "name": "Elder", "state": "MV"}
    assert refused("note-government", "register", **twin) == "identity.taken"
    geoid = {"ocd_id": f"{MV}/place:new", "geoid": "ZZ1", "name": "New", "state": "MV"}
    assert refused("note-government", "register", **geoid) == "identity.taken"
    assert (
        refused("give-external-id", "register", external_id="E1", ocd_id=STOW) == "identity.taken"
    )


def test_a_name_an_alias_and_an_external_id_lead_to_the_body() -> None:
    village_register()
    done("rename-government", "register", ocd_id=STOW, name="Stowe", why="charter")
    done("note-alias", "register", alias=f"{MV}/place:old_stow", ocd_id=STOW, why="old id")
    assert register.resolve(f"{MV}/place:old_stow") == STOW
    assert register.resolve("E1") == ELDER
    assert refused("note-alias", "register", alias="stow", ocd_id=STOW) == "identity.malformed"


def test_a_membership_is_in_an_association_on_record() -> None:
    village_register()
    member = {"association": "LEAGUE", "ocd_id": STOW, "member": True}
    assert refused("note-membership", "register", **member) == "association.unknown"
    done("note-association", "register", association="LEAGUE", name="The League")
    assert refused("note-association", "register", association="LEAGUE", name="The League")
    done("note-membership", "register", **member)
    days = {"since": date(2018, 1, 2), "until": date(2018, 1, 2)}
    assert refused("note-membership", "register", **member, **days) == "membership.interval"
