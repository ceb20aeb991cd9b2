"""Slips in a program that are unmistakable, mended in its syntax tree.

A missing import, an answer that is printed or shown but not set, a change in place of a column that
pandas no longer makes, and a column name that differs in case, spaces or marks only.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from hocket.documents.synonyms import mean_the_same
from hocket.execute.tables.inside.retired import Renaming

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

IMPORTS = {
    **dict.fromkeys(("re", "math", "json", "csv", "statistics", "itertools", "collections",
                     "string", "calendar", "functools", "scipy", "sklearn", "duckdb"), ""),
    "stats": "scipy", "datetime": "datetime", "timedelta": "datetime", "date": "datetime",
    "Counter": "collections", "defaultdict": "collections", "relativedelta": "dateutil",
    **dict.fromkeys(("LinearRegression", "LogisticRegression", "Ridge", "Lasso"),
                    "sklearn.linear_model"),
    **dict.fromkeys(("train_test_split", "cross_val_score", "KFold", "GridSearchCV"),
                    "sklearn.model_selection"),
    **dict.fromkeys(("StandardScaler", "MinMaxScaler", "LabelEncoder", "OneHotEncoder",
                     "RobustScaler", "PolynomialFeatures"), "sklearn.preprocessing"),
    **dict.fromkeys(("mean_squared_error", "root_mean_squared_error", "mean_absolute_error",
                     "r2_score", "accuracy_score", "f1_score", "precision_score", "recall_score",
                     "confusion_matrix", "silhouette_score", "roc_auc_score"), "sklearn.metrics"),
    **dict.fromkeys(("RandomForestClassifier", "RandomForestRegressor", "IsolationForest",
                     "GradientBoostingClassifier", "GradientBoostingRegressor"),
                    "sklearn.ensemble"),
    **dict.fromkeys(("DecisionTreeClassifier", "DecisionTreeRegressor"), "sklearn.tree"),
    **dict.fromkeys(("KMeans", "DBSCAN"), "sklearn.cluster"),
    **dict.fromkeys(("KNeighborsClassifier", "KNeighborsRegressor"), "sklearn.neighbors"),
    "PCA": "sklearn.decomposition", "SVC": "sklearn.svm", "SimpleImputer": "sklearn.impute",
}  # fmt: skip
"""A name to the module that it comes from; empty for a module itself."""

ANSWER = "answer"
BOUNDED = 2
"""Arguments of ``cut`` with its bounds: what is cut, and the bounds."""

WEEKDAYS = ("weekday", "dayofweek", "day_of_week")
LAST_WEEKDAY = 6
NO_NAMES = frozenset(
    ("no", "nr", "num", "number", "id", "code", "name", "on", "at", "of", "the", "a", "in")
)
"""Words of a column that say nothing of what it holds; any other may make it something else."""
MIN_WORD = 3
"""Letters of a word that stands for the column that has it."""
_PARTS = re.compile(r"[\W_]+")
_SLOT = re.compile(r"(?m)^@(?=[A-Za-z_]\w*\s*=(?!=))")
"""Before a name that is set: copied from a form such as ``@mean[value]``."""


def parsed(code: str, known: set[str]) -> ast.Module:
    """The program, mended.

    Args:
        code: The source.
        known: Names that it may use without an import.

    Raises:
        SyntaxError: It is no program.
        ValueError: It compares a day of the week with a number that none has.
    """
    plain = _SLOT.sub("", code)
    tree: ast.Module = Renaming().visit(_Slips().visit(ast.parse(plain, "program.py")))
    _refuse_weekdays(tree)
    _set_answer(tree)
    missing = _used(tree) - _bound(tree) - known - set(dir(builtins))
    tree.body[:0] = [line for name in sorted(missing) if (line := _import_of(name))]
    return ast.fix_missing_locations(tree)


def renamed(tree: ast.Module, old: str, new: str) -> ast.Module:
    """The program with another name of a column."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value == old:
            node.value = new
    return tree


