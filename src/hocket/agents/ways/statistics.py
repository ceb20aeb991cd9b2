"""Statistics that a program takes otherwise than its task names them, as far as words show it.

LLMs take the deviation of a sample where that of the population is asked for, and what SciPy's
tests give in the wrong order. Two methods do so alike, so their agreement would not show it.
"""

from __future__ import annotations

import re

_POPULATION = re.compile(
    r"\bpopulation(?:'s)? (?:standard deviation|std|s\.?d\.?|variance)\b"
    r"|\b(?:standard deviation|variance) (?:of|for) the (?:whole |entire )?population\b"
    r"|\bddof ?= ?0\b|\)\s*(?:\^|\*\*)\s*2\s*\)?\s*/\s*n\b(?!\s*-)"
    r"|\bnot the sample (?:standard deviation|variance|formula)\b",
    re.IGNORECASE,
)
_SAMPLE = re.compile(
    r"\bsample (?:standard deviation|std|s\.?d\.?|variance)\b|\bddof ?= ?1\b"
    r"|/\s*\(?\s*n\s*-\s*1\b|\bnot the population (?:standard deviation|variance|formula)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|rather than|instead of) (?:using )?(?:the |a )?$", re.IGNORECASE)
_OF_SAMPLE = re.compile(
    r"(?<![\w.])(?!np\b|numpy\b)[\w\]\)\"']+\.(?:std|var)\(\s*\)"
    r"|\[?[\"'](?:std|var)[\"']"
    r"|\bddof\s*=\s*1\b|\bstatistics\.(?:stdev|variance)\("
    r"|(?<![\w.])(?:stddev|stddev_samp|var_samp|variance|std|stdev)\s*\(\s*[\"\w]",
    re.IGNORECASE,
)
"""A deviation with n - 1: of pandas, the standard library and SQL."""
_OF_POPULATION = re.compile(
    r"\bddof\s*=\s*0\b|\bnp\.(?:std|var)\((?![^()]*ddof)|\bpstdev\(|\bpvariance\(|\b\w+_pop\s*\("
    r"|\bStandardScaler\(|/\s*(?:len\(|n\b|\w*count\w*\b)",
    re.IGNORECASE,
)
"""One with n: of NumPy, the standard library and SQL, or by its formula."""
_TESTS = (
    "pearsonr|spearmanr|kendalltau|ttest_ind|ttest_rel|ttest_1samp|mannwhitneyu|wilcoxon|ranksums"
    "|kruskal|f_oneway|levene|bartlett|shapiro|normaltest|jarque_bera|kstest|ks_2samp"
    "|chi2_contingency|chisquare|skewtest|kurtosistest"
)
_P = r"p(?:_?val(?:ue)?)?\w*"
_FIRST_IS_P = re.compile(
    rf"(?m)^\s*({_P})\s*,\s*(\w+)(?:\s*,\s*\w+)*\s*=\s*[\w.]*\b({_TESTS})\(", re.IGNORECASE
)
_TAKES_FIRST = re.compile(
    rf"\b({_P})\s*=\s*[\w.]*\b({_TESTS})\([^\n]*\)\s*\[\s*0\s*\]", re.IGNORECASE
)
_DEFINED = re.compile(r"(?m)^\s*def (seconds_of)\(")


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
    return _order(code) or _deviation(task, code) or _own(code)


def _order(code: str) -> str:
    """The p-value of a test that is taken from the place of its statistic."""
    if match := _FIRST_IS_P.search(code):
        name, second, test = match.groups()
        if not re.fullmatch(_P, second, re.IGNORECASE):
            return (
                f"{test} gives the statistic first and the p-value second: "
                f"statistic, {name} = stats.{test}(...)"
            )
    if match := _TAKES_FIRST.search(code):
        return f"{match[2]} gives the statistic at 0 and the p-value at 1: {match[1]} = ...[1]"
    return ""


def _deviation(task: str, code: str) -> str:
    """A deviation with n - 1 where one with n is asked for, or the other way round."""
    population, sample = _asks(_POPULATION, task), _asks(_SAMPLE, task)
    if population == sample:
        return ""
    if population and _OF_SAMPLE.search(code) and not _OF_POPULATION.search(code):
        return (
            "the population standard deviation is asked for, which divides by n: "
            "std(ddof=0), statistics.pstdev, in SQL stddev_pop(x)"
        )
    if sample and _OF_POPULATION.search(code) and not _OF_SAMPLE.search(code):
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
