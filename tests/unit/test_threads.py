"""Counts along threads of messages: what rules read of them, whatever an LLM says."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from benches import Holding
from hocket.agents.specialists import REASONING
from hocket.agents.threads.items import Items
from hocket.agents.threads.kept import counted_names
from hocket.agents.threads.ledger import Ledger, counts_of
from hocket.agents.ways.extract import ByExtraction
from hocket.agents.ways.scan import ByScan
from hocket.core.task import Objective, Task
from hocket.ports.agent import Assignment
from hocket.ports.llm import LlmAnswer

FETE = """\
From: Nora Lowe
Subject: Village fete

For the fete on 14 June we'd like to hire 40 tables, 80 benches and 6 heaters.

From: Hartley Hire
Subject: Re: Village fete

Gladly. Tables are 35 for the weekend, whatever the number (they measure 3 x 1 m). Heaters are
12 each. I could lend you 8 lamps for the same money.

From: Nora Lowe
Subject: Re: Village fete

> I could lend you 8 lamps
35 is fine. Ten tables fewer, please, and 20 benches less. Then forget about the heaters.

From: Hartley Hire
Subject: Re: Village fete

30 tables and 60 benches it is. Shall I put the lamps on the van?

From: Nora Lowe
Subject: Re: Village fete

Yes, please, then bring them. Oh, and another six tables - the Pells are coming after all.

From: Hartley Hire
Subject: Re: Village fete

36 tables, noted.
"""
ART_ROOM = """\
[09:01] Mia: We need two dozen brushes, 10 easels and 15 aprons.
[09:04] Tom: Easels only come in boxes of 4. 12 easels then?
[09:05] Mia: OK, 12 it is. And double the brushes.
[09:09] Tom: Done. Aprons would be 9 each, we'd take 20 if they drop below 7.
[09:12] Mia: Another five aprons, whatever they cost.
[09:13] Tom: 48 brushes, 20 aprons, ordered.
"""
CAMP = """\
From: Jo
To: Scouts

For the camp please book 3 tents, 2 generators and 5 bins.

From: Scouts
To: Jo

That's fine; 3 tents are reserved. A fourth would have to come from Brackley, at 90.

From: Jo
To: Scouts

We'll squeeze into the three. No generators after all, the hall has power. We don't need bins
either.

From: Scouts
To: Jo

Fine. If you take two generators anyway, the bins come free.

From: Jo
To: Scouts

