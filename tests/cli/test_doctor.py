"""`proviso doctor` on tables of another version. Whole and damaged ledgers are in test_ledger."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from proviso.cli.doctor import Unwell, _database, _guards, _ledger

pytestmark = pytest.mark.django_db


def test_what_is_in_tables_of_another_version_is_not_judged() -> None:
    recorder = MigrationRecorder(connection)
    applied = [name for app, name in recorder.applied_migrations() if app == "records"]
    recorder.record_unapplied("records", max(applied))
    with pytest.raises(Unwell, match=r"^1 step of the tables not made yet\. Run: proviso import"):
        _database()
    for look in (_guards, _ledger):
        with pytest.raises(Unwell, match="not looked at, because the tables are of another"):
            look()
