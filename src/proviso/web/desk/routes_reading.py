"""The routes of reading under review."""

from django.urls import path

from proviso.web.desk import reading

reading_routes = [
    path("desk/reading/", reading.readings, name="readings"),
    path("desk/reading/<str:name>/", reading.reading, name="reading"),
]