No, thanks.
"""
WEDDING = """\
Bea: For our wedding: 12 round tables, 96 chairs and four arches.
Pell: Thank you. Round tables seat 8. Arches cost 25 apiece and candle stands 6.
Bea: Then instead of two of the arches 10 candle stands, please. And 100 chairs instead of 96.
Pell: Noted: 2 arches, 10 candle stands, 100 chairs.
Bea: One more change: we are fewer, reduce the chairs by a dozen and the round tables to 11.
"""
TRIP = """\
Ines: We are 12 adults and 5 children for Saturday.
Boat office: Noted. A third boat would be needed from 20 people.
Ines: Two adults fewer, the Hoffs are ill. One more child, though.
Boat office: Fine, see you at the pier.
"""
BREAKFAST = """\
Office: For Monday a dozen rolls and 2 loaves, please.
Bakery: Croissants are on offer: 10 croissants for 9.50 if you order by noon.
Office: We'd take one if it costs less than 50 cents. Otherwise just half as many rolls, and a \
loaf more.
Bakery: 6 rolls and 3 loaves. See you on Monday!
"""
THREADS = [
    (FETE, {"tables": 36, "benches": 60, "heaters": 0, "lamps": 8}),
    (ART_ROOM, {"brushes": 48, "easels": 12, "aprons": 20}),
    (CAMP, {"tents": 3, "generators": 0, "bins": 0}),
    (WEDDING, {"round_tables": 11, "chairs": 88, "arches": 2, "candle_stands": 10}),
    (TRIP, {"adults": 10, "children": 6}),
    (BREAKFAST, {"rolls": 6, "croissants": 0, "loaves": 3}),
]


class Misled(Holding):
    """A workbench whose LLM gives every number of what it sees to everything it is asked for."""

    def __init__(self, text):
        self.tools = {}
        self.files = {"in.txt": "digest"}
        self.asked = []
        self.written = {}
        self._text = text

    async def ask(self, messages, *, json_schema, **_):
        self.asked.append(messages[-1].content)
        part = next(iter(json_schema["properties"]))
        names = json_schema["properties"][part]["items"]["properties"]["name"]["enum"]
        shown = messages[-1].content.split(":\n", 1)[-1]
        quotes = re.findall(r"\b(\d+)\b([^.\n]{0,20}\w)", shown)
        entries = [
            {"name": n, "value": int(number), "quote": number + words, "last": number + words}
            for n in names
            for number, words in quotes
        ]
        return LlmAnswer("", data={part: entries})

    async def read(self, _):
        return self._text.encode()

    def write(self, name, content):
        self.written[name] = json.loads(content)

    def attest(self, agreement):
        raise AssertionError(agreement.words())


def handed_over(way, text, names):
    goal = (
        "What do they agree on in the end, how many of each? Write end.json with the numbers for "
        f"{', '.join(names[:-1])} and {names[-1]}, 0 for what is not wanted."
    )
    objective = Objective(description=goal, deliverables=("end.json",))
    task = Task(task_id="t1", kind="extraction", objective=objective)
    bench = Misled(text)
    assignment = Assignment("run-1", "t1.1", goal, task, files={"in.txt": len(text)})
    asyncio.run(way.work(assignment, bench, REASONING))
    return bench.written["end.json"]


@pytest.mark.parametrize(("text", "end"), THREADS)
def test_counts_at_the_end_of_a_thread_withstand_what_a_misled_llm_says(text, end):
    assert handed_over(ByExtraction(), text, list(end)) == end


def test_number_that_stands_with_another_thing_is_no_count_of_a_scan():
    text = "Ann: We need 9 mugs.\nBo: 35 for all.\nAnn: 5 jugs.\nBo: Fine.\n"
    assert handed_over(ByScan(), text, ["jugs", "mugs", "pans"])["mugs"] == 9


ROTA = """\
Lea: The rota: Monday Ann, Tuesday Ben, Wednesday Cy, Thursday Lea.
Ben: I can't do Tuesday, my car is broken. Can anybody take it?
Cy: I can take Ben's Tuesday if he takes my Wednesday.
Ben: OK, I take Wednesday.
Ann: And I'll take Ben's Tuesday, Cy.
Lea: Then Ann has Tuesday. Cy stands in for me on Thursday.
"""
SWAPS = """\
Lea: Monday: Ann; Tuesday: Ben; Wednesday: Cy; Thursday: Lea
Ben: Ann and I swap.
Cy: Could anyone swap Wednesday with me?
Ann: Cy, I can take your Wednesday.
Cy: Thanks, Ann!
Lea: Ben and I swap Thursday and Monday.
"""


class Hasty(Misled):
    """A workbench whose LLM takes each condition for settled."""

    async def ask(self, messages, **_):
        said = messages[-1].content.partition("Message from ")[2]
        name = said.split(":", 1)[0]
        tied = [line for line in said.splitlines() if " if " in line or "?" in line]
        days = ("monday", "tuesday", "wednesday", "thursday")
        changes = [{"name": day, "value": name, "quote": line} for line in tied for day in days]
        return LlmAnswer("", data={"changes": changes})


@pytest.mark.parametrize(
    ("text", "end"),
    [(ROTA, ["Ann", "Ann", "Ben", "Cy"]), (SWAPS, ["Lea", "Ann", "Ann", "Ben"])],
)
def test_shifts_at_the_end_of_a_thread_follow_who_took_them_over(text, end):
    goal = "Who has which shift in the end? Write end.json with the keys monday, tuesday, wednesday"
    objective = Objective(description=f"{goal} and thursday.", deliverables=("end.json",))
    task = Task(task_id="t1", kind="extraction", objective=objective)
    bench = Hasty(text)
    assignment = Assignment("run-1", "t1.1", goal, task, files={"in.txt": len(text)})
    asyncio.run(ByExtraction().work(assignment, bench, REASONING))
    assert list(bench.written["end.json"].values()) == end


SO_FAR = {"tables": 40, "lamps": 6, "globes": 3}


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("add 6 tables and 12 lamps", {"tables": 46, "lamps": 18}),
        ("Please add 6 tables and cancel the lamps.", {"tables": 46, "lamps": 0}),
        ("Ten tables fewer, please.", {"tables": 30}),
        ("10 fewer tables.", {"tables": 30}),
        ("One table less than I said.", {"tables": 39}),
        ("Two more lamps, please.", {"lamps": 8}),
        ("We need 4 tables more than planned.", {"tables": 44}),
        ("Another globe, please!", {"globes": 4}),
        ("Please double the tables.", {"tables": 80}),
        ("Half as many tables will do.", {"tables": 20}),
        ("Instead of the lamps 8 globes.", {"lamps": 0, "globes": 8}),
        ("We'd rather have 8 globes instead of the lamps.", {"lamps": 0, "globes": 8}),
        ("Swap the lamps for 4 globes.", {"lamps": 0, "globes": 4}),
        ("50 instead of 40 tables, please.", {"tables": 50}),
        ("50 tables, not 40 tables.", {"tables": 50}),
        ("Forget about the lamps.", {"lamps": 0}),
        ("We don't need lamps either.", {"lamps": 0}),
        ("No globes after all.", {"globes": 0}),
        ("Please cancel the globes and the lamps.", {"globes": 0, "lamps": 0}),
        ("The lamps can go.", {"lamps": 0}),
        ("The lamps are no longer needed.", {"lamps": 0}),
        ("We can do without the globes.", {"globes": 0}),
        ("Please take two of the lamps off the list.", {"lamps": 4}),
        ("Skip the globes, and two lamps less.", {"globes": 0, "lamps": 4}),
        ("36 tables and 7 lamps it is.", {"tables": 36, "lamps": 7}),
        (
            "Make that 44 tables and 4 lamps, and no globes.",
            {"tables": 44, "lamps": 4, "globes": 0},
        ),
        ("Increase the tables to 50 and the lamps by 4.", {"tables": 50, "lamps": 10}),
        ("Tables: 36; lamps: 9", {"tables": 36, "lamps": 9}),
        ("I was wrong about the tables: 38.", {"tables": 38}),
        ("Please put us down for twenty-four tables.", {"tables": 24}),
    ],
)
def test_message_changes_the_counts_that_it_names(said, changed):
    assert read(said)[0] == {**SO_FAR, **changed}


@pytest.mark.parametrize(
    "said",
    [
        "Can we have two more lamps?",
        "We'd take one globe if it costs less than 50.",
        "A fourth globe would have to come from Ashby.",
        "If you take two lamps, we bring a globe.",
        "Please don't forget the lamps!",
        "The lamps stay as they are.",
        "Tables cost 35 each, lamps 8.",
        "35 is the price.",
        "The 6-foot tables fit in the hall.",
        "We had 60 tables last year.",
        "I'd need a few lamps more.",
        "We are happy with the 40 tables.",
        "Both globes are lovely.",
        "Lamps come in packs of 4.",
        "And no more than 30 tables fit.",
    ],
)
def test_message_that_offers_asks_or_describes_changes_nothing(said):
    assert read(said) == (SO_FAR, [])


@pytest.mark.parametrize(
    "said",
    ["Five lamps broke in the van.", "There is room for 20 more tables.", "2 racks of 4 lamps."],
)
def test_sentence_that_no_rule_reads_is_left_open(said):
    assert read(said) == (SO_FAR, [said])


def read(said):
    """(The counts after a message, the sentences of it that are open)."""
    ledger = Ledger(Items(list(SO_FAR)))
    ledger.read("Ann", "We need 40 tables, 6 lamps and 3 globes.")
    steps = ledger.read("Ann", said)
    return counts_of(ledger.counts), [step.sentence for step in steps if step.is_open]


def test_change_that_the_other_side_repeats_is_counted_once():
    ledger = Ledger(Items(["lamps"]))
    for author, said in (
        ("Ann", "We need 6 lamps."),
        ("Ann", "Two more lamps, please."),
        ("Shop", "Two more lamps, noted."),
    ):
        ledger.read(author, said)
    assert ledger.counts == {"lamps": 8}


def test_offer_counts_from_when_it_is_accepted_and_not_once_it_is_refused():
    ledger = Ledger(Items(["lamps", "globes"]))
    ledger.read("Shop", "I could lend you 8 lamps.")
    assert ledger.counts == {}
    ledger.read("Ann", "No, sorry.")
    ledger.read("Ann", "Yes, do that.")
    assert ledger.counts == {}
    ledger.read("Shop", "Shall I bring 3 globes?")
    ledger.read("Ann", "Yes, please.")
    assert ledger.counts == {"globes": 3}


def test_yes_to_one_of_two_things_is_open_and_a_named_one_is_taken():
    ledger = Ledger(Items(["lamps", "globes"]))
    ledger.read("Shop", "I could bring 8 lamps or 3 globes.")
    assert ledger.read("Ann", "Yes, please.")[0].is_open
    ledger.read("Ann", "We'll take the globes.")
    assert ledger.counts == {"globes": 3}


def test_days_and_prices_are_no_counts_of_things():
    assert counted_names(["jugs", "delivery_date", "rent"], ["9 jugs, 3 days, 12 rent"]) == ["jugs"]
