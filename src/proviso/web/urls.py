"""Every route of the site, in one table. What a route answers stands in views/; who may ask, on its view's first line."""

from django.urls import path

from proviso.web.views import about, errors, home

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
]

handler400 = errors.bad_request
handler403 = errors.not_found  # what is sealed and what is not there look the same
handler404 = errors.not_found
handler500 = errors.failed
