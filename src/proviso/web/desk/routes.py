"""The routes of the agency desk. Who may ask stands on each view's first line."""

from django.urls import path

from proviso.web.desk import acts, matters
from proviso.web.desk.routes_docket import docket_routes
from proviso.web.desk.routes_people import people_routes
from proviso.web.desk.routes_reading import reading_routes
from proviso.web.desk.routes_reviews import review_routes

desk_routes = [
    path("desk/matters/<str:name>/", matters.desk_matter, name="desk_matter"),
    path("desk/matters/<str:name>/do/<slug:act>/", acts.matter_act, name="desk_act"),
    *docket_routes,
    *people_routes,
    *reading_routes,
    *review_routes,
]
