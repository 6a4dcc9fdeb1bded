"""The routes of docket entry, reports and the templates editor. Who may ask stands on each view's first line."""

from django.urls import path

from proviso.web.desk import docket, reports

CASE = "desk/docket/cases/<str:case>/"
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
]
