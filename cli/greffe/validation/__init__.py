"""Checking: does the data look as it should, and where does it not.

run        validate(workspace, paths): the whole check, and the report
report     what a check found
reports/   the forms of a report: for people, for platforms, for programs
settling   which findings count: waivers and baselines
waivers    findings that someone has decided to live with, until a day
baseline   findings that are accepted, so that only new ones count
changed    what has changed since a revision
findings   one thing that is wrong, with its place and its remedy
positions  where each statement stands in its file
ground     which files are under test, and which ones are their context
rulebook   the rules that the shapes state, in French and English
engine     the door to pySHACL
references what shapes cannot see: unknown terms, references to nothing
passages   where words stand in the source document
explain    turns results into findings
wording    how a result is told
"""
