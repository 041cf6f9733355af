"""Which bodies a change touches, asked of git once: the others need not even be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.validation.changed import commit_of, git

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.workspace import Workspace


def changed_bodies(workspace: Workspace, revision: str) -> tuple[str, ...] | None:
    """Return the bodies whose folders are not as they were in a revision.

    None when what they share has changed, which concerns any of them, or lies where git cannot
    tell.  Raises as ``changed.concerned`` does.
    """
    root = workspace.data.resolve()
    differing = _differing(root, commit_of(root, revision))
    own = [path.relative_to(root).parts for path in differing if path.is_relative_to(root)]
    bodies = set(workspace.bodies())
    if any(parts[0] not in bodies for parts in own if parts[-1].endswith(".ttl")):
        return None
    return tuple(sorted(bodies & {parts[0] for parts in own}))


def _differing(root: Path, commit: str) -> set[Path]:
    """Return the files under a folder that differ from a commit, or are not known to git."""
    asked = (
        ("diff", "--name-only", "-z", "--relative", commit, "--", "."),
        ("ls-files", "--others", "-z", "--", "."),
    )
    answers = (git(root, *arguments).stdout for arguments in asked)
    return {root / name.decode() for names in answers for name in names.split(b"\0") if name}
