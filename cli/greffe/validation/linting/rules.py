"""What is held against shapes: each rule of the linter, in French and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.validation.rulebook import Rule

if TYPE_CHECKING:
    from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a shape: the statement at fault, and what is the case.

    ``within`` is the line and column inside a value of several lines, a query.
    """

    rule: Rule
    subject: Node
    predicate: Node | None
    value: Node | None
    detail: Text
    within: tuple[int, int] | None = None


SHACL_TERM: Final = Rule(
    "L-TERM-01",
    "violation",
    Text("terme SHACL", "SHACL term"),
    Text(
        "Une forme n’emploie que des termes que SHACL définit, chacun à sa place.",
        "A shape uses only terms that SHACL defines, each in its place.",
    ),
    Text("Corrigez le nom du terme.", "Correct the name of the term."),
)
OWN_TERM: Final = Rule(
    "L-TERM-02",
    "violation",
    Text("terme de l’ontologie", "term of the ontology"),
    Text(
        "Une forme et ses requêtes n’emploient que des termes que l’ontologie définit.",
        "A shape and its queries use only terms that the ontology defines.",
    ),
    Text("Corrigez le nom du terme.", "Correct the name of the term."),
)
KNOWN_TERM: Final = Rule(
    "L-TERM-03",
    "violation",
    Text("terme emprunté", "borrowed term"),
    Text(
        "Une classe ou une propriété empruntée existe dans son vocabulaire.",
        "A borrowed class or property exists in its vocabulary.",
    ),
    Text("Corrigez le nom du terme.", "Correct the name of the term."),
)
UNKNOWN_TERM: Final = Rule(
    "L-TERM-04",
    "warning",
    Text("terme inconnu", "unknown term"),
    Text(
        "Une classe ou une propriété visée est définie quelque part, ou les données l’emploient.",
        "A class or property aimed at is defined somewhere, or the data use it.",
    ),
    Text(
        "Vérifiez l’adresse du terme, ou donnez les données avec --workspace.",
        "Check the address of the term, or give the data with --workspace.",
    ),
)
NO_DATA: Final = Rule(
    "L-AIM-01",
    "info",
    Text("sans données", "without data"),
    Text(
        "Ce qu’une forme vise se trouve dans les données de l’espace de travail.",
        "What a shape aims at is found in the data of the workspace.",
    ),
    Text(
        "Rien à faire si ces données sont à venir ; sinon, visez ce que les données emploient.",
        "Nothing to do if the data are still to come; else aim at what the data use.",
    ),
)
UNUSED: Final = Rule(
    "L-AIM-02",
    "violation",
    Text("forme sans emploi", "unused shape"),
    Text(
        "Une forme a une cible, ou une autre forme y renvoie.",
        "A shape has a target, or another shape refers to it.",
    ),
    Text(
        "Ajoutez sh:targetClass, ou renvoyez à cette forme par sh:property ou sh:node.",
        "Add sh:targetClass, or refer to this shape by sh:property or sh:node.",
    ),
)
EMPTY: Final = Rule(
    "L-AIM-03",
    "violation",
    Text("forme vide", "empty shape"),
    Text("Une forme vérifie quelque chose.", "A shape checks something."),
    Text(
        "Ajoutez une contrainte (sh:minCount, sh:class, sh:sparql …), ou retirez la forme.",
        "Add a constraint (sh:minCount, sh:class, sh:sparql …), or remove the shape.",
    ),
)
DEACTIVATED: Final = Rule(
    "L-AIM-04",
    "info",
    Text("forme désactivée", "deactivated shape"),
    Text("Une forme est active.", "A shape is active."),
    Text("Retirez sh:deactivated, ou la forme.", "Remove sh:deactivated, or the shape altogether."),
)
NOTHING_THERE: Final = Rule(
    "L-REF-01",
    "violation",
    Text("renvoi", "reference"),
    Text(
        "Ce à quoi une forme renvoie est décrit.",
        "What a shape refers to is described.",
    ),
    Text(
        "Corrigez l’adresse, ou décrivez la chose.", "Correct the address, or describe the thing."
    ),
)
LOOP: Final = Rule(
    "L-REF-02",
    "violation",
    Text("boucle", "loop"),
    Text(
        "Une forme ne revient pas à elle-même : SHACL ne dit pas ce que cela voudrait dire.",
        "A shape does not lead back to itself: SHACL does not say what that would mean.",
    ),
    Text(
        "Retirez l’un des renvois sh:node ou sh:property.",
        "Remove one of the references sh:node or sh:property.",
    ),
)
NAMELESS: Final = Rule(
    "L-REF-03",
    "violation",
    Text("forme sans adresse", "shape without address"),
    Text(
        "Une forme de propriété a une adresse, pour que ses constats aient une règle.",
        "A property shape has an IRI, so that its findings have a rule.",
    ),
    Text(
        "Nommez la forme : sh:property ex:MaForme-propriete, puis décrivez-la à part.",
        "Name the shape: sh:property ex:MyShape-property, then describe it on its own.",
    ),
)
VALUE: Final = Rule(
    "L-FORM-01",
    "violation",
    Text("valeur", "value"),
    Text(
        "Une contrainte reçoit une valeur de la sorte que SHACL demande.",
        "A constraint is given a value of the kind that SHACL asks for.",
    ),
    Text("Corrigez la valeur.", "Correct the value."),
)
PATH: Final = Rule(
    "L-FORM-02",
    "violation",
    Text("chemin", "path"),
    Text(
        "Une forme de propriété a un seul chemin, bien formé.",
        "A property shape has exactly one path, well formed.",
    ),
    Text(
        "Donnez un seul sh:path : une propriété, une suite ou un chemin inverse.",
        "Give one sh:path: a property, a sequence or an inverse path.",
    ),
)
MISPLACED: Final = Rule(
    "L-FORM-03",
    "violation",
    Text("contrainte déplacée", "misplaced constraint"),
    Text(
        "Une contrainte qui compte ou compare des valeurs est sur une forme de propriété.",
        "A constraint that counts or compares values is on a property shape.",
    ),
    Text("Déplacez-la sur une forme qui a sh:path.", "Move it to a shape that has sh:path."),
)
QUERY: Final = Rule(
    "L-FORM-04",
    "violation",
    Text("requête", "query"),
    Text(
        "La requête d’une contrainte est bien formée et rend $this.",
        "The query of a constraint is well formed and gives back $this.",
    ),
    Text(
        "Corrigez sh:select ; vérifiez aussi sh:prefixes.",
        "Correct sh:select; check sh:prefixes as well.",
    ),
)
CODE: Final = Rule(
    "L-WORD-01",
    "violation",
    Text("code", "code"),
    Text(
        "Une règle a un code, et elle est seule à l’avoir.",
        "A rule has a code, and no other rule has the same.",
    ),
    Text(
        "Ajoutez dcterms:identifier avec un code qui ne sert pas ailleurs.",
        "Add dcterms:identifier with a code that is not used elsewhere.",
    ),
)
MESSAGE: Final = Rule(
    "L-WORD-02",
    "violation",
    Text("message", "message"),
    Text(
        "Une règle a un message en français et un en anglais.",
        "A rule has one message in French and one in English.",
    ),
    Text("Ajoutez sh:message (@fr et @en).", "Add sh:message (@fr and @en)."),
)
NAME: Final = Rule(
    "L-WORD-03",
    "violation",
    Text("nom", "name"),
    Text(
        "Une forme a un nom en français et un en anglais.",
        "A shape has one name in French and one in English.",
    ),
    Text("Ajoutez sh:name (@fr et @en).", "Add sh:name (@fr and @en)."),
)
REMEDY: Final = Rule(
    "L-WORD-04",
    "violation",
    Text("remède", "remedy"),
    Text(
        "Une règle dit quoi faire, en français et en anglais.",
        "A rule says what to do, in French and in English.",
    ),
    Text("Ajoutez greffe:remedy (@fr et @en).", "Add greffe:remedy (@fr and @en)."),
)
