"""Docket entry: what an entry would change is what the gate then says; looking writes nothing; each docket keeps to its own places."""

import random
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from proviso.acts.act import Deed, Receipt
from proviso.acts.perform import perform
from proviso.acts.rehearsing import rehearse
from proviso.acts.table import ALL
from proviso.domain.facts.orders import EffectRead, OrderChanged
from proviso.domain.roles import Role
from proviso.outside.clock import now, today
from proviso.queries.desks.impact import Impact, impact
from proviso.queries.may import Asked, MayAnswer, may
from proviso.queries.record import Record
from proviso.records import streams
from proviso.web.desk import docket_impact
from tests.acts.village import ELDER, MV, STOW, done, told, village
from tests.web.asking import source, words
from tests.web.signing_in import AGENCY, signed_in

pytestmark = pytest.mark.django_db
CASE = "/desk/docket/cases/Z1/"
EFFECT = f"{CASE}orders/O1/effect/"
DAYS = [date(2018, 1, 1) + timedelta(days=60 * at) for at in range(8)]
ACTS = ("send-request", "issue-subpoena", "determine", "withhold-award")
COVERS = ("everyone", ELDER, f"within:{MV}", f"-{STOW}", "members:TOWNS", f"subdivisions:{MV}")


@pytest.fixture(autouse=True)
def _village() -> None:
    """The village with a second matter, an association of whose members nothing is known, a case and two orders."""
    village()
    opened = told(on=date(2018, 1, 24))
    done("make-award", "award:A2", award="A2", programme="16.738", year=2016, recipient=STOW, kind="direct")  # fmt: skip
    done(
        "open-matter", "matter:V2", envelope=opened, matter="V2", review="R1", respondent=STOW,
        programme="16.738", year=2016, conditions=("section-1373",), award="A2",
        role="direct", hearing_right="arguable",
    )  # fmt: skip
    done("note-association", "register", association="TOWNS", name="Towns", eligible_types=("town",))  # fmt: skip
    done("note-membership", "register", association="TOWNS", ocd_id=ELDER, member=False, since=None, until=None)  # fmt: skip
    done("file-case", "case:Z1", case="Z1", title="Elder v. Office", plaintiffs=(ELDER,))
    for name, day in (("O1", date(2018, 2, 1)), ("O2", date(2018, 5, 1))):
        done("enter-order", "case:Z1", envelope=told(on=day), order=name, case="Z1", kind="order")
    effect(effect="O1.1", acts=ACTS[:2], since=date(2018, 2, 1))


@pytest.fixture
def cora() -> Client:
    return signed_in((Role.COUNSEL, AGENCY), name="Cora Counsel")


def effect_of(**told_: Any) -> EffectRead:
    fields = {
        "effect": "O2.9", "order": "O2", "kind": "bars", "acts": ACTS, "conditions": (),
        "programmes": ("16.738",), "years": (), "binds": (), "covers": ("everyone",),
        "covers_certain": True, "since": date(2018, 5, 1), "since_certain": True,
        "since_latest": None, "until": None, "says": "It bars.", "flag": None,
    }  # fmt: skip
    return EffectRead(**{**fields, **told_})


def effect(**told_: Any) -> None:
    envelope = told(on=date(2018, 2, 1))
    deed = Deed(act=ALL["read-effect"], stream="case:Z1", fact=effect_of(order="O1", **told_))
    assert isinstance(perform(deed, envelope), Receipt)


def by_lot(seed: int) -> EffectRead | OrderChanged:
    """An effect or a change, drawn by lot; never the same for two seeds."""
    lot = random.Random(seed)  # noqa: S311 - drawn again the same each time
    covers = tuple(dict.fromkeys(lot.choices(COVERS, k=lot.randint(1, 2))))
    since = lot.choice(DAYS)
    until = lot.choice((None, since + timedelta(days=lot.randint(1, 200))))
    if seed % 3 == 0:
        return OrderChanged(
            change="O2.z", order="O2", kind=lot.choice(("stays", "narrows", "vacates", "affirms")),
            target="O1.1", covers=covers, certain=lot.random() < 0.7, since=since, until=until,
            says="It acts on it.", flag=None,
        )  # fmt: skip
    sure = lot.random() < 0.6
    return effect_of(
        kind=lot.choice(("bars", "bars", "requires", "unknown")),
        acts=tuple(lot.sample(ACTS, 2)), conditions=lot.choice(((), ("section-1373",), ("notice",))),
        years=lot.choice(((), (2016,), (2017,))), covers=covers, covers_certain=lot.random() < 0.6,
        since=since, since_certain=sure, since_latest=None if sure else since + timedelta(days=70),
        until=until,
    )  # fmt: skip


