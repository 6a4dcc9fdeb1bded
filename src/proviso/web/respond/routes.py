"""The routes of the respondent desk. Who may ask stands on each view's first line."""

from proviso.web.respond.routes_answers import answer_routes
from proviso.web.respond.routes_code import code_routes
from proviso.web.respond.routes_people import people_routes

# Those whose first part is a matter's name come last.
respond_routes = [*code_routes, *people_routes, *answer_routes]
