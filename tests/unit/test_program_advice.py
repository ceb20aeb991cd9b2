"""What is done about errors of pandas that small LLMs make again, by the errors themselves."""

from __future__ import annotations

import pandas as pd
import pytest

from hocket.execute.tables.inside.advice import PROGRAM, advice_on
from hocket.execute.tables.inside.faults import described


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("df['n'] == df[df['day'] == 2]['n']", "Both sides have to be of the same rows"),
        ("df['n'].count(3)", "(df[column] == value).sum()"),
        ("df.groupby('team')['n'].gt(2)", "Compute the column before it is grouped"),
        ("df.groupby('team')['n'] > 2", "Compute the column before it is grouped"),
    ],
)
def test_error_of_a_program_comes_with_what_to_write(code, advice):
    df = pd.DataFrame({"team": ["a", "a", "b"], "day": [1, 2, 2], "n": [3, 4, 1]})
    with pytest.raises((TypeError, ValueError, AttributeError)) as caught:
        eval(code, {"df": df})  # noqa: S307 - of these tests
    assert advice in advice_on(str(caught.value), PROGRAM)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("df['n'].size()", "df.groupby(key).size()"),
        ("df['n'].value_counts()[9]", "value_counts() has the values alone that occur"),
        ("df.groupby('n').size()[9]", "size() has the groups alone that occur"),
        ("len(df)()", ""),
        ("{}['n']", ""),
    ],
)
def test_error_comes_with_what_its_line_needs(code, advice):
    df = pd.DataFrame({"n": [3, 4, 1]})
    with pytest.raises((TypeError, KeyError)) as caught:
        exec(compile(code, "program.py", "exec"), {"df": df})  # noqa: S102 - of these tests
    told = described(caught.value, code, {"df": df})
    assert advice in told
    assert bool(advice) == ("occur" in told or "groupby" in told.partition("\n")[2])
