"""The routes by which someone comes in with a letter's code. They are open to everyone; what a code opens is not."""

from django.urls import path

from proviso.web.account_routes import entrance
from proviso.web.respond import code

code_routes = [
    path("desk-code/", entrance(code.type_code), name="desk_code"),
    path("desk-code/confirm/", entrance(code.confirm), name="desk_code_confirm"),
    path("desk-code/leave/", entrance(code.leave), name="desk_code_leave"),
    path("desk-code/letter/<str:name>/", code.letter, name="desk_code_letter"),
    path("desk-code/<str:code>/", entrance(code.type_code), name="desk_code_of"),
]