def renamed_variable(tree: ast.Module, old: str, new: str) -> ast.Module:
    """The program with another name of a variable."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == old:
            node.id = new
    return tree


def without_import(tree: ast.Module, module: str, fault: str, known: Collection[str] = ()) -> bool:
    """Take what a module lacks out of the program's imports; whether that was possible.

    What another module is known to have comes from there.

    Args:
        tree: The program, which is changed if it does not use the name, or that is known.
        module: The module, or the one that does not exist.
        fault: What Python says.
        known: Names that the program has without an import.
    """
    lacks = re.match(r"cannot import name '(\w+)'", fault)
    name = lacks[1] if lacks else ""
    other = _import_of(name) if name else None
    is_elsewhere = isinstance(other, ast.ImportFrom) and other.module != module
    had = {*known, name} if is_elsewhere else {*known}
    taking = _Without(module, name, _used(tree) - had)
    taking.visit(tree)
    if taking.has_taken and is_elsewhere and other is not None:
        is_first = isinstance(tree.body[0], ast.ImportFrom) and tree.body[0].module == "__future__"
        tree.body.insert(int(is_first), other)
    ast.fix_missing_locations(tree)
    return taking.has_taken


class _Without(ast.NodeTransformer):
    """Takes a name that a module lacks, or all of a module that is not there, out of imports."""

    def __init__(self, module: str, name: str, used: set[str]) -> None:
        self._module = module
        self._name = name
        self._used = used
        self.has_taken = False

    def visit_Import(self, node: ast.Import) -> ast.stmt:
        return self._left(node, lambda alias: alias.name == self._module)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt:
        if node.module != self._module:
            return node
        return self._left(node, lambda alias: self._name in ("", alias.name))

    def _left(self, node: Any, is_lacking: Callable[[ast.alias], bool]) -> ast.stmt:
        names = [a for a in node.names if not is_lacking(a) or self._is_used(a)]
        self.has_taken = self.has_taken or len(names) < len(node.names)
        node.names = names
        return node if names else ast.copy_location(ast.Pass(), node)

    def _is_used(self, alias: ast.alias) -> bool:
        return (alias.asname or alias.name).partition(".")[0] in self._used


_NESTED = re.compile(r"\w+(?:\.\w+)+")
"""The name of what lies within another thing, as that of 'depth' in ``site.depth``."""


def nearest(name: str, names: list[str]) -> str:
    """The only one of the names that differs in case, spaces, marks and accents alone; else empty.

    If there is none, the only one that also differs in a word that says nothing, or in what it has
    in brackets; or the only one that has all the words of the name, or commonly means the same.

    Examples:
        >>> nearest("no of trades", ["No. of Trades", "Turnover"]), nearest("x", ["a"])
        ('No. of Trades', '')
        >>> nearest("country_name", ["Country", "Country code"])
        'Country'
        >>> nearest("trips_per_day", ["Trips per day (midnight to 11:59)", "Date"])
        'Trips per day (midnight to 11:59)'
        >>> nearest("order", ["Order No", "Customer"])
        'Order No'
        >>> nearest("calls_lost", ["No. of calls lost", "No. of calls", "Lost time"])
        'No. of calls lost'
        >>> nearest("surname", ["family", "given"])
        'family'
        >>> nearest("depth", ["site.depth", "site.name"]), nearest("x", ["a.x", "b.x"])
        ('site.depth', '')
    """
    for core in (_core, _bare_core, _open_core):
        matches = [n for n in names if core(n) == core(name)]
        if matches and core(name):
            return matches[0] if len(matches) == 1 else ""
    within = [
        n for n in names if _NESTED.fullmatch(n) and _core(n.rpartition(".")[2]) == _core(name)
    ]
    if within and _core(name):
        return within[0] if len(within) == 1 else ""
    words = _words(name)
    having = [n for n in names if words and words <= _words(n) and _words(n) - words <= NO_NAMES]
    if len(having) == 1 and len("".join(words)) >= MIN_WORD:
        return having[0]
    alike = [n for n in names if mean_the_same(name, n)]
    return alike[0] if len(alike) == 1 else ""


def column_meant(name: str, columns: list[str], aliases: Mapping[str, str]) -> str:
    """The column that is meant by a name: the one of which that is known, else the nearest one.

    Empty if there is none.

    Examples:
        >>> columns = ["Who", "Time taken", "Shop name"]
        >>> column_meant("walker", columns, {"Walker": "Who"}), column_meant("age", columns, {})
        ('Who', '')
        >>> column_meant("name", columns, {"name": "Who"}), column_meant("Who", columns, {})
        ('Who', 'Who')
    """
    if name in columns:
        return name
    known = {_core(alias): column for alias, column in aliases.items() if column in columns}
    return known.get(_core(name)) or nearest(name, columns)


def _words(name: str) -> set[str]:
    return set(filter(None, map(_core, _PARTS.split(name))))


def _core(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    marks = "".join(mark for mark in plain if not unicodedata.combining(mark))
    signed = re.sub(r"-\s*$", "minus", marks.replace("+", "plus"))
    return re.sub(r"[\W_]+", "", signed).casefold()


def _open_core(name: str) -> str:
    return _core(re.sub(r"[(\[][^)\]]*[)\]]", "", name))


def _bare_core(name: str) -> str:
    return _core(re.sub(r"(?i)(?<![^\W_])(?:the|names?|columns?)(?![^\W_])", "", name))


_OF_SEVERAL = frozenset(("sum", "mean", "max", "min", "median", "count"))
"""What several values have, and a number has not."""


class _Slips(ast.NodeTransformer):
    """What is written otherwise than it is meant, and never means what it says.

    ``df["a"].fillna(0, inplace=True)`` becomes an assignment: pandas 3 would change a copy.
    ``a == 1 | b == 2`` becomes ``(a == 1) | (b == 2)``: it would compare with ``1 | b``.
    ``(a == 1) & b > 2`` becomes ``(a == 1) & (b > 2)``: it would compare ``(a == 1) & b``.
    ``cut(a, [0, 9, 99])`` becomes ``cut(a, [0, 9, 99], include_lowest=True)``: it would lose 0.
    ``int(a > 5).sum()`` becomes ``int((a > 5).sum())``: a number has no sum.
    """

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        bins = next((k.value for k in node.keywords if k.arg == "bins"), None)
        bins = bins or (node.args[1] if len(node.args) == BOUNDED else None)
        if name == "cut" and isinstance(bins, ast.List):
            stated = {keyword.arg for keyword in node.keywords}
            named = next((k.value for k in node.keywords if k.arg == "labels"), None)
            says_bounds = named is not None and any(map(str.isdigit, ast.unparse(named)))
            if not stated & {"include_lowest", "right"} and not says_bounds:
                node.keywords.append(ast.keyword("include_lowest", ast.Constant(value=True)))
        return _around(node) or node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        both = node.left
        if _joins_conditions(both) and _place(both) == _place(node):
            assert isinstance(both, ast.BinOp)  # noqa: S101 - as was just seen
            last = ast.Compare(both.right, node.ops, node.comparators)
            return ast.copy_location(ast.BinOp(both.left, both.op, self.visit(last)), node)
        for place, middle in enumerate(node.comparators[:-1]):
            if isinstance(middle, ast.BinOp) and isinstance(middle.op, ast.BitOr | ast.BitAnd):
                first = ast.Compare(
                    node.left, node.ops[: place + 1], [*node.comparators[:place], middle.left]
                )
                rest = ast.Compare(
                    middle.right, node.ops[place + 1 :], node.comparators[place + 1 :]
                )
                return ast.copy_location(ast.BinOp(first, middle.op, self.visit(rest)), node)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        call = node.value
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            return node
        place = call.func.value
        others = [k for k in call.keywords if k.arg != "inplace"]
        if len(others) == len(call.keywords) or not isinstance(
            place, ast.Subscript | ast.Attribute
        ):
            return node
        call.keywords = others
        target = ast.parse(ast.unparse(place)).body[0].value  # type: ignore[attr-defined]
        target.ctx = ast.Store()
        return ast.copy_location(ast.Assign([target], call), node)


def _around(node: ast.Call) -> ast.expr | None:
    """The call with the conversion to a number around the sum, if it is within; else None."""
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in _OF_SEVERAL:
        return None
    number = node.func.value
    if not isinstance(number, ast.Call) or not isinstance(number.func, ast.Name):
        return None
    if number.func.id not in ("int", "float") or len(number.args) != 1 or number.keywords:
        return None
    node.func.value = number.args[0]
    number.args = [node]
    return number


def _joins_conditions(node: ast.expr) -> bool:
    """Whether it is ``condition & value`` or ``condition | value``."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.BitAnd | ast.BitOr):
        return False
    is_not = isinstance(node.left, ast.UnaryOp) and isinstance(node.left.op, ast.Invert)
    return is_not or isinstance(node.left, ast.Compare) or _joins_conditions(node.left)


