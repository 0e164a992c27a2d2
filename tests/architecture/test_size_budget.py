"""The size budget of style.md, item 18: a file or function that grows is telling about a missing noun."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES_OF_A_FILE = 600
MOST_LINES_OF_A_FUNCTION = 60
MOST_LINES_OF_A_CLASS = 250


def python_files() -> list[Path]:
    files = [p for top in ("src", "tests", "benchmarks", "scripts") for p in (ROOT / top).rglob("*.py")]
    return [p for p in files if "migrations" not in p.parts]


def too_long(kind: type[ast.AST] | tuple[type[ast.AST], ...], most: int) -> list[str]:
    found = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, kind) and node.end_lineno - node.lineno + 1 > most:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    return found


def test_no_file_is_too_long() -> None:
    assert [p.name for p in python_files() if len(p.read_text().splitlines()) > MOST_LINES_OF_A_FILE] == []


def test_no_function_is_too_long() -> None:
    assert too_long((ast.FunctionDef, ast.AsyncFunctionDef), MOST_LINES_OF_A_FUNCTION) == []


def test_no_class_is_too_long() -> None:
    assert too_long(ast.ClassDef, MOST_LINES_OF_A_CLASS) == []
