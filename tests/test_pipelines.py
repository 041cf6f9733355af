"""What the project offers to pipelines, run here as the pipelines run it.

Only the installation is stood in for: a script that starts this very Greffe.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from greffe import resources
from greffe.app import COMMANDS
from greffe.resources import data_dir

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = (ROOT / "docs/en/pipelines.md", ROOT / "docs/fr/integration-continue.md")
FILES: Final = ("body.ttl", "register.ttl", "inventory.ttl")
BROKEN_LINE: Final = "greffe:outsideQuebec true"
INPUT: Final = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")
FENCE: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def load(name: str) -> Any:  # noqa: ANN401 - whatever a YAML file holds
    """Return the content of a YAML file of the project."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def stand_in(path: Path) -> Path:
    """Write a program that is this Greffe, where an installed one would be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    package = shlex.quote(str(Path(resources.__file__).parents[1]))
    python = shlex.quote(sys.executable)
    path.write_text(f'#!/bin/sh\nPYTHONPATH={package} exec {python} -m greffe.app "$@"\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def body(tmp_path: Path) -> Path:
    """Return the checkout of a body that keeps its registers in ``data/mifi``."""
    folder = tmp_path / "checkout" / "data" / "mifi"
    folder.mkdir(parents=True)
    for name in FILES:
        shutil.copy(data_dir() / "mifi" / name, folder)
    return tmp_path / "checkout"


def spoil(body: Path) -> int:
    """Say of one entry that it leaves Québec while its cell says no; return the line."""
    path = body / "data" / "mifi" / "register.ttl"
    text = path.read_text(encoding="utf-8").replace("greffe:outsideQuebec false", BROKEN_LINE, 1)
    path.write_text(text, encoding="utf-8")
    before = (data_dir() / "mifi" / "register.ttl").read_text(encoding="utf-8").splitlines()
    lines = zip(before, text.splitlines(), strict=True)
    return next(number for number, (old, new) in enumerate(lines, 1) if old != new)


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the runners of GitHub and GitLab do: bash that stops at an error."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


# GitHub


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """Return the temporary folder of a runner, where Greffe is installed."""
    stand_in(tmp_path / "runner" / "greffe" / "bin" / "greffe")
    return tmp_path / "runner"


def action(body: Path, runner: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the check step of the action with these inputs, the others as declared."""
    declared = {name: each["default"] for name, each in load("action.yml")["inputs"].items()}
    inputs = declared | {name.replace("_", "-"): value for name, value in given.items()}
    step = load("action.yml")["runs"]["steps"][-1]
    environment = {
        name: INPUT.sub(lambda found: inputs[found[1]], value)
        for name, value in step["env"].items()
    }
    summary = str(runner / "summary.md")
    return shell(
        step["run"], body, RUNNER_TEMP=str(runner), GITHUB_STEP_SUMMARY=summary, **environment
    )


def test_the_action_passes_sound_data(body: Path, runner: Path) -> None:
    """Warnings are annotated, and the job is green; the summary is Markdown."""
    done = action(body, runner, lang="en")
    assert (0, "") == (done.returncode, done.stderr)
    assert "::warning file=data/mifi/" in done.stdout
    assert "::error" not in done.stdout
    assert "Check of the registers" in (runner / "summary.md").read_text(encoding="utf-8")


def test_the_action_fails_on_a_violation(body: Path, runner: Path) -> None:
    """The annotation stands beside the line at fault; the report for code scanning is written."""
    line = spoil(body)
    done = action(body, runner, sarif="greffe.sarif")
    assert 1 == done.returncode
    assert f"::error file=data/mifi/register.ttl,line={line}," in done.stdout
    report = json.loads((body / "greffe.sarif").read_text(encoding="utf-8"))
    assert "2.1.0" == report["version"]


def test_the_action_takes_several_paths_and_a_threshold(body: Path, runner: Path) -> None:
    """One path a line, with spaces in it if need be; a warning may be made to fail."""
    other = body / "my data"
    other.mkdir()
    shutil.move(body / "data" / "mifi" / "inventory.ttl", other)
    paths = "data/mifi\nmy data/inventory.ttl\n"
    done = action(body, runner, paths=paths, fail_on="warning")
    assert 1 == done.returncode
    assert "file=data/mifi/register.ttl" in done.stdout
    assert "file=my data/inventory.ttl" in done.stdout


def test_the_action_fails_when_nothing_can_be_checked(body: Path, runner: Path) -> None:
    """A path that does not exist is an error of its own kind, and no summary is written."""
    done = action(body, runner, paths="dta", lang="en")
    assert 2 == done.returncode
    assert "dta: there is no such file." in done.stderr
    assert not (runner / "summary.md").exists()


