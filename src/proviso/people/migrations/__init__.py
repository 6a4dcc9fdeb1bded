"""Steps of the people tables, as Django wrote them."""
