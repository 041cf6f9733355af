"""Greffe: public registers of personal information as a checked, citable knowledge graph."""

__version__ = "0.1.0"
