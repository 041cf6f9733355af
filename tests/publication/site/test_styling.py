"""A body's own look: read after ours, on every page, and nothing asked of other hosts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from greffe.errors import InputError
from greffe.publication.site.build import build_site
from greffe.publication.site.opening import Options, open_site
from greffe.publication.site.pages.assets import artefacts
from greffe.publication.site.styling import ADDRESS, own_style

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.publication.site.site import Site
    from greffe.workspace import Workspace

STYLE = ':root { --accent: #095797; }\n.site-name::before { content: ""; }\n'
LINK = '<link rel="stylesheet" href="{}assets/own.css">'


def written(folder: Path, style: str | bytes) -> Path:
    """Write a style sheet; return its path."""
    path = folder / "charte.css"
    path.write_bytes(style if isinstance(style, bytes) else style.encode())
    return path


@pytest.mark.parametrize(
    "style",
    [
        STYLE,
        ".logo { background: url(data:image/svg+xml;base64,AAAA) }",
        ".logo { background: URL( 'data:image/png;base64,AAAA' ) }",
        "rect { fill: url(#pattern) }",
        "/* url(https://example.org/logo.svg) and @import are but words */ a { color: red }",
        "",
    ],
)
def test_a_sheet_that_stands_by_itself_is_taken_as_it_is(tmp_path: Path, style: str) -> None:
    """Colours, sizes, images within the sheet and comments are nobody else's business."""
    assert style == own_style(written(tmp_path, style))


@pytest.mark.parametrize(
    ("style", "line", "words"),
    [
        ('@import "https://example.org/a.css";', 1, "@import"),
        ("a { }\n@IMPORT url(b.css);", 2, "@IMPORT"),
        (".a { background: url(https://example.org/a.png) }", 1, "https://example.org/a.png"),
        ('/* one\n two */\n.a { background: url( "//example.org/a.png" ) }', 3, "example.org"),
        (".a { background: url(logo.svg) }", 1, "logo.svg"),
        ("@font-face { src: url('data:font/woff2;base64,AA') }", 1, "data:font"),
        ('.a { background: image-set("a.png" 1x) }', 1, "a.png"),
    ],
)
def test_a_sheet_that_asks_for_other_files_is_refused(
    tmp_path: Path, style: str, line: int, words: str
) -> None:
    """The refusal names the file, the line and the words, and says what to do instead."""
    with pytest.raises(InputError) as refused:
        own_style(written(tmp_path, style))
    assert f"charte.css, ligne {line} :" in refused.value.message.fr
    assert f"charte.css, line {line}:" in refused.value.message.en
    assert words in refused.value.message.fr
    assert refused.value.remedy is not None
    assert "data:image/" in refused.value.remedy.en


def test_a_sheet_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """CSS is read as UTF-8, as our pages are; a mark of order at its head is no matter."""
    with pytest.raises(InputError, match="UTF-8"):
        own_style(written(tmp_path, "/* été */".encode("cp1252")))
    assert STYLE == own_style(written(tmp_path, b"\xef\xbb\xbf" + STYLE.encode()))


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A path without a file is an error of reading, like any other."""
    with pytest.raises(InputError):
        own_style(tmp_path / "charte.css")


def test_every_page_reads_it_after_ours(sample: Workspace, tmp_path: Path) -> None:
    """Ours first, the body's last, in both languages and at any depth; its file is served."""
    build_site(open_site(sample, options=Options(style=STYLE)), tmp_path)
    assert STYLE == (tmp_path / ADDRESS).read_text(encoding="utf-8")
    for path, up in (("index.html", ""), ("en/id/exemple/register/index.html", "../../../../")):
        page = (tmp_path / path).read_text(encoding="utf-8")
        assert 0 < page.index("assets/greffe.css") < page.index(LINK.format(up))


def test_another_look_is_another_site(sample: Workspace, tmp_path: Path) -> None:
    """A change of the sheet writes the pages again; without it, nothing of it is left."""
    build_site(open_site(sample, options=Options(style=STYLE)), tmp_path)
    build_site(open_site(sample, options=Options(style="")), tmp_path)
    assert not (tmp_path / ADDRESS).exists()
    assert "own.css" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_site_is_neutral_by_default(site: Site) -> None:
    """No file of a body's own is served unless the body says so."""
    assert ADDRESS not in {each.path for each in artefacts(site)}
    own = replace(site, style=STYLE)
    assert ADDRESS in {each.path for each in artefacts(own)}
