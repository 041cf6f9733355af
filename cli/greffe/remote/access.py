"""Who asks: name and password, or a token, from the environment and from nowhere else.

What is secret is never an argument, which others on the machine may read, nor in a message.
"""

from __future__ import annotations

import os
from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import UsageError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.request import Request

USER: Final = "GREFFE_ENDPOINT_USER"
PASSWORD: Final = "GREFFE_ENDPOINT_PASSWORD"  # noqa: S105 - the name of a variable
TOKEN: Final = "GREFFE_ENDPOINT_TOKEN"  # noqa: S105 - the name of a variable


@dataclass(slots=True)
class Access:
    """The means to be let in: a token (RFC 6750), or a name and a password, or nothing.

    A name and a password go by Digest (RFC 7616) to a server that asks for it, else by Basic (RFC
    7617).
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    _challenge: dict[str, str] | None = field(default=None, repr=False)
    _digester: Any = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Access:
        """Return what the environment gives; ``UsageError`` when it is half of it, or too much."""
        user, password, token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
        if bool(user) != bool(password):
            raise _half(USER if password else PASSWORD)
        if user and token:
            raise _both()
        if not (user + password + token).isprintable() or not token.isascii():
            raise _unprintable()
        return cls(user, password, token)

    @property
    def asks_first(self) -> bool:
        """Whether a server should be asked how it wants a name and a password."""
        return bool(self.user) and self._challenge is None

    def challenge(self, said: str | None) -> bool:
        """Take in what a server says in ``WWW-Authenticate``; return whether it wants Digest."""
        from urllib.request import parse_http_list, parse_keqv_list

        scheme, _, rest = (said or "").partition(" ")
        if not self.user or scheme.lower() != "digest":
            self._challenge = {}
            return False
        try:
            self._challenge = parse_keqv_list(parse_http_list(rest))
        except ValueError:
            self._challenge = {}
        return bool(self._challenge)

    def forget(self) -> None:
        """Let go of what a server said, which may have become too old."""
        self._challenge = None

    def authorize(self, request: Request) -> None:
        """Put into a request what lets it in; it stays behind when the request is led elsewhere."""
        if self.token:
            request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        elif self.user:
            given = self._digest(request) or f"Basic {self._basic()}"
            request.add_unredirected_header("Authorization", given)

    def _basic(self) -> str:
        return b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")

    def _digest(self, request: Request) -> str | None:
        """Return the answer to a challenge; the digester counts how often one was answered."""
        if not self._challenge:
            return None
        if self._digester is None:
            from urllib.request import HTTPDigestAuthHandler, HTTPPasswordMgrWithDefaultRealm

            self._digester = HTTPDigestAuthHandler(HTTPPasswordMgrWithDefaultRealm())
        self._digester.add_password(None, request.full_url, self.user, self.password)
        try:
            said = self._digester.get_authorization(request, self._challenge)
        except UnicodeEncodeError:
            raise _not_ascii() from None
        return f"Digest {said}" if said else None


def _half(missing: str) -> UsageError:
    return UsageError(
        Text(
            f"la variable {missing} manque : il faut le nom et le mot de passe.",
            f"the variable {missing} is missing: name and password are both needed.",
        ),
        Text(f"Donnez {USER} et {PASSWORD}, ou aucun.", f"Set {USER} and {PASSWORD}, or neither."),
    )


def _both() -> UsageError:
    return UsageError(
        Text(
            f"{USER} et {TOKEN} sont donnés tous les deux.", f"{USER} and {TOKEN} are both given."
        ),
        Text("N’en gardez qu’un.", "Keep one of them."),
    )


def _not_ascii() -> UsageError:
    return UsageError(
        Text(
            "ce serveur veut le nom et le mot de passe par Digest, qui n’a pas de lettres "
            "accentuées.",
            "this server wants name and password by Digest, which has no accented letters.",
        ),
        Text(
            f"Donnez dans {USER} et {PASSWORD} un nom et un mot de passe sans accents.",
            f"Give in {USER} and {PASSWORD} a name and a password without accents.",
        ),
    )


def _unprintable() -> UsageError:
    names = f"{USER}, {PASSWORD}, {TOKEN}"
    return UsageError(
        Text(
            f"une de ces variables contient un caractère qui ne peut pas voyager : {names}.",
            f"one of these variables holds a character that cannot travel: {names}.",
        ),
        Text(
            "Retirez les fins de ligne et les caractères invisibles ; un jeton n’a pas d’accents.",
            "Remove line ends and invisible characters; a token has no accents.",
        ),
    )
