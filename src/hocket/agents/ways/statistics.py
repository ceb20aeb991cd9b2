"""Statistics that a program takes otherwise than its task names them, as far as words show it.

LLMs take the deviation of a sample where that of the population is asked for, and what SciPy's
tests give in the wrong order. Two methods do so alike, so their agreement would not show it.
"""

from __future__ import annotations

import ast
import re

from hocket.agents.code.source import parsed
from hocket.core.late_pattern import late_pattern

_POPULATION = late_pattern(
    r"\bpopulation(?:'s)? (?:standard deviation|std|s\.?d\.?|variance)\b"
    r"|\b(?:standard deviation|variance) (?:of|for) the (?:whole |entire )?population\b"
    r"(?! (?:of|in|per|by|on|column|field|density|size|figures|growth|counts?|numbers?|data)\b)"
    r"|\bddof ?= ?0\b|\)\s*(?:\^|\*\*)\s*2\s*\)?\s*/\s*n\b(?!\s*-)"
    r"|\bnot the sample (?:standard deviation|variance|formula)\b",
    re.IGNORECASE,
)
_SAMPLE = late_pattern(
    r"\bsample (?:standard deviation|std|s\.?d\.?|variance)\b|\bddof ?= ?1\b"
    r"|/\s*\(?\s*n\s*-\s*1\b|\bnot the population (?:standard deviation|variance|formula)\b",
    re.IGNORECASE,
)
_NOT = late_pattern(r"\b(?:not|rather than|instead of) (?:using )?(?:the |a )?$", re.IGNORECASE)
_OF_SAMPLE = late_pattern(
    r"(?<!\bnp)(?<!\bnumpy)(?<=[\w\]\)\"'])\.(?:std|var)\(\s*\)"
    r"|\[?[\"'](?:std|var)[\"'](?!\s*(?::|\]+\s*=(?!=)))"
    r"|\bddof\s*=\s*1\b|\bstatistics\.(?:stdev|variance)\("
    r"|(?<![\w.])(?:stddev|stddev_samp|var_samp|variance|std|stdev)\s*\(\s*[\"\w]",
    re.IGNORECASE,
)
"""A deviation with n - 1: of pandas, the standard library and SQL."""
_LESS_ONE = late_pattern(r"[\w\])]\s*-\s*1\b|\.sem\(")
"""What divides by n - 1 by its formula, or of itself."""
_COLUMN = late_pattern(
    r"[\"']population(?:_\w+)?[\"']\]|\b(?:stddev|var|std)\w*\(\s*\"?population\b"
    r"|\.population\b",
    re.IGNORECASE,
)
"""A column of inhabitants, whose deviation need not be that of a population."""
_OF_POPULATION = late_pattern(
    r"\bddof\s*=\s*0\b|\bnp\.(?:std|var)\((?![^()]*ddof)|\bpstdev\(|\bpvariance\(|\b\w+_pop\s*\("
    r"|\bStandardScaler\(|\.(?:values|to_numpy\(\))\.(?:std|var)\(\s*\)"
    r"|\bnp\.\w+\([^()]*\)\.(?:std|var)\(\s*\)|/\s*\(?\s*(?:len\(|n\b|\w*count\w*\b)"
    r"|\*\*\s*2\s*\)+\.mean\(|\bmean\([^\n]*\*\*\s*2",
    re.IGNORECASE,
)
"""One with n: of NumPy, the standard library and SQL, or by its formula."""
_NAMES = (
    "pearsonr spearmanr kendalltau ttest_ind ttest_rel ttest_1samp mannwhitneyu wilcoxon ranksums "
    "kruskal f_oneway levene bartlett shapiro normaltest jarque_bera kstest ks_2samp "
    "chi2_contingency chisquare skewtest kurtosistest"
)
_TESTS = frozenset(_NAMES.split())
"""Functions of SciPy that give a statistic and a p-value, in this order."""
_P = late_pattern(r"p\d*|p_?val(?:ue)?s?\w*|p_(?!corr|coef|stat|rho|r\b)\w+", re.IGNORECASE)
"""A name of a p-value; ``pearson`` is none."""
_P_IN_SQL = late_pattern(
    r"""\b(?P<test>pearson|shapiro)_p\s*\((?:[^()]|\([^()]*\))*\)"""
    r"""(?:\s*(?:,\s*\d+\s*)?\)|\s*::\s*\w+|\s*\*\s*\d+)*\s*\bas\s+"?(?P<name>\w+)""",
    re.IGNORECASE,
)
"""A p-value in SQL that is at most rounded or scaled, and the name that it gets."""
_STATISTIC = late_pattern(
    r"(?:^|_)(?:r|w|rho|stat\w*|corr\w*|coef\w*|shapiro|pearson\w*)(?:_|$)", re.IGNORECASE
)
_NAMES_P = late_pattern(r"(?:^|_)(?:p(?:_?val\w*|\d*)|sig\w*|prob\w*)(?:_|$)|pval", re.IGNORECASE)
_INSTEAD = {"pearson": "the coefficient is corr(x, y)", "shapiro": "the statistic is shapiro_w(x)"}
_SCIPY = late_pattern(
    r"(?<!not )\b(?:us\w+|with|by|from|in|through|via|call\w*|appl\w+|per) "
    r"(?:the |python['\u2019]?s? )*"
    r"[`'\"]?scipy\b(?!\.(?!stats)\w|\.stats\.(?!skew|kurt)\w)"
    r"|\bscipy(?:\.stats)?(?:['\u2019]s |[. ])(?:own )?(?:skew|kurt)",
    re.IGNORECASE,
)
"""SciPy as what a statistic is to be taken of, but for another function of it."""
_CORRECTED = late_pattern(
    r"\b(?:unbiased|adjusted|pandas)\b|\bbias[- ]correct|\bcorrect\w* (?:for|of) bias\b"
    r"|\bbias\W+(?:\w+ ){0,3}?false\b|\b(?:not|n['\u2019]t|never) us\w* (?:the )?scipy\b",
    re.IGNORECASE,
)
"""What says that it is corrected for bias, or not of SciPy."""
_CORRECTS = late_pattern(
    r"\b(?:skew|kurtosis)\([^\n]*\bbias\s*=\s*False|\.(?:skew|kurt|kurtosis)\(\s*\)"
)
"""What corrects a skewness for bias in Python, pandas among it."""
_CORRECTS_IN_SQL = late_pattern(r"(?<![\w.])(?:skew(?:ness)?|kurt(?:osis)?)\s*\(", re.IGNORECASE)
_SELECTS = late_pattern(r"\s*(?:select|with)\b", re.IGNORECASE)
_DEFINED = late_pattern(r"(?m)^\s*def (seconds_of)\(")


