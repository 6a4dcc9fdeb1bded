"""Tells Django about the people. Nothing else."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts of the people who use Proviso."""

    name = "proviso.people"
    label = "people"
