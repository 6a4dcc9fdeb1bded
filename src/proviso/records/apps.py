"""Tells Django about the records. Nothing else."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The tables of the ledger, the register and what is derived from them."""

    name = "proviso.records"
    label = "records"