def test_the_action_counts_only_what_is_new(body: Path, runner: Path) -> None:
    """With a baseline, accepted findings do not fail the job."""
    spoil(body)
    greffe = runner / "greffe" / "bin" / "greffe"
    made = shell(f"{greffe} baseline data --output accepted.json", body)
    assert 0 == made.returncode, made.stderr
    assert 0 == action(body, runner, baseline="accepted.json").returncode
    assert 1 == action(body, runner).returncode


def test_the_action_uses_every_input_it_declares() -> None:
    """No input is declared and then forgotten, and none is used that is not declared."""
    declared = load("action.yml")
    used = set(INPUT.findall(yaml.safe_dump(declared["runs"])))
    assert set(declared["inputs"]) == used
    assert [name for name, each in declared["inputs"].items() if not each["description"]] == []


def test_the_action_installs_itself() -> None:
    """What is installed is the checkout of the action, by a Python that Greffe runs on."""
    declared = load("action.yml")
    script = declared["runs"]["steps"][1]["run"]
    assert '"$RUNNER_TEMP/greffe/bin/python" -m pip install --quiet "$GITHUB_ACTION_PATH"' in script
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = project["requires-python"].removeprefix(">=").split(".")
    version = declared["inputs"]["python-version"]["default"].split(".")
    assert list(map(int, version)) >= list(map(int, least))


def test_the_action_never_pastes_an_input_into_its_script() -> None:
    """Inputs come as environment variables: one with quotes in it cannot become a command."""
    steps = load("action.yml")["runs"]["steps"]
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == []


# GitLab


def gitlab(body: Path) -> subprocess.CompletedProcess[str]:
    """Run the script of the GitLab template in a checkout."""
    stand_in(body / ".greffe" / "bin" / "greffe")
    template = load("ci/gitlab.yml")
    return shell("\n".join(template["greffe"]["script"]), body, **template["variables"])


def test_the_gitlab_template_passes_sound_data(body: Path) -> None:
    """The job is green, and both reports are there for the merge request."""
    assert 0 == gitlab(body).returncode
    reports = load("ci/gitlab.yml")["greffe"]["artifacts"]["reports"]
    assert {"codequality", "junit"} == set(reports)
    assert [name for name in reports.values() if not (body / name).is_file()] == []


