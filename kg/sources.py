"""YAML files in, plain data out; compiled copies (JSON, keyed by content hash) make the start fast.

`kg/compiled/` ships with the package and is written by `python -m kg.sources`; a file whose hash is not there is parsed
with a YAML 1.2 loader that refuses duplicate keys (so that ISO code NO is Norway, not False). Users' own files are not trusted: they
are data only, bounded in size and depth, and their compiled copies go where CONCORD_CACHE says, if it says so.
"""
from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.errors import RuleError

PACKAGE = Path(__file__).parent
COMPILED = PACKAGE / "compiled"
LIMIT = 1024 * 1024  # bytes; a user's file beyond this is refused
MOST_VALUES = 200_000  # of a file, aliases counted as often as they are used
DEEPEST = 20  # levels of lists and mappings; rules need four


def parse_yaml(text: str, name: str) -> Any:
    """Parse YAML 1.2 into lists, mappings with string keys, and scalars; `name` is used in the error, which gives the line."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if too_deep(text):  # the parser's time grows with the square of the depth
        raise RuleError(f"{name}: nested too deeply; rules and names need {DEEPEST} levels at most")
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    yaml.allow_duplicate_keys = False
    try:
        return plain(yaml.load(text), name, [MOST_VALUES])
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError(f"{name}:{line}: not valid YAML: {' '.join(str(error.problem).split())}") from error
    except YAMLError as error:
        raise RuleError(f"{name}: not valid YAML: {' '.join(str(error).split())[:200]}") from error
    except RecursionError:
        raise RuleError(f"{name}: nested too deeply; rules and names need {DEEPEST} levels at most") from None
    except (ValueError, TypeError, OverflowError) as error:  # a date or number that is none
        raise RuleError(f"{name}: a value cannot be read: {' '.join(str(error).split())[:200]}; put it in quotes") from error


def too_deep(text: str) -> bool:
    """True where brackets, or list markers in one line, are open more than a hundred deep (those in quotes are counted too)."""
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        if depth > 100:
            return True
    return re.search(r"(?:[-?:][ \t]+){100}", text) is not None


def plain(value: Any, name: str, left: list[int], depth: int = 0) -> Any:
    """The value as JSON can hold it: dates as ISO 8601, keys as strings; refuses what is too deep, too much or another kind of thing."""
    left[0] -= 1
    if left[0] < 0:
        raise RuleError(f"{name}: more than {MOST_VALUES:,} values (aliases counted where they are used); split it")
    if depth > DEEPEST:
        raise RuleError(f"{name}: nested too deeply; rules and names need {DEEPEST} levels at most")
    if isinstance(value, dict):
        return {plain_key(key, name): plain(item, name, left, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, name, left, depth + 1) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise RuleError(f"{name}: a {type(value).__name__} has no place here; write text, lists and mappings only")


def plain_key(key: Any, name: str) -> str:
    if isinstance(key, str | int | float):
        return str(key)
    raise RuleError(f"{name}: a key is to be a word, and one is a {type(key).__name__}")


def line_of(path: Path, place: Sequence[str | int]) -> int:
    """The line (from 1) of an entry or of a key in it: `place` is a way of list numbers and keys, followed as far as it goes.

    Only for errors: it reads the file again.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        node = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8-sig"))
    except (YAMLError, OSError, ValueError, RecursionError):
        return 0
    line = 0
    for step in place:
        if node is None or not isinstance(node.value, list):
            break
        if isinstance(step, int) and node.id == "sequence" and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        elif isinstance(step, str) and node.id == "mapping":
            pairs = [(key, item) for key, item in node.value if key.value == step]
            if not pairs:
                break
            line, node = pairs[0][0].start_mark.line + 1, pairs[0][1]
        else:
            break
    return line


def read_yaml(path: Path) -> Any:
    """Data of a YAML file, from its compiled copy where the content is the same."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error.strerror}") from error
    digest = hashlib.sha256(raw).hexdigest()
    own = path.resolve().is_relative_to(PACKAGE)
    if own and (copy := COMPILED / f"{path.stem}-{digest[:16]}.json").is_file():
        return json.loads(copy.read_bytes())
    if not own and len(raw) > LIMIT:
        raise RuleError(f"{path}: larger than {LIMIT:,} bytes; split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    cache = os.environ.get("CONCORD_CACHE", "")
    if own or not cache:
        return parse_yaml(text, str(path))
    kept = Path(cache) / f"yaml-1-{digest}.json"
    try:
        return json.loads(kept.read_bytes())
    except (OSError, ValueError):  # not there, or not whole
        data = parse_yaml(text, str(path))
        keep(kept, json.dumps(data, ensure_ascii=False, separators=(",", ":")))
        return data


def keep(path: Path, text: str) -> None:
    """Write a file of the cache, whole or not at all; a cache that cannot be written is none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
        with open(handle, "w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            file.write(text)
        os.replace(name, path)
    except OSError:
        return


def compile_all() -> list[Path]:
    """Write the compiled copy of every shipped YAML file and remove stale ones; return the files written."""
    COMPILED.mkdir(exist_ok=True)
    wanted = {}
    for path in sorted(PACKAGE.glob("lexicon/*.yaml")) + sorted(PACKAGE.glob("rules/*.yaml")):
        raw = path.read_bytes()
        name = f"{path.stem}-{hashlib.sha256(raw).hexdigest()[:16]}.json"
        wanted[COMPILED / name] = raw, path
    for old in COMPILED.glob("*.json"):
        if old not in wanted:
            old.unlink()
    for copy, (raw, path) in wanted.items():
        if not copy.is_file():
            data = parse_yaml(raw.decode("utf-8"), str(path))
            copy.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=False) + "\n", encoding="utf-8")
    return sorted(wanted)


if __name__ == "__main__":
    for file in compile_all():
        print(file.name)
