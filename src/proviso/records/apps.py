"""Tells Django about the records, and has an SQLite file marked when its tables are made. Nothing else."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    """The tables of the ledger, the register and what is derived from them."""

    name = "proviso.records"
    label = "records"

    def ready(self) -> None:
        post_migrate.connect(_mark, sender=self)


def _mark(**_: Any) -> None:
    from proviso.records import sqlite_file

    sqlite_file.mark()
