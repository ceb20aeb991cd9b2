"""Work that no check proves is done again by another method, and compared."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rpds import HashTrieMap

from hocket.core import command as do
from hocket.core.agreement import Agreement, Method
from hocket.core.attempt import Outcome
from hocket.core.award import Award
from hocket.core.choice import Choice
from hocket.core.digest import digest
from hocket.core.goal import Goal, InputFile, Limits
from hocket.core.plan import Plan
from hocket.core.run import RunState, TaskState
from hocket.core.task import Objective, Task
from hocket.core.usage import NO_USAGE, Usage
from hocket.errors import BudgetExceededError
from hocket.ports.second import Offered, Second
from hocket.review.bounds import objection_to
from hocket.review.corroboration import Corroborator
from hocket.review.trust import SMALLER, Share, Trust, believed, doubt_of, share_of, trust_in
from hocket.testing import FakeClock

ASK = "What is the mean price?"
TABLE = b"town,price,day\nBonn,10,2005-01-01\nUlm,30,2005-02-01\n"


class Bench:
    """A scope and other methods: the texts, and what each further attempt gives."""

    run_id, attempt_id = "run-1", "review:t1#1"

    def __init__(
        self,
        *answers: str | Exception | None,
        first: str = "20",
        ways: tuple = (),
        doubted: tuple = (),
        **goal,
    ) -> None:
        self.doubted = doubted
        self.ways = ways or tuple(f"way{number}" for number in range(1, 9))
        self.texts: dict[str, bytes] = {}
        self.answers = list(answers)
        self.asked: list[tuple[str, ...]] = []
        self.spend_each = NO_USAGE
        inputs = (InputFile(name="a.csv", digest=self.keep(TABLE), size_bytes=len(TABLE)),)
        task = Task(task_id="t1", type="analysis", objective=Objective(description=ASK))
        choice = Choice(of="agent", candidates={}, chosen="ann", propensity=1, policy="p")
        self.task = TaskState(
            task,
            0,
            status="reviewing",
            attempts=1,
            award=Award(task_id="t1", agent="ann", fallback=None, choice=choice),
            outcome=self.outcome(first, "query"),
        )
        self.state = RunState(
            "run-1",
            goal=Goal(text=ASK, inputs=inputs, **goal),
            plan=Plan(tasks=(task,)),
            tasks=HashTrieMap({"t1": self.task}),
            attempts=1,
            spent=Usage(calls=2, prompt_tokens=900, completion_tokens=100, seconds=10),
        )

    def outcome(self, text: str, way: str, program: str = "") -> Outcome:
        kept = self.keep(program.encode()) if program else ""
        doubt = "it looks wrong" if text in self.doubted else ""
        return Outcome(text=self.keep(text.encode()), way=way, program=kept, doubt=doubt)

    def keep(self, data: bytes) -> str:
        self.texts[digest(data)] = data
        return digest(data)

    async def read(self, name: str) -> bytes:
        return self.texts[name]

    async def perform(self, *call) -> bytes:
        return (await call[-1]("key")).response

    def offered(self, *_) -> Offered | None:
        return Offered("bob", self.ways[len(self.asked)]) if self.answers else None

    async def again(self, _task, _scope, without) -> Second | None:
        self.asked.append(tuple(without))
        agent, way = "bob", self.ways[len(self.asked) - 1]
        self.state = self.state.replace(spent=self.state.spent + self.spend_each)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if answer is None:
            return Second(agent, way, reason="no query worked")
        return Second(agent, way, self.outcome(answer, way))

    async def run(self, clock=None):
        return await Corroborator(self, clock or FakeClock())(self.task, self)


async def test_second_method_that_agrees_corroborates_the_work():
    bench = Bench("The mean is 20.")
    done = await bench.run()
    agreement = done.agreement
    assert (agreement.counts, done.outcome) == (True, None)
    assert [(m.way, m.agent, m.gave) for m in agreement.methods] == [
        ("query", "ann", "20"),
        ("way1", "bob", "The mean is 20."),
    ]
    assert bench.asked == [("query",)], "the second way is another one than the first"
    assert "not measured yet" in agreement.words()


async def test_third_method_settles_a_disagreement_for_the_first():
    bench = Bench("25", "20.0")
    done = await bench.run()
    assert (done.agreement.counts, done.outcome) == (True, None)
    assert [m.gave for m in done.agreement.methods] == ["20", "25", "20.0"]
    assert [m.differs for m in done.agreement.methods] == [False, True, False]
    assert done.agreement.words().startswith("query and way2 agree, way1 gave another result; ")
    assert bench.asked[1] == ("query", "way1")


async def test_result_that_most_methods_agree_on_replaces_the_first():
    bench = Bench("25", "25.0")
    done = await bench.run()
    assert done.agreement.counts
    assert await bench.read(done.outcome.text) == b"25"


async def test_method_used_again_corroborates_nothing_that_it_gave_before():
    done = await Bench("25", "20", ways=("program", "query again")).run()
    assert not done.agreement.counts
    assert done.outcome is None


async def test_method_used_again_corroborates_what_another_one_gave():
    ways = ("program", "query again", "program again")
    bench = Bench("25", "25.0", "25", ways=ways)
    done = await bench.run()
    assert done.agreement.counts
    assert await bench.read(done.outcome.text) == b"25"
    assert len(bench.asked) == 3, "one vote ahead is too little where a method differs from itself"


async def test_method_used_again_after_it_failed_corroborates_at_once():
    bench = Bench(None, "20.0", ways=("program", "program again"))
    assert (await bench.run()).agreement.counts


async def test_votes_that_no_other_could_settle_are_the_last():
    ways = ("program", "query again", "program again", "rows")
    bench = Bench("25", "25", "20", "20", ways=ways)
    done = await bench.run()
    assert not done.agreement.counts
    assert len(bench.asked) == 3, "a vote more would not be two ahead"


async def test_result_that_a_method_gave_twice_is_taken_over_from_those_that_differ():
    bench = Bench("25", "28", "25", ways=("program", "query again", "program again"))
    done = await bench.run()
    assert not done.agreement.counts
    assert await bench.read(done.outcome.text) == b"25"


async def test_result_that_both_methods_gave_twice_stays_the_first():
    ways = ("program", "query again", "program again")
    done = await Bench("25", "20", "25", ways=ways).run()
    assert (done.agreement.counts, done.outcome) == (False, None)


@pytest.mark.parametrize(
    ("first", "others", "doubted", "preferred"),
    [
        ("20", ("25",), ("20",), "25"),
        ("20", ("25",), ("20", "25"), None),
        ("20", ("25", "30"), ("20", "25"), "30"),
        ("20", ("25",), ("25",), None),
        (
            '{"a": 1, "b": 2, "c": 3}',
            ('{"a": 5, "b": 6, "c": 7}', '{"a": 5, "b": 6, "c": 8}'),
            (),
            '{"a": 5, "b": 6, "c": 7}',
        ),
        (
            '{"a": 1, "b": 2, "c": 3}',
            ('{"a": 5, "b": 6, "c": 7}', '{"a": 5, "b": 6, "c": 8}'),
            ('{"a": 5, "b": 6, "c": 7}',),
            '{"a": 5, "b": 6, "c": 8}',
        ),
        (
            '{"a": 1, "b": 2, "c": 3}',
            ('{"a": 1, "b": 6, "c": 7}', '{"a": 5, "b": 6, "c": 8}'),
            (),
            None,
        ),
    ],
)
async def test_outcome_of_methods_that_all_differ_is_none_that_looks_wrong_and_shared_most(
    first, others, doubted, preferred
):
    bench = Bench(*others, first=first, doubted=doubted)
    done = await bench.run()
    assert not done.agreement.counts
    taken = (await bench.read(done.outcome.text)).decode() if done.outcome else None
    assert taken == preferred


async def test_methods_that_all_disagree_leave_it_unproven_with_every_value():
    done = await Bench("25", "28").run()
    assert not done.agreement.counts
    assert [m.gave for m in done.agreement.methods] == ["20", "25", "28"]
    assert "disagree" in done.agreement.words()


@pytest.mark.parametrize("fault", [None, BudgetExceededError("no query worked")])
async def test_second_method_that_fails_is_named(fault):
    done = await Bench(fault).run()
    assert done.agreement.words() == "no second method could do it: no query worked"


async def test_value_that_the_files_rule_out_is_not_corroborated():
    done = await Bench("99", first="99").run()
    assert not done.agreement.counts
    assert "99 is outside price, which is 10 to 30" in done.agreement.reason


async def test_methods_that_ran_the_same_program_are_one_method():
    bench = Bench("20")
    program = "```python\nprint(20)  # the mean\n```"
    bench.task = bench.task.replace(outcome=bench.outcome("20", "query", program))
    make = bench.outcome
    bench.outcome = lambda text, way: make(text, way, "```python\nprint( 20 )\n```")
    done = await bench.run()
    assert done.agreement.reason == "both methods ran the same program"


@pytest.mark.parametrize("first", ["", "Error: no such column", "a long story " * 60])
async def test_work_that_nothing_could_agree_with_is_not_done_again(first):
    bench = Bench("20", first=first)
    assert (await bench.run(), bench.asked) == (None, [])


@pytest.mark.parametrize(
    "limits",
    [Limits(calls=4), Limits(tokens=2000), Limits(calls=2)],
)
async def test_second_method_that_cannot_be_paid_is_left_out_and_the_limit_named(limits):
    bench = Bench("20", limits=limits)
    done = await bench.run()
    assert (done.agreement, bench.asked) == (None, [])
    assert done.economy.words().startswith("second method left out: the limit of ")


async def test_method_that_would_settle_a_disagreement_is_left_out_and_the_limit_named():
    bench = Bench("25", "25", limits=Limits(calls=5))
    bench.spend_each = Usage(calls=2)
    done = await bench.run()
    assert [m.way for m in done.agreement.methods] == ["query", "way1", ""]
    assert done.economy.step == "further_method"


async def test_obstacle_that_an_older_release_journaled_in_words_still_holds():
    bench = Bench("20")

    async def journaled(*_) -> bytes:
        return b"the limit of calls leaves no room for it"

    bench.perform = journaled
    assert (await bench.run(), bench.asked) == (None, [])


async def test_second_method_is_not_started_if_the_deadline_leaves_no_time():
    bench = Bench("20")
    clock = FakeClock()
    soon = datetime.fromtimestamp(clock.now_us() / 1e6 + 5, UTC)
    timer = do.StartTimer("deadline", soon)
    bench.state = bench.state.replace(pending=HashTrieMap({timer.key: timer}))
    done = await bench.run(clock)
    assert (done.agreement, bench.asked) == (None, [])
    assert done.economy.words() == "second method left out: the time limit of 3600 s leaves no room"


@pytest.mark.parametrize(
    ("care", "type_name", "wanted"),
    [
        ("low", "analysis", False),
        ("normal", "analysis", True),
        ("normal", "synthesis", False),
        ("high", "synthesis", True),
    ],
)
def test_care_of_the_goal_says_which_work_is_done_twice(care, type_name, wanted):
    bench = Bench("20", care=care)
    task = bench.task.task.model_copy(update={"type": type_name})
    state = bench.task.replace(task=task)
    assert Corroborator(bench, FakeClock()).is_wanted(state, bench.state) is wanted


def test_work_is_not_done_twice_where_no_other_way_fits():
    bench = Bench()
    assert not Corroborator(bench, FakeClock()).is_wanted(bench.task, bench.state)


@pytest.mark.parametrize(
    ("right", "cases", "is_poor"), [(0, 0, False), (9, 10, False), (8, 10, True), (1, 3, False)]
)
def test_pair_of_methods_that_is_often_wrong_loses_the_word(right, cases, is_poor):
    trust = Trust("x", Share(19, 20), {("table", "program", "query"): Share(right, cases)})
    assert share_of("table", ("query", "program"), trust).is_poor(trust.before) is is_poor


@pytest.mark.parametrize(
    ("llm", "is_small"),
    [
        ("llamacpp:qwen2.5-coder:0.5b", True),
        ("llamacpp:smollm2:135m", True),
        ("ollama:qwen3:0.6b-q4_K_M", True),
        ("llamacpp:qwen2.5-coder:1.5b", False),
        ("ollama:llama3.2:1b", False),
        ("openai:Meta-Llama-3-70B-Instruct", False),
        ("anthropic:claude", False),
        ("", False),
    ],
)
def test_agreements_of_small_llms_are_believed_as_they_were_right_with_one(llm, is_small):
    assert (trust_in(llm, "table") is SMALLER) is is_small
    ways = ["program", "query"]
    share = share_of("table", ways, trust_in(llm, "table"))
    assert ("with qwen2.5-coder:0.5b" in doubt_of(share, ways, trust_in(llm, "table"))) is is_small


def test_report_by_code_is_believed_whatever_the_llm():
    methods = (Method(way="report"), Method(way="sentence check"))
    attested = Agreement(methods=methods, agrees=True)
    assert believed(attested, "report", trust_in("smollm2:135m", "report")).counts


def test_agreement_of_a_small_llm_that_was_not_measured_does_not_count():
    methods = (Method(way="program"), Method(way="rows"))
    agreement = believed(Agreement(methods=methods, agrees=True), "table", SMALLER)
    assert not agreement.counts
    assert "not measured with so small an LLM" in agreement.reason


@pytest.mark.parametrize(
    ("text", "goal", "objection"),
    [
        ("20", ASK, ""),
        ("31", ASK, "outside price"),
        ("31", "What is the total price?", ""),
        ("The mean price is 9.5.", ASK, "outside price"),
        ("120", "What percentage of towns is dear?", "no share"),
        ("1.2", "The correlation of price and size?", "no correlation"),
        ("3", "How many rows are there?", "no count"),
        ("2", "How many rows are there?", ""),
        ("0", "How many towns are dear?", "never holds"),
        ("1", "How many towns are dear?", "never holds"),
        ("2", "How many towns are dear?", ""),
        ('{"red": 0, "blue": {"dear": 0}}', "How many of each are dear?", "every number is 0"),
        ("@red[0] @blue[0.0]", "How many of each are dear?", "every number is 0"),
        ('{"red": 0, "blue": 1}', "How many of each are dear?", ""),
        ('{"red": 1.5, "blue": 1.5, "grey": 1.5}', "The mean price of each?", "each name has 1.5"),
        ('[{"c": "a", "m": 2.5}, {"c": "b", "m": 2.5}, {"c": "d", "m": 2.5}]', "Means?", "has 2.5"),
        ('{"red": 1.5, "blue": 1.5, "grey": 1.6}', "The mean price of each?", ""),
        ('{"red": 2, "blue": 2, "grey": 2}', "How many of each are dear?", ""),
        ("Ulm", "Which town is dearest?", ""),
        ("Hamburg", "Which town is dearest?", "stands in none of the files"),
        ("2005-02-01", "On which day was the dearest sale?", ""),
        ("2006-02-01", "On which day was the dearest sale?", "outside the dates"),
        ("2006-02-01", "When is the next sale expected?", ""),
    ],
)
def test_value_is_held_against_what_the_files_hold(text, goal, objection):
    said = objection_to(text, goal, {"a.csv": TABLE})
    assert objection in said
    assert bool(said) is bool(objection)


@pytest.mark.parametrize(
    ("share", "counts", "says"),
    [
        (Share(), True, "not measured yet"),
        (Share(19, 20), True, "right in 19 of 20 such cases"),
        (Share(12, 20), False, "are right in only 12 of 20"),
    ],
)
def test_agreement_that_an_agent_attests_is_believed_as_its_pair_was_right(share, counts, says):
    methods = (Method(way="steps"), Method(way="text"), Method(way="other", differs=True))
    attested = Agreement(methods=methods, agrees=True)
    trust = Trust("x", Share(19, 20), {("reasoning", "steps", "text"): share})
    agreement = believed(attested, "reasoning", trust)
    assert agreement.counts is counts
    assert says in agreement.words()
