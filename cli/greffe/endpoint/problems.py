"""What goes wrong, as problem documents (RFC 9457): each kind, its status and its words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import (
    EndpointDown,
    EndpointError,
    EndpointSilent,
    GreffeError,
    RefusedQuery,
    StoreError,
    SyntaxFault,
    TooLarge,
    UnknownName,
    Unwritable,
    UsageError,
)
from greffe.language import Text
from greffe.namespaces import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.language import Language

MEDIA_TYPE: Final = "application/problem+json"
TYPE: Final = f"{ROOT}problem/"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its HTTP status and what it is called."""

    status: int
    title: Text


KINDS: Final = {
    "bad-request": Kind(400, Text("Demande mal formée", "Malformed request")),
    "syntax": Kind(400, Text("Requête SPARQL fautive", "Faulty SPARQL query")),
    "parameter": Kind(400, Text("Paramètre fautif", "Faulty parameter")),
    "refused": Kind(403, Text("Requête refusée", "Query refused")),
    "unknown-name": Kind(404, Text("Nom inconnu", "Unknown name")),
    "not-found": Kind(404, Text("Introuvable", "Not found")),
    "method": Kind(405, Text("Méthode non permise", "Method not allowed")),
    "not-acceptable": Kind(406, Text("Format non offert", "Format not offered")),
    "gone": Kind(410, Text("Retiré", "Withdrawn")),
    "request-size": Kind(413, Text("Demande trop longue", "Request too large")),
    "answer-size": Kind(413, Text("Réponse trop longue", "Answer too large")),
    "media-type": Kind(415, Text("Type de contenu non reconnu", "Unsupported media type")),
    "internal": Kind(500, Text("Défaut de Greffe", "A fault of Greffe")),
    "upstream": Kind(502, Text("Réponse d’amont fautive", "Faulty answer from upstream")),
    "unreachable": Kind(503, Text("Moteur injoignable", "Engine out of reach")),
    "withheld": Kind(503, Text("Données retenues", "Data withheld")),
    "busy": Kind(503, Text("Trop de demandes", "Too many requests")),
    "memory": Kind(503, Text("Mémoire dépassée", "Out of memory")),
    "time": Kind(504, Text("Temps dépassé", "Out of time")),
}
"""Every kind of problem by the last step of its type."""


class Problem(Exception):
    """A request that is not answered as it was put; becomes a problem document."""

    def __init__(
        self, kind: str, detail: Text, remedy: Text | None = None, **members: object
    ) -> None:
        """Keep the kind, of ``KINDS``, and what this occurrence is; ``members`` go with it."""
        super().__init__(detail.en)
        self.kind = kind
        self.detail = detail
        self.remedy = remedy
        self.members = members

    @property
    def status(self) -> int:
        """The HTTP status."""
        return KINDS[self.kind].status

    @classmethod
    def of(cls, error: GreffeError) -> Problem:
        """Return the problem that one of our errors is to a client.

        Of an engine elsewhere it says neither the address nor the words.
        """
        if isinstance(error, EndpointError):
            return _upstream(error)
        place: dict[str, int] = {}
        if isinstance(error, SyntaxFault) and error.line is not None:
            place = {"line": error.line, "column": error.column or 1}
        return cls(_kind(error), error.message, error.remedy, **place)

    def document(self, language: Language) -> bytes:
        """Return the problem document in a language."""
        kind = KINDS[self.kind]
        told = {
            "type": f"{TYPE}{self.kind}",
            "title": kind.title[language],
            "status": kind.status,
            "detail": self.detail[language],
            **({"remedy": self.remedy[language]} if self.remedy else {}),
            **self.members,
        }
        return (json.dumps(told, ensure_ascii=False) + "\n").encode()

    def packed(self) -> dict[str, Any]:
        """Return the problem as plain values, for another process."""
        remedy = self.remedy and [self.remedy.fr, self.remedy.en]
        detail = [self.detail.fr, self.detail.en]
        return {"kind": self.kind, "detail": detail, "remedy": remedy, "members": self.members}

    @classmethod
    def unpacked(cls, told: Mapping[str, Any]) -> Problem:
        """Return the problem that ``packed`` told."""
        remedy = Text(*told["remedy"]) if told["remedy"] else None
        return cls(told["kind"], Text(*told["detail"]), remedy, **told["members"])


