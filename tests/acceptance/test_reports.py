"""Reports on tables: code writes them, each sentence with the facts that it rests on."""

from __future__ import annotations

import json

from hocket import Hocket, RegexCheck
from hocket.core.goal import Goal
from hocket.projections.verdict import verdict_in_words
from hocket.testing import ScriptedLlm
from prose_tables import POWER, RATES


async def finished(tmp_path, table, **options):
    name, content, goal = table
    (tmp_path / name).write_bytes(content)
    llm = ScriptedLlm(lambda _: "The LLM wrote this text after the first.")
    async with Hocket(llm=llm) as hocket:
        text = Goal(text=goal, **options)
        done = await hocket.run(text, inputs=[tmp_path / name])
        files = dict(done.files)
    return files, done


async def test_report_on_a_table_is_written_from_its_facts(tmp_path):
    files, done = await finished(tmp_path, POWER)
    text = files["report.md"].decode()
    assert done.verdict == "corroborated"
    assert "The power from coal fell from 5,061 GWh in 2001 to 3,761 GWh in 2008" in text


async def test_report_has_a_file_of_evidence_beside_it(tmp_path):
    files, _ = await finished(tmp_path, RATES)
    evidence = json.loads(files["report.evidence.json"])
    text = files["report.md"].decode()
    assert all(entry["sentence"] in text for entry in evidence["sentences"])
    facts = [fact for entry in evidence["sentences"] for fact in entry["facts"]]
    first = next(fact for fact in facts if fact["of"] == "Spain" and fact["when"] == ["2008"])
    assert (first["value"], first["unit"], first["source"]) == (11.3, "percent", "rates.csv")
    assert len(first["digest"]) == 64


async def test_report_that_is_rejected_is_written_by_the_llm(tmp_path):
    check = RegexCheck(path="report.md", pattern="The LLM", says="it is by the LLM")
    files, _ = await finished(tmp_path, POWER, checks=(check,))
    assert files["report.md"].startswith(b"The LLM wrote")


async def test_report_that_cannot_answer_all_of_its_goal_is_unproven(tmp_path):
    name, content, goal = POWER
    _, done = await finished(tmp_path, (name, content, f"{goal} Explain why."))
    assert done.verdict == "unproven"


async def test_report_on_a_goal_with_words_that_no_rule_reads_is_unproven_and_names_them(tmp_path):
    name, content, goal = POWER
    files, done = await finished(tmp_path, (name, content, f"{goal} Leave out the mild winters."))
    assert files["report.md"].startswith(b"# Power from")
    assert done.verdict == "unproven"
    assert "the goal says 'Leave out the mild winters'" in verdict_in_words(done.state)


async def test_text_of_which_the_rows_bear_nothing_is_not_handed_over(tmp_path):
    name, content, goal = POWER
    (tmp_path / name).write_bytes(content)
    llm = ScriptedLlm(lambda _: "Coal rose by 30 percent.")
    check = RegexCheck(path="report.md", pattern="30 percent", says="it has that figure")
    async with Hocket(llm=llm) as hocket:
        done = await hocket.run(Goal(text=goal, checks=(check,)), inputs=[tmp_path / name])
    assert done.status == "failed"
    assert b"Coal rose" not in done.files.get("report.md", b"")


async def test_report_of_the_llm_loses_the_sentences_that_the_rows_do_not_bear(tmp_path):
    name, content, goal = POWER
    (tmp_path / name).write_bytes(content)
    text = (
        "# Power\n\nGas grew from 2,000 GWh in 2001 to 2,490 GWh in 2008. Coal rose by 30 percent."
    )
    llm = ScriptedLlm(lambda _: text)
    check = RegexCheck(path="report.md", pattern="# Power\n", says="it has that title")
    async with Hocket(llm=llm) as hocket:
        asked = Goal(text=goal, checks=(check,))
        done = await hocket.run(asked, inputs=[tmp_path / name])
    said = done.files["report.md"].decode()
    assert "Gas grew from 2,000 GWh" in said
    assert "Coal rose" not in said
    assert "Coal rose by 30 percent" in str(llm.requests[1].messages[-1].content)


async def test_text_on_a_table_without_times_keeps_what_its_cells_bear_and_has_evidence(tmp_path):
    (tmp_path / "towns.csv").write_text("town,parks\nUlm,14\nBonn,22\nTrier,9\n")
    llm = ScriptedLlm(lambda _: "Bonn has 22 parks. Ulm has 15 parks. Perhaps Trier is small.")
    async with Hocket(llm=llm) as hocket:
        goal = Goal(text="Write towns.md: describe the towns of towns.csv and their parks.")
        done = await hocket.run(goal, inputs=[tmp_path / "towns.csv"])
        files = dict(done.files)
    assert files["towns.md"] == b"Bonn has 22 parks. Perhaps Trier is small.\n"
    first, second = json.loads(files["towns.evidence.json"])["sentences"]
    assert first["facts"][0]["program"] == "value of parks where the row names Bonn"
    assert (second["facts"], second["judgement"]) == ([], True)


async def test_report_shows_its_chart_by_the_name_of_the_file_beside_it(tmp_path):
    files, _ = await finished(tmp_path, POWER)
    assert b"![Chart of the figures](report.svg)" in files["report.md"]
    assert files["report.svg"].startswith(b"<svg")
