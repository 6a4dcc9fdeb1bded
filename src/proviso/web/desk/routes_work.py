"""The routes of the work queue, of matters and of approvals. Who may ask stands on each view's first line."""

from django.urls import path

from proviso.web.desk import account, acts, approvals, errands, matters, queue

MATTER = "desk/matters/<str:name>/"
APPROVAL = f"{MATTER}approvals/<slug:act>/"

work_routes = [
    path("desk/", queue.desk, name="desk"),
    path("desk/account/", account.desk_account, name="desk_account"),
    path("desk/approvals/", approvals.desk_approvals, name="desk_approvals"),
    path("desk/sendings/<int:number>/", errands.desk_errand, name="desk_errand"),
    path("desk/mail/<slug:name>/", errands.desk_mail, name="desk_mail"),
    path("desk/matters/", matters.desk_matters, name="desk_matters"),
    path(MATTER, matters.desk_matter, name="desk_matter"),
    path(f"{MATTER}do/<slug:act>/", acts.matter_act, name="desk_act"),
    path(APPROVAL, approvals.desk_approval, name="desk_approval"),
    path(f"{APPROVAL}approve/", approvals.desk_approve, name="desk_approve"),
    path(f"{APPROVAL}decline/", approvals.desk_decline, name="desk_decline"),
]
