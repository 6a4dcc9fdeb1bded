"""A small village to act in: three invented governments, one programme, one review, one matter that a request may be sent in."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from proviso.acts.act import Deed, Outcome, Receipt, Told
from proviso.acts.perform import perform
from proviso.acts.table import ALL
from proviso.domain.entries import Entry
from proviso.domain.refusals import Refusal
from proviso.records import streams
from tests.builders import a

MV = "ocd-division/country:zz/state:mv"
ELDER = f"{MV}/county:elder"
STOW = f"{MV}/place:stow"
AT = datetime(2018, 6, 1, 12, tzinfo=UTC)
JAN_24 = date(2018, 1, 24)
MATTER = "matter:V1"
KEYS = count(1)


def told(**changed: Any) -> Told:
    """An envelope of a day in January, with a key of its own."""
    days = {"on": JAN_24, "learned": changed.get("on") or JAN_24}
    return Told(**{"by": "Clara Clerk", "at": AT, "key": f"key-{next(KEYS)}", **days, **changed})


def deed(act: str, stream: str, /, **fields: object) -> Deed:
    """An act of the table with these fields; what a test does not care about is filled in."""
    return Deed(act=ALL[act], stream=stream, fact=a(ALL[act].fact, **fields))


def do(act: str, stream: str, /, *, envelope: Any = None, **fields: Any) -> Outcome:
    """Perform an act."""
    return perform(deed(act, stream, **fields), envelope or told())


def done(act: str, stream: str, /, *, envelope: Any = None, **fields: Any) -> Receipt:
    """Perform an act that must not be refused."""
    outcome = do(act, stream, envelope=envelope, **fields)
    assert isinstance(outcome, Receipt), outcome
    return outcome


def refused(act: str, stream: str, /, *, envelope: Any = None, **fields: Any) -> str:
    """Perform an act that must be refused, writing nothing; its code."""
    before = streams.count()
    outcome = do(act, stream, envelope=envelope, **fields)
    assert isinstance(outcome, Refusal), outcome
    assert outcome.reason
    assert outcome.cure
    assert outcome.authority
    assert streams.count() == before
    return outcome.code


def last(stream: str = MATTER) -> Entry:
    """The last entry of a stream."""
    return streams.entries(stream)[-1]


def register() -> None:
    """Three governments, one with an id of its own."""
    for place, (ocd_id, name, kind) in enumerate(
        ((MV, "Marrovale", "state"), (ELDER, "Elder County", "county"), (STOW, "Stow", "town"))
    ):
        done(
            "note-government",
            "register",
            ocd_id=ocd_id,
            geoid=f"ZZ{place}",
            name=name,
            short_name=name,
            type=kind,
            state="MV",
            county_geoid="",
            population=None,
            roles=(kind,),
        )
    done("give-external-id", "register", external_id="E1", ocd_id=ELDER)


def village() -> None:
    """Everything up to a matter in which a document request may be sent."""
    register()
    done("note-programme", "programme:16.738", programme="16.738")
    done(
        "publish-condition",
        "programme:16.738",
        programme="16.738",
        condition="section-1373",
        year=2016,
    )
    done(
        "make-award",
        "award:A1",
        award="A1",
        programme="16.738",
        year=2016,
        recipient=ELDER,
        kind="direct",
    )
    done("attach-condition", "award:A1", award="A1", condition="section-1373")
    done(
        "open-review",
        "review:R1",
        review="R1",
        programme="16.738",
        condition="section-1373",
        procedure="byrne-jag-1373-2018",
        actor="us/doj/ojp",
        training=True,
    )
    done("define-item", "review:R1", item="policies")
    done(
        "approve-template",
        "review:R1",
        envelope=told(by="Bo Approver"),
        template="request",
        version="1",
        letter_kind="document-request",
        written_by="Ada Author",
        approved_by="Bo Approver",
    )
    matter("V1")


def matter(name: str) -> None:
    """A matter of Elder County, whose officer is known and verified."""
    stream = f"matter:{name}"
    done(
        "open-matter",
        stream,
        matter=name,
        review="R1",
        respondent=ELDER,
        programme="16.738",
        year=2016,
        conditions=("section-1373",),
        award="A1",
        role="direct",
        hearing_right="arguable",
    )
    done("confirm-identity", stream, ids=(ELDER, "ZZ1"))
    done("note-contact", stream, contact="clerk", office="County Clerk", name="Cleo")
    done("verify-contact", stream, contact="clerk")


def request(letter: str = "L1", **fields: object) -> Outcome:
    """Send the matter a document request."""
    told_of_it = {
        "kind": "document-request",
        "addressee": "Cleo, County Clerk",
        "items": ("policies",),
    }
    return do("send-letter", MATTER, letter=letter, **{**told_of_it, **fields})
