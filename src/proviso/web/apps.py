"""The web application as Django knows it. No page lives here."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, template tags and static files; no tables."""

    name = "proviso.web"
    label = "web"
