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
    "nominations",
    "review",
    "awards",
    "cultivation",
    "oversight",
    "portal",
]
INSIDE = {"common", "accounts", "policy", "ladder", "cultivation", "oversight", "portal"}
TOP = {"manage.py", "nominations", "review", "awards", "wuhou_craftsmen", "tests", "tools"}
FREE_OF_DJANGO = [
    "review/domain/scoring/ranking.py",
    "review/domain/scoring/rubric.py",
    "awards/domain/claims/entitlement.py",
]


def folder(app: str) -> Path:
    return ROOT / "wuhou_craftsmen" / app if app in INSIDE else ROOT / app


def app_of(module: str) -> str | None:
    parts = module.split(".")
    if parts[0] == "wuhou_craftsmen":
        return parts[1] if len(parts) > 1 and parts[1] in INSIDE else None
    return parts[0] if parts[0] in ORDER else None


def imports_of(path: Path):
    """Every module that a file imports, inline ones too, relative ones resolved."""
    package = list(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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


def test_a_wrong_import_would_be_found(tmp_path):
    sample = ROOT / "review" / "_sample.py"
    try:
        sample.write_text(
            "def later():\n    from awards.models import Title\n    return Title\n", encoding="utf-8"
        )
        assert "awards.models" in set(imports_of(sample))
    finally:
        sample.unlink()


def test_the_arithmetic_is_free_of_django():
    for name in FREE_OF_DJANGO:
        assert not [module for module in imports_of(ROOT / name) if module.split(".")[0] == "django"], name


def test_verbs_never_take_a_request():
    for path in ROOT.glob("*/domain/*.py"):
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
