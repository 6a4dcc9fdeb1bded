"""The world: clock, ids, keys, files of rules and places. What is decided about them is in the domain."""
