"""Rules for nginx: what it chooses (``http`` level) and where it leads (``server`` level).

nginx weighs the headers with ``map`` and compares the weights, two at a time, with a pattern: it
knows no numbers.  Since nginx 1.23 several ``Accept`` lines count as one; before, the first counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.publication.identifiers.apache import NEGOTIATED, NOTE
from greffe.publication.identifiers.formats import CHARSET, DATA, HEADERS, SHARED, TYPES
from greffe.publication.identifiers.spaces import OWNER, THING, folders_pattern
from greffe.publication.identifiers.weighing import (
    FORMAT_SCALES,
    LANGUAGE_SCALES,
    NOTHING,
    WEIGHT,
    lesser,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from greffe.publication.identifiers.spaces import Layout
    from greffe.publication.identifiers.weighing import Scale

_INDENT: Final = "    "


def maps(layout: Layout) -> str:
    """Return the file to include at ``http`` level: all that a request is judged by."""
    lines = (
        NOTE,
        "# Include this file at http level, and nginx-site.conf in the server of the site.",
        *negotiation(layout.pattern),
        *_answer_maps(layout),
    )
    return "\n".join(lines) + "\n"


def site(layout: Layout) -> str:
    """Return the file to include in a ``server`` whose ``root`` holds the site.

    Under an address with a path, the site stands in the folder of that path within the root.
    """
    lines = (NOTE, *_settings(), *_errors(layout), *_locations(layout))
    return "\n".join(lines) + "\n"


def negotiation(path: str) -> Iterator[str]:
    """Yield the maps that choose: ``$greffe_format``, ``none`` if none; ``$greffe_folder``.

    ``path`` is a pattern for the path of the site.
    """
    yield "# How much the client wants each format and language: 0.5-9 is a weight and a rank."
    for scale in FORMAT_SCALES:
        yield from _weighing("$http_accept", scale)
    for scale in LANGUAGE_SCALES:
        yield from _weighing("$http_accept_language", scale)
    yield "# What it gets: the heaviest."
    yield from _contest(FORMAT_SCALES)
    cases = [(f"~^{NOTHING[0]}-", "none"), ("~:(?P<greffe_name>.+)$", "$greffe_name")]
    yield from _map("$greffe_best", "$greffe_format", cases)
    english = [(rf"~\|{NOTHING[0]}-", ""), (f"~{lesser()}", "en/")]
    yield from _map("$greffe_fr|$greffe_en", "$greffe_preferred", english)
    yield from _map("$uri", "$greffe_folder", [(f"~^{path}en/", "en/")], "$greffe_preferred")


def _weighing(source: str, scale: Scale) -> Iterator[str]:
    group = f"greffe_{scale.name}_{WEIGHT}"
    cases = [("", f"1-{scale.absent}:{scale.name}")]
    for step in scale.steps:
        pattern = step.pattern.replace(f"(?P<{WEIGHT}>", f"(?P<{group}>")
        weight = "1" if step.whole else f"${group}"
        cases.append((f"~*{pattern}", f"{weight}-{step.rank}:{scale.name}"))
    yield from _map(source, f"$greffe_{scale.name}", cases, f"{NOTHING}:{scale.name}")


def _contest(scales: Sequence[Scale]) -> Iterator[str]:
    """Yield maps that each compare the best so far with the next; the last is the best of all."""
    best = f"$greffe_{scales[0].name}"
    for scale in scales[1:]:
        challenger = f"$greffe_{scale.name}"
        winner = "$greffe_best" if scale is scales[-1] else f"$greffe_best_{scale.name}"
        yield from _map(f"{best}|{challenger}", winner, [(f"~{lesser()}", challenger)], best)
        best = winner


def _map(
    source: str, target: str, cases: Iterable[tuple[str, str]], default: str = ""
) -> Iterator[str]:
    yield f'map "{source}" {target} {{'
    yield f'{_INDENT}default "{_quoted(default)}";'
    for pattern, value in cases:
        yield f'{_INDENT}"{pattern}" "{_quoted(value)}";'
    yield "}"


def _quoted(value: str) -> str:
    return value.replace('"', '\\"')


def _answer_maps(layout: Layout) -> Iterator[str]:
    """Yield the maps that follow the answer: what varies, what is linked, what is withdrawn."""
    path = layout.pattern
    page = f"~^200:{path}(?:en/)?{THING}/index\\.html$"
    vary = [(page, "Accept"), ("~^(?:303|404|406|410):", NEGOTIATED)]
    yield from _map("$status:$uri", "$greffe_vary", vary)
    for each in DATA:
        link = _link(f"<$greffe_data/data.{each.name}>", each.media_type)
        yield from _map("$greffe_data", f"$greffe_link_{each.name}", [("", "")], link)
    shared = [(rf"~\.(?:{'|'.join(SHARED)})$", "*"), ("~^303:", "*")]
    yield from _map("$status:$uri", "$greffe_origin", shared)
    gone = folders_pattern(layout.retired) or "(?!)"
    withdrawn = [
        (f"~^html:{path}(?:{gone})$", ""),
        (f"~^[a-z]+:{path}(?P<greffe_gone>(?:en/)?(?:{gone}))(?:/|$)", "$greffe_gone"),
    ]
    yield from _map("$greffe_format:$uri", "$greffe_withdrawn", withdrawn)


def _link(target: str, media_type: str) -> str:
    relations = ("alternate", "describedby")
    return ", ".join(f'{target}; rel="{each}"; type="{media_type}"' for each in relations)


def _settings() -> Iterator[str]:
    yield "types {"
    for suffix, media_type in sorted(TYPES.items()):
        yield f"{_INDENT}{media_type} {suffix};"
    yield "}"
    yield "charset utf-8;"
    yield f"charset_types {' '.join(sorted(CHARSET))};"
    yield "index index.html;"
    yield "absolute_redirect off;"
    yield 'set $greffe_data "";'
    for name, value in HEADERS.items():
        yield f'add_header {name} "{value}" always;'
    for name, variable in (("Access-Control-Allow-Origin", "origin"), ("Vary", "vary")):
        yield f"add_header {name} $greffe_{variable} always;"
    for each in DATA:
        yield f"add_header Link $greffe_link_{each.name} always;"


def _errors(layout: Layout) -> Iterator[str]:
    yield "error_page 404 @greffe_missing;"
    yield "error_page 403 =404 @greffe_missing;"
    yield "error_page 410 @greffe_gone;"
    missing = f"{layout.path}${{greffe_folder}}404.html"
    gone = f"{layout.path}$greffe_withdrawn/index.html"
    yield from _location("@greffe_missing", f"try_files {missing} =404;")
    yield from _location("@greffe_gone", f"try_files {gone} =410;")


def _location(match: str, *lines: str) -> Iterator[str]:
    yield f"location {match} {{"
    yield from (_INDENT + line for line in lines)
    yield "}"


def _locations(layout: Layout) -> Iterator[str]:
    path, root = layout.pattern, layout.path
    yield from _location(r'~ "/\.(?!well-known/)"', "return 404;")
    for other, folder in layout.elsewhere:
        match = f'~ "^{path}{folders_pattern([other])}/(?<greffe_rest>[A-Za-z0-9._~/-]+)$"'
        yield from _location(match, f"return 303 {root}{folder}$greffe_rest;")
    data = f"return 303 {root}$greffe_thing/data.$greffe_format;"
    yield "# A page, as the index of its folder or by name: its data are linked."
    page = f'~ "^{path}(?:en/)?(?<greffe_thing>{THING})/index\\.html$"'
    yield from _location(page, *_found(root))
    yield "# The address of a French page, asked for as data that there are."
    yield from _location(
        f'~ "^{path}(?<greffe_thing>{THING})/$"',
        *_found(root),
        f'if (-f "${{request_filename}}data.$greffe_format") {{ {data} }}',
    )
    yield "# A node that a thing owns stands on its page and in its data."
    page = f"{root}$greffe_folder$greffe_owner/#$greffe_part-$greffe_rank"
    yield from _location(
        f'~ "^{path}(?<greffe_owner>{OWNER})/(?<greffe_part>[A-Za-z]+)/'
        '(?<greffe_rank>[A-Za-z0-9_-]+)$"',
        "if ($greffe_withdrawn) { return 410; }",
        "if ($greffe_format = none) { return 406; }",
        f"if ($greffe_format = html) {{ return 303 {page}; }}",
        f"return 303 {root}$greffe_owner/data.$greffe_format;",
    )
    yield "# A thing: 406 when nothing that we have will do."
    yield from _location(
        f'~ "^{path}(?<greffe_thing>{THING})$"',
        "if (-f $request_filename) { break; }",
        *_found(root),
        f'if (-f "$request_filename/data.$greffe_format") {{ {data} }}',
        "if (!-f $request_filename/index.html) { return 404; }",
        "if ($greffe_format = none) { return 406; }",
        f"return 303 {root}$greffe_folder$greffe_thing/;",
    )


def _found(root: str) -> Iterator[str]:
    """Yield what a location of a thing does first: see whether it is withdrawn or has data."""
    thing = f"{root}$greffe_thing"
    yield "if ($greffe_withdrawn) { return 410; }"
    yield f'if (-f "$document_root{thing}/data.ttl") {{ set $greffe_data "{thing}"; }}'
