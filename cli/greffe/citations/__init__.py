"""French legal citations: from the words of a legal-basis cell to provisions of the law graph.

    >>> index = LegalIndex.from_graph(graph)            # doctest: +SKIP
    >>> read("Articles 37 et 38 de la LATMP", index)    # doctest: +SKIP

``grammar.lark`` says what a citation looks like; ``syntax`` turns a cell into mentions, with
``paths`` for the places in an instrument; ``index`` knows the instruments by the labels and
chapters of the law graph; ``resolution`` joins the two, and ``doubts`` says what is uncertain.

IRIs of provisions (``docs/decisions/0020-provision-iris.md``) follow the path from the instrument
down, one pair of segments a level:

    art    article (section in English)      art/67.2.1
    al     unnumbered alinéa, by its rank    art/59/al/2
    par    numbered or lettered level below  art/59/al/2/par/3   art/22/par/b
           article or alinéa, federal        art/203/par/4       art/3/par/a
           subsections and paragraphs too
    sub    the level below par               art/65/par/1/sub/e
    annexe schedule or annex, before art     annexe/a/art/26
"""

from greffe.citations.doubts import Status
from greffe.citations.index import Instrument, LegalIndex
from greffe.citations.resolution import Citation, Kind, read

__all__ = ["Citation", "Instrument", "Kind", "LegalIndex", "Status", "read"]
