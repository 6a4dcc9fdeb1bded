"""The routes of reviews, their rosters and their rounds on the agency's desk. Who may ask stands on each view's first line."""

from django.urls import path

from proviso.web.desk import review_new, reviews, roster

review_routes = [
    path("desk/reviews/", reviews.desk_reviews, name="desk_reviews"),
    path("desk/reviews/new/", review_new.desk_review_new, name="desk_review_new"),
    path("desk/reviews/<str:name>/", reviews.desk_review, name="desk_review"),
    path("desk/reviews/<str:name>/do/<slug:act>/", reviews.desk_review_act, name="desk_review_act"),
    path(
        "desk/reviews/<str:name>/roster/import/",
        roster.desk_roster_import,
        name="desk_roster_import",
    ),
    path(
        "desk/reviews/<str:name>/roster/example.csv",
        roster.desk_roster_example,
        name="desk_roster_example",
    ),
]
