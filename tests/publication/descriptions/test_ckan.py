"""Packages for Données Québec: what CKAN takes, and no licence in a body's name."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from tests.publication.descriptions.conftest import BASE_URL, MIFI, site_of

from greffe.publication.descriptions.ckan import package
from greffe.publication.descriptions.files import offer

if TYPE_CHECKING:
    from greffe.publication.site.site import Site

PATHS = {
    "register": "ckan/registre-des-communications-mifi/package.json",
    "inventory": "ckan/inventaire-des-fichiers-mifi/package.json",
}
# CKAN 2.9, logic/schema.py: default_create_package_schema and default_resource_schema.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["name", "title", "notes", "license_id", "resources", "tags"],
    "properties": {
        "name": {"type": "string", "pattern": "^[a-z0-9_-]{2,100}$"},
        "title": {"type": "string", "minLength": 1},
        "notes": {"type": "string"},
        "license_id": {"enum": ["cc-by", "notspecified"]},
        "author": {"type": "string"},
        "version": {"type": "string", "maxLength": 100},
        "url": {"type": "string", "format": "uri"},
        "language": {"const": "FR"},
        "spatial_data": {"enum": ["Oui", "Non"]},
        "methodologie": {"type": "string"},
        "tags": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {
                    "name": {
                        "type": "string",
                        "pattern": r"^[\w .\-]+$",
                        "minLength": 2,
                        "maxLength": 100,
                    }
                },
            },
        },
        "extras": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["key", "value"],
                "properties": {"key": {"type": "string"}, "value": {"type": "string"}},
            },
        },
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["url", "name", "format"],
                "properties": {
                    "url": {"type": "string", "pattern": "^https://"},
                    "size": {"type": "integer", "minimum": 1},
                    "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
                    "resource_type": {"const": "donnees"},
                },
            },
        },
    },
    "additionalProperties": False,
}


@pytest.fixture(params=sorted(PATHS))
def told(request: pytest.FixtureRequest, contents: dict[str, bytes]) -> dict[str, Any]:
    """Give the package of the register, then of the inventory."""
    read: dict[str, Any] = json.loads(contents[PATHS[request.param]])
    return read


def test_ckan_would_take_the_package(told: dict[str, Any]) -> None:
    """Names, tags, addresses and sizes have the forms that CKAN checks."""
    Draft202012Validator(SCHEMA).validate(told)


def test_the_schema_refuses_what_ckan_refuses(told: dict[str, Any]) -> None:
    """A name in capitals is no name of a package."""
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(told | {"name": "Registre"})


def test_every_resource_is_a_file_of_the_site(
    told: dict[str, Any], contents: dict[str, bytes]
) -> None:
    """Its size and its hash are those of the file."""
    for resource in told["resources"]:
        content = contents[resource["url"].removeprefix(BASE_URL)]
        assert len(content) == resource["size"]
        assert f"sha256:{sha256(content).hexdigest()}" == resource["hash"]


def test_nobody_grants_a_licence_in_the_name_of_a_body(told: dict[str, Any]) -> None:
    """Off its official site the licence is not specified, and the notes say why."""
    assert "notspecified" == told["license_id"]
    assert "n’imprime aucune condition d’utilisation" in told["notes"]


def test_on_its_official_site_a_body_deposits_under_the_licence_of_the_portal(site: Site) -> None:
    """Données Québec publishes under CC BY: to deposit is to grant it."""
    official = site_of(site.store, MIFI, official=True)
    (register,) = [part for part in offer(official).parts if part[0].iri == MIFI.register]
    assert "cc-by" == package(official, *register)["license_id"]


def test_a_frequency_of_updates_that_nobody_knows_is_not_given(told: dict[str, Any]) -> None:
    """The depositor fills it in, as the organisation and the groups."""
    assert {"update_frequency", "owner_org", "groups"}.isdisjoint(told)


def test_the_law_that_asks_for_it_is_named(contents: dict[str, bytes]) -> None:
    """The register names section 67.3."""
    extras = json.loads(contents[PATHS["register"]])["extras"]
    assert [
        {"key": "legislation", "value": "https://w3id.org/greffe/law/qc/a-2.1/art/67.3"}
    ] == extras
