"""The shape of the code: what may import what, and how large a part may grow."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from greffe import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(resources.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LAYERS: dict[str, int] = {
    "__init__": 0,
    "errors": 0,
    "namespaces": 0,
    "resources": 0,
    "language": 0,
    "files": 0,
    "clock": 0,
    "aside": 0,
    "reasons": 0,
    "workspace": 1,
    "store": 1,
    "vocabulary": 1,
    "citations": 1,
    "questions": 1,
    "results": 1,
    "bodies": 1,
    "documents": 1,
    "turtle": 1,
    "terms": 1,
    "remote": 1,
    "facts": 1,
    "matching": 1,
    "sheets": 1,
    "validation": 2,
    "importing": 2,
    "exporting": 2,
    "publication": 2,
    "endpoint": 2,
    "versions": 2,
    "session": 3,
    "progress": 3,
    "inspection": 3,
    "commands": 4,
    "usage": 5,
    "app": 6,
}
OPERATIONS = {"validation", "importing", "exporting", "publication", "endpoint", "versions"}
DOORS = {
    "pyshacl": {"validation"},
    "shacl": {"validation"},
    "pyoxigraph": {"store"},
    "SPARQLWrapper": {"remote"},
    "lark": {"citations"},
    "rapidfuzz": {"matching"},
    "openpyxl": {"results", "sheets", "importing", "exporting"},
    "xlsxwriter": {"results", "exporting"},
    "docx": {"sheets", "exporting"},
    "pdfplumber": {"sheets"},
    "pdfminer": {"sheets"},
    "lxml": {"sheets", "exporting"},
    "defusedxml": {"sheets"},
    "odf": {"sheets", "exporting"},
    "typst": {"exporting"},
    "rich": {"commands"},
    "typer": {"commands", "usage", "app", "progress"},
    "platformdirs": {"store"},
    "yaml": {"questions"},
    "jinja2": {"publication"},
    "joblib": {"publication", "store"},
    "pagefind": {"publication"},
    "cbor2": {"publication"},
    "starlette": {"endpoint"},
    "uvicorn": {"endpoint"},
    "h11": {"endpoint"},
}
EAGER_ALLOWED = {"typer", "starlette", "uvicorn", "h11"}
"""Typer runs every command; the others are loaded with ``greffe.endpoint``, by ``serve`` alone."""


def part(path: Path) -> str:
    """Return the top-level part of the package that a module belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def runtime_imports(path: Path, *, top_level_only: bool = False) -> set[str]:
    """Return the dotted names that a module imports when it runs (not for type checking)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    pending: list[ast.AST] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        if not (top_level_only and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
            pending.extend(ast.iter_child_nodes(node))
    return names


def own_parts(path: Path) -> set[str]:
    """Return the parts of Greffe that a module imports."""
    dotted = (name.split(".") for name in runtime_imports(path))
    return {name[1] for name in dotted if name[0] == "greffe" and len(name) > 1} & set(LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_downhill_only(path: Path) -> None:
    """A module imports only from its own part or from a lower layer."""
    here = part(path)
    uphill = {p for p in own_parts(path) - {here} if LAYERS[p] > LAYERS[here]}
    assert uphill == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_operations_do_not_know_each_other(path: Path) -> None:
    """Validation, importing, publication and their like never import one another."""
    here = part(path)
    others = own_parts(path) & OPERATIONS - {here} if here in OPERATIONS else set()
    assert others == set()


def test_commands_do_not_know_each_other() -> None:
    """A command imports no other command."""
    clashes = {
        (path.name, name)
        for path in MODULES
        if part(path) == "commands" and path.name != "__init__.py"
        for name in runtime_imports(path)
        if name.startswith("greffe.commands.")
    }
    assert clashes == set()


def test_every_heavy_library_has_one_door() -> None:
    """Each heavy library is imported only by the part that owns it."""
    trespassers = {
        (str(path.relative_to(PACKAGE)), name)
        for path in MODULES
        for name in {dotted.split(".")[0] for dotted in runtime_imports(path)} & set(DOORS)
        if part(path) not in DOORS[name]
    }
    assert trespassers == set()


def test_heavy_libraries_are_imported_where_they_are_needed() -> None:
    """No module imports a heavy library at its top: `greffe --help` must feel instant."""
    heavy = (set(DOORS) | {"rdflib"}) - EAGER_ALLOWED
    eager = {
        (str(path.relative_to(PACKAGE)), name)
        for path in MODULES
        for name in {d.split(".")[0] for d in runtime_imports(path, top_level_only=True)} & heavy
    }
    assert eager == set()


def test_the_endpoint_is_loaded_only_to_serve() -> None:
    """Nothing outside the endpoint imports it at its top: no other command pays for a server."""
    eager = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if part(path) != "endpoint"
        for name in runtime_imports(path, top_level_only=True)
        if name.startswith("greffe.endpoint")
    }
    assert eager == set()


def functions(path: Path) -> list[tuple[str, int]]:
    """Return the name and length in lines of every function of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_modules_stay_small() -> None:
    """No module exceeds 300 lines, and half of them stay within 150."""
    sizes = {p.name: len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {name: size for name, size in sizes.items() if size > 300} == {}
    assert statistics.median(sizes.values()) <= 150


def test_functions_stay_small() -> None:
    """No function exceeds 50 lines, and half of them stay within 12."""
    sizes = [(path.name, *found) for path in MODULES for found in functions(path)]
    assert [found for found in sizes if found[2] > 50] == []
    assert statistics.median(found[2] for found in sizes) <= 12


def test_every_public_name_is_documented() -> None:
    """Every module, public class and public function says what it is for."""
    silent = {
        (str(path.relative_to(PACKAGE)), getattr(node, "name", "module"))
        for path in MODULES
        for node in public_definitions(ast.parse(path.read_text(encoding="utf-8")))
        if ast.get_docstring(node) is None
    }
    assert silent == set()


def public_definitions(
    parent: ast.Module | ast.ClassDef,
) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """Yield a module or class and what is public in it; what a function holds is its own."""
    yield parent
    for node in parent.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield from public_definitions(node) if isinstance(node, ast.ClassDef) else (node,)
