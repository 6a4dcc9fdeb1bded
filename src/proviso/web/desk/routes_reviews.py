"""The routes of reviews, their rosters and their rounds on the agency's desk. Who may ask stands on each view's first line."""

from django.urls import path

from proviso.web.desk import checks, review_new, reviews, roster, round_new, round_steps, rounds

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
    path("desk/reviews/<str:name>/checks/", checks.desk_review_checks, name="desk_review_checks"),
    path("desk/rounds/", rounds.desk_rounds, name="desk_rounds"),
    path("desk/rounds/new/", round_new.desk_round_new, name="desk_round_new"),
    path("desk/rounds/draft/<slug:draft>/", round_new.desk_round_draft, name="desk_round_draft"),
    path("desk/rounds/<str:review>/<str:name>/", rounds.desk_round, name="desk_round"),
    path(
        "desk/rounds/<str:review>/<str:name>/letters/",
        rounds.desk_round_letters,
        name="desk_round_letters",
    ),
    path(
        "desk/rounds/<str:review>/<str:name>/approve/",
        round_steps.desk_round_approve,
        name="desk_round_approve",
    ),
    path(
        "desk/rounds/<str:review>/<str:name>/release/",
        round_steps.desk_round_release,
        name="desk_round_release",
    ),
    path(
        "desk/rounds/<str:review>/<str:name>/stop/",
        round_steps.desk_round_stop,
        name="desk_round_stop",
    ),
]
