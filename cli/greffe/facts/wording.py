"""What the properties on a sheet are called, read from either side, and the things we borrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import (
    DCAT,
    DCATAP,
    DCTERMS,
    ELI,
    FOAF,
    GREFFE,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    VANN,
    VOID,
    shorten,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.language import Language

BORROWED: Final = {
    f"{RDF}type": Text("type", "type"),
    f"{DCTERMS}abstract": Text("résumé", "abstract"),
    f"{DCTERMS}bibliographicCitation": Text("référence à citer", "citation to give"),
    f"{DCTERMS}contributor": Text("collaboration", "contributor"),
    f"{DCTERMS}created": Text("créé le", "created"),
    f"{DCTERMS}creator": Text("auteur", "creator"),
    f"{DCTERMS}description": Text("description", "description"),
    f"{DCTERMS}hasPart": Text("comprend", "has part"),
    f"{DCTERMS}identifier": Text("numéro", "number"),
    f"{DCTERMS}isPartOf": Text("fait partie de", "part of"),
    f"{DCTERMS}isReplacedBy": Text("remplacé par", "replaced by"),
    f"{DCTERMS}issued": Text("publié le", "issued"),
    f"{DCTERMS}language": Text("langue", "language"),
    f"{DCTERMS}license": Text("licence", "licence"),
    f"{DCTERMS}modified": Text("modifié le", "modified"),
    f"{DCTERMS}publisher": Text("publié par", "published by"),
    f"{DCTERMS}replaces": Text("remplace", "replaces"),
    f"{DCTERMS}rights": Text("droits", "rights"),
    f"{DCTERMS}source": Text("source", "source"),
    f"{DCTERMS}title": Text("titre", "title"),
    f"{DCATAP}applicableLegislation": Text("droit applicable", "applicable legislation"),
    f"{ELI}based_on": Text("pris en application de", "made under"),
    f"{ELI}id_local": Text("numéro de chapitre", "chapter number"),
    f"{ELI}in_force": Text("en vigueur", "in force"),
    f"{ELI}number": Text("numéro imprimé", "printed number"),
    f"{ELI}repealed_by": Text("abrogé par", "repealed by"),
    f"{FOAF}homepage": Text("site", "site"),
    f"{FOAF}name": Text("nom imprimé", "printed name"),
    f"{ORG}classification": Text("sorte d’organisme", "kind of organisation"),
    f"{ORG}subOrganizationOf": Text("relève de", "reports to"),
    f"{ORG}unitOf": Text("unité de", "unit of"),
    f"{OWL}versionIRI": Text("adresse de la version", "version address"),
    f"{OWL}versionInfo": Text("version", "version"),
    f"{PROV}value": Text("mots du document", "words of the document"),
    f"{PROV}wasDerivedFrom": Text("tiré de", "derived from"),
    f"{RDFS}label": Text("nom", "name"),
    f"{RDFS}seeAlso": Text("voir aussi", "see also"),
    f"{RDFS}subClassOf": Text("sorte de", "kind of"),
    f"{RDFS}subPropertyOf": Text("précise", "refines"),
    f"{SCHEMA}creativeWorkStatus": Text("état", "status"),
    f"{SCHEMA}domainIncludes": Text("se dit de", "said of"),
    f"{SCHEMA}rangeIncludes": Text("a pour valeur", "has as value"),
    f"{SCHEMA}sha256": Text("empreinte SHA-256", "SHA-256 digest"),
    f"{SKOS}altLabel": Text("autre nom", "other name"),
    f"{SKOS}broader": Text("plus large", "broader"),
    f"{SKOS}broadMatch": Text("compris dans", "within"),
    f"{SKOS}closeMatch": Text("proche de", "close to"),
    f"{SKOS}definition": Text("définition", "definition"),
    f"{SKOS}editorialNote": Text("note de rédaction", "editorial note"),
    f"{SKOS}exactMatch": Text("équivaut à", "same as"),
    f"{SKOS}example": Text("exemple", "example"),
    f"{SKOS}hasTopConcept": Text("premiers concepts", "top concepts"),
    f"{SKOS}hiddenLabel": Text("graphie rencontrée", "spelling met"),
    f"{SKOS}historyNote": Text("historique", "history"),
    f"{SKOS}member": Text("membre", "member"),
    f"{SKOS}narrower": Text("plus précis", "narrower"),
    f"{SKOS}narrowMatch": Text("englobe", "includes"),
    f"{SKOS}notation": Text("code", "code"),
    f"{SKOS}note": Text("note", "note"),
    f"{SKOS}prefLabel": Text("nom", "name"),
    f"{SKOS}related": Text("en rapport avec", "related"),
    f"{SKOS}relatedMatch": Text("lié à", "related to"),
    f"{SKOS}scopeNote": Text("portée", "scope"),
    f"{VANN}preferredNamespacePrefix": Text("préfixe", "prefix"),
    f"{VANN}preferredNamespaceUri": Text("espace de noms", "namespace"),
    f"{VOID}uriSpace": Text("espace d’adresses", "address space"),
}
"""What the borrowed properties on a sheet are called; those of Greffe have their own labels."""

INVERSE: Final = {
    f"{GREFFE}accessRole": Text("a accès à", "has access to"),
    f"{GREFFE}accessUnit": Text("a accès à", "has access to"),
    f"{GREFFE}agreement": Text("régit", "governs"),
    f"{GREFFE}channel": Text("moyen de transmission de", "channel of"),
    f"{GREFFE}citation": Text("citation de", "citation of"),
    f"{GREFFE}citationStatus": Text("état des citations", "status of the citations"),
    f"{GREFFE}cites": Text("cité par", "cited by"),
    f"{GREFFE}dataCategory": Text("détenu dans, ou transmis par", "held in, or sent by"),
    f"{GREFFE}dataSource": Text("provenance de", "source of"),
    f"{GREFFE}dataType": Text("transmis par", "sent by"),
    f"{GREFFE}document": Text("source des extraits", "source of the spans"),
    f"{GREFFE}field": Text("champ des extraits", "field of the spans"),
    f"{GREFFE}frequency": Text("fréquence de", "frequency of"),
    f"{GREFFE}hasMember": Text("membre de", "member of"),
    f"{GREFFE}jurisdiction": Text("ressort de", "jurisdiction of"),
    f"{GREFFE}legalBasis": Text("fondement de", "legal basis of"),
    f"{GREFFE}medium": Text("support de", "medium of"),
    f"{GREFFE}party": Text("partie à", "party to"),
    f"{GREFFE}personCategory": Text("visée par", "concerned by"),
    f"{GREFFE}purpose": Text("fin de", "purpose of"),
    f"{GREFFE}recipient": Text("reçoit (destinataire de)", "receives (recipient of)"),
    f"{GREFFE}responsibleUnit": Text("responsable de", "responsible for"),
    f"{GREFFE}securityMeasure": Text("protège", "protects"),
    f"{GREFFE}system": Text("héberge", "holds"),
    f"{RDF}type": Text("choses de ce type", "things of this type"),
    f"{DCTERMS}creator": Text("auteur de", "creator of"),
    f"{DCTERMS}contributor": Text("a collaboré à", "contributed to"),
    f"{DCTERMS}hasPart": BORROWED[f"{DCTERMS}isPartOf"],
    f"{DCTERMS}isPartOf": BORROWED[f"{DCTERMS}hasPart"],
    f"{DCTERMS}isReplacedBy": BORROWED[f"{DCTERMS}replaces"],
    f"{DCTERMS}publisher": Text("publie", "publishes"),
    f"{DCTERMS}replaces": BORROWED[f"{DCTERMS}isReplacedBy"],
    f"{DCTERMS}source": Text("source de", "source of"),
    f"{DCATAP}applicableLegislation": Text("s’applique à", "applies to"),
    f"{ELI}based_on": Text("habilite", "enables"),
    f"{ELI}repealed_by": Text("abroge", "repeals"),
    f"{ORG}classification": Text("organismes de cette sorte", "organisations of this kind"),
    f"{ORG}subOrganizationOf": Text("dirige", "heads"),
    f"{ORG}unitOf": Text("a pour unité", "has unit"),
    f"{PROV}wasDerivedFrom": Text("a donné", "gave"),
    f"{PROV}wasQuotedFrom": Text("cité dans", "quoted in"),
    f"{RDFS}seeAlso": Text("signalé par", "pointed to by"),
    f"{RDFS}subClassOf": Text("a pour sorte", "has kind"),
    f"{RDFS}subPropertyOf": Text("précisé par", "refined by"),
    f"{SCHEMA}domainIncludes": Text("a pour propriété", "has property"),
    f"{SCHEMA}rangeIncludes": Text("valeur de", "value of"),
    f"{SKOS}broader": Text("comprend", "includes"),
    f"{SKOS}broadMatch": Text("comprend", "includes"),
    f"{SKOS}closeMatch": BORROWED[f"{SKOS}closeMatch"],
    f"{SKOS}exactMatch": BORROWED[f"{SKOS}exactMatch"],
    f"{SKOS}member": Text("membre de", "member of"),
    f"{SKOS}narrower": BORROWED[f"{SKOS}broader"],
    f"{SKOS}narrowMatch": BORROWED[f"{SKOS}broadMatch"],
    f"{SKOS}related": BORROWED[f"{SKOS}related"],
    f"{SKOS}relatedMatch": BORROWED[f"{SKOS}relatedMatch"],
}
"""What a property is called on the sheet of its value."""

THINGS: Final = {
    f"{ELI}InForce-inForce": Text("oui", "yes"),
    f"{ELI}InForce-notInForce": Text("non", "no"),
    f"{ELI}InForce-partiallyInForce": Text("en partie", "partly"),
    f"{DCAT}Dataset": Text("jeu de données", "dataset"),
    f"{DCAT}Resource": Text("ressource", "resource"),
    f"{FOAF}Document": Text("document", "document"),
    f"{FOAF}Group": Text("groupe", "group"),
    f"{FOAF}Person": Text("personne", "person"),
    f"{ORG}FormalOrganization": Text("organisation constituée", "formal organisation"),
    f"{ORG}Organization": Text("organisation", "organisation"),
    f"{ORG}OrganizationalUnit": Text("unité d’organisation", "organisational unit"),
    f"{ORG}Role": Text("fonction", "role"),
    f"{OWL}AnnotationProperty": Text("propriété d’annotation", "annotation property"),
    f"{OWL}Class": Text("classe", "class"),
    f"{OWL}DatatypeProperty": Text("propriété à valeur littérale", "datatype property"),
    f"{OWL}ObjectProperty": Text("propriété entre choses", "object property"),
    f"{OWL}Ontology": Text("ontologie", "ontology"),
    f"{PROV}Entity": Text("source", "source"),
    f"{SKOS}Collection": Text("ensemble de concepts", "collection of concepts"),
    f"{SKOS}Concept": Text("concept", "concept"),
    f"{SKOS}ConceptScheme": Text("liste de concepts", "concept scheme"),
    f"{VOID}Dataset": Text("jeu de données", "dataset"),
}
"""Things of other vocabularies that stand as values, in words."""


def heading(iri: str, labels: Mapping[str, str], language: Language) -> str:
    """Return what a property is called: our word for it, its own label, else its short name."""
    return BORROWED[iri][language] if iri in BORROWED else labels.get(iri, shorten(iri))


def inverse_heading(iri: str, labels: Mapping[str, str], language: Language) -> str:
    """Return what a property is called from the side of its value."""
    if iri in INVERSE:
        return INVERSE[iri][language]
    name = heading(iri, labels, language)
    return Text(f"est {name} de", f"is {name} of")[language]


def thing_name(iri: str, language: Language) -> str | None:
    """Return our word for a thing of another vocabulary, if there is one."""
    return THINGS[iri][language] if iri in THINGS else None
