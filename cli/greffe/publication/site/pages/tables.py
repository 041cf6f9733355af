"""The register and the inventory as the body publishes them: its columns, its rows, its words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from greffe.documents.columns import COLUMNS
from greffe.language import Text
from greffe.publication.site.model import Page
from greffe.publication.site.pages.passages import passages
from greffe.publication.site.pages.trail import body_step
from greffe.publication.site.reading import ask
from greffe.publication.site.wording import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.bodies import Body
    from greffe.language import Language
    from greffe.publication.site.model import Fill
    from greffe.publication.site.site import Site
    from greffe.store import Store

_LEADS: Final = {
    "register": Text(
        "Ce que l’organisme communique de renseignements personnels sans le consentement des "
        "personnes concernées, dans l’ordre et les mots du document publié.",
        "The personal information that the body communicates without the consent of the persons "
        "concerned, in the order and the (French) words of the published document.",
    ),
    "inventory": Text(
        "Les fichiers de renseignements personnels que l’organisme détient, dans l’ordre et les "
        "mots du document publié.",
        "The files of personal information that the body holds, in the order and the (French) "
        "words of the published document.",
    ),
}


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of every register and of every inventory."""
    for body in site.bodies:
        for kind, document in (("register", body.register), ("inventory", body.inventory)):
            if document in site.kinds:
                yield _page(site, body, kind, document)


def _page(site: Site, body: Body, kind: str, document: str) -> Page:
    step = body_step(site, body)
    return Page(
        address=step.address + Text(f"{kind}/", f"{kind}/"),
        kind=kind,
        template="register.html.j2",
        title=Text(site.label(document, "fr"), KIND_NAMES[kind].en),
        fill=_filling(body, kind, document),
        subject=document,
        crumbs=(step,),
        description=_LEADS[kind],
    )


def _filling(body: Body, kind: str, document: str) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        said = {
            each["property"]: each["value"]
            for each in ask(site.store, "register-head", document=document)
        }
        rows = _rows(site, kind, document)
        return {
            "iri": document,
            "lead": _LEADS[kind],
            "printed_title": site.label(document, "fr"),
            "introduction": said.get("description", ""),
            "law": said.get("applicableLegislation", ""),
            "body_iri": body.iri,
            "columns": COLUMNS[kind],
            "rows": rows,
            "passages": passages(site, document, language),
            "findings": site.by_entity.get(document, ()),
            "depends": frozenset(row["entry"] for row in rows),
        }

    return fill


def _rows(site: Site, kind: str, document: str) -> list[Mapping[str, str]]:
    numbers = _numbers(site.store)
    found = ask(site.store, f"csv-{kind}", register=document)
    return [{**row, "number": numbers.get(row["entry"], "")} for row in found]


@lru_cache(maxsize=2)
def _numbers(store: Store) -> Mapping[str, str]:
    return {each["entry"]: each["number"] for each in ask(store, "register-entries")}
