"""The routes of whoever keeps accounts, and of auditors. Who may ask stands on each view's first line."""

from django.urls import path

from proviso.web.desk import audit, people

people_routes = [
    path("desk/people/", people.everyone, name="desk_people"),
    path("desk/people/new/", people.new, name="desk_person_new"),
    path("desk/people/<slug:name>/", people.one, name="desk_person"),
    path("desk/people/<slug:name>/role/", people.give, name="desk_person_role"),
    path("desk/people/<slug:name>/role/<int:number>/end/", people.end, name="desk_person_role_end"),
    path("desk/people/<slug:name>/link/", people.link, name="desk_person_link"),
    path("desk/people/<slug:name>/close/", people.close, name="desk_person_close"),
    path("desk/audit/", audit.view, name="desk_audit"),
    path("desk/audit.csv", audit.table, name="desk_audit_csv"),
]
