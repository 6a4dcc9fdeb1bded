"""Coming in by a letter's code where the database keeps people apart: one matter is shown and no other; workers find the codes."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from proviso.acts.envelopes import message_of
from proviso.outside.desk_codes import desk_code
from proviso.records import errand_rows
from proviso.workers.carrying import EVERY
from proviso.workers.jobs import note
from tests.acts import rounds_village
from tests.acts.mailed_letter import mailed_letter
from tests.records.tenants import OWNER, PAGES, asked, connected

pytestmark = pytest.mark.database


def test_a_letters_code_lets_in_to_its_matter_alone(
    tenants: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    monkeypatch.setattr(rounds_village, "village", lambda: None)  # it is there
    asked_for = Client()
    with connected(OWNER):
        asked("DELETE FROM records_errand WHERE stream <> 'matter:V1'")
        letter = mailed_letter()
        code = desk_code("V1", letter)
    with connected(PAGES, guarded=True):
        assert asked_for.post("/desk-code/", {"code": code}).status_code == 302
    with connected(OWNER):
        assert errand_rows.latest("code/") is None, "no worker has found the code yet"
        note(EVERY)
    with connected(PAGES, guarded=True):
        assert asked_for.post("/desk-code/", {"code": code}).status_code == 302
    with connected(OWNER):
        held = errand_rows.latest("code/")
        assert held is not None
        digits = re.findall(r"Your code is (\d{6})\.", message_of(held.errand).text)[0]
    with connected(PAGES, guarded=True):
        answer = asked_for.post("/desk-code/confirm/", {"digits": digits})
        assert answer.headers["Location"] == "/desk-code/letter/V1/"
        assert asked_for.get("/desk-code/letter/V1/").status_code == 200
        assert asked_for.get("/desk-code/letter/W1/").status_code == 404
    with connected(OWNER):
        seen = "SELECT count(*) FROM records_recorded WHERE stream = 'matter:V1' AND fact = 'letter-viewed'"
        assert asked(seen) == [(1,)]
