"""Two agencies beside one another, each with a review, a round, letters on paper and mail: what tenants must not see of each other."""

from proviso.acts.perform import sitting
from proviso.domain.arrivals import Arrival
from proviso.domain.errands import Kind
from proviso.domain.refusals import Refusal
from proviso.records import arrivals
from tests.acts.errands_village import errand
from tests.acts.village import AT, ELDER, STOW, deed, done, told, village

OURS, OTHERS = "us/ours", "us/others"
REVIEWS = {OURS: "w-1", OTHERS: "w-2"}
MATTERS = {"W1": (OURS, ELDER), "W2": (OURS, STOW), "W3": (OTHERS, ELDER), "W4": (OTHERS, STOW)}
SET_UP = {
    "programme": "16.738",
    "condition": "section-1373",
    "procedure": "byrne-jag-1373-2018",
    "training": True,
}


def two_agencies() -> None:
    """Two reviews of two agencies, each with a round, letters on paper, and mail about each matter of two governments."""
    village()
    for agency, name in REVIEWS.items():
        done("open-review", f"review:{name}", review=name, actor=agency, **SET_UP)
        done("open-round", f"review:{name}", round="Q1", title=f"Asked by {name}")
    for matter, (agency, respondent) in MATTERS.items():
        _matter(matter, REVIEWS[agency], respondent)
        _mail(f"matter:{matter}", matter)
    _mail("", "nobody")
    with sitting() as one:
        assert one.owe(errand(None, Kind.PORTAL, key="notice", stream="notices")) is None


def _matter(matter: str, review: str, respondent: str) -> None:
    stream = f"matter:{matter}"
    done(
        "open-matter",
        stream,
        matter=matter,
        review=review,
        respondent=respondent,
        programme="16.738",
        year=2016,
        conditions=("section-1373",),
        award=None,
        role="direct",
        hearing_right="arguable",
    )
    done("note-contact", stream, contact="clerk", office="Clerk", channel="print", address="1 Way")
    with sitting() as one:
        sent = deed(
            "send-letter", stream, letter="L1", kind="closing", addressee="Clerk", round="Q1"
        )
        assert not isinstance(one.do(sent, told()), Refusal)
        owing = errand(key=f"{review}/Q1/{matter}", stream=stream)
        assert one.owe(owing) is None


def _mail(stream: str, name: str) -> None:
    arrivals.keep(
        Arrival(
            sha256=name.encode().hex().ljust(64, "0"),
            kind="reply",
            sender="clerk@elder.example",
            dated="",
            stream=stream,
            letter="L1" if stream else "",
            says=f"says {name}",
            waits="A person reads it.",
        ),
        at=AT,
    )
