"""Why the system refused to read, write or connect: its errors in French and English.

The system speaks the language of its own locale, or English; POSIX numbers its errors.
"""

from __future__ import annotations

import errno
from typing import Final

from greffe.language import Text

_REASONS: Final = {
    errno.ENOENT: Text("ce fichier ou ce dossier n’existe pas", "No such file or directory"),
    errno.EACCES: Text("accès refusé", "Permission denied"),
    errno.EPERM: Text("opération interdite", "Operation not permitted"),
    errno.EISDIR: Text("c’est un dossier", "Is a directory"),
    errno.ENOTDIR: Text("ce n’est pas un dossier", "Not a directory"),
    errno.EEXIST: Text("le fichier existe déjà", "File exists"),
    errno.ENOTEMPTY: Text("le dossier n’est pas vide", "Directory not empty"),
    errno.ENOSPC: Text("il n’y a plus de place sur le disque", "No space left on device"),
    errno.EDQUOT: Text("quota de disque dépassé", "Disk quota exceeded"),
    errno.EROFS: Text("le disque est en lecture seule", "Read-only file system"),
    errno.ENAMETOOLONG: Text("nom trop long", "File name too long"),
    errno.EMFILE: Text("trop de fichiers ouverts", "Too many open files"),
    errno.EIO: Text("erreur de lecture ou d’écriture du disque", "Input/output error"),
    errno.ELOOP: Text("trop de liens symboliques", "Too many levels of symbolic links"),
    errno.ECONNREFUSED: Text("connexion refusée", "Connection refused"),
    errno.ECONNRESET: Text("connexion coupée par le serveur", "Connection reset by peer"),
    errno.EHOSTUNREACH: Text("serveur inaccessible", "No route to host"),
    errno.ENETUNREACH: Text("réseau inaccessible", "Network is unreachable"),
    errno.EADDRINUSE: Text("adresse et port déjà pris", "Address already in use"),
    errno.EADDRNOTAVAIL: Text(
        "cette machine n’a pas cette adresse", "Cannot assign requested address"
    ),
    errno.ETIMEDOUT: Text("aucune réponse à temps", "Connection timed out"),
}


def reason(error: OSError) -> Text:
    """Return why a call to the system failed; one that we do not know is in the system's words."""
    from socket import gaierror

    if isinstance(error, gaierror):
        return Text("adresse de serveur inconnue", "Name or service not known")
    told = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Text(told, told))
