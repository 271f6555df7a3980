"""YAML files in, plain data out; compiled copies (JSON, keyed by content hash) make the start fast.

`kg/compiled/` ships with the package and is written by `python -m kg.sources`; a file whose hash is not there is parsed
with a YAML 1.2 loader that refuses duplicate keys (so that ISO code NO is Norway, not False).
"""
from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from kg.errors import RuleError

PACKAGE = Path(__file__).parent
COMPILED = PACKAGE / "compiled"
LIMIT = 16 * 1024 * 1024  # bytes; a user's file beyond this is refused


def parse_yaml(text: str, name: str) -> Any:
    """Parse YAML 1.2; `name` is used in the error, which gives the line."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    yaml.allow_duplicate_keys = False
    try:
        return yaml.load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError(f"{name}:{line}: not valid YAML: {' '.join(str(error.problem).split())}") from error
    except YAMLError as error:
        raise RuleError(f"{name}: not valid YAML: {' '.join(str(error).split())[:200]}") from error


def read_yaml(path: Path) -> Any:
    """Data of a YAML file, from its compiled copy where the content is the same."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error.strerror}") from error
    if len(raw) > LIMIT:
        raise RuleError(f"{path}: larger than {LIMIT} bytes; split it")
    copy = COMPILED / f"{path.stem}-{hashlib.sha256(raw).hexdigest()[:16]}.json"
    if copy.is_file():
        return json.loads(copy.read_bytes())
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    return parse_yaml(text, str(path))


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