def test_the_gitlab_template_fails_on_a_violation(body: Path) -> None:
    """The job is red, and the code quality report names the line."""
    line = spoil(body)
    assert 1 == gitlab(body).returncode
    report = json.loads((body / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    grave = [issue["location"] for issue in report if issue["severity"] == "critical"]
    assert [{"path": "data/mifi/register.ttl", "lines": {"begin": line}}] == grave


def test_the_gitlab_template_stops_when_nothing_can_be_checked(body: Path) -> None:
    """Without data the job is red at once, and writes no report."""
    shutil.rmtree(body / "data")
    assert 2 == gitlab(body).returncode
    assert not (body / "gl-code-quality-report.json").exists()


def test_the_gitlab_template_keeps_what_it_reports() -> None:
    """Each report is also kept as a file, and is kept when the job is red."""
    artifacts = load("ci/gitlab.yml")["greffe"]["artifacts"]
    assert "always" == artifacts["when"]
    assert sorted(artifacts["reports"].values()) == sorted(artifacts["paths"])


# Without a server


FAKE_PYTHON = """\
#!/bin/sh
# Stands for python3 and for the Python of the environment that it makes.
if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; exit; fi
echo "$*" > "$(dirname "$0")/installed"
cp "$GREFFE_STAND_IN" "$(dirname "$0")/greffe"
"""


def check_sh(body: Path, tmp_path: Path, *arguments: str, script: Path | None = None) -> Any:  # noqa: ANN401
    """Run the script for people without a server, on a machine where nothing is installed."""
    tools = tmp_path / "tools"
    tools.mkdir(exist_ok=True)
    python = tools / "python3"
    python.write_text(FAKE_PYTHON)
    python.chmod(0o755)
    environment = {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "GREFFE_VENV": str(tmp_path / "venv"),
        "GREFFE_PACKAGE": "greffe-of-mine",
        "GREFFE_STAND_IN": str(stand_in(tmp_path / "stand-in")),
    }
    command = shlex.join([str(script or ROOT / "ci" / "check.sh"), *arguments])
    return shell(command, body, **environment)


def test_the_script_installs_once_and_checks(body: Path, tmp_path: Path) -> None:
    """The first run installs what was asked for; the second does not install again."""
    assert 0 == check_sh(body, tmp_path, "data").returncode
    installed = tmp_path / "venv" / "bin" / "installed"
    assert "-m pip install --quiet greffe-of-mine\n" == installed.read_text()
    installed.unlink()
    assert 0 == check_sh(body, tmp_path, "data").returncode
    assert not installed.exists()


def test_the_script_hands_over_its_options_and_the_outcome(body: Path, tmp_path: Path) -> None:
    """Options go to ``greffe validate``, whose exit code is the script's."""
    spoil(body)
    done = check_sh(body, tmp_path, "data", "--format", "json")
    assert 1 == done.returncode
    assert 1 == json.loads(done.stdout)["summary"]["violations"]


def test_the_script_works_as_a_git_hook(body: Path, tmp_path: Path) -> None:
    """Git tells a hook the name and address of the remote, which are no files to check."""
    hook = tmp_path / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(parents=True)
    hook.symlink_to(ROOT / "ci" / "check.sh")
    spoil(body)
    done = check_sh(body, tmp_path, "origin", "https://example.org/r.git", script=hook)
    assert 1 == done.returncode
    assert "S-COM-16" in done.stdout


# pre-commit


def hooks() -> dict[str, Any]:
    """Return the hooks that the project offers, by their id."""
    return {hook["id"]: hook for hook in load(".pre-commit-hooks.yaml")}


def run_hook(name: str, folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    """Run a hook as pre-commit does: its entry, then the changed files that it is for."""
    hook = hooks()[name]
    chosen = [file for file in files if re.search(hook["files"], file)]
    bin_ = stand_in(folder.parent / "env" / "bin" / "greffe").parent
    command = f"{hook['entry']} {shlex.join(chosen)}"
    return shell(command, folder, PATH=f"{bin_}:{os.environ['PATH']}", GREFFE_LANG="en")


def test_the_hook_checks_the_changed_registers(body: Path) -> None:
    """Files that are not Turtle are left alone; a violation stops the commit."""
    files = ("README.md", "data/mifi/register.ttl")
    assert 0 == run_hook("greffe-validate", body, *files).returncode
    spoil(body)
    done = run_hook("greffe-validate", body, *files)
    assert 1 == done.returncode
    assert "data/mifi/register.ttl:" in done.stdout


def test_the_hook_checks_the_data_of_a_changed_document(body: Path) -> None:
    """A document that no longer says what the data quote stops the commit, the data unchanged."""
    document = "data/mifi/sources/registre.txt"
    shutil.copytree(data_dir() / "mifi" / "sources", body / "data" / "mifi" / "sources")
    assert 0 == run_hook("greffe-validate", body, document).returncode
    text = (body / document).read_text(encoding="utf-8")
    (body / document).write_text(text.replace("Statistique Canada", "Statistiques Canada", 1))
    done = run_hook("greffe-validate", body, document)
    assert 1 == done.returncode
    assert "S-FID-02" in done.stdout


def test_the_hook_for_shapes_checks_shapes_only(body: Path) -> None:
    """A shape that is empty stops the commit; data in Turtle is not taken for shapes."""
    (body / "shapes").mkdir()
    (body / "shapes" / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<https://example.org/S> a sh:NodeShape .\n"
    )
    done = run_hook("greffe-lint-shapes", body, "data/mifi/register.ttl", "shapes/own.ttl")
    assert 1 == done.returncode
    assert "shapes/own.ttl:2:1" in done.stdout
    assert "register.ttl" not in done.stdout


def test_hooks_run_commands_that_exist() -> None:
    """Each hook starts a command of Greffe, in one process for all files."""
    known = set(COMMANDS)
    for hook in hooks().values():
        assert hook["entry"].split()[1] in known
        assert ("python", True) == (hook["language"], hook["require_serial"])


# The pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_of_the_pages_are_true(page: Path) -> None:
    """Inputs, variables and hooks that an example names are those that there are."""
    blocks = [
        yaml.safe_load(text)
        for kind, text in FENCE.findall(page.read_text(encoding="utf-8"))
        if kind == "yaml"
    ]
    assert 3 == len(blocks)
    workflow, gitlab_file, pre_commit = blocks
    [step] = [s for s in workflow["jobs"]["check"]["steps"] if "greffe" in s["uses"]]
    assert set(step["with"]) <= set(load("action.yml")["inputs"])
    assert set(gitlab_file["variables"]) <= set(load("ci/gitlab.yml")["variables"])
    [repository] = pre_commit["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == set(hooks())


def test_both_pages_show_the_same_examples() -> None:
    """The French and the English page differ in words only."""
    english, french = (FENCE.findall(page.read_text(encoding="utf-8")) for page in PAGES)
    assert english == french
