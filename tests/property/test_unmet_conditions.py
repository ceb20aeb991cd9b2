"""Random conditions: a program gives the same as it is watched, and is doubted if it gives none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hives import HIVES, TABLES, answered, said_of
from hocket.execute.tables.inside import conditions

COMPARISONS = st.tuples(
    st.sampled_from(["Honey", "Bees", "Month"]),
    st.sampled_from([">", ">=", "<", "<=", "=="]),
    st.one_of(st.integers(-9, 50_000), st.sampled_from([5, 6, 7.25, 9.5, 10, 12, 39000])),
)


@settings(max_examples=60, deadline=None)
@given(first=COMPARISONS, second=COMPARISONS, way=st.sampled_from(["rows", "mask", "query"]))
def test_conditions_are_doubted_where_no_row_meets_them_and_change_nothing(first, second, way):
    if way == "mask":
        chosen = " & ".join(f"(df['{name}'] {sign} {n})" for name, sign, n in (first, second))
        code = f"answer = df[{chosen}].index.tolist()"
    elif way == "query":
        chosen = " and ".join(f"{name} {sign} {n}" for name, sign, n in (first, second))
        code = f"answer = df.query('{chosen}').index.tolist()"
    else:
        chosen = " and ".join(f"r['{name}'] {sign} {n}" for name, sign, n in (first, second))
        code = f"answer = [place for place, r in enumerate(rows) if {chosen}]"
    own, again, watch = answered(code)
    assert own == again
    doubt = conditions.doubt_of(watch, TABLES).text
    assert own or doubt
    for name, sign, number in (first, second):
        is_met = bool(len(HIVES.query(f"{name} {sign} {number}")))
        if is_met:
            assert f'No row has "{name}" {sign} {number}:' not in doubt
    if own:
        assert doubt == ""
    sql = " AND ".join(f"{name} {sign.replace('==', '=')} {n}" for name, sign, n in (first, second))
    sql = f"SELECT Keeper FROM df WHERE {sql}"  # noqa: S608 - a statement of the test
    said = said_of(sql)
    assert said.startswith("Every row has") or bool(said) == (not own)
