"""What a workbook and a text of OpenDocument (ISO/IEC 26300) have in common."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from greffe.documents.kinds import TRAITS
from greffe.exporting.settling import MADE, settled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.exporting.official import Official

LEGAL_ACROSS: Final = {
    "pagewidth": "35.56cm",
    "pageheight": "21.59cm",
    "margin": "1.2cm",
    "printorientation": "landscape",
}
"""Legal paper, across."""

_PAGE: Final = "Travers"
FRENCH: Final = {"language": "fr", "country": "CA"}


def describe(document: Any, table: Official) -> None:  # noqa: ANN401 - odfpy has no types
    """Give a document its title, language, fixed date, and the properties that name its data."""
    from odf import dc, meta

    document.meta.childNodes.clear()
    moment = MADE.strftime("%Y-%m-%dT%H:%M:%S")
    for element, words in (
        (meta.Generator(), "Greffe"),
        (dc.Title(), table.title),
        (dc.Subject(), TRAITS[table.kind].provision.fr),
        (meta.InitialCreator(), table.publisher),
        (meta.CreationDate(), moment),
        (dc.Date(), moment),
        (dc.Language(), "fr-CA"),
    ):
        element.addText(words)
        document.meta.addElement(element)
    for name, value in table.properties.items():
        told = meta.UserDefined(name=name, valuetype="string")
        told.addText(value)
        document.meta.addElement(told)


def lay_across(document: Any, scale: int = 100) -> Any:  # noqa: ANN401
    """Give the pages of a document their format and their numbers; return the master page."""
    from odf.style import (
        Footer,
        FooterStyle,
        HeaderFooterProperties,
        MasterPage,
        PageLayout,
        PageLayoutProperties,
        ParagraphProperties,
        Style,
    )
    from odf.text import P, PageCount, PageNumber

    layout = PageLayout(name=f"{_PAGE}Layout")
    layout.addElement(PageLayoutProperties(scaleto=f"{scale}%", **LEGAL_ACROSS))
    foot = FooterStyle()
    foot.addElement(HeaderFooterProperties(minheight="0.6cm", margintop="0.2cm"))
    layout.addElement(foot)
    centred = Style(name=f"{_PAGE}Pied", family="paragraph")
    centred.addElement(ParagraphProperties(textalign="center"))
    for style in (layout, centred):
        document.automaticstyles.addElement(style)
    numbers = P(stylename=centred)
    numbers.addElement(PageNumber(selectpage="current"))
    numbers.addText(" / ")
    numbers.addElement(PageCount())
    footer = Footer()
    footer.addElement(numbers)
    master = MasterPage(name=_PAGE, pagelayoutname=layout)
    master.addElement(footer)
    document.masterstyles.addElement(master)
    return master


def paragraphs(words: str, style: Any) -> Iterable[Any]:  # noqa: ANN401
    """Yield one paragraph a line; white space is kept as XML alone would not keep it."""
    from odf.teletype import addTextToElement
    from odf.text import P

    for line in words.split("\n"):
        paragraph = P(stylename=style)
        addTextToElement(paragraph, line)
        yield paragraph


def saved(document: Any) -> bytes:  # noqa: ANN401
    """Return the bytes of a document; the same document gives the same bytes."""
    _declare_the_same_namespaces()
    stream = BytesIO()
    document.save(stream)
    return settled(stream.getvalue())


def _declare_the_same_namespaces() -> None:
    """Have odfpy declare all that OpenDocument knows, not what this process happened to meet."""
    from odf import namespaces
    from odf.element import Element

    known = {value for name, value in vars(namespaces).items() if name.endswith("NS")}
    prefixes = namespaces.nsdict
    Element.namespaces.clear()
    Element.namespaces.update({each: prefixes[each] for each in sorted(known & set(prefixes))})
