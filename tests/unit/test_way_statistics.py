"""Statistics of programs that are not those that their tasks name."""

from __future__ import annotations

import pytest

from hocket.agents.ways.misreading import misread
from hocket.agents.ways.statistics import misnamed

POPULATION = "Give the mean and the population standard deviation of the pay."
FORMULA = "The deviation by s = sqrt(sum((x - m)^2 / n)), where n is the number of rows."
SAMPLE = "Give the sample standard deviation of the pay."


@pytest.mark.parametrize("task", [POPULATION, FORMULA, "std with ddof=0, please"])
@pytest.mark.parametrize(
    "code",
    [
        "answer = df['pay'].std()",
        "answer = df['pay'].agg(['mean', 'std'])",
        "answer = statistics.stdev(pays)",
        "answer = np.std(df['pay'], ddof=1)",
        "SELECT stddev_samp(pay) FROM df",
        "SELECT stddev(pay) AS s FROM df",
    ],
)
def test_deviation_of_a_sample_is_told_where_that_of_the_population_is_asked_for(task, code):
    assert "population standard deviation is asked for" in misread(task, code)


@pytest.mark.parametrize(
    "code",
    [
        "answer = df['pay'].std(ddof=0)",
        "answer = np.std(df['pay'])",
        "answer = statistics.pstdev(pays)",
        "SELECT stddev_pop(pay) FROM df",
        "answer = ((df['pay'] - m) ** 2).sum() / len(df)",
        "answer = df['pay'].mean()",
    ],
)
def test_deviation_of_the_population_is_taken_where_it_is_asked_for(code):
    assert misread(POPULATION, code) == ""


def test_deviation_of_the_population_is_told_where_that_of_a_sample_is_asked_for():
    assert "divides by n - 1" in misread(SAMPLE, "answer = np.std(df['pay'])")
    assert misread(SAMPLE, "answer = df['pay'].std()") == ""


@pytest.mark.parametrize(
    "task",
    [
        "Use the population standard deviation, not the sample standard deviation.",
        "The population standard deviation rather than the sample standard deviation of x",
    ],
)
def test_deviation_that_is_not_meant_is_not_the_one_asked_for(task):
    assert misnamed(task, "df['x'].std()")
    assert not misnamed(task, "df['x'].std(ddof=0)")


@pytest.mark.parametrize("task", ["The standard deviation of x", "How many people live there?"])
def test_deviation_that_is_not_named_may_be_either(task):
    assert misnamed(task, "df['x'].std()") == misnamed(task, "np.std(df['x'])") == ""


@pytest.mark.parametrize(
    "code",
    [
        "p_value, significance = mannwhitneyu(a, b)",
        "p, _ = stats.pearsonr(a, b)",
        "pvalue, statistic = scipy.stats.shapiro(a)",
        "p_value = stats.ttest_ind(a, b)[0]",
    ],
)
def test_p_value_in_the_place_of_the_statistic_is_told(code):
    assert "statistic" in misnamed("Is there a difference?", code)


@pytest.mark.parametrize(
    "code",
    [
        "u, p_value = mannwhitneyu(a, b)",
        "pearson, p = stats.pearsonr(a, b)",
        "p = stats.shapiro(a).pvalue",
        "p_value = stats.ttest_ind(a, b)[1]",
        "chi2, p, dof, expected = stats.chi2_contingency(t)",
        "position, price = pair(a)",
    ],
)
def test_p_value_in_its_place_is_right(code):
    assert misnamed("Is there a difference?", code) == ""


def test_function_that_is_there_is_not_defined_anew():
    code = "def seconds_of(text):\n    return 0\nanswer = df['at'].map(seconds_of).sum()"
    assert "is there already" in misnamed("How long?", code)
    assert misnamed("How long?", "answer = seconds_of(df['at']).sum()") == ""


@pytest.mark.parametrize(
    "code",
    [
        "pearson = stats.pearsonr(df['a'], df['b'])[0]",
        "pearson_corr, _ = stats.pearsonr(df['a'], df['b'])",
        "p, dof = stats.chi2_contingency(table)[1:3]",
        "p_value = stats.ttest_ind(list(groups)[0], list(groups)[1]).pvalue",
    ],
)
def test_part_of_a_test_that_is_taken_rightly_is_not_told(code):
    assert misnamed("Is there a correlation?", code) == ""


