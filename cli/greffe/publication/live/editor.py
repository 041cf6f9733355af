"""The page where any SPARQL can be asked: a plain editor first, the experts' editor behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import PREFIXES
from greffe.publication.live.questions import by_subject
from greffe.publication.live.settings import SECONDS, is_live
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import QUESTIONS
from greffe.questions import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site

FIRST: Final = """\
SELECT ?entry ?recipient
WHERE {
  ?entry a greffe:Communication ;
    greffe:recipient ?recipient .
}
ORDER BY ?entry ?recipient
LIMIT 20
"""


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of queries."""
    del site
    yield Page(
        address=Text("interroger/", "en/query/"),
        kind="query",
        template="query.html.j2",
        title=Text("Interroger en SPARQL", "Query in SPARQL"),
        fill=_fill,
        crumbs=(QUESTIONS,),
        description=Text(
            "Toute requête SPARQL 1.1 sur les registres, calculée dans votre navigateur.",
            "Any SPARQL 1.1 query on the registers, computed in your own browser.",
        ),
        whole=True,
        quotes=False,
    )


def _fill(site: Site, language: Language) -> Mapping[str, object]:
    questions = catalogue()
    library = [
        {"name": each.name, "title": each.title[language], "text": each.text} for each in questions
    ]
    return {
        "first": FIRST,
        "prefixes": PREFIXES,
        "groups": by_subject(questions),
        "library": library,
        "seconds": SECONDS,
        "live": is_live(site),
    }
