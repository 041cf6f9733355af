"""Identifiers that resolve: in what they can be had, where they lead, and what never vanishes."""
