"""Who may import whom, read from syntax trees: `violations(source, module)` is pure and knows no file.

The rules are those of the house: `geo` knows nothing of ours, `etl` knows `geo`, `dashboard` knows a few modules of
`etl`; figures and components know neither SQL nor callbacks; SQL, the environment and printing have their places.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

DASHBOARD_MAY = (
    "etl.indicators",
    "etl.contracts",
    "etl.disclosure",
    "etl.settings",
    "etl.errors",
    "etl.said",
    "etl.warehouse.schema",
    # What a case is, where it stands and until when: pure, and said in one place alone.
    "etl.cases",
    "etl.case_steps",
    "etl.deadlines",
)
SQL_PLACES = ("dashboard.queries", "etl.compute", "etl.warehouse", "etl.readers", "etl.people")
DRAWING = ("dashboard.figures", "dashboard.components")
COMMANDS = ("dashboard.cli", "dashboard.commands")
ENVIRONMENT = "etl.settings"

# What can be had of SQLAlchemy without writing SQL: a connection, its address, its errors.
SQL_FREE = re.compile(r"sqlalchemy\.(exc(\..+)?|(engine\.)?(Engine|Connection|URL|make_url|create_engine)|engine)")
DATABASES = ("sqlalchemy", "alembic", "psycopg", "sqlite3")
SQL_CALLS = {"read_sql", "read_sql_query", "read_sql_table", "to_sql"}
SQL_TEXT = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM|CREATE\s+TABLE)\b", re.DOTALL)
CALLBACK_NAMES = {"Input", "Output", "State", "ALL", "MATCH", "ALLSMALLER", "callback", "clientside_callback"}
CALLBACK_ATTRIBUTES = {"callback", "clientside_callback"}
ENVIRONMENT_NAMES = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"}


@dataclass(frozen=True, slots=True)
class Violation:
    """A line that breaks a rule: `what` stands there, `rule` forbids it."""

    module: str
    line: int
    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.rule}: {self.what}"


@dataclass(frozen=True, slots=True)
class Import:
    """A dotted name that a line makes reachable: `from a import b` gives `a.b`, whether `b` is a module or not."""

    line: int
    name: str


def inside(name: str, *packages: str) -> bool:
    """Whether the dotted name is one of the packages or lies in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def imports(tree: ast.AST, package: str) -> Iterator[Import]:
    """Every import of the tree, those inside functions, relative ones and literal dynamic ones too.

    Args:
        package: the package that a relative import starts from.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _absolute("." * node.level + (node.module or ""), package)
            yield from (Import(node.lineno, f"{origin}.{alias.name}".lstrip(".")) for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Import(node.lineno, _absolute(first.value, package))


def _absolute(name: str, package: str) -> str:
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - level + 1], *filter(None, [name[level:]])])


def _called(node: ast.Call) -> str:
    """The last name of what is called: `f` of `f()` and of `a.b.f()`."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def violations(source: str, module: str, *, is_package: bool = False) -> list[Violation]:
    """What breaks the house rules in one module.

    Args:
        source: the text of the module.
        module: its dotted name, such as `dashboard.figures.trend`.
        is_package: the text is that of the package's `__init__.py`.
    Returns:
        violations in the order of lines.
    """
    tree = ast.parse(source)
    package = module if is_package else module.rpartition(".")[0]
    found = [
        Violation(module, entry.line, rule, entry.name)
        for entry in imports(tree, package)
        for rule in _broken_by_import(module, entry.name)
    ]
    found += [Violation(module, line, rule, what) for line, rule, what in _broken_in_place(tree, module)]
    return sorted(found, key=lambda one: (one.line, one.rule, one.what))


def _broken_by_import(module: str, name: str) -> Iterator[str]:
    room = module.partition(".")[0]
    if inside(name, "tests"):
        yield "production code imports no tests"
    if room == "geo" and inside(name, "etl", "dashboard"):
        yield "geo imports nothing of ours"
    if room == "etl" and inside(name, "dashboard"):
        yield "nothing imports dashboard"
    is_page = room == "dashboard" and not inside(module, *COMMANDS)
    if is_page and inside(name, "etl") and not inside(name, *DASHBOARD_MAY):
        yield "dashboard imports only the open modules of etl"
    if inside(module, *DRAWING):
        if inside(name, *DATABASES, "dashboard.queries", "etl.warehouse"):
            yield "figures and components know no SQL"
        if inside(name, "dash.dependencies") or (inside(name, "dash") and name.rpartition(".")[2] in CALLBACK_NAMES):
            yield "figures and components know no callbacks"
    if inside(name, *DATABASES) and not inside(module, *SQL_PLACES) and not SQL_FREE.fullmatch(name):
        yield "SQL has its places"
    if module != ENVIRONMENT and (
        inside(name, "pydantic_settings", "dotenv") or name in {f"os.{part}" for part in ENVIRONMENT_NAMES}
    ):
        yield "the environment is read in etl.settings"


def _broken_in_place(tree: ast.AST, module: str) -> Iterator[tuple[int, str, str]]:
    """What needs no import to be wrong: a name used, a text written."""
    documentation = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield from _broken_by_attribute(node, module)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            if not inside(module, *COMMANDS):
                yield node.lineno, "only the command prints", "print"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            match = SQL_TEXT.search(node.value)
            if match and not inside(module, *SQL_PLACES):
                yield node.lineno, "SQL has its places", " ".join(match[0].split())


def _broken_by_attribute(node: ast.Attribute, module: str) -> Iterator[tuple[int, str, str]]:
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    if owner == "os" and node.attr in ENVIRONMENT_NAMES and module != ENVIRONMENT:
        yield node.lineno, "the environment is read in etl.settings", f"os.{node.attr}"
    if node.attr in SQL_CALLS and not inside(module, *SQL_PLACES):
        yield node.lineno, "SQL has its places", node.attr
    if inside(module, *DRAWING):
        named = owner in ("dash", "dependencies") and node.attr in CALLBACK_NAMES
        if named or node.attr in CALLBACK_ATTRIBUTES:
            yield node.lineno, "figures and components know no callbacks", f"{owner}.{node.attr}".strip(".")


def _docstrings(tree: ast.AST) -> set[int]:
    """Identities of the nodes that are documentation."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }
