"""Checks that read words: what SHACL says badly, asked for by the ``greffe:check`` of a shape.

A property shape with ``greffe:check "misprinted-name"`` has its code, message, remedy and severity
in the shapes, like any other rule; only its finding of faults is here.  A SHACL engine passes over
the term, so that the shapes stay standard.

registry   which check has which name, and running them
reader     what the checks read: the cells of the entries, and the names in the vocabulary
names      organisations and units: misprinted, former, acronyms, several names
values     the closed lists of an inventory, and the lists of a register
law        instruments that an entry names without citing them
words      markup, and cells of a dash alone
"""

from greffe.validation.checks.registry import CHECKS, run

__all__ = ["CHECKS", "run"]
