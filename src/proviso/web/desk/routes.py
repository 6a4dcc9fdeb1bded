"""The routes of the agency desk. Who may ask stands on each view's first line."""

from proviso.web.desk.routes_answers import answer_routes
from proviso.web.desk.routes_docket import docket_routes
from proviso.web.desk.routes_people import people_routes
from proviso.web.desk.routes_reading import reading_routes
from proviso.web.desk.routes_reviews import review_routes
from proviso.web.desk.routes_work import work_routes

desk_routes = [
    *work_routes,
    *answer_routes,
    *docket_routes,
    *people_routes,
    *reading_routes,
    *review_routes,
]
