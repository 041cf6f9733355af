"""The vocabulary is the parser's dictionary: from the words of a cell to concepts, by SKOS labels.

``Labels`` reads the preferred, alternative and hidden labels of a scheme (or of organisations,
units, systems) and finds them in a text: strictly in the closed lists of an inventory, leniently
in the prose of a register.  ``read_access`` does both at once for the cells that name roles and
units.  What matches nothing is given back as a ``Remainder``; nothing is guessed.
"""

from greffe.vocabulary.access import Access, read_access
from greffe.vocabulary.labels import Labels, Match, Remainder

__all__ = ["Access", "Labels", "Match", "Remainder", "read_access"]
