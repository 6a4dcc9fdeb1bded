"""The respondent desk: its views. Forms that do acts are in web/forms; what may be seen, behind the door."""
