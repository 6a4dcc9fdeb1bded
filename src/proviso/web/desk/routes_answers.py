"""The routes of answers on the agency's desk. Who may ask stands on each view's first line."""

from django.urls import path

from proviso.web.desk import answers

ANSWER = "desk/matters/<str:name>/answers/<str:response>"
answer_routes = [
    path(f"{ANSWER}/", answers.desk_answer, name="desk_answer"),
    path(f"{ANSWER}/files/<slug:sha256>/", answers.desk_answer_file, name="desk_answer_file"),
]
