"""One letter of the village that a round released by mail, to an address that was verified. No test is here."""

from proviso.letters.rounds import Choice, Override
from proviso.records import models
from tests.acts.rounds_village import file, ready, ready_to_go, released
from tests.acts.village import done

TO = "cleo@elder.example"


def mailed_letter() -> str:
    """Release it to V1; its name."""
    ready()
    done(
        "note-contact",
        "matter:V1",
        contact="cleo",
        office="County Clerk",
        address=TO,
        channel="e-mail",
    )
    done("verify-contact", "matter:V1", contact="cleo")
    told = file(
        recipients=Choice(matters=("V1",)),
        overrides={"V1": Override(matter="V1", contact="cleo")},
        channel="mail",
        sender="grants@agency.example",
    )
    ready_to_go(told)
    assert released(told).recorded
    return str(models.Errand.objects.get(letter__isnull=False).letter)