def _place(node: ast.expr) -> tuple[int, int] | None:
    """Where it begins, which is the same for a comparison and its left side without brackets."""
    return (node.lineno, node.col_offset) if hasattr(node, "lineno") else None


def _refuse_weekdays(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and not isinstance(node.ops[0], ast.Lt | ast.LtE):
            day, values = node.left, node.comparators
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            day, values = node.func.value, node.args if node.func.attr == "isin" else []
        else:
            continue
        is_called = isinstance(day, ast.Call)
        if isinstance(day, ast.Call):
            day = day.func
        numbers = [n for value in values for n in ast.walk(value) if isinstance(n, ast.Constant)]
        if not isinstance(day, ast.Attribute) or day.attr not in WEEKDAYS:
            continue
        if not is_called and getattr(day.value, "attr", "") != "dt":
            continue  # a column of that name
        if any(isinstance(n.value, int) and n.value > LAST_WEEKDAY for n in numbers):
            message = f"{day.attr} is 0 for Monday to 6 for Sunday, so it is never 7"
            raise ValueError(message)


def _set_answer(tree: ast.Module) -> None:
    """Let the last line set the answer if nothing does: what it shows, prints or computes."""
    if ANSWER in _bound(tree) or not tree.body:
        return
    last = tree.body[-1]
    value: Any = None
    if isinstance(last, ast.Expr):
        value = last.value
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            if value.func.id == "print":
                value = value.args[0] if len(value.args) == 1 else None
        elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
            value = None if value.func.attr.startswith(("to_", "dump", "write", "show")) else value
    elif isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name):
        value = ast.Name(last.targets[0].id, ast.Load())
    if value is not None:
        tree.body.append(
            ast.copy_location(ast.Assign([ast.Name(ANSWER, ast.Store())], value), last)
        )


def _used(tree: ast.AST) -> set[str]:
    names = (n for n in ast.walk(tree) if isinstance(n, ast.Name))
    return {n.id for n in names if isinstance(n.ctx, ast.Load)}


def _bound(tree: ast.AST) -> set[str]:
    """Every name that the program gives a value anywhere."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
    return names


def _import_of(name: str) -> ast.stmt | None:
    """The import that a name lacks; None if it is nobody's."""
    module = IMPORTS.get(name)
    if module is None and hasattr(importlib.import_module("scipy.stats"), name):
        module = "scipy.stats"
    if module is None:
        return None
    source = f"from {module} import {name}" if module else f"import {name}"
    return ast.parse(source).body[0]
