"""Statistics in queries and programs as LLMs write them, against what SciPy and NumPy say."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from hocket.execute.tables.tool import Compute, Query
from shops import computed, queried

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]

X = [3.0, 5, 4, 6, 5, 4, 5, 6, 4, 5, 40, 5]
Y = [1.0, 2, 2, 4, 3, 2, 3, 5, 2, 3, 9, 4]


@pytest.fixture
def place(place):
    rows = "".join(f"{x},{y},{'ab'[n % 2]}\n" for n, (x, y) in enumerate(zip(X, Y, strict=True)))
    (place.folder / "shops.csv").write_text(f"Full load,y,kind\n{rows}")
    return place


BOTH = stats.pearsonr(X, Y)
ABOVE = sum(x > np.mean(X) for x in X)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ('SELECT correlation("Full load", y) FROM df', BOTH.statistic),
        ('SELECT pearsonr("Full load", y)[0] FROM df', BOTH.statistic),
        ('SELECT pearsonr("Full load", y)[1] FROM df', BOTH.pvalue),
        ('SELECT pearsonr("Full load", y).pvalue FROM df', BOTH.pvalue),
        ("SELECT sqrt(sum((y - avg(y))^2) / count(y)) FROM df", np.std(Y)),
        (
            "SELECT sum((y - avg(y))^2) / count(y) FROM df WHERE kind = 'a' ORDER BY 1 LIMIT 1",
            np.var(Y[::2]),
        ),
        ('SELECT count(*) FROM df WHERE "Full load" > avg("Full load")', ABOVE),
        ("SELECT count(*) FROM df WHERE Full load > avg(Full load) AND kind = 'b'", 0),
        ('SELECT count(*) FROM df WHERE abs(zscore("Full load")) > 3', 1),
        ('SELECT sum(CASE WHEN abs(z_score("Full load")) > 3 THEN 1 ELSE 0 END) FROM df', 1),
        ('SELECT max(zscore("Full load")) FROM df', max(stats.zscore(X))),
    ],
)
async def test_statement_computes_what_it_means(sandbox, place, sql, expected):
    value = (await queried(sandbox, place, sql))[1][0][0]
    assert float(value) == pytest.approx(float(expected))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT kind, sum((y - avg(y))^2) FROM df GROUP BY kind",
        "SELECT sum(a.y - avg(b.y)) FROM df a JOIN df b ON a.y = b.y",
    ],
)
async def test_inner_value_of_groups_or_joins_stays_refused(sandbox, place, sql):
    result = await Query(sandbox).use({"sql": sql}, place)
    assert not result.ok
    assert "Take the inner value in a table of its own" in result.text


Z = "from scipy import stats\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (f"{Z}answer = int((df['Full load'].apply(stats.zscore) > 3).sum())", 1),
        (f"{Z}answer = len(df[df['Full load'].apply(lambda x: stats.zscore(x) > 3)])", 1),
        (f"{Z}answer = int((df['y'].apply(lambda x: np.abs(stats.zscore(x))) > 3).sum())", 0),
        ("answer = int(df['kind'].str.extract('(a)').str.len().sum())", 6),
        ("answer = df['y'].apply(lambda y: y + 1).max()", 10),
        ("answer = df['kind'].str.extract('(a)')[0].count()", 6),
    ],
)
async def test_program_applies_to_a_column_what_takes_one(sandbox, place, code, expected):
    assert await computed(sandbox, place, code) == expected


async def test_table_of_several_columns_has_no_texts_of_one(sandbox, place):
    with pytest.raises(AssertionError, match="has no attribute 'str'"):
        await computed(sandbox, place, "answer = df.str.len()")


async def test_column_that_is_called_like_a_word_of_sql_is_read(sandbox, place):
    (place.folder / "shops.csv").write_text("AT,offset,Rows\n1,2,\n,3,4\n5,,6\n")
    sql = "SELECT count(*) FILTER (WHERE AT IS NULL OR Rows IS NULL) AS n, max(AT) AS m FROM df"
    assert (await queried(sandbox, place, sql))[1] == [[2, 5]]


async def test_name_that_is_set_as_a_form_writes_it_is_that_name(sandbox, place):
    code = "@answer = {'rows': int(len(df))}"
    assert await computed(sandbox, place, code) == {"rows": 12}


async def test_template_of_messages_means_the_value_that_stands_in_it(sandbox, place):
    (place.folder / "shops.csv").write_text("id,state\n1,done\n2,failed\n3,done\n")
    code = "answer = int((df['state'] == 'job <job> done').sum())"
    assert await computed(sandbox, place, code) == 2
    sql = "SELECT count(*) FROM df WHERE state = 'job <job> done'"
    assert (await queried(sandbox, place, sql))[1] == [[2]]


async def test_number_of_values_is_not_given_for_each_of_them(sandbox, place):
    (place.folder / "shops.csv").write_text("id,state\n1,done\n2,\n3,done\n")
    with pytest.raises(AssertionError, match="has no len"):
        await computed(sandbox, place, "answer = df['state'].apply(len).sum()")


async def test_text_that_a_column_has_in_two_spellings_is_not_doubted(sandbox, place):
    (place.folder / "shops.csv").write_text("id,state\n1,Done\n2,done\n3,failed\n")
    result = await Query(sandbox).use({"sql": "SELECT id FROM df WHERE state = 'Done'"}, place)
    assert result.ok
    assert "has no value" not in result.text


async def test_words_within_names_do_not_end_an_inner_value(sandbox, place):
    (place.folder / "shops.csv").write_text("km from home\n1\n2\n6\n")
    sql = 'SELECT sum(("km from home" - avg("km from home"))^2) FROM df'
    assert (await queried(sandbox, place, sql))[1] == [[14]]


async def test_text_of_another_table_is_doubted(sandbox, place):
    (place.folder / "shops.csv").write_text("id,state\n1,open\n2,shut\n3,open\n")
    (place.folder / "others.csv").write_text("id,state\n1,gone\n2,gone\n3,new\n")
    code = "answer = int((shops['state'] == 'gone').sum())"
    result = await Compute(sandbox).use({"code": code}, place)
    assert "'state' has no value 'gone'; it has 'open', 'shut'" in result.data["doubt"]
