"""What an importer knows before it reads a document: the vocabulary, the law, who is who."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from greffe.bodies import Body, read_body
from greffe.citations import LegalIndex
from greffe.importing.agreements import KnownAgreements
from greffe.importing.naming import labels_of_class
from greffe.importing.recipients import Directory
from greffe.importing.remarks import Phrases
from greffe.importing.systems import systems_of
from greffe.namespaces import CONCEPT
from greffe.turtle.reading import parse
from greffe.turtle.shelf import union
from greffe.vocabulary import Labels

if TYPE_CHECKING:
    from rdflib import Graph

    from greffe.workspace import Workspace

SHARED_ROLES = frozenset({"concepts", "law", "organizations"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The concept schemes, the law, the organisations, and what the body says of itself."""

    graph: Graph
    body: Body
    law: LegalIndex
    directory: Directory
    agreements: KnownAgreements
    phrases: Phrases
    units: Labels
    systems: Labels
    _schemes: dict[str, Labels] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace, key: str) -> Knowledge:
        """Read what the workspace knows for the body ``key``.

        Raises ``InputError`` when the body has no ``body.ttl`` or a file cannot be parsed.
        """
        path = workspace.body_dir(key) / "body.ttl"
        shared = (file.path for file in workspace.files() if file.role in SHARED_ROLES)
        graph = union(map(parse, (*shared, path)))
        return cls(
            graph=graph,
            body=read_body(path, parse(path)),
            law=LegalIndex.from_graph(graph),
            directory=Directory.from_graph(graph),
            agreements=KnownAgreements.from_graph(graph),
            phrases=Phrases.from_graph(graph),
            units=labels_of_class(graph, "AdministrativeUnit"),
            systems=systems_of(graph),
        )

    def labels(self, scheme: str) -> Labels:
        """Return the labels of a concept scheme, by its key (``data-type``)."""
        if scheme not in self._schemes:
            self._schemes[scheme] = Labels.from_graph(self.graph, f"{CONCEPT}{scheme}")
        return self._schemes[scheme]
