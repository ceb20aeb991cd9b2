"""The ways by program and by query on tables, with an LLM and tools that follow a script."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hocket.agents.ways.program import ByProgram
from hocket.agents.ways.query import ByQuery
from hocket.agents.ways.repeated import ByQueryAgain
from hocket.core.task import Objective, Task
from hocket.errors import PermanentError
from hocket.ports.agent import Prospect
from hocket.ports.tool import ToolResult
from table_bench import CARD, Bench, assignment


async def test_program_on_a_table_answers_with_the_value_and_names_its_program():
    bench = Bench(
        ["```python\nanswer = df['people'].max()\n```"], [{"kind": "value", "value": 331.5}]
    )
    assert await ByProgram().work(assignment(), bench, CARD) == "331.5"
    call = {"code": "answer = df['people'].max()", "files": ["towns.csv"], "alike": True}
    assert bench.used == [("compute", call)]
    assert bench.by == ("answer = df['people'].max()", "python")


async def test_prompt_states_the_columns_by_type_and_ends_with_the_task():
    bench = Bench(["```sql\nSELECT 1\n```"], [{"kind": "table", "columns": ["n"], "rows": [[1]]}])
    await ByQuery().work(assignment(), bench, CARD)
    last = bench.prompts[0][-1]
    assert last.startswith("Table df (towns.csv: a table of 2 rows and 2 columns)\n- 'town': text")
    assert "- 'people': number" in last
    assert last.endswith("Task: How many people has the largest town?")


async def test_quantities_are_described_and_loaded_in_the_unit_that_a_task_names():
    bench = Bench(["```python\nanswer = 1\n```"], [{"kind": "value", "value": 120}])
    bench.contents["towns.csv"] = b"dog,out\nRex,1:15\nBim,45 min\n"
    await ByProgram().work(assignment("How many minutes was Rex out?"), bench, CARD)
    assert "- 'out': integer (minutes), 45 to 75, typed as '1:15', '45 min'" in bench.prompts[0][-1]
    assert bench.used[0][1]["units"] == ["minutes"]


WALKS = b"Walker,Dog,Out,Note\nAnn,Rex,1:15,\nBob,Bim,45 min,wet\n"
WALKS_GOAL = (
    "Bring towns.csv into walks.json, a list of {who, dog, minutes}, without the walks that have "
    "a note."
)


async def converted_by(code, result):
    bench = Bench([f"```python\n{code}\n```"], [result])
    bench.contents["towns.csv"] = WALKS
    given = assignment(WALKS_GOAL, ("walks.json",))
    given = replace(given, task=given.task.model_copy(update={"kind": "convert"}))
    await ByProgram().work(given, bench, CARD)
    return bench


async def test_conversion_is_told_which_columns_are_wanted_under_other_names():
    rows = {"kind": "table", "columns": ["who", "dog", "minutes"], "rows": [["Ann", "Rex", 75]]}
    bench = await converted_by("answer = 1", rows)
    assert "Of what is asked for, 'minutes' is the column 'Out'.\n" in bench.prompts[0][-1]
    assert bench.used[0][1]["aliases"] == {"minutes": "Out"}


@pytest.mark.parametrize(
    "result",
    [
        {"kind": "table", "columns": ["who", "Dog", "Out", "Note"],
         "rows": [["Ann", "Rex", 75, None]]},
        {"kind": "value", "value": [{"Note": None, "who": "Ann", "Dog": "Rex", "Out": 75}]},
    ],
)  # fmt: skip
async def test_columns_that_a_conversion_leaves_under_their_names_are_those_asked_for(result):
    bench = await converted_by("answer = df[df['Note'].isna()]", result)
    assert json.loads(bench.files["walks.json"]) == [{"who": "Ann", "dog": "Rex", "minutes": 75}]


async def test_query_leaves_the_file_that_is_asked_for():
    bench = Bench(
        ["```sql\nSELECT town AS name, people FROM df\n```"],
        [{"kind": "table", "columns": ["name", "people"], "rows": [["Bonn", 331.5]]}],
    )
    task = assignment("Write top.json, a list of {name, people}.", ("top.json",))
    await ByQuery().work(task, bench, CARD)
    assert json.loads(bench.files["top.json"]) == [{"name": "Bonn", "people": 331.5}]
    assert bench.by[1] == "sql"


async def test_error_goes_back_to_the_llm_without_the_program_that_failed():
    bench = Bench(
        ["```python\nx = unknown\n```", "```python\ny\n```"],
        ["NameError: name 'unknown'", {"kind": "value", "value": 331.5}],
    )
    await ByProgram().work(assignment(), bench, CARD)
    assert "NameError: name 'unknown'" in bench.prompts[1][-1]
    assert bench.prompts[1][:-1] == bench.prompts[0][:-1]
    assert not any("x = unknown" in text for text in bench.prompts[1])


async def test_program_whose_answer_lacks_something_is_shown_to_be_changed():
    bench = Bench(
        ["```python\ny\n```", "```python\nz\n```"],
        [{"kind": "value", "value": 3}, {"kind": "value", "value": [3, "Ulm"]}],
    )
    task = assignment("Write o.json with count and last.", ("o.json",))
    await ByProgram().work(task, bench, CARD)
    assert len(bench.prompts[0]) > len(bench.prompts[1]) == 4
    assert bench.prompts[1][2] == "```python\ny\n```"
    assert "needs the keys 'count', 'last'" in bench.prompts[1][-1]
    assert json.loads(bench.files["o.json"]) == {"count": 3, "last": "Ulm"}


async def test_program_whose_result_is_no_number_is_told_of_the_missing_values_that_it_read():
    code = "r = stats.pearsonr(df['people'], df['area'])\nanswer = {'r': r[0]}"
    results = [{"kind": "value", "value": {"r": r}} for r in (None, 0.5)]
    bench = Bench([f"```python\n{code}\n```", "```python\nanswer = {'r': 0.5}\n```"], results)
    bench.contents = {"towns.csv": b"town,people,area\nBonn,331,\nUlm,126,119\nKiel,,118\n"}
    task = assignment("How do people and area correlate? Answer in this form: @r[value]")
    assert await ByProgram().work(task, bench, CARD) == "@r[0.5]"
    said = bench.prompts[1][-1]
    assert "'people' has 1 missing, 'area' has 1 missing" in said
    assert "df = df.dropna(subset=['people', 'area'])" in said


async def test_program_that_is_copied_when_shown_is_written_without_it():
    bench = Bench(
        ["```python\ny\n```", "```python\ny\n```", "```python\nz\n```"],
        [{"kind": "value", "value": 3}, {"kind": "value", "value": [3, "Ulm"]}],
    )
    task = assignment("Write o.json with count and last.", ("o.json",))
    await ByProgram().work(task, bench, CARD)
    assert any("```python\ny" in text for text in bench.prompts[1])
    assert not any("```python\ny" in text for text in bench.prompts[2])
    assert json.loads(bench.files["o.json"]) == {"count": 3, "last": "Ulm"}


async def of_lists(*lists, number=1):
    blocks = [f"```python\ny{place}\n```" for place in range(len(lists))]
    bench = Bench(blocks, [{"kind": "value", "value": names} for names in lists])
    task = assignment("Which towns shrank? Write o.json, a list of names.", ("o.json",))
    await ByProgram().work(replace(task, number=number), bench, CARD)
    return bench


async def test_list_of_nothing_is_asked_for_once_more():
    bench = await of_lists([], ["Ulm"])
    assert "no row met its conditions" in bench.prompts[1][-1]
    assert json.loads(bench.files["o.json"]) == ["Ulm"]


async def test_values_that_are_all_zero_are_asked_for_once_more():
    zeros, right = {"count": 0, "sum": 0.0}, {"count": 2, "sum": 7}
    blocks = ["```python\ny0\n```", "```python\ny1\n```"]
    bench = Bench(blocks, [{"kind": "value", "value": value} for value in (zeros, right)])
    text = "How many towns grew, and what is the sum? Write o.json with count and sum."
    await ByProgram().work(assignment(text, ("o.json",)), bench, CARD)
    assert "no row met its conditions" in bench.prompts[1][-1]
    assert json.loads(bench.files["o.json"]) == right


async def test_list_of_nothing_is_handed_over_once_another_way_gave_nothing_either():
    with pytest.raises(PermanentError, match="no row met its conditions"):
        await of_lists([], [])
    bench = await of_lists([], [], number=2)
    assert json.loads(bench.files["o.json"]) == []


@pytest.mark.parametrize("second", [331.5, 0])
async def test_program_with_a_condition_that_never_holds_is_written_once_more(second):
    doubtful = ToolResult(
        "",
        data={"answer": '{"kind": "value", "value": 0}', "doubt": "'town' has no value 'Köln'"},
    )
    bench = Bench(
        ["```python\ny\n```", "```python\nz\n```"],
        [doubtful, {"kind": "value", "value": second}],
    )
    assert await ByProgram().work(assignment(), bench, CARD) == str(second)
    assert "'town' has no value 'Köln'" in bench.prompts[1][-1]


async def test_way_that_is_used_again_is_sampled_from_its_first_program_on():
    bench = Bench(["```sql\nSELECT 1\n```"], [{"kind": "table", "columns": ["n"], "rows": [[1]]}])
    await ByQueryAgain().work(assignment(), bench, CARD)
    assert bench.sampled[0]["temperature"] > 0


async def test_same_program_twice_ends_the_way():
    bench = Bench(["```python\nx\n```"] * 2, ["it failed"] * 2)
    with pytest.raises(PermanentError, match="it failed"):
        await ByProgram().work(assignment(), bench, CARD)
    assert len(bench.used) == 1


async def test_long_form_of_a_table_with_a_column_for_each_year_is_described():
    bench = Bench(["```python\nx\n```"], [{"kind": "value", "value": 3}])
    bench.contents["towns.csv"] = b"town,1990,1991,1992,1993\nBonn,1,2,3,4\nUlm,5,6,7,9\n"
    await ByProgram().work(assignment(), bench, CARD)
    assert (
        "DataFrame df_long (the same, with one row for each year)\n- 'town': as above\n"
        "- 'year': integer, 1990 to 1993\n- 'value': number"
    ) in bench.prompts[0][-1]


@pytest.mark.parametrize(("kind", "fits"), [("table", True), ("text", False), (None, False)])
def test_text_is_a_table_of_its_lines_where_the_task_computes_on_tables(kind, fits):
    task = Task(task_id="t", kind=kind, objective=Objective(description="Do it."))
    assert ByProgram().fits(Prospect("Do it.", task, ("a.txt",), ("compute",))) is fits


@pytest.mark.parametrize(("kind", "fits"), [("convert", True), ("report", False)])
def test_page_comes_from_tables_where_data_are_turned_into_one(kind, fits):
    objective = Objective(description="Make page.html of it.", deliverables=("page.html",))
    prospect = Prospect(
        "", Task(task_id="t", kind=kind, objective=objective), ("a.vcf",), ("compute",)
    )
    assert ByProgram().fits(prospect) is fits


@pytest.mark.parametrize(
    ("deliverables", "tools", "files", "fits"),
    [
        ((), ("compute", "query"), ("a.csv",), True),
        (("o.json",), ("compute", "query"), ("a.jsonl", "b.md"), True),
        (("o.json", "p.json"), ("compute", "query"), ("a.csv",), False),
        (("o.py",), ("compute", "query"), ("a.csv",), False),
        (("report.md",), ("compute", "query"), ("a.csv",), False),
        ((), ("run_python",), ("a.csv",), False),
        ((), ("compute", "query", "send_mail"), ("a.csv",), False),
        ((), ("compute", "query"), ("a.md",), False),
    ],
)
def test_query_fits_where_one_result_comes_from_tables(deliverables, tools, files, fits):
    task = Task(task_id="t", objective=Objective(description="Do it.", deliverables=deliverables))
    assert ByQuery().fits(Prospect("Do it.", task, files, tools)) is fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("Fit a linear regression of rent on size and give its error on the test set.", False),
        ("Group the flats by k-means with three clusters.", False),
        ("Split it with random_state 42.", False),
        ("Is it related to the class? Use the chi-squared test.", False),
        ("Do the pay of men and women differ by a t-test?", False),
        ("One-hot encode the colour and count the columns.", False),
        ("Is it normal by Shapiro-Wilk, and how does it correlate?", True),
        ("How strong is the correlation of rent and size?", True),
        ("Which test of the pupils had the highest mean?", True),
    ],
)
def test_query_fits_no_task_that_fits_a_model(text, fits):
    task = Task(task_id="t", objective=Objective(description=text))
    assert ByQuery().fits(Prospect(text, task, ("a.csv",), ("compute", "query"))) is fits


@pytest.mark.parametrize("way", [ByProgram(), ByQuery()])
async def test_column_of_ranges_is_shown_with_columns_of_its_bounds(way):
    bench = Bench([], [])
    bench.contents["towns.csv"] = b"Age,Code,N\n0-4,007,1\n5-9,010,2\n100+,011,3\n"
    with pytest.raises(IndexError):
        await way.work(assignment("How many are 80 and over?"), bench, CARD)
    prompt = bench.prompts[0][-1]
    assert "- 'Age_from': number, where each range in 'Age' such as '0-4' begins" in prompt
    assert "- 'Age_to': number, where it ends" in prompt
    assert prompt.count("_from'") == 1


@pytest.mark.parametrize(
    ("way", "shown"), [(ByProgram(), "seconds_of(df['wait'])"), (ByQuery(), 'seconds_of("wait")')]
)
async def test_column_of_times_is_shown_with_how_it_is_counted(way, shown):
    bench = Bench(["```sql\nSELECT 1\n```"], [{"kind": "table", "columns": ["n"], "rows": [[1]]}])
    bench.contents = {"towns.csv": b"name,wait\na,07:01:04\nb,00:00:06\n"}
    await way.work(assignment(), bench, CARD)
    assert f"- {shown}, which is there: its seconds; // 3600 gives the hour" in bench.prompts[0][-1]


async def test_program_that_compares_with_another_row_than_is_meant_is_told_so():
    near = "```python\nanswer = int((df['Size'] < df['Size'].shift(1)).sum())\n```"
    far = "```python\nanswer = int((df['Size'] < df['Size'].shift(12)).sum())\n```"
    values = [{"kind": "value", "value": 3}, {"kind": "value", "value": 7}]
    bench = Bench([near, far], values)
    task = assignment("In how many months was size lower than in the month a year before?")
    assert await ByProgram().work(task, bench, CARD) == "7"
    assert "shift(12)" in bench.prompts[1][-1]


async def test_file_that_the_program_wrote_itself_is_put_into_form():
    bench = Bench(["```python\ndf.to_csv('o.csv')\n```"], [{"kind": "none"}])
    bench.files["o.csv"] = ""
    bench.contents["o.csv"] = b"Size,City\n331.5,Bonn\n"
    task = assignment("Bring it into o.csv with the columns city and size.", ("o.csv",))
    await ByProgram().work(task, bench, CARD)
    assert bench.files["o.csv"] == b"city,size\nBonn,331.5\n"


SEEN = "Write seen.csv with the columns bird and year."
UNLIKE = {
    "kind": "table",
    "columns": ["bird", "year"],
    "rows": [["owl", "n_1990"], ["kite", "m_1"]],
}


async def test_value_that_is_not_what_its_column_says_goes_back_to_the_llm():
    right = {"kind": "table", "columns": ["bird", "year"], "rows": [["owl", 1990]]}
    bench = Bench(["```python\nx\n```", "```python\ny\n```"], [UNLIKE, right])
    await ByProgram().work(assignment(SEEN, ("seen.csv",)), bench, CARD)
    assert "year holds 'n_1990', which is no year" in bench.prompts[1][-1]
    assert bench.files["seen.csv"] == b"bird,year\nowl,1990\n"
    assert bench.attested is None


async def test_result_with_such_values_makes_room_for_another_way():
    bench = Bench(["```python\nx\n```", "```python\ny\n```"], [UNLIKE, UNLIKE])
    with pytest.raises(PermanentError, match="no year"):
        await ByProgram().work(assignment(SEEN, ("seen.csv",)), bench, CARD)


async def test_result_with_such_values_is_handed_over_in_the_end_and_corroborated_by_nothing():
    bench = Bench(["```python\nx\n```", "```python\ny\n```"], [UNLIKE, "it failed"])
    await ByProgram().work(assignment(SEEN, ("seen.csv",), number=2), bench, CARD)
    assert bench.files["seen.csv"] == b"bird,year\nowl,n_1990\nkite,m_1\n"
    assert not bench.attested.counts
    assert bench.attested.words() == "year holds 'n_1990', which is no year"
    assert bench.by == ("x", "python")


PERCENT = "Write seen.json: town -> percent of all guests."
SMALL = {"kind": "value", "value": {"Bonn": 0.2, "Ulm": 0.8}}


@pytest.mark.parametrize("code", ["x", "df[df.n > 100]", "x.head(100)", "x = 'LIMIT 100'"])
async def test_percentages_that_are_parts_of_one_go_back_to_the_llm(code):
    right = {"kind": "value", "value": {"Bonn": 20, "Ulm": 80}}
    bench = Bench([f"```python\n{code}\n```", "```python\nx * 100\n```"], [SMALL, right])
    await ByProgram().work(assignment(PERCENT, ("seen.json",)), bench, CARD)
    assert "percent of all guests holds 0.2, a part of 1; multiply by 100" in bench.prompts[1][-1]
    assert json.loads(bench.files["seen.json"]) == {"Bonn": 20, "Ulm": 80}


@pytest.mark.parametrize(
    "code", ["x * 100", "100.0 * x", "x.mul(100)", "x / 0.01", "f'{x:.1%}'", "x *= 100"]
)
async def test_small_percentages_are_right_where_the_program_multiplies(code):
    bench = Bench([f"```python\n{code}\n```"], [SMALL])
    await ByProgram().work(assignment(PERCENT, ("seen.json",)), bench, CARD)
    assert json.loads(bench.files["seen.json"]) == {"Bonn": 0.2, "Ulm": 0.8}


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Write o.json with town and people.", True),
        ("Write o.json with town, people and mean.", False),
        ("How many people has the largest town?", False),
    ],
)
async def test_examples_end_in_what_to_leave_where_the_task_does(text, ends):
    bench = Bench(
        ["```python\ny\n```"], [{"kind": "value", "value": {"town": 1, "people": 2, "mean": 3}}]
    )
    await ByProgram().work(assignment(text, ("o.json",) if "o.json" in text else ()), bench, CARD)
    asked = [text for text in bench.prompts[0] if "Task: " in text]
    assert ("answer: " in asked[-1]) is ends
    assert any("answer: " in text for text in asked[:-1]) is ends


async def test_program_with_doubtful_values_is_held_with_its_file_until_another_is_written():
    bench = Bench(
        ["```python\ny\n```", "```python\nz\n```"],
        [{"kind": "value", "value": []}, {"kind": "value", "value": ["Ulm"]}],
    )
    task = assignment("Which towns shrank? Write o.json, a list of names.", ("o.json",))
    await ByProgram().work(task, bench, CARD)
    [held] = bench.held
    assert (json.loads(held.files["o.json"]), held.program) == ([], "y")
    assert "no row met its conditions" in held.lacks
    assert json.loads(bench.files["o.json"]) == ["Ulm"]


async def test_query_that_needs_no_second_one_is_not_held():
    bench = Bench(["```sql\nSELECT 1\n```"], [{"kind": "table", "columns": ["n"], "rows": [[1]]}])
    await ByQuery().work(assignment(), bench, CARD)
    assert bench.held == []