def test_p_value_over_several_lines_is_told():
    code = "p_value = stats.pearsonr(\n    df['a'],\n    df['b'],\n)[0]"
    assert "p-value at 1" in misnamed("Is there a correlation?", code)


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (SAMPLE, "m = sum(x) / len(x)\ns = (sum((v - m) ** 2 for v in x) / (len(x) - 1)) ** 0.5"),
        (POPULATION, "answer = df['pay'].to_numpy().std()"),
        (POPULATION, "answer = np.array(pays).std()"),
        ("The standard deviation of the population in 2020", "df['population'].std()"),
        ("The standard deviation of the population of the towns", "df['people'].std()"),
        (POPULATION, "d = x - x.mean()\nanswer = {'std': (d**2).mean() ** 0.5}"),
        (POPULATION, "answer['std'] = np.sqrt(np.mean((x - x.mean()) ** 2))"),
        (SAMPLE, "share = sum(x) / len(x)\ns = df.pay.std()"),
        (SAMPLE, "share = sum(x) / len(x)\nerror = df['pay'].sem()"),
    ],
)
def test_deviation_that_is_taken_as_asked_is_not_told(task, code):
    assert misnamed(task, code) == ""


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT round(pearson_p(age, fare), 3) AS correlation_coefficient FROM df",
        "SELECT pearson_p(age, fare) * 100 AS r FROM df",
        "SELECT shapiro_p(age) AS shapiro_w, skewness(age) AS s FROM df",
        'SELECT round(shapiro_p(age::DOUBLE), 4) AS "test_statistic" FROM df',
    ],
)
def test_p_value_under_the_name_of_a_statistic_is_told(sql):
    assert "gives the p-value" in misnamed("Is there a correlation?", sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT round(pearson_p(age, fare), 3) AS p_value, corr(age, fare) AS r FROM df",
        "SELECT pearson_p(age, fare) AS pearson_p FROM df",
        "SELECT CASE WHEN pearson_p(a, b) < 0.05 THEN 'yes' ELSE 'no' END AS correlation FROM df",
        "SELECT shapiro_p(age) < 0.05 AS correlated, shapiro_w(age) AS w FROM df",
        "SELECT corr(age, fare) AS r FROM df",
        "SELECT pearson_p(age, fare) p, corr(age, fare) AS r FROM df",
        "SELECT pearson_p(age, fare), round(corr(age, fare), 2) AS corr FROM df",
        "SELECT c.p FROM (SELECT pearson_p(age, fare) p FROM df) AS corr",
        "SELECT pearson_p(age, fare) AS correlation_significance FROM df",
        "SELECT pearson_p(age, fare) BETWEEN 0 AND 0.05 AS corr_status FROM df",
    ],
)
def test_p_value_under_its_name_or_compared_is_taken(sql):
    assert misnamed("Is there a correlation?", sql) == ""


@pytest.mark.parametrize(
    "code",
    [
        "answer = stats.skew(df['x'], bias=False)",
        "answer = df['x'].skew()",
        "answer = df['x'].kurtosis()",
        "SELECT skewness(x) AS s FROM df",
        "WITH t AS (SELECT x FROM df) SELECT kurt(x) FROM t",
    ],
)
def test_skewness_that_is_corrected_for_bias_is_told_where_that_of_scipy_is_asked_for(code):
    assert "not corrected for bias" in misnamed("Use SciPy for the skewness of x.", code)
    assert misnamed("Give the skewness of x.", code) == ""
    assert misnamed("Give the unbiased skewness of x by scipy.", code) == ""


@pytest.mark.parametrize(
    "code",
    [
        "answer = stats.skew(df['x'])",
        "answer = skew(df['x'].dropna()), kurtosis(df['x'])",
        "SELECT skewness_pop(x), kurtosis_pop(x) FROM df",
    ],
)
def test_skewness_of_scipy_is_taken_where_it_is_asked_for(code):
    assert misnamed("Use SciPy for the skewness of x.", code) == ""


@pytest.mark.parametrize(
    "task",
    [
        "Use scipy.stats.shapiro for normality and pandas for the skewness of x.",
        "Test normality with scipy.stats.shapiro and give the skewness of x.",
        "Do not use SciPy for the skewness of x.",
        "Without SciPy, what is the skewness of x?",
        "The downloads of each package, such as scipy: the skewness of x.",
        "By scipy.stats.skew, with bias set to False, the skewness of x.",
        "Use SciPy for the skewness of x, corrected for bias.",
        "Use SciPy for the kurtosis of x with bias correction.",
    ],
)
def test_skewness_that_need_not_be_the_plain_one_of_scipy_is_taken(task):
    assert misnamed(task, "answer = df['x'].skew()") == ""


@pytest.mark.parametrize(
    "task",
    ["SciPy's kurtosis of x", "the skewness by scipy.stats", "Use the scipy library: skewness."],
)
def test_skewness_of_scipy_is_asked_for_in_other_words(task):
    assert "not corrected for bias" in misnamed(task, "answer = df['x'].skew()")


def test_deviation_among_several_statistics_is_still_that_of_a_sample():
    for code in ("df['x'].describe()['std']", "df.groupby('g').agg({'x': 'std'})", "df.x.std()"):
        assert "population standard deviation is asked for" in misnamed(POPULATION, code)
