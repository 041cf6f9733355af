"""A page for each question of the library: its form, its query, and an answer built in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from greffe.errors import GreffeError
from greffe.language import Text
from greffe.namespaces import GREFFE, LAW, RDF, SKOS
from greffe.publication.live.charts import chart
from greffe.publication.live.options import TYPED, chosen, options
from greffe.publication.live.settings import is_live
from greffe.publication.site.marks import PROPERTIES, property_mark
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import QUESTIONS
from greffe.questions import answer, catalogue
from greffe.questions.naming import NAMES
from greffe.questions.scope import asks_anything, properties_read
from greffe.results.counting import size
from greffe.results.grid import Wording, arrange
from greffe.results.labels import IDENTIFIER, NAMING
from greffe.results.model import Table
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.live.options import Option
    from greffe.publication.site.model import Fill
    from greffe.publication.site.site import Site
    from greffe.questions import Parameter, Question, Reply
    from greffe.results.grid import Grid
    from greffe.store import Store

MOST_ROWS: Final = 300
"""How many rows of an answer are built into its page; its length is said."""

_NAMING: Final = frozenset(
    {*NAMES, *NAMING, IDENTIFIER, f"{RDF}type", f"{SKOS}inScheme", f"{GREFFE}recipient"}
)
"""The properties that tell what a form offers, and what things are called."""

TAGS: Final = {
    "recipients": Text("Qui reçoit des renseignements", "Who receives information"),
    "data": Text("Quels renseignements", "Which information"),
    "purposes": Text("À quelles fins", "For which purposes"),
    "law": Text("En vertu de quel droit", "On which legal ground"),
    "agreements": Text("Ententes", "Agreements"),
    "outside": Text("Hors du Québec", "Outside Québec"),
    "frequency": Text("Quand et à quelle fréquence", "When and how often"),
    "channel": Text("Par quel moyen", "By which means"),
    "inventory": Text("Fichiers de l’inventaire", "Files of the inventory"),
    "join": Text("Du registre à l’inventaire", "From the register to the inventory"),
    "entry": Text("Une inscription en détail", "One entry in detail"),
    "counts": Text("En nombres", "In numbers"),
    "source": Text("Les documents sources", "The source documents"),
    "quality": Text("À vérifier", "To be checked"),
}
"""The subjects of questions, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: its parameter, its choices, what stands in it at first."""

    parameter: Parameter
    options: tuple[Option, ...]
    value: str

    @property
    def is_typed(self) -> bool:
        """Whether a person writes the value rather than choosing it."""
        return self.parameter.kind in TYPED


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of questions, then a page for each."""
    del site
    yield Page(
        address=QUESTIONS.address,
        kind="questions",
        template="questions.html.j2",
        title=QUESTIONS.name,
        fill=lambda _site, _language: {"groups": by_subject(catalogue())},
        description=Text(
            "Des questions toutes prêtes sur les registres, et leurs réponses.",
            "Ready-made questions about the registers, and their answers.",
        ),
        whole=True,
        quotes=False,
    )
    for question in catalogue():
        anything = asks_anything(question.text)
        yield Page(
            address=QUESTIONS.address + Text(f"{question.name}/", f"{question.name}/"),
            kind="question",
            template="question.html.j2",
            title=question.title,
            fill=_filling(question),
            crumbs=(QUESTIONS,),
            description=question.question,
            whole=anything,
            quotes=anything,
            tells_version=True,
        )


def by_subject(questions: tuple[Question, ...]) -> list[tuple[Text, list[Question]]]:
    """Return the questions under the names of their first tags, in the order of subjects."""
    groups: dict[str, list[Question]] = {tag: [] for tag in TAGS}
    for question in questions:
        groups.setdefault(question.tags[0] if question.tags else "source", []).append(question)
    return [(TAGS.get(tag, Text(tag, tag)), found) for tag, found in groups.items() if found]


def example(question: Question, store: Store) -> Reply | None:
    """Return the answer built into a page: to the question as it is, or to its example.

    Only required parameters get the value of their example; ``None`` where it is not in the data.
    """
    arguments = {each.name: each.example or "" for each in question.parameters if each.required}
    try:
        return answer(question, arguments, store)
    except GreffeError:
        return None


def _filling(question: Question) -> Fill:
    @lru_cache(maxsize=1)
    def answered(store: Store) -> Reply | None:
        return example(question, store)

    def fill(site: Site, language: Language) -> Mapping[str, object]:
        reply = answered(site.store)
        grid = _grid(site, reply, language) if reply else None
        return {
            "question": question,
            "law": f"{LAW}{question.provision}" if question.provision else None,
            "fields": [_field(site, each, reply, language) for each in question.parameters],
            "given": _given(site, reply, language) if reply else (),
            "grid": grid,
            "chart": chart(grid) if grid else None,
            "size": size(reply.table)[language] if reply else "",
            "most": MOST_ROWS if reply and len(reply.table) > MOST_ROWS else None,
            "live": is_live(site),
            "data": _data(question, language),
            "depends": _depends(site, question.text),
        }

    return fill


def _depends(site: Site, query: str) -> frozenset[str]:
    """Return the marks of what an answer, its form and the names in both are read from."""
    read = properties_read(query, site.data_prints.properties) | _NAMING
    return frozenset({PROPERTIES, *map(property_mark, read)})


def _field(site: Site, parameter: Parameter, reply: Reply | None, language: Language) -> Field:
    term = reply.values.get(parameter.name) if reply else None
    match term:
        case Iri(iri):
            value = chosen(iri)
        case Literal(words):
            value = words
        case _:
            value = ""
    return Field(parameter, options(site, parameter, language) if is_live(site) else (), value)


def _given(site: Site, reply: Reply, language: Language) -> tuple[tuple[str, str], ...]:
    """Return the name of each parameter that has a value, and what the value is called."""
    names = {each.name: each.label[language] for each in reply.question.parameters}
    return tuple(
        (names[name], site.label(term.value, language) if isinstance(term, Iri) else term.value)
        for name, term in reply.values.items()
        if isinstance(term, Iri | Literal)
    )


def _grid(site: Site, reply: Reply, language: Language) -> Grid:
    """Return the rows that the page shows, in words."""
    shown = Table(reply.table.variables, reply.table.rows[:MOST_ROWS])
    return arrange(shown, Wording(language, site.labels[language], reply.question.returns))


def _data(question: Question, language: Language) -> dict[str, object]:
    """Return what the script of the page needs to ask the question."""
    return {
        "name": question.name,
        "title": question.title[language],
        "text": question.text,
        "headings": {name: heading[language] for name, heading in question.returns.items()},
        "fields": [
            {
                "name": each.name,
                "kind": each.kind,
                "required": each.required,
                "label": each.label[language],
            }
            for each in question.parameters
        ],
    }
