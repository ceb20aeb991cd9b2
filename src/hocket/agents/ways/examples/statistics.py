"""Worked examples: distributions, tests, outliers, missing values, features, models."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import RIVER, STAFF, TOWNS

EXAMPLES = (
    Example(
        about(
            r"normal\w*|shapiro\w*|correlat\w+|pearson|spearman|p-value|linear|relationship"
            r"|significan\w+|strongly|coefficient"
        ),
        (RIVER,),
        "Test whether level is normally distributed and how it correlates with the level of the "
        "month before at the same gauge. Answer in this form: @normal[yes_or_no] @r[value] "
        '@p[value] where "r" is rounded to two decimal places and "p" to four.',
        """\
from scipy import stats

df = df.sort_values(["gauge", "month"])
df["before"] = df.groupby("gauge")["level"].shift(1)
normal = stats.shapiro(df["level"].dropna()).pvalue > 0.05
both = df.dropna(subset=["level", "before"])
r, p = stats.pearsonr(both["level"], both["before"])
answer = {"normal": "yes" if normal else "no", "r": round(r, 2), "p": round(p, 4)}
""",
        """\
from scipy import stats

rows = sorted(rows, key=lambda r: (r["gauge"], r["month"]))
levels = [r["level"] for r in rows if r["level"] is not None]
pairs = [(a["level"], b["level"]) for a, b in zip(rows, rows[1:]) if a["gauge"] == b["gauge"]]
pairs = [(a, b) for a, b in pairs if a is not None and b is not None]
r, p = stats.pearsonr(*zip(*pairs))
normal = "yes" if stats.shapiro(levels).pvalue > 0.05 else "no"
answer = {"normal": normal, "r": round(r, 2), "p": round(p, 4)}
""",
        """\
WITH t AS (SELECT level, lag(level) OVER (PARTITION BY gauge ORDER BY month) AS before FROM df)
SELECT CASE WHEN shapiro_p(level) > 0.05 THEN 'yes' ELSE 'no' END AS normal,
  round(corr(level, before), 2) AS r, round(pearson_p(level, before), 4) AS p FROM t
""",
        signs=about(
            r"normally distributed|shapiro\w*|correlat\w+|pearson|spearman|linear relationship"
        ),
    ),
    Example(
        about(
            r"outliers?|z-?scores?|iqr|interquartile|quartiles?|q1|q3|standard deviations?"
            r"|whiskers?|remov\w+|extreme|1\.5"
        ),
        (TOWNS,),
        "How many outliers has people by the IQR method (1.5 times), how many by a z-score above "
        "3, and what is the mean without the former? Answer in this form: @iqr[n] @z[n] "
        "@mean[value] with two decimals.",
        """\
people = df["people"].dropna()
q1, q3 = people.quantile(0.25), people.quantile(0.75)
outside = (people < q1 - 1.5 * (q3 - q1)) | (people > q3 + 1.5 * (q3 - q1))
z = (people - people.mean()) / people.std()
answer = {
    "iqr": int(outside.sum()),
    "z": int((z.abs() > 3).sum()),
    "mean": round(people[~outside].mean(), 2),
}
""",
        """\
import numpy as np

people = [row["people"] for row in rows if row["people"] is not None]
q1, q3 = np.percentile(people, [25, 75])
low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
inside = [n for n in people if low <= n <= high]
mean, deviation = np.mean(people), np.std(people, ddof=1)
far = [n for n in people if abs(n - mean) / deviation > 3]
answer = {
    "iqr": len(people) - len(inside),
    "z": len(far),
    "mean": round(sum(inside) / len(inside), 2),
}
""",
        signs=about(r"outliers?|z-?scores?|iqr|interquartile|whiskers?"),
    ),
    Example(
        about(
            r"missing|null|nan|fill\w*|imput\w*|replac\w*|scal\w*|normali[sz]\w*|min-max"
            r"|standardi[sz]\w*|encod\w*|feature|new (?:column|feature|variable)|creat\w+|sum of"
            r"|add\w*|bins?|categor\w+"
        ),
        (STAFF,),
        "Fill the missing hours with the median, scale pay to 0 to 1 (Min-Max), and create a "
        'feature "wage" as pay divided by hours. What are the mean of the scaled pay, and the mean '
        "and standard deviation of wage? Answer in this form: @pay[value] @wage[value] "
        "@deviation[value] with two decimals.",
        """\
df["hours"] = df["hours"].fillna(df["hours"].median())
df["scaled"] = (df["pay"] - df["pay"].min()) / (df["pay"].max() - df["pay"].min())
df["wage"] = df["pay"] / df["hours"]
answer = {
    "pay": round(df["scaled"].mean(), 2),
    "wage": round(df["wage"].mean(), 2),
    "deviation": round(df["wage"].std(), 2),
}
""",
        """\
import statistics

