"""Every route with who may ask it and how, put together from one table for each part of the site."""

from tests.house.route_rows import desk, public, respond

ROUTES: dict[str, tuple[str, tuple[str, ...]]] = {**public.ROUTES, **desk.ROUTES, **respond.ROUTES}
