"""Identity: nothing is sent or decided on a name alone."""

from proviso.domain.facts.matters import IdentityQuestioned
from tests.domain.scenes import CITY, CONFIRMED, NEIGHBOUR, grounds, refs, scene

DOUBT = IdentityQuestioned(candidates=(CITY, NEIGHBOUR), why="Two bodies bear the name.")


def test_two_ids_that_agree_confirm_who_it_is() -> None:
    found = grounds("send-request", scene(CONFIRMED))["identity.ambiguous"]
    assert (found.holds, found.evidence) == (True, refs(2))
    assert found.says == f"Confirmed by {CITY} and 5000001."


def test_a_doubt_stops_what_is_sent_or_decided_until_it_is_settled() -> None:
    found = grounds("send-request", scene(CONFIRMED, DOUBT))["identity.ambiguous"]
    assert (found.holds, found.evidence) == (False, refs(3))
    assert found.says == f"In question: it may be {CITY} or {NEIGHBOUR}."
    again = grounds("send-request", scene(DOUBT, CONFIRMED))["identity.ambiguous"]
    assert again.holds is True


def test_where_nobody_compared_ids_it_is_not_known() -> None:
    found = grounds("send-request", scene())["identity.ambiguous"]
    assert (found.holds, found.evidence) == (None, ())


def test_a_body_without_a_matter_is_asked_about_by_its_id() -> None:
    found = grounds("send-request", scene(opened=None))["identity.ambiguous"]
    assert (found.holds, found.says) == (True, f"Alder was asked about by its id, {CITY}.")