def gate_says() -> dict[tuple[str, str, date], str]:
    """What orders say of each act in each matter on each day, asked one by one."""
    found = {}
    for matter in ("V1", "V2"):
        for act in ALL_ACTS:
            for day in DAYS:
                asked = Asked(act=act, respondent=matter, on=day, known=today(), only="orders")
                answer = may(Record(), asked)
                assert isinstance(answer, MayAnswer)
                against = answer.answer.against
                barred = any(one.holds is False for one in against)
                found[matter, act, day] = (
                    "barred" if barred else "not known" if against else "permitted"
                )
    return found


ALL_ACTS = ("send-request", "issue-subpoena", "determine", "withhold-award", "enforce-condition")


def told_before(one: Impact, *, matter: str, act: str, day: date) -> tuple[str, str] | None:
    """What the preview says of an act in a matter on a day: before and after; None where nothing changes."""
    for group in one.groups:
        for step in group.steps if matter in group.matters else ():
            begun = step.since is None or step.since <= day
            if step.act == act and begun and (step.until is None or day < step.until):
                return step.before, step.after
    return None


@pytest.mark.parametrize("seed", range(12))
def test_what_is_shown_before_saving_is_what_the_gate_says_after(seed: int) -> None:
    fact = by_lot(seed)
    act = ALL["change-order" if isinstance(fact, OrderChanged) else "read-effect"]
    deed, envelope = Deed(act=act, stream="case:Z1", fact=fact), told(on=date(2018, 5, 1))
    count = streams.count()
    entries = rehearse(deed, envelope)
    assert isinstance(entries, tuple), entries
    shown = impact(entries, reviews=("R1",), training=True, today=today())
    assert streams.count() == count
    before = gate_says()
    assert isinstance(perform(deed, envelope), Receipt)
    after = gate_says()
    for matter, name, day in before:
        said = told_before(shown, matter=matter, act=name, day=day)
        was, becomes = before[matter, name, day], after[matter, name, day]
        assert said in {(was, becomes)} | ({None} if was == becomes else set()), (matter, name, day)


# --- the pages -------------------------------------------------------------------------------


def typed(**more: str) -> dict[str, Any]:
    return {
        "effect": "O1.7", "kind": "bars", "acts": ["determine", "issue-subpoena"], "programmes": "16.738",
        "covers": "everyone", "covers_certain": "true", "since": "2018-05-01",
        "since_certain": "true", "says": "Bars determinations.", "on": "2018-02-01", **more,
    }  # fmt: skip


def carried(client: Client, address: str) -> dict[str, str]:
    text = source(client, address)
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', text)[1]  # type: ignore[index]
        for name in ("form-key", "form-seen")
    }


def sent(client: Client, address: str, step: str, **fields: Any) -> tuple[int, str]:
    answer = client.post(address, {**fields, "form-step": step})
    text = re.sub(r"<[^>]+>", "", answer.content.decode())
    return answer.status_code, " ".join(unescape(text).split())


def test_totals_come_first_and_name_matters_acts_days_and_why(cora: Client) -> None:
    form, count = carried(cora, EFFECT), streams.count()
    for step in ("look", "change", "check"):
        status, text = sent(cora, EFFECT, step, **form, **typed())
        assert status == 200
        assert "It will stop 2 steps in 2 matters and free none." in text
        assert "2 steps in 2 matters would stay stopped, on other grounds than now." in text
        assert "V1" in text
        assert "Elder County" in text
        assert "O1.7 bars it" in text
        assert "from 1 May 2018, no end on record" in text
        assert "For everyone, in the whole country." in text
    assert streams.count() == count, "looking writes nothing"


