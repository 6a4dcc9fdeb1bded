"""The sweep done by others. Each gives 0, 1 or 2 for each body and act: permitted, barred, not known.

All start from the same docket and the same bodies, each in the form that suits it; making that
form ready is not counted against them. None but Cedar gives reasons.
"""
