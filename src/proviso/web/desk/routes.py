"""The routes of the agency desk. Who may ask stands on each view's first line."""

from django.urls import URLPattern

desk_routes: list[URLPattern] = []
