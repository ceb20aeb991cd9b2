"""Programs and queries that name columns as a task has them, in the sandbox."""

from __future__ import annotations

import json

import pytest

from hocket.execute.tables.tool import Compute, Query

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]

DOGS = "Tag No,Owner,Breed,Weight\n7,Ann,Collie,19\n9,Bob,Corgi,11\n12,Cy,Collie,21\n"
ALIASES = {"keeper": "Owner"}


async def left_by(code, sandbox, place):
    (place.folder / "shops.csv").write_text(DOGS)
    result = await Compute(sandbox).use({"code": code, "aliases": ALIASES}, place)
    assert result.ok, result.text
    return json.loads(result.data["answer"])


@pytest.mark.parametrize(
    "code",
    [
        "answer = df[df['weight'] > 15][['tag_no', 'keeper', 'breed']]",
        (
            "heavy = df.dropna(subset=['weight', 'keeper'])\n"
            "answer = heavy[heavy.Weight > 15][['tag_no', 'keeper', 'breed']]"
        ),
        "heavy = df[df['Weight'] > 15].drop(columns=['weight'])\nanswer = heavy",
        (
            "df['keeper'] = df['Owner']\nanswer = df.loc[df['weight'] > 15, "
            "['tag_no', 'keeper', 'breed']]"
        ),
        (
            "df = df.rename(columns={'Owner': 'keeper'})\n"
            "answer = df[df['weight'] > 15][['tag_no', 'keeper', 'breed']]"
        ),
    ],
)
async def test_program_may_name_columns_as_the_task_does(sandbox, place, code):
    answer = await left_by(code, sandbox, place)
    assert answer["rows"] == [[7, "Ann", "Collie"], [12, "Cy", "Collie"]]


async def test_program_on_rows_may_name_each_column_as_the_task_does(sandbox, place):
    keys = ("tag_no", "keeper", "breed", "weight")
    each = ", ".join(f'"{key}": row["{key}"]' for key in keys)
    answer = await left_by(
        f'answer = [{{{each}}} for row in rows if row["weight"] > 15]', sandbox, place
    )
    assert [[*one.values()] for one in answer["value"]] == [
        [7, "Ann", "Collie", 19],
        [12, "Cy", "Collie", 21],
    ]


async def test_name_that_the_program_makes_is_its_own(sandbox, place):
    code = "df['keeper'] = df['Owner'].str.upper()\nanswer = df[['Breed', 'keeper']].head(1)"
    assert (await left_by(code, sandbox, place))["rows"] == [["Collie", "ANN"]]


async def test_name_that_means_no_column_is_still_an_error(sandbox, place):
    (place.folder / "shops.csv").write_text(DOGS)
    code = "answer = df[['keeper', 'colour']]"
    result = await Compute(sandbox).use({"code": code, "aliases": ALIASES}, place)
    assert not result.ok
    assert "The columns of df are 'Tag No', 'Owner', 'Breed', 'Weight'." in result.text


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT tag_no, keeper, breed FROM df WHERE weight > 15",
        (
            "SELECT d.tag_no, d.keeper, d.breed FROM df AS d WHERE d.keeper <> 'keeper' "
            "AND d.weight > 15"
        ),
        (
            "SELECT tag_no, upper(keeper)[1] || keeper[2:] AS keeper, breed FROM shops "
            "WHERE weight > 15"
        ),
    ],
)
async def test_statement_may_name_columns_as_the_task_does(sandbox, place, sql):
    (place.folder / "shops.csv").write_text(DOGS)
    result = await Query(sandbox).use({"sql": sql, "aliases": ALIASES}, place)
    assert result.ok, result.text
    answer = json.loads(result.data["answer"])
    assert answer["rows"] == [[7, "Ann", "Collie"], [12, "Cy", "Collie"]]
