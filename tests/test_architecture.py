"""The house stays as drawn: imports point one way, rooms do not reach into each other."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = [
    "common",
    "accounts",
    "policy",
    "ladder",
    "registers",
    "cultivation",
    "nominations",
    "review",
    "awards",
    "ceremony",
    "oversight",
    "showcase",
    "portal",
]
INSIDE = {"common", "accounts", "policy", "ladder", "registers", "portal"}
TOP = {
    "manage.py",
    "cultivation",
    "nominations",
    "review",
    "awards",
    "ceremony",
    "oversight",
    "showcase",
    "wuhou_craftsmen",
    "tests",
    "tools",
}
FREE_OF_DJANGO = [
    "review/domain/scoring/ranking.py",
    "review/domain/committee/drawing.py",
    "review/domain/committee/intervals.py",
    "awards/domain/claims/entitlement.py",
    "ceremony/pinyin.py",
    "wuhou_craftsmen/policy/domain/readers.py",
    "wuhou_craftsmen/common/kernel/workdays.py",
]
LONGEST_FILE, LONGEST_FUNCTION = 300, 40  # lines


def folder(app: str) -> Path:
    return ROOT / "wuhou_craftsmen" / app if app in INSIDE else ROOT / app


def app_of(module: str) -> str | None:
    parts = module.split(".")
    if parts[0] == "wuhou_craftsmen":
        return parts[1] if len(parts) > 1 and parts[1] in INSIDE else None
    return parts[0] if parts[0] in ORDER else None


def code() -> list[Path]:
    """Every file of the eight rooms, without migrations."""
    found = [path for app in ORDER for path in sorted(folder(app).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def imports_of(path: Path):
    """Every module that a file imports, inline ones too, relative ones resolved."""
    return imports_in(path.read_text(encoding="utf-8"), list(path.relative_to(ROOT).parent.parts))


def imports_in(text: str, package: list[str]):
    """Every module that a file of `package` with this text imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("app", [app for app in ORDER if folder(app).is_dir()])
def test_imports_point_downward_only(app):
    files = sorted(folder(app).rglob("*.py"))
    assert files
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in files
        for module in imports_of(path)
        if (other := app_of(module)) and ORDER.index(other) > ORDER.index(app)
    ]
    assert not wrong


def test_a_wrong_import_would_be_found():
    text = "def later():\n    from awards.models import Title\n    return Title\n"
    assert "awards.models" in set(imports_in(text, ["review"]))
    assert "review.models.Score" in set(imports_in("from ..models import Score", ["review", "domain"]))


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Modules that reach each other by imports, each circle once (Tarjan's components of more than one)."""
    index, low, stack, found = {}, {}, [], []

    def visit(module):
        index[module] = low[module] = len(index)
        stack.append(module)
        for other in graph[module]:
            if other not in index:
                visit(other)
                low[module] = min(low[module], low[other])
            elif other in stack:
                low[module] = min(low[module], index[other])
        if low[module] == index[module]:
            component = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(component) > 1:
                found.append(sorted(component))

    for module in graph:
        if module not in index:
            visit(module)
    return found


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_no_modules_import_each_other_in_a_circle():
    modules = {module_of(path): path for path in code()}
    graph = {}
    for module, path in modules.items():
        named = set(imports_of(path))
        # `from .models import Score` names models and models.Score: the longer one is meant where it is a module
        found = {
            m
            for m in named
            if m in modules and not any(o.startswith(f"{m}.") and o in modules for o in named)
        }
        graph[module] = found - {module}
    assert not circles(graph)
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


def test_no_file_and_no_function_is_too_long():
    long = []
    for path in code():
        text = path.read_text(encoding="utf-8")
        if (lines := text.count("\n")) > LONGEST_FILE:
            long.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.FunctionDef)
                and (own := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
            ):
                long.append(f"{path.relative_to(ROOT)}: {node.name} has {own} lines")
    assert not long


def test_the_arithmetic_is_free_of_django():
    for name in FREE_OF_DJANGO:
        assert not [module for module in imports_of(ROOT / name) if module.split(".")[0] == "django"], name


def test_verbs_never_take_a_request():
    verbs = [path for path in code() if "domain" in path.parts]
    assert {app for app in ORDER if (folder(app) / "domain").is_dir()} == {
        app_of(module_of(path)) for path in verbs
    }
    for path in verbs:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert "request" not in [argument.arg for argument in node.args.args], f"{path}: {node.name}"


def test_top_level_holds_the_three_rooms_and_the_project_only():
    python = {path.name for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert python <= TOP


def test_guardian_is_called_in_one_place():
    callers = [
        path.relative_to(ROOT).as_posix()
        for app in ORDER
        if folder(app).is_dir()
        for path in folder(app).rglob("*.py")
        if any(module.startswith("guardian.shortcuts") for module in imports_of(path))
    ]
    assert callers == ["wuhou_craftsmen/common/security/grants.py"]


def test_no_test_module_imports_another():
    """What two of them need is in tests/worlds/ or another helper module."""
    found = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for module in imports_of(path)
        if module.startswith("tests.")
        and any(part.startswith("test_") or part == "conftest" for part in module.split("."))
    ]
    assert not found, found