middle = statistics.median(row["hours"] for row in rows if row["hours"] is not None)
low, high = min(row["pay"] for row in rows), max(row["pay"] for row in rows)
scaled = [(row["pay"] - low) / (high - low) for row in rows]
wages = [row["pay"] / (middle if row["hours"] is None else row["hours"]) for row in rows]
answer = {
    "pay": round(statistics.mean(scaled), 2),
    "wage": round(statistics.mean(wages), 2),
    "deviation": round(statistics.stdev(wages), 2),
}
""",
        signs=about(
            r"(?:fill\w*|replac\w+|imput\w+) … (?:missing|nan|nulls?|median|mean)"
            r"|(?:fill\w*|replace|impute) (?:the |in )?missing"
            r"|(?:creat\w+|make|add) a (?:new )?(?:feature|column|variable)|min-max|standardi[sz]e"
            r"|new (?:column|feature|variable)"
        ),
    ),
    Example(
        about(
            r"regression|predict\w*|model|train\w*|test set|split|mse|mean squared error|rmse"
            r"|r-squared|r2|accuracy|classif\w+|logistic|random_state|machine learning|forest"
        ),
        (TOWNS,),
        "Predict people by founded with a linear regression; split 80/20 with random_state 42. "
        "Answer in this form: @mse[value] @r2[value] of the test set, with two decimals.",
        """\
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.model_selection import train_test_split

df = df.dropna(subset=["people", "founded"])
x_train, x_test, y_train, y_test = train_test_split(
    df[["founded"]], df["people"], test_size=0.2, random_state=42
)
guessed = LinearRegression().fit(x_train, y_train).predict(x_test)
answer = {
    "mse": round(mean_squared_error(y_test, guessed), 2),
    "r2": round(r2_score(y_test, guessed), 2),
}
""",
        """\
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.model_selection import train_test_split

rows = [row for row in rows if row["people"] is not None and row["founded"] is not None]
train, test = train_test_split(rows, test_size=0.2, random_state=42)
model = LinearRegression()
model.fit([[row["founded"]] for row in train], [row["people"] for row in train])
guessed = model.predict([[row["founded"]] for row in test])
actual = [row["people"] for row in test]
answer = {
    "mse": round(mean_squared_error(actual, guessed), 2),
    "r2": round(r2_score(actual, guessed), 2),
}
""",
        signs=about(
            r"(?:linear )?regression (?:of|model)|mse|mean squared error|rmse|r2|r-squared"
            r"|regressor|linear model|linear regression[;,]|held out"
        ),
    ),
    Example(
        about(
            r"accuracy|classif\w+|logistic|encod\w*|one-hot|dummies|precision|recall|f1|confusion"
            r"|whether|predict\w*|train\w*|random_state"
        ),
        (STAFF,),
        "Predict whether pay is above 3000 from hours and team by logistic regression; encode team "
        "as numbers, split 80/20 with random_state 42. Answer in this form: @accuracy[value] of "
        "the test set, with two decimals.",
        """\
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

df = df.dropna(subset=["hours", "team", "pay"])
x = pd.get_dummies(df[["hours", "team"]], dtype=float)  # the text column as numbers
y = (df["pay"] > 3000).astype(int)
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=42)
guessed = LogisticRegression(max_iter=1000).fit(x_train, y_train).predict(x_test)
answer = {"accuracy": round(accuracy_score(y_test, guessed > 0.5), 2)}
""",
        """\
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

rows = [row for row in rows if row["hours"] is not None]
teams = sorted({row["team"] for row in rows})
x = [[row["hours"], *(float(row["team"] == team) for team in teams)] for row in rows]
y = [int(row["pay"] > 3000) for row in rows]
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=42)
guessed = LogisticRegression(max_iter=1000).fit(x_train, y_train).predict(x_test)
answer = {"accuracy": round(accuracy_score(y_test, guessed > 0.5), 2)}
""",
        signs=about(
            r"(?:predict\w*|tell) whether|classif\w+|logistic|accuracy|precision|decision tree|f1"
        ),
    ),
    Example(
        about(
            r"differ\w*|t-?test|anova|groups?|compare\w*|skew\w*|kurtosis|distribution|variance"
            r"|range|mean|median|standard deviation|summary"
        ),
        (STAFF,),
        "How skewed is pay, and does that of the Kitchen differ from that of the Garden (t-test, "
        "alpha 0.05)? Answer in this form: @skewness[value] with two decimals @p[value] with four "
        "@differs[yes_or_no].",
        """\
from scipy import stats

kitchen = df[df["team"] == "Kitchen"]["pay"].dropna()
garden = df[df["team"] == "Garden"]["pay"].dropna()
p = stats.ttest_ind(kitchen, garden).pvalue
answer = {
    "skewness": round(df["pay"].skew(), 2),
    "p": round(p, 4),
    "differs": "yes" if p < 0.05 else "no",
}
""",
        """\
from scipy import stats

kitchen = [row["pay"] for row in rows if row["team"] == "Kitchen" and row["pay"] is not None]
garden = [row["pay"] for row in rows if row["team"] == "Garden" and row["pay"] is not None]
pay = [row["pay"] for row in rows if row["pay"] is not None]
p = stats.ttest_ind(kitchen, garden).pvalue
answer = {
    "skewness": round(stats.skew(pay, bias=False), 2),
    "p": round(p, 4),
    "differs": "yes" if p < 0.05 else "no",
}
""",
        signs=about(
            r"t-?test|anova|skew\w*|kurtosis|significant difference|distribution of"
            r"|differ significantly"
        ),
    ),
)
