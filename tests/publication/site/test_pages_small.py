"""Small and lacking data: bodies with half of the documents, or with nothing in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.publication.site.pagereading import Reading

HEAD = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
<https://w3id.org/greffe/id/exemple/register> a greffe:CommunicationRegister ;
    dcterms:title "Registre des communications"@fr .
"""
SECOND = """@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/greffe/org/autre> a greffe:PublicBody ;
    greffe:base "https://w3id.org/greffe/id/autre" ;
    skos:prefLabel "Agence de l’Autre"@fr .
"""
BODY = "id/exemple/index.html"

Pages = dict[str, "Reading"]


def said(page: Reading) -> set[str]:
    """Return the words of a page."""
    return {words for _, words in page.words}


def test_everything_of_a_small_workspace_has_its_page(
    sample_dir: Path, small_pages: Callable[[Path], Pages]
) -> None:
    """A body without agreements, groups or sources has its pages all the same."""
    found = small_pages(sample_dir)
    wanted = ("register/", "inventory/", "communication/1/", "communication/2/", "file/1/")
    assert [] == [each for each in wanted if f"id/exemple/{each}index.html" not in found]


def test_a_body_without_an_inventory_says_so(
    sample_dir: Path, small_pages: Callable[[Path], Pages]
) -> None:
    """Where no inventory is published, the page of the body says it and the menu has none."""
    (sample_dir / "exemple" / "inventory.ttl").unlink()
    found = small_pages(sample_dir)
    lacking = "Ce site ne publie aucun inventaire des fichiers de cet organisme."
    assert lacking in said(found[BODY])
    assert "Inventaire" not in said(found[BODY])
    assert "id/exemple/inventory/index.html" not in found


def test_a_body_with_an_inventory_only(
    sample_dir: Path, small_pages: Callable[[Path], Pages]
) -> None:
    """Where no register is published, the page of the body says it and lists the inventory."""
    (sample_dir / "exemple" / "register.ttl").unlink()
    body = small_pages(sample_dir)[BODY]
    assert "Ce site ne publie aucun registre des communications de cet organisme." in said(body)
    assert "inventory/" in body.links


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("id/exemple/register/index.html", "Le document ne compte aucune inscription."),
        ("en/id/exemple/register/index.html", "The document holds no entry."),
    ],
)
def test_a_register_in_which_nothing_is_entered(
    sample_dir: Path, small_pages: Callable[[Path], Pages], path: str, words: str
) -> None:
    """A nil register has its page, which says that it holds no entry."""
    (sample_dir / "exemple" / "register.ttl").write_text(HEAD, encoding="utf-8")
    found = small_pages(sample_dir)[path]
    assert words in said(found)
    assert "table" not in found.tags


def test_several_bodies_are_in_the_list_and_the_menu(
    sample_dir: Path, small_pages: Callable[[Path], Pages]
) -> None:
    """With two bodies the menu leads to the list, which has both by name."""
    (sample_dir / "autre").mkdir()
    (sample_dir / "autre" / "body.ttl").write_text(SECOND, encoding="utf-8")
    found = small_pages(sample_dir)
    assert {"Agence de l’Autre", "Ministère de l’Exemple"} <= said(found["id/index.html"])
    assert "Organismes publics" in said(found["index.html"])
    assert "2 organismes publics" in said(found["id/index.html"])


def test_a_passage_of_a_document_that_is_not_there_is_no_link(
    sample_dir: Path, small_pages: Callable[[Path], Pages]
) -> None:
    """The lines of a document without a page are told, and lead nowhere."""
    entry = small_pages(sample_dir)["id/exemple/communication/1/index.html"]
    assert any("12-13" in words for words in said(entry))
    assert [] == [link for link in entry.links if "line-" in link or "None" in link]


def test_an_entry_without_a_register_has_its_page(
    sample_dir: Path, small_pages: Callable[[Path], Pages]
) -> None:
    """A communication that names no register is shown, without neighbours."""
    register = sample_dir / "exemple" / "register.ttl"
    text = register.read_text(encoding="utf-8").replace("dcterms:isPartOf e:register ;", "")
    register.write_text(text, encoding="utf-8")
    found = small_pages(sample_dir)
    assert "neighbours" not in found["id/exemple/communication/1/index.html"].classes


def test_no_situation_is_shown_where_none_is_told(
    sample_dir: Path, small_pages: Callable[[Path], Pages]
) -> None:
    """Where no entry speaks of a situation, the list says that there is nothing to show."""
    found = small_pages(sample_dir)
    assert "Rien à montrer ici." in said(found["situations/index.html"])
    assert [] == [path for path in found if path.startswith("situations/") and path.count("/") > 1]
