"""The questions of the library over HTTP: their list, their answers, their OpenAPI description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from greffe.endpoint import answers, negotiation, openapi
from greffe.endpoint.problems import Problem, not_acceptable
from greffe.endpoint.protocol import bad_request, parameters
from greffe.endpoint.questions import FORMATS, OFFERS
from greffe.endpoint.told import PAGE_POLICY
from greffe.language import LANGUAGES, Text, as_language
from greffe.matching import nearest, quoted
from greffe.questions import catalogue

if TYPE_CHECKING:
    from starlette.requests import Request

    from greffe.endpoint.service import Service
    from greffe.language import Language
    from greffe.questions import Parameter, Question

RESERVED: Final = ("format", "lang")
LONGEST: Final = 500
"""Characters that a value may have: names and texts to look for are shorter."""

_VARY: Final = "Accept, Accept-Encoding, Accept-Language"
_SAVED: Final = {"csv": "csv", "csv-excel": "csv", "tsv": "tsv", "xlsx": "xlsx", "markdown": "md"}


def routes(service: Service) -> list[Route]:
    """Return the routes of the questions."""
    api = Api(service)
    return [
        Route("/api", api.home),
        Route("/api/openapi.json", api.description),
        Route("/api/questions", api.list),
        Route("/api/questions/{name}", api.answer),
    ]


class Api:
    """The library of questions, read once, and answered by a service."""

    def __init__(self, service: Service) -> None:
        """Read the library; raises ``InputError`` when a question's header is faulty."""
        self._service = service
        self._questions = {question.name: question for question in catalogue()}
        questions = tuple(self._questions.values())
        self._listed = answers.Fixed(list(map(_told, questions)))
        self._openapi = answers.Fixed(openapi.document(questions, service.root))

    async def home(self, _: Request) -> Response:
        """Lead to the description."""
        return RedirectResponse("/api/openapi.json", 303)

    async def description(self, request: Request) -> Response:
        """Return the OpenAPI description."""
        return self._openapi.answer(request)

    async def list(self, request: Request) -> Response:
        """Return every question with its parameters, in both languages."""
        return self._listed.answer(request)

    async def answer(self, request: Request) -> Response:
        """Answer one question."""
        question = self._question(request.path_params["name"])
        given = _given(request)
        language = _language(request, given.pop("lang", None))
        form, media_type = _format(request, given.pop("format", None))
        _check(question, given)
        job = {
            "kind": "question",
            "name": question.name,
            "arguments": given,
            "language": language,
            "format": form,
            "type": media_type,
        }
        key = (question.text, repr(sorted(given.items())), language, form, media_type)
        response = await self._service.respond(request, job, key, _VARY)
        if form == "html":
            response.headers["Content-Security-Policy"] = PAGE_POLICY
        if form in _SAVED:
            name = f"{question.name}.{_SAVED[form]}"
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _question(self, name: str) -> Question:
        if name in self._questions:
            return self._questions[name]
        near = quoted(nearest(name[:LONGEST], sorted(self._questions)))
        raise Problem(
            "not-found",
            Text("cette question n’existe pas.", "there is no such question."),
            Text(f"Essayez {near.fr}.", f"Try {near.en}.")
            if near.fr
            else Text("Voyez la liste à /api/questions.", "See the list at /api/questions."),
        )


def _given(request: Request) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, value in parameters(request.scope["query_string"]):
        if name in given:
            raise bad_request(Text("un paramètre est donné deux fois", "a parameter is repeated"))
        if len(value) > LONGEST or len(name) > LONGEST:
            raise bad_request(
                Text(
                    f"un paramètre a plus de {LONGEST} caractères",
                    f"a parameter has more than {LONGEST} characters",
                )
            )
        given[name] = value
    return given


def _check(question: Question, given: dict[str, str]) -> None:
    """Refuse what the question does not take by that very name, and what it needs and lacks."""
    names = [parameter.name for parameter in question.parameters]
    for name in given:
        if name not in names:
            raise _unknown(question, name)
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            raise _missing(parameter)


def _unknown(question: Question, name: str) -> Problem:
    """Return the problem of a name that no parameter has, with the nearest name and all of them."""
    names = (*(parameter.name for parameter in question.parameters), *RESERVED)
    meant = [each.name for each in question.parameters if each.is_called(name)]
    near, listed = quoted((meant or nearest(name, names))[:1]), ", ".join(names)
    remedy = Text(f"Cette question prend : {listed}.", f"This question takes: {listed}.")
    tried = Text(f"Essayez {near.fr}. ", f"Try {near.en}. ")
    return Problem(
        "parameter",
        Text(f"le paramètre « {name} » est inconnu.", f"the parameter '{name}' is unknown."),
        tried + remedy if near.fr else remedy,
    )


def _missing(parameter: Parameter) -> Problem:
    return Problem(
        "parameter",
        Text(
            f"il manque le paramètre {parameter.name} ({parameter.label.fr}).",
            f"the parameter {parameter.name} is missing ({parameter.label.en}).",
        ),
        Text(f"Par exemple : {parameter.example}", f"For example: {parameter.example}")
        if parameter.example
        else None,
    )


def _language(request: Request, asked: str | None) -> Language:
    if asked is None:
        return answers.language_of(request)
    found = as_language(asked)
    if asked not in LANGUAGES or found is None:
        raise bad_request(Text("« lang » est fr ou en", "'lang' is fr or en"))
    return found


def _format(request: Request, asked: str | None) -> tuple[str, str]:
    """Return the name and the media type of the format that is asked for."""
    if asked is None:
        media_type = negotiation.media_type(answers.accept(request), tuple(OFFERS))
        if media_type is None:
            raise not_acceptable(tuple(OFFERS))
        return OFFERS[media_type], media_type
    if asked not in FORMATS:
        listed = ", ".join(FORMATS)
        raise bad_request(Text(f"« format » est parmi {listed}", f"'format' is one of {listed}"))
    return asked, FORMATS[asked]


def _told(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "href": f"/api/questions/{question.name}",
        "title": question.title.as_json(),
        "question": question.question.as_json(),
        "tags": list(question.tags),
        "provision": question.provision,
        "parameters": [
            {
                "name": each.name,
                "type": each.kind,
                "scheme": each.scheme,
                "label": each.label.as_json(),
                "required": each.required,
                "example": each.example,
            }
            for each in question.parameters
        ],
        "columns": {name: heading.as_json() for name, heading in question.returns.items()},
    }
