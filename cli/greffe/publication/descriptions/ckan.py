"""Each register and inventory as CKAN would take it: the body of ``package_create``.

Données Québec runs CKAN: one JSON object a dataset, in French, with fields of that portal
(``language``, ``methodologie``, ``spatial_data``) beside those of CKAN.  Whoever deposits chooses
``owner_org`` and ``groups`` from the lists of the portal and, where the data do not tell it,
``update_frequency``: those fields are left to them.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from greffe.publication.descriptions.holdings import REGISTERS
from greffe.publication.descriptions.rights import statement
from greffe.publication.site.wording import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.publication.descriptions.files import File, Offer
    from greffe.publication.descriptions.holdings import Holding
    from greffe.publication.site.site import Site

OPEN: Final = "cc-by"
"""The licence of the portal's data (Données Québec, « Licence »)."""

NOT_SAID: Final = "notspecified"
"""CKAN's own name for data whose licence nobody stated."""

TAGS: Final = {
    "register": ("renseignements personnels", "registre", "communication sans consentement"),
    "inventory": ("renseignements personnels", "inventaire", "fichiers de renseignements"),
}
_LONGEST_NAME: Final = 100
_METHOD: Final = (
    "Chaque case du document est reprise mot pour mot, avec l’endroit d’où elle vient ; ce qui en "
    "est compris (organismes, types de renseignements, dispositions citées) est lu par programme "
    "et vérifié par des règles SHACL."
)


def packages(site: Site, offered: Offer) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the path of the package of every register and inventory, and what writes it."""
    for holding, files in offered.parts:
        if holding.kind in REGISTERS:
            yield f"ckan/{name_of(holding)}/package.json", partial(_written, site, holding, files)


def package(site: Site, holding: Holding, files: tuple[File, ...]) -> dict[str, Any]:
    """Return the package of one holding; what is not known has no field.

    On a body's own official site the licence is the portal's: to deposit there is to grant it.
    Elsewhere nobody may grant it in the body's name.  Source: CKAN API, ``package_create``.
    """
    told = {
        "name": name_of(holding),
        "title": holding.title.fr,
        "notes": f"{holding.about.fr}\n\n{statement(holding.license).fr}",
        "license_id": OPEN if site.official else NOT_SAID,
        "author": site.label(holding.publisher, "fr"),
        "language": "FR",
        "spatial_data": "Non",
        "methodologie": _METHOD,
        "version": site.version[:12] or None,
        "url": None if holding.page is None else site.base_url + holding.page.fr,
        "tags": [{"name": tag} for tag in TAGS[holding.kind]],
        "extras": [{"key": "legislation", "value": iri} for iri in holding.legislation],
        "resources": [_resource(site, file) for file in files],
    }
    return {name: value for name, value in told.items() if value is not None}


def name_of(holding: Holding) -> str:
    """Return the name of a package: 2 to 100 small letters, digits and hyphens (CKAN)."""
    key = holding.body.key if holding.body is not None else ""
    noun = {"register": "registre-des-communications", "inventory": "inventaire-des-fichiers"}
    return slug(f"{noun[holding.kind]}-{key}")[:_LONGEST_NAME]


def _written(site: Site, holding: Holding, files: tuple[File, ...]) -> str:
    return json.dumps(package(site, holding, files), ensure_ascii=False, indent=2) + "\n"


def _resource(site: Site, file: File) -> dict[str, Any]:
    measure = file.measure()
    return {
        "name": file.title.fr,
        "url": site.base_url + file.path,
        "format": file.format.name,
        "mimetype": file.format.media_type,
        "size": measure.size,
        "hash": f"sha256:{measure.digest}",
        "resource_type": "donnees",
    }
