"""Checking the shapes themselves: a shape that is misspelt or aims at nothing finds no fault.

run         lint(): the whole check of shapes files, and the report
rules       what is held against shapes, in French and English
draft       the shapes under test, what they lean on, and where each statement stands
terms       terms that SHACL, our ontology or a known vocabulary does not have
aims        targets and paths that no data has, shapes that nothing uses
forms       values of the wrong kind, paths and queries that are none
words       codes, names, messages and remedies
vocabulary  the terms of SHACL
"""
