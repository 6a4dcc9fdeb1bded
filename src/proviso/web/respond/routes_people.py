"""The routes by which a government's owner lets others in. Who may ask stands on each view's first line."""

from django.urls import path

from proviso.web.respond import people

people_routes = [
    path("respond/people/", people.people, name="respond_people"),
    path("respond/people/new/", people.let_in, name="respond_person_new"),
    path("respond/people/<int:number>/end/", people.end, name="respond_person_end"),
    path("respond/people/<slug:name>/link/", people.link, name="respond_person_link"),
]
