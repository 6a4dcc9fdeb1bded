"""The routes of the respondent desk. Who may ask stands on each view's first line."""

from django.urls import URLPattern

respond_routes: list[URLPattern] = []
