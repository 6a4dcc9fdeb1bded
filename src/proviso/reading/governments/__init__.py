"""Governments named in a text, to their ids in the register: names, context, choice, part played."""