def _kind(error: GreffeError) -> str:
    kinds: tuple[tuple[type[GreffeError], str], ...] = (
        (RefusedQuery, "refused"),
        (Unwritable, "not-acceptable"),
        (SyntaxFault, "syntax"),
        (UnknownName, "parameter"),
        (UsageError, "parameter"),
        (TooLarge, "answer-size"),
        (StoreError, "internal"),
    )
    return next((kind for family, kind in kinds if isinstance(error, family)), "internal")


def _upstream(error: EndpointError) -> Problem:
    if isinstance(error, EndpointSilent):
        return Problem("time", *_SILENT)
    if isinstance(error, EndpointDown):
        return Problem("unreachable", *_DOWN)
    return Problem("upstream", *_FAULTY)


def not_acceptable(offers: tuple[str, ...]) -> Problem:
    """Return the problem of a client that takes none of the media types there are."""
    listed = ", ".join(offers)
    return Problem(
        "not-acceptable",
        Text(
            f"aucun format demandé n’est offert ici ({listed}).",
            f"no format that was asked for is offered here ({listed}).",
        ),
        Text("Demandez un de ces types dans Accept.", "Ask for one of these types in Accept."),
    )


def over_time(limit: float) -> Problem:
    """Return the problem of a query that was ended for its time."""
    return Problem(
        "time",
        Text(
            f"la requête a été arrêtée après {limit:g} s.",
            f"the query was ended after {limit:g} s.",
        ),
        Text(
            "Restreignez-la : nommez des choses, évitez les produits de motifs sans lien.",
            "Narrow it: name things, avoid products of unrelated patterns.",
        ),
    )


def out_of_memory(limit: int) -> Problem:
    """Return the problem of a query that needed more memory than it may have, or a deeper stack.

    The system tells neither from the other when it ends a process.
    """
    size = limit >> 20
    return Problem(
        "memory",
        Text(
            f"la requête a été arrêtée : elle prend plus de {size} Mio de mémoire, "
            "ou enchaîne trop d’opérations pour être lue.",
            f"the query was ended: it takes more than {size} MiB of memory, "
            "or chains too many operations to be read.",
        ),
        Text(
            "Restreignez-la : groupez et triez moins de lignes, enchaînez moins d’opérations.",
            "Narrow it: group and sort fewer rows, chain fewer operations.",
        ),
    )


def busy() -> Problem:
    """Return the problem of a request for which there is no turn now."""
    return Problem(
        "busy",
        Text("le point d’accès est occupé.", "the endpoint is busy."),
        Text("Réessayez dans quelques secondes.", "Try again in a few seconds."),
    )


def internal() -> Problem:
    """Return the problem that is ours."""
    return Problem(
        "internal",
        Text("la demande n’a pas pu être traitée.", "the request could not be handled."),
        Text(
            "Réessayez ; si cela se répète, signalez-le.", "Try again; if it persists, report it."
        ),
    )


_SILENT: Final = (
    Text(
        "le moteur de données n’a pas répondu à temps.", "the data engine did not answer in time."
    ),
    Text(
        "Restreignez la requête : nommez des choses, évitez les produits de motifs sans lien.",
        "Narrow the query: name things, avoid products of unrelated patterns.",
    ),
)
_DOWN: Final = (
    Text("le moteur de données est injoignable.", "the data engine cannot be reached."),
    Text("Réessayez dans quelques instants.", "Try again in a moment."),
)
_FAULTY: Final = (
    Text(
        "le moteur de données a refusé la requête, ou n’y a pas répondu en entier.",
        "the data engine refused the query, or did not answer all of it.",
    ),
    Text(
        "Restreignez la requête ; si cela se répète, signalez-le.",
        "Narrow the query; if it persists, report it.",
    ),
)