def misnamed(task: str, code: str) -> str:
    """What is wrong with the statistics of a program, in words for the LLM; empty if nothing shows.

    Args:
        task: What is asked.
        code: The program or statement, without its comments.

    Examples:
        >>> misnamed("The population standard deviation of x", "answer = df['x'].std()")[:60]
        'the population standard deviation is asked for, which divide'
        >>> misnamed("Are they normal?", "p, w = stats.shapiro(df['x'])")[:57]
        'shapiro gives the statistic first and the p-value second:'
    """
    said = (_order(code), _p_value(code), _deviation(task, code), _bias(task, code), _own(code))
    return next(filter(None, said), "")


def _order(code: str) -> str:
    """The p-value of a test that is taken from the place of its statistic."""
    tree = parsed(code)
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Assign) and (said := _misplaced(node.targets[0], node.value)):
            return said
    return ""


def _misplaced(target: ast.expr, value: ast.expr) -> str:
    """What is wrong with what is set to the result of a test, or to a part of it."""
    if isinstance(target, ast.Tuple) and (test := _test_of(value)):
        first, second = (*map(_name, target.elts), "", "")[:2]
        if _P.fullmatch(first) and second and not _P.fullmatch(second):
            return (
                f"{test} gives the statistic first and the p-value second: "
                f"statistic, {first} = stats.{test}(...)"
            )
    if isinstance(target, ast.Name) and isinstance(value, ast.Subscript):
        is_first = isinstance(value.slice, ast.Constant) and value.slice.value == 0
        if is_first and _P.fullmatch(target.id) and (test := _test_of(value.value)):
            return f"{test} gives the statistic at 0 and the p-value at 1: {target.id} = ...[1]"
    return ""


def _test_of(node: ast.expr) -> str:
    """The test that is called; empty if none is."""
    called = node.func if isinstance(node, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else _name(called)
    return name if name in _TESTS else ""


def _name(node: ast.AST | None) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _p_value(code: str) -> str:
    """A p-value that gets the name of a statistic in SQL."""
    for match in _P_IN_SQL.finditer(code):
        name, test = match["name"], match["test"].lower()
        if _STATISTIC.search(name) and not _NAMES_P.search(name):
            return f"{test}_p gives the p-value, but {name} is none; {_INSTEAD[test]}"
    return ""


def _bias(task: str, code: str) -> str:
    """A skewness or kurtosis that is corrected for bias where that of SciPy is asked for."""
    if not _SCIPY.search(task) or _CORRECTED.search(task):
        return ""
    corrects = _CORRECTS_IN_SQL if _SELECTS.match(code) else _CORRECTS
    if not corrects.search(code):
        return ""
    return (
        "SciPy's own skewness and kurtosis are asked for, which are not corrected for bias: "
        "stats.skew(x), stats.kurtosis(x), in SQL skewness_pop(x), kurtosis_pop(x)"
    )


def _deviation(task: str, code: str) -> str:
    """A deviation with n - 1 where one with n is asked for, or the other way round."""
    population, sample = _asks(_POPULATION, task), _asks(_SAMPLE, task)
    if population == sample or _COLUMN.search(code):
        return ""
    if population and _OF_SAMPLE.search(code) and not _OF_POPULATION.search(code):
        return (
            "the population standard deviation is asked for, which divides by n: "
            "std(ddof=0), statistics.pstdev, in SQL stddev_pop(x)"
        )
    has_sample = _OF_SAMPLE.search(code) or _LESS_ONE.search(code)
    if sample and _OF_POPULATION.search(code) and not has_sample:
        return (
            "the sample standard deviation is asked for, which divides by n - 1: "
            "std(ddof=1), statistics.stdev, in SQL stddev_samp(x)"
        )
    return ""


def _asks(said: re.Pattern[str], task: str) -> bool:
    """Whether a task names a deviation, and not as the one that is not meant."""
    return any(not _NOT.search(task[: match.start()]) for match in said.finditer(task))


def _own(code: str) -> str:
    """A function that is there already and is defined anew."""
    match = _DEFINED.search(code)
    return f"{match[1]}(x) is there already and takes a column; do not define it" if match else ""
