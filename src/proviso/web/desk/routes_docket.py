"""The routes of docket entry, reports and the templates editor. Who may ask stands on each view's first line."""

from django.urls import path

from proviso.web.desk import docket, reports, templates

CASE = "desk/docket/cases/<str:case>/"
WORDS = "desk/templates/<str:review>/<str:kind>/<str:name>/<str:version>/"
ORDER = f"{CASE}orders/<str:order>/"

docket_routes = [
    path("desk/docket/", docket.desk_docket, name="desk_docket"),
    path("desk/docket/file/", docket.desk_file_case, name="desk_file_case"),
    path(CASE, docket.desk_case, name="desk_case"),
    path(f"{CASE}order/", docket.desk_enter_order, name="desk_enter_order"),
    path(f"{ORDER}effect/", docket.desk_read_effect, name="desk_read_effect"),
    path(f"{ORDER}change/", docket.desk_change_order, name="desk_change_order"),
    path("desk/reports/", reports.desk_reports, name="desk_reports"),
    path("desk/reports/like-treatment/", reports.desk_like_treatment, name="desk_like_treatment"),
    path("desk/reports/lateness/", reports.desk_lateness, name="desk_lateness"),
    path("desk/reports/money/", reports.desk_money, name="desk_money"),
    path("desk/templates/", templates.desk_templates, name="desk_templates"),
    path("desk/templates/<str:review>/new/", templates.desk_words_new, name="desk_words_new"),
    path(WORDS, templates.desk_words, name="desk_words"),
    path(f"{WORDS}edit/", templates.desk_words_edit, name="desk_words_edit"),
    path(f"{WORDS}approve/", templates.desk_words_approve, name="desk_words_approve"),
]
