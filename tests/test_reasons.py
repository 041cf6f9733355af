"""Errors of the system are said in the language of the person."""

from __future__ import annotations

import errno
import os
import re
import socket
from typing import TYPE_CHECKING

import pytest

from greffe.language import Text
from greffe.reasons import reason

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "french"),
    [
        (errno.ENOENT, "ce fichier ou ce dossier n’existe pas"),
        (errno.EACCES, "accès refusé"),
        (errno.EISDIR, "c’est un dossier"),
        (errno.ENOSPC, "il n’y a plus de place sur le disque"),
        (errno.ECONNREFUSED, "connexion refusée"),
        (errno.EADDRINUSE, "adresse et port déjà pris"),
        (errno.EADDRNOTAVAIL, "cette machine n’a pas cette adresse"),
    ],
)
def test_a_usual_error_is_said_in_french_and_as_posix_says_it(number: int, french: str) -> None:
    """The French is ours, the English that of the system in the C locale."""
    assert Text(french, os.strerror(number)) == reason(OSError(number, os.strerror(number)))


def test_a_real_error_has_its_reason(tmp_path: Path) -> None:
    """What the system raises is told apart by its number, not by its words."""
    with pytest.raises(OSError, match=re.escape(str(tmp_path))) as caught:
        tmp_path.read_bytes()
    assert reason(caught.value).fr == "c’est un dossier"


def test_a_server_that_has_no_address_is_unknown() -> None:
    """The resolver counts its errors otherwise than the system."""
    error = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    assert reason(error).fr == "adresse de serveur inconnue"


@pytest.mark.parametrize("error", [OSError("perdu"), OSError(9999, "perdu")])
def test_an_unknown_error_keeps_the_words_of_the_system(error: OSError) -> None:
    """Nothing is hidden because we have no word for it."""
    assert Text("perdu", "perdu") == reason(error)
