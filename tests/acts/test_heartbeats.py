"""Heartbeats: a notice a day, which says that nothing changed where nothing did."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from proviso.acts.envelopes import message_of
from proviso.acts.heartbeats import notify
from proviso.domain.refusals import Refusal
from proviso.records import errand_rows
from tests.acts.village import MATTER, done, village

pytestmark = pytest.mark.django_db
TO, FROM = "pat@agency.example", "proviso@agency.example"


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_HOME", str(tmp_path))
    village()


def day(number: int) -> datetime:
    return datetime(2026, 11, number, 6, tzinfo=UTC)


def test_silence_is_broken_daily_and_says_what_is_new() -> None:
    first = notify(to=TO, sender=FROM, at=day(2))
    assert isinstance(first, str)
    assert "entries were added to the record up to Monday 2 November 2026" in first
    assert notify(to=TO, sender=FROM, at=day(2)) == first
    assert notify(to=TO, sender=FROM, at=day(3)) == (
        "Nothing changed on the record up to Tuesday 3 November 2026"
    )
    done("note-matter", MATTER, text="A remark.")
    said = notify(to=TO, sender=FROM, at=day(4))
    assert said == "1 entry was added to the record up to Wednesday 4 November 2026"
    owed = list(errand_rows.every())
    assert len(owed) == 3
    message = message_of(owed[-1].errand)
    assert message.subject == said
    assert "A day without it means that something is wrong." in message.text


def test_an_address_that_is_none_is_refused() -> None:
    for to, sender in (("pat", FROM), (TO, "proviso")):
        found = notify(to=to, sender=sender, at=day(2))
        assert isinstance(found, Refusal)
        assert found.code == "mail.not-an-address"


def test_a_time_of_no_place_is_refused() -> None:
    found = notify(to=TO, sender=FROM, at=day(2).replace(tzinfo=None))
    assert isinstance(found, Refusal)
    assert found.code == "mail.unfit-trail"
    assert not list(errand_rows.every())