def test_an_unknown_cover_bars_and_says_so(cora: Client) -> None:
    form = carried(cora, EFFECT)
    _, text = sent(cora, EFFECT, "look", **form, **typed(covers_certain="false"))
    assert "What is not known bars." in text
    assert "O1.7 may bar it: not known is whom it covers" in text
    assert "not known, so it waits" in text


def test_a_stay_frees_and_says_by_what(cora: Client) -> None:
    address = f"{CASE}orders/O2/change/"
    form = carried(cora, address)
    fields = {"change": "O2.a", "kind": "stays", "target": "O1.1", "covers": ELDER, "certain": "true"}  # fmt: skip
    fields |= {"since": "2018-05-01", "says": "Stays it.", "on": "2018-05-01"}
    _, text = sent(cora, address, "look", **form, **fields)
    assert "It will stop none and free 2 steps in 1 matter." in text
    assert "O1.1 does not bar it any more (O2 stays it)" in text
    assert "Stow" not in text.partition("How to write")[0]


def test_all_rows_come_as_csv_and_nothing_is_saved(cora: Client) -> None:
    form, count = carried(cora, EFFECT), streams.count()
    answer = cora.post(EFFECT, {**form, **typed(), "form-step": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "matter,government,act,condition,before,after,from,until,why"
    assert "V2,Stow,determine,section-1373,permitted,barred,2018-05-01,,O1.7 bars it" in lines
    assert streams.count() == count


def test_a_name_that_a_spreadsheet_would_reckon_with_is_kept_from_it(
    cora: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docket_impact, "named", lambda many: ["=1+1" for _ in many])
    answer = cora.post(EFFECT, {**carried(cora, EFFECT), **typed(), "form-step": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert {one.split(",")[1] for one in lines[1:]} == {"'=1+1"}


def test_what_is_lacking_is_named_and_a_refusal_is_told_beside_the_form(cora: Client) -> None:
    form = carried(cora, EFFECT)
    _, text = sent(cora, EFFECT, "look", **form, effect="O1.7")
    assert "To see what it would do, fill in “Is it certain that it covers them?”" in text
    _, text = sent(cora, EFFECT, "look", **form, **typed(effect="O1.1"))
    assert "It cannot be recorded so." in text


def test_sent_twice_it_is_recorded_once(cora: Client) -> None:
    form, count = carried(cora, EFFECT), streams.count()
    assert sent(cora, EFFECT, "record", **form, **typed())[0] == 302
    assert sent(cora, EFFECT, "record", **form, **typed())[0] == 302
    assert streams.count() == count + 1
    assert "Nothing was recorded twice" in words(cora, CASE)
    assert "It is recorded already." in sent(cora, EFFECT, "look", **form, **typed())[1]


def test_a_case_and_an_order_are_entered_and_offered_for_reading(cora: Client) -> None:
    address = "/desk/docket/file/"
    form = carried(cora, address)
    fields = {"case": "Z2", "title": "Stow v. Office", "court": "A court", "docket": "1", "plaintiffs": STOW, "status": "open"}  # fmt: skip
    assert sent(cora, address, "record", **form, **fields)[0] == 302
    address = "/desk/docket/cases/Z2/order/"
    form = carried(cora, address)
    fields = {"order": "O7", "court": "A court", "docket": "1", "kind": "stay", "regulates": "x", "outcome": "granted"}  # fmt: skip
    _, text = sent(cora, address, "check", **form, **fields)
    assert "This entry alone stops nothing and frees nothing." in text
    assert sent(cora, address, "record", **form, **fields)[0] == 302
    text = words(cora, "/desk/docket/")
    assert "2 orders do nothing yet" in text
    assert "O7: stay" in text
    assert "Nothing is taken away." in text


def test_the_next_ids_are_offered(cora: Client) -> None:
    assert 'value="O1.2"' in source(cora, EFFECT)
    assert 'value="O2.a"' in source(cora, f"{CASE}orders/O2/change/")
    assert 'value="O3"' in source(cora, f"{CASE}order/")


def test_a_wrong_effect_is_put_right_by_another_entry_of_the_same_order(cora: Client) -> None:
    address = f"{CASE}orders/O1/change/"
    form = carried(cora, address)
    fields = {"change": "O1.a", "kind": "dissolves", "target": "O1.1", "covers": "everyone", "certain": "true"}  # fmt: skip
    fields |= {"since": "2018-02-01", "says": "Entered by mistake.", "on": "2018-02-01"}
    _, text = sent(cora, address, "look", **form, **fields)
    assert "It will stop none and free 4 steps in 2 matters." in text
    assert sent(cora, address, "record", **form, **fields)[0] == 302
    assert set(gate_says().values()) == {"permitted"}
    assert "A mistake is put right by another entry" in words(cora, CASE)


# --- who, and which docket -------------------------------------------------------------------

ADDRESSES = ("/desk/docket/", "/desk/docket/file/", CASE, f"{CASE}order/", EFFECT, f"{CASE}orders/O1/change/")  # fmt: skip


@pytest.mark.parametrize("role", [Role.ANALYST, Role.APPROVER, Role.AUDITOR, Role.OWNER])
def test_for_other_roles_there_is_no_docket_entry(role: Role) -> None:
    body = ELDER if role is Role.OWNER else AGENCY
    client = signed_in((role, body), name="Otto Other")
    assert {client.get(one).status_code for one in ADDRESSES} == {404}


def test_counsel_of_another_agency_sees_no_matter_of_this_one(cora: Client) -> None:
    done(
        "open-review", "review:R9", review="R9", programme="16.738", condition="section-1373",
        procedure="byrne-jag-1373-2018", actor="zz/other", training=True,
    )  # fmt: skip
    other = signed_in((Role.COUNSEL, "zz/other"), name="Nora Nearby")
    form = carried(other, EFFECT)
    _, text = sent(other, EFFECT, "look", **form, **typed())
    assert "It changes no answer in your open matters" in text
    assert "V1" not in text
    assert signed_in((Role.COUNSEL, "zz/nowhere"), name="Nils").get(CASE).status_code == 404


@pytest.fixture
def real() -> Client:
    """Counsel of an agency whose review is of real governments."""
    done("note-programme", "programme:10.001", programme="10.001")
    done(
        "open-review", "review:REAL", review="REAL", programme="10.001", condition="section-1373",
        procedure="byrne-jag-1373-2018", actor="us/real", training=False,
    )  # fmt: skip
    return signed_in((Role.COUNSEL, "us/real"), name="Rae Real")


def test_the_two_dockets_never_share_a_page(cora: Client, real: Client) -> None:
    assert "Elder v. Office" in words(cora, "/desk/docket/")
    assert "Elder v. Office" not in words(real, "/desk/docket/")
    assert real.get(CASE).status_code == 404
    both = signed_in((Role.COUNSEL, "us/real"), (Role.COUNSEL, AGENCY), name="Bea Both")
    assert "Elder v. Office" not in words(both, "/desk/docket/")
    text = source(both, "/desk/docket/?docket=training")
    assert "Elder v. Office" in text
    assert "strip-training" in text
    assert "strip-training" in source(both, EFFECT)


def test_an_invented_place_is_refused_on_the_real_docket_and_a_loose_effect_on_the_other(
    cora: Client, real: Client
) -> None:
    address, count = "/desk/docket/file/", streams.count()
    fields = {"case": "C1", "title": "A case", "court": "A court", "docket": "1", "status": "open"}
    status, text = sent(real, address, "record", **carried(real, address), **fields, plaintiffs=STOW)  # fmt: skip
    assert status == 422
    assert "of a training review" in text
    status, text = sent(cora, address, "record", **carried(cora, address), **fields)
    assert "known by its invented plaintiffs" in text
    status, text = sent(cora, EFFECT, "record", **carried(cora, EFFECT), **typed(programmes=""))
    assert status == 422
    assert "would bar real acts" in text
    assert streams.count() == count


def test_a_rehearsed_entry_is_dated_as_it_would_be_recorded() -> None:
    envelope = told(on=date(2018, 5, 1), at=now(), learned=today())
    deed = Deed(act=ALL["read-effect"], stream="case:Z1", fact=effect_of())
    entries = rehearse(deed, envelope)
    assert isinstance(entries, tuple)
    assert entries[0].learned == today()
