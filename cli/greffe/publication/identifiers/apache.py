"""Rules for Apache 2.4: the ``.htaccess`` of a site, in whatever folder it stands.

Weights are read with ``SetEnvIf``, whose last match counts, and compared as strings by
``SetEnvIfExpr``; ``mod_rewrite`` then redirects.  ``mod_negotiation`` reads weights as well, but
answers with a file instead of leading to it (303), which identifiers of things need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.publication.identifiers import formats
from greffe.publication.identifiers.formats import DATA, HEADERS, SHARED, TYPES
from greffe.publication.identifiers.spaces import DESCRIBED, OWNER, THING, folders_pattern
from greffe.publication.identifiers.weighing import (
    FORMAT_SCALES,
    LANGUAGE_SCALES,
    NOTHING,
    WEIGHT,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greffe.publication.identifiers.spaces import Layout
    from greffe.publication.identifiers.weighing import Scale

NOTE: Final = "# Written by greffe; what is changed here is lost at the next build."
NEGOTIATED: Final = "Accept, Accept-Language"
_HERE: Final = "%{ENV:GREFFE_ORIGIN}/%{ENV:GREFFE_BASE}"
_SEE: Final = "R=303,L,NE,QSD,E=GREFFE_CHOSEN:1"


def htaccess(layout: Layout) -> str:
    """Return the ``.htaccess`` of a site's root.

    It needs ``AllowOverride FileInfo``, ``FollowSymLinks``, and the modules rewrite, setenvif,
    headers and mime.
    """
    lines = (NOTE, *_types(), "", *_headers(), "", *negotiation(), "", *_rules(layout))
    return "\n".join(lines) + "\n"


def negotiation() -> Iterator[str]:
    """Yield the lines that choose: ``GREFFE_FORMAT``, ``none`` if none will do; ``GREFFE_FOLDER``.

    The latter is ``en/`` for readers of English, else empty: French is the default.
    """
    yield "# How much the client wants each format and language: 0.5-9 is a weight and a rank."
    for scale in FORMAT_SCALES:
        yield from _weighing("Accept", scale)
    for scale in LANGUAGE_SCALES:
        yield from _weighing("Accept-Language", scale)
    yield "# What it gets."
    yield 'SetEnvIf Request_URI "^" GREFFE_FORMAT=none'
    for scale in reversed(FORMAT_SCALES):
        yield f'SetEnvIfExpr "{_is_best(scale, FORMAT_SCALES)}" GREFFE_FORMAT={scale.name}'
    french, english = map(_variable, LANGUAGE_SCALES)
    better = f"reqenv('{english}') >= '0.' && reqenv('{english}') > reqenv('{french}')"
    yield f'SetEnvIfExpr "{better}" GREFFE_FOLDER=en/'


def _weighing(header: str, scale: Scale) -> Iterator[str]:
    name = _variable(scale)
    yield f'SetEnvIf {header} "^" {name}={NOTHING}'
    for step in reversed(scale.steps):
        weight = "1" if step.whole else "$1"
        pattern = step.pattern.replace(f"(?P<{WEIGHT}>", "(")
        yield f'SetEnvIfNoCase {header} "{pattern}" {name}={weight}-{step.rank}'
    yield rf'SetEnvIf {header} "^\s*$" {name}=1-{scale.absent}'


def _variable(scale: Scale) -> str:
    return f"GREFFE_{scale.name.upper()}"


def _is_best(scale: Scale, scales: Sequence[Scale]) -> str:
    name = _variable(scale)
    others = (_variable(other) for other in scales if other is not scale)
    beaten = (f"reqenv('{name}') >= reqenv('{other}')" for other in others)
    return f"reqenv('{name}') >= '0.' && {' && '.join(beaten)}"


def _types() -> Iterator[str]:
    for suffix in sorted(TYPES):
        yield f"AddType '{formats.content_type(suffix)}' .{suffix}"


def _headers() -> Iterator[str]:
    for name, value in HEADERS.items():
        yield f'Header always set {name} "{value}"'
    yield f'<FilesMatch "\\.(?:{"|".join(SHARED)})$">'
    yield 'Header set Access-Control-Allow-Origin "*"'
    yield "</FilesMatch>"
    yield 'Header always set Access-Control-Allow-Origin "*" env=GREFFE_CHOSEN'
    yield f'Header always merge Vary "{NEGOTIATED}" env=GREFFE_CHOSEN'
    yield f'Header always merge Vary "{NEGOTIATED}" env=REDIRECT_STATUS'
    yield 'Header always merge Vary "Accept" env=GREFFE_PAGE'
    for each in DATA:
        target = f"</%{{GREFFE_THING}}e/data.{each.name}>"
        for relation in ("alternate", "describedby"):
            link = rf"{target}; rel=\"{relation}\"; type=\"{each.media_type}\""
            yield f'Header always add Link "{link}" env=GREFFE_THING'


def _rules(layout: Layout) -> Iterator[str]:
    yield "RewriteEngine On"
    yield "# Pages that tell of an error are served as they are."
    yield "RewriteCond %{ENV:REDIRECT_STATUS} !^$"
    yield "RewriteRule ^ - [L]"
    yield "# The folder of the site on its host, without its first slash."
    yield r"RewriteCond $0#%{REQUEST_URI} ([^#]*)#/(.*)\1$"
    yield "RewriteRule ^.*$ - [E=GREFFE_BASE:%2]"
    yield "# Behind a proxy that speaks TLS in its place, addresses are the proxy's."
    yield "RewriteCond %{HTTP:X-Forwarded-Proto} =https"
    yield "RewriteRule ^ - [E=GREFFE_ORIGIN:https://%{HTTP_HOST}]"
    yield "RewriteRule ^en/ - [E=GREFFE_FOLDER:en/]"
    yield 'ErrorDocument 404 "/%{reqenv:GREFFE_BASE}%{reqenv:GREFFE_FOLDER}404.html"'
    yield r"RewriteRule (?:^|/)\.(?!well-known/) - [R=404,L]"
    yield from _retired(layout)
    for path, folder in layout.elsewhere:
        yield f"RewriteRule ^{folders_pattern([path])}/(.*)$ {_HERE}{folder}$1 [{_SEE}]"
    yield from _things()


def _retired(layout: Layout) -> Iterator[str]:
    if not layout.retired:
        return
    found = folders_pattern(layout.retired)
    gone = "[E=GREFFE_GONE:$1/index.html,G]"
    yield "# Withdrawn: the page says what it was; who asks for data is told at once."
    yield 'ErrorDocument 410 "/%{reqenv:GREFFE_BASE}%{reqenv:GREFFE_GONE}"'
    yield f"RewriteRule ^((?:en/)?(?:{found}))/ - {gone}"
    yield "RewriteCond %{ENV:GREFFE_FORMAT} !=html"
    yield f"RewriteRule ^({found})$ - {gone}"


def _things() -> Iterator[str]:
    names = "|".join(each.name for each in DATA)
    thing = "E=GREFFE_THING:%{ENV:GREFFE_BASE}$1"
    yield "# A thing, or the address of its French page, asked for as data that there are."
    yield f"RewriteCond %{{ENV:GREFFE_FORMAT}} ^(?:{names})$"
    yield "RewriteCond %{REQUEST_FILENAME}/data.%{ENV:GREFFE_FORMAT} -f"
    yield f"RewriteRule ^({THING})/?$ {_HERE}$1/data.%{{ENV:GREFFE_FORMAT}} [{_SEE},{thing}]"
    yield "# A page that is asked for by its own address, or will be: its data are linked."
    yield f"RewriteRule ^(?:en/)?{THING}/$ - [E=GREFFE_PAGE:1]"
    yield "RewriteCond %{REQUEST_FILENAME}/data.ttl -f [OR]"
    yield "RewriteCond %{DOCUMENT_ROOT}/%{ENV:GREFFE_BASE}$1/data.ttl -f"
    yield f"RewriteRule ^(?:en/)?({THING})/?$ - [{thing}]"
    yield "# A thing: 406 when nothing that we have will do, else its page."
    yield "RewriteCond %{ENV:GREFFE_FORMAT} =none"
    yield "RewriteCond %{REQUEST_FILENAME}/index.html -f"
    yield f"RewriteRule ^({THING})$ - [R=406,L,E=GREFFE_CHOSEN:1]"
    yield "RewriteCond %{REQUEST_FILENAME}/index.html -f"
    yield f"RewriteRule ^({THING})$ {_HERE}%{{ENV:GREFFE_FOLDER}}$1/ [{_SEE}]"
    yield "# A node that a thing owns stands on its page and in its data."
    yield from _owned(_HERE)
    yield "# Other folders: their page, or nothing."
    yield "RewriteCond %{REQUEST_FILENAME} -d"
    yield "RewriteCond %{REQUEST_FILENAME}/index.html !-f"
    yield "RewriteRule ^ - [R=404,L]"
    yield "RewriteCond %{REQUEST_FILENAME} -d"
    yield f"RewriteRule ^.*[^/]$ {_HERE}$0/ [R=301,L]"


def _owned(root: str) -> Iterator[str]:
    node = f"^({OWNER})/([A-Za-z]+)/([A-Za-z0-9_-]+)$"
    yield "RewriteCond %{ENV:GREFFE_FORMAT} =none"
    yield f"RewriteRule {node} - [R=406,L,E=GREFFE_CHOSEN:1]"
    yield "RewriteCond %{ENV:GREFFE_FORMAT} !=html"
    yield f"RewriteRule {node} {root}$1/data.%{{ENV:GREFFE_FORMAT}} [{_SEE}]"
    yield f"RewriteRule {node} {root}%{{ENV:GREFFE_FOLDER}}$1/#$2-$3 [{_SEE}]"


def w3id(layout: Layout) -> str:
    """Return the ``.htaccess`` that makes w3id.org lead to the site.

    The choice is made there already, so that identifiers lead to data even where the site has a
    host of plain files; whether the thing exists is for the site to say.
    """
    root = layout.base_url
    names = "|".join(each.name for each in DATA)
    lines = (
        NOTE,
        "# Greffe: public registers of personal information.",
        *negotiation(),
        "",
        "<IfModule mod_headers.c>",
        f'Header always merge Vary "{NEGOTIATED}" env=GREFFE_CHOSEN',
        'Header always set Access-Control-Allow-Origin "*" env=GREFFE_CHOSEN',
        "</IfModule>",
        "RewriteEngine On",
        *_owned(root),
        "# What has a dot in its last step may be a file or a provision: the site knows.",
        f"RewriteRule ^((?:en/)?{THING}/(?:index\\.html|data\\.(?:{names})))$ {root}$1 [R=303,L]",
        "RewriteCond %{ENV:GREFFE_FORMAT} =none",
        f"RewriteRule ^({THING})$ - [R=406,L,E=GREFFE_CHOSEN:1]",
        f"RewriteCond %{{ENV:GREFFE_FORMAT}} ^(?:{names})$",
        f"RewriteRule ^({DESCRIBED})/?$ {root}$1/data.%{{ENV:GREFFE_FORMAT}} [{_SEE}]",
        f"RewriteRule ^({THING})$ {root}%{{ENV:GREFFE_FOLDER}}$1/ [{_SEE}]",
        f"RewriteRule ^(.*)$ {root}$1 [R=303,L]",
    )
    return "\n".join(lines) + "\n"
