"""What is installed: wheel, sdist and editable install all hold the code, the ontology and the data."""
from __future__ import annotations

import configparser
import hashlib
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import click
import pytest

import kg

ROOT = Path(__file__).parent.parent
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")


def data(project: Path) -> set[str]:
    """Every file of kg/ and ontology/."""
    files = (path for folder in ("kg", "ontology") for path in (project / folder).rglob("*"))
    return {path.relative_to(project).as_posix() for path in files if path.is_file() and path.suffix != ".pyc"}


def shipped(path: str) -> str:
    """Where a file of the checkout is found in an installation."""
    return f"kg/{path}" if path.startswith("ontology/") else path


def copy_of_the_project(target: Path) -> Path:
    """A copy of what is versioned, so that a build leaves no trace here."""
    ignore = shutil.ignore_patterns(".*", "*.egg-info", "build", "dist", "out", "__pycache__", "concord-store")
    return Path(shutil.copytree(ROOT, target, ignore=ignore))


def run(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(arguments, cwd=cwd, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_project(tmp_path_factory.mktemp("packaging") / "project")


@pytest.fixture(scope="module")
def sdist(project: Path) -> Path:
    """The source distribution, made without a network."""
    run(sys.executable, "-c", "from setuptools.build_meta import build_sdist; build_sdist('dist')", cwd=project)
    return next((project / "dist").glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is made from the source distribution: what it lacks, the sdist lacks too."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "wheel", *offline, "-w", str(folder), str(sdist), cwd=folder)
    return next(folder.glob("*.whl"))


def test_sdist_holds_all_that_is_needed_to_test_it(project: Path, sdist: Path) -> None:
    """Code, data, tests, examples and documents are in the source distribution."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert data(project) <= names
    assert {"README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff", "Makefile", "tests/test_packaging.py", "docs/facts.md"} <= names


def test_wheel_from_the_sdist_holds_code_ontology_and_data(project: Path, wheel: Path) -> None:
    """Every file of kg/ and ontology/ is in the wheel, the ontology as kg.ontology, and nothing that does not belong."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {shipped(path) for path in data(project)} <= names
    assert "kg/ontology/concord.ttl" in names
    assert not [name for name in names if name.split("/")[0] not in ("kg", f"concord_kg-{SETUP['metadata']['version']}.dist-info")]


def interpreter(folder: Path, paths: list[Path]) -> str:
    """A Python that sees this environment's dependencies but not this checkout."""
    venv.create(folder, with_pip=False, symlinks=sys.platform != "win32")
    python = next(path for path in (folder / "bin/python", folder / "Scripts/python.exe") if path.exists())
    site = next(folder.rglob("site-packages"))
    (site / "dependencies.pth").write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    return str(python)


ASK = ("import kg, pathlib; from importlib.resources import files; root = pathlib.Path(kg.__file__).parent; "
       "from kg.rules import load_rules; assert len(load_rules().all) > 20; "
       "assert 'con:' in files('kg.ontology').joinpath('concord.ttl').read_text(encoding='utf-8'); "
       "text = 'Joint Statement of India and Japan\\n\\nIndia and Japan agreed to deepen cooperation in space.\\n'; "
       "graph = kg.build([kg.read(text=text, id='a')]); assert graph.facts; graph.to_html('page.html'); print(root)")


@pytest.mark.parametrize("how", ["wheel", "editable"])
def test_installed_it_works(how: str, project: Path, wheel: Path, tmp_path: Path) -> None:
    """From wheel and editable install alike: rules and ontology are found, a graph is built, the command runs."""
    site = Path(click.__file__).parent.parent
    python = interpreter(tmp_path / "venv", [site])
    target = next((tmp_path / "venv").rglob("site-packages"))
    if how == "wheel":
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target)
    else:
        run(sys.executable, "-c", f"from setuptools.build_meta import build_editable; build_editable({str(tmp_path)!r})", cwd=project)
        with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as archive:
            archive.extractall(target)
    where = Path(run(python, "-P", "-c", ASK, cwd=tmp_path).strip())
    assert where == (target / "kg" if how == "wheel" else project / "kg")
    assert run(python, "-P", "-m", "kg", "--version", cwd=tmp_path).split() == ["kg", SETUP["metadata"]["version"]]


def test_every_package_is_listed() -> None:
    """setup.cfg lists every folder of kg/ that holds code."""
    on_disk = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "kg").rglob("*.py")}
    assert on_disk | {"kg.ontology"} == set(SETUP["options"]["packages"].split())


def test_compiled_copies_are_current() -> None:
    """kg/compiled holds a copy of each YAML file, of this content, and no other; `make compiled` writes them."""
    wanted = {f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}.json"
              for folder in ("lexicon", "rules") for path in (ROOT / "kg" / folder).glob("*.yaml")}
    assert wanted == {path.name for path in (ROOT / "kg/compiled").glob("*.json")}


def test_versions_agree() -> None:
    """setup.cfg, the package, CITATION.cff and CHANGELOG.md name the same version."""
    version = SETUP["metadata"]["version"]
    assert kg.__version__ == version
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
