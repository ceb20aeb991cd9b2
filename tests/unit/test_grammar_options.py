"""Questions on what lines chose of several options: those that rules read, and those they leave."""

from __future__ import annotations

import json

import pytest

from conversions import task_of
from hocket.agents.forms import form_of
from hocket.agents.grammar.choosing import chosen_in
from hocket.agents.grammar.ends import shown_ends
from hocket.agents.grammar.introduced import introduced
from hocket.agents.grammar.reading import answered
from hocket.agents.ways.grammar import ByGrammar
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile.choices import choices_in
from hocket.documents.profile.families import families_in
from hocket.ports.agent import Prospect

LINES = {
    "trips.csv": (
        "traveller,mode,fare.rail,fare.bus,fare.ferry,time.rail,time.bus,time.ferry,purpose\n"
        "1,bus,9,4,12,30,55,80,work\n2,rail,9,4,12,40,35,90,visit\n3,ferry,8,5,5,60,70,50,work\n"
        "4,bus,7,6,20,25,75,99,visit\n5,rail,6,6,9,20,20,45,work\n"
    ),
    "phones.csv": (
        "customer_id,plan,fee_basic,fee_flat_20,fee_mega\n"
        "1,Flat 20,9,14,30\n2,Basic,8,14,30\n3,Mega,31,14,30\n4,Basic,12,14,30\n"
    ),
    "snacks.csv": (
        "purchase,brand,price.nutty,price.crispo,price.salto,week\n"
        "1,nutty,1.2,1.5,1.1,3\n2,salto,1.2,1.4,1.1,3\n3,salto,1.3,1.2,1.9,4\n4,crispo,2,2,2.5,4\n"
    ),
    "pupils.csv": (
        "pupil,school,km_hill,km_quay\n1,hill,1.5,2\n2,quay,3,0.5\n3,hill,4,1\n4,quay,2,2.5\n"
    ),
    "routes.csv": (
        "town,cost_air,cost_rail,cost_sea,hours_air,hours_rail,hours_sea\n"
        "Ulm,90,40,70,2,6,20\nBonn,30,45,60,1,4,30\nKiel,80,50,20,2,3,5\n"
    ),
    "orders.csv": (
        "order,supplier,offer_north,offer_west,offer_east,days_north,days_west,days_east\n"
        "1,west,90,70,80,3,9,5\n2,east,50,,60,4,2,8\n3,north,20,30,,6,7,1\n"
    ),
    "boilers.csv": (
        "house,got,a.gas,a.oil,b.gas,b.oil\n1,gas,500,450,90,120\n2,oil,700,650,80,70\n"
        "3,gas,400,600,95,85\n"
    ),
}
BOILERS = (
    "Each line of boilers.csv is a house: got is the heating that it has, a.gas and a.oil are what "
    "each would have cost to install, and b.gas and b.oil what it costs to run. "
)
SNACKS = "In snacks.csv each line is a purchase with the price of every brand that day. "
TRIPS = (
    "Every line of trips.csv is a traveller with the fares and times of three ways to go; mode is "
    "the way that was taken. "
)


def asked(goal: str, name: str, out: str = ""):
    """What the rules answer, as JSON where a file is asked for; None if they leave it to others."""
    filled = answered(form_of(goal, [out] if out else []), {name: LINES[name].encode()})
    if filled is None:
        return None
    return json.loads(filled.content) if out else filled.text.rstrip(".")


@pytest.mark.parametrize(
    ("name", "goal", "expected"),
    [
        ("trips.csv", "How many travellers in trips.csv chose the cheapest mode?", "4"),
        (
            "trips.csv",
            "How many travellers took the quickest of the three? trips.csv has them.",
            "2",
        ),
        ("trips.csv", "How many people went by the slowest mode in trips.csv?", "0"),
        (
            "trips.csv",
            f"{TRIPS}How many took the way with the shortest time?",
            "2",
        ),
        (
            "phones.csv",
            "How many customers picked the plan with the lowest fee in phones.csv?",
            "2",
        ),
        ("phones.csv", "What share of the customers in phones.csv has not chosen?", None),
        ("phones.csv", "What percentage of the customers chose the dearest plan?", "0"),
        ("phones.csv", "How many customers did not choose the cheapest plan?", "2"),
        ("snacks.csv", "In how many purchases was the chosen brand the cheapest?", "2"),
        ("snacks.csv", "How often was the most expensive brand bought, by snacks.csv?", "1"),
        ("snacks.csv", "In what share of purchases was the cheapest brand bought?", "50"),
        ("pupils.csv", "How many pupils go to the nearer of the two schools?", "2"),
        ("pupils.csv", "For how many pupils is the quay school the closest?", "2"),
        ("orders.csv", "How many orders used the supplier with the lowest offer?", "2"),
        (
            "boilers.csv",
            f"{BOILERS}How many houses got the kind that was cheapest to install?",
            "2",
        ),
        ("boilers.csv", f"{BOILERS}How many houses got the kind that was cheapest to run?", "2"),
        ("trips.csv", "How many travellers took a mode although another was quicker?", "3"),
        ("trips.csv", "How many took a mode although another was most expensive?", "5"),
        ("phones.csv", "How many customers chose a plan even though there was a cheaper one?", "2"),
        ("phones.csv", "How many customers chose a plan though another plan was cheaper?", "2"),
        ("phones.csv", "How many customers paid more than the lowest fee?", "2"),
        ("snacks.csv", "How many buyers paid more for the brand than necessary?", None),
        ("boilers.csv", f"{BOILERS}How many houses paid more than the dearest kind?", None),
        ("phones.csv", "Which plan is most often the cheapest?", "Basic"),
        ("phones.csv", "How many customers are on the cheapest phone plan?", "2"),
        ("phones.csv", "How many customers are on the cheapest prepaid plan?", None),
        ("snacks.csv", "In how many purchases was the cheapest brand not bought?", "2"),
        ("snacks.csv", f"{SNACKS}How often did the shopper buy the cheapest one?", "2"),
        ("snacks.csv", f"{SNACKS}How many shoppers bought the cheapest one?", None),
        ("orders.csv", "How many orders did not go to the supplier with the lowest offer?", "1"),
        ("pupils.csv", "How many pupils attend the school that is nearest to their home?", "2"),
        (
            "boilers.csv",
            f"{BOILERS}How many houses ended up with the heating cheapest to run?",
            None,
        ),
        (
            "boilers.csv",
            f"{BOILERS}How many houses ended up with the heating system that was cheapest to run?",
            "2",
        ),
        ("trips.csv", "Which mode was most often the slowest?", "ferry"),
        ("pupils.csv", "Which school is most often the nearer one?", None),  # each of them twice
    ],
)
def test_lines_that_chose_an_end_are_counted(name, goal, expected):
    assert asked(goal, name) == expected


@pytest.mark.parametrize(
    ("name", "goal", "expected"),
    [
        ("trips.csv", "What did the travellers pay on average for the mode they chose?", "6"),
        (
            "trips.csv",
            "On average, how much more than the cheapest mode did the travellers pay?",
            "1",
        ),
        ("phones.csv", "How much would customers have saved in total on the cheapest plan?", "21"),
        ("trips.csv", "How much could they have saved in total by taking the cheapest mode?", "5"),
        ("trips.csv", "What was the median time of the mode that the travellers took?", "50"),
        ("snacks.csv", "What was the average price of the chosen brand?", "1.55"),
        (
            "pupils.csv",
            "On average, how much further did pupils travel than to the nearer school?",
            None,
        ),
        (
            "pupils.csv",
            "How much further than the nearer school did pupils travel on average?",
            "0.88",
        ),
        (
            "phones.csv",
            "How much less than the dearest plan did customers pay on average?",
            "14.25",
        ),
    ],
)
def test_what_was_chosen_is_compared_with_the_end(name, goal, expected):
    found = asked(f"{goal} With two decimals.", name)
    assert (found and float(found)) == (expected and float(expected))


@pytest.mark.parametrize(
    ("name", "goal", "expected"),
    [
        (
            "trips.csv",
            "How many travellers chose each mode? Write n.json: mode -> number.",
            {"rail": 2, "bus": 2, "ferry": 1},
        ),
        (
            "phones.csv",
            "For how many customers is each plan the cheapest? Write n.json: plan -> customers.",
            {"Basic": 3, "Flat 20": 1, "mega": 0, "Mega": 0},
        ),
        (
            "pupils.csv",
            "For how many pupils is each school the nearer one? Write n.json: school -> pupils.",
            {"hill": 2, "quay": 2},
        ),
        (
            "routes.csv",
            "For how many towns is each way the cheapest? Write n.json: way -> towns.",
            {"air": 1, "rail": 1, "sea": 1},
        ),
        ("routes.csv", "How many towns took each way? Write n.json: way -> towns.", None),
        ("trips.csv", "How often is each mode the cheapest? Write n.json: mode -> number.", None),
        ("trips.csv", "How many travellers took each purpose? n.json: purpose -> number", None),
    ],
)
def test_options_are_counted(name, goal, expected):
    found = asked(goal, name, "n.json")
    assert found == (expected and {k: v for k, v in expected.items() if k in found})


@pytest.mark.parametrize(
    ("name", "goal"),
    [
        ("trips.csv", "How many workers chose the cheapest mode?"),  # which have the purpose work
        ("trips.csv", "How many commuters chose the cheapest mode?"),
        ("trips.csv", "How many buyers chose the cheapest mode?"),
        ("trips.csv", "How many travellers took the longest trip?"),
        ("trips.csv", "How many travellers took the second cheapest mode?"),
        ("trips.csv", "How many travellers took the mode with the lowest fare per minute?"),
        ("trips.csv", "How many travellers chose the best mode?"),
        ("trips.csv", "How many travellers chose the cheapest of the four modes?"),
        ("trips.csv", "How many travellers chose the cheaper mode?"),
        ("trips.csv", "How many travellers chose the nearest mode?"),
        ("trips.csv", "How many travellers chose the cheapest bus?"),
        ("trips.csv", "How many travellers chose the mode with the lowest purpose?"),
        ("trips.csv", "How much more than the cheapest mode did the travellers pay?"),
        ("trips.csv", "How many travellers for work chose the cheapest mode?"),
        ("trips.csv", "How many travellers bought on the cheapest day?"),
        (
            "trips.csv",
            f"{TRIPS}Only those for work count. How many chose the cheapest mode?",
        ),
        (
            "trips.csv",
            f"{TRIPS}Fares above 10 are wrong. How many chose the cheapest mode?",
        ),
        ("boilers.csv", f"{BOILERS}How many houses got the cheapest kind?"),
        ("boilers.csv", "How many houses got the kind that was cheapest to install?"),
        ("orders.csv", "How many orders used the supplier with the cheapest days?"),
        ("snacks.csv", "How many purchases chose the cheapest brand for week 3?"),
    ],
)
def test_question_that_leaves_something_open_is_left_to_others(name, goal):
    assert asked(goal, name) is None


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        (
            "buyer,brand,price.a1,price.b1\n1,a1,0,3\n2,b1,2,3\n",  # 0 may be none on offer
            "How many buyers bought the cheapest brand?",
        ),
        (
            "buyer,brand,price.a1,price.b1\n1,a1,,3\n2,b1,2,3\n",
            "How many bought the cheapest brand?",
        ),
        (
            "buyer,brand,price.a1,price.b1\n1,,2,3\n2,b1,2,3\n3,a1,4,5\n",
            "How many bought the cheapest?",
        ),
        (
            "no,customer,brand,price.a1,price.b1\n1,7,a1,2,3\n2,7,b1,2,3\n3,8,a1,2,4\n",
            "How many customers bought the cheapest brand?",  # one may have bought twice
        ),
        (
            "no,buyer_id,brand,price.a1,price.b1\n1,7,a1,2,3\n2,7,b1,2,3\n3,8,a1,2,4\n",
            "How many bought the cheapest brand?",
        ),
        (
            "no,brand,price.a1,price.b1\n1,a1,2,3\n2,b1,2,3\n3,a1,2,4\n",
            "Each line is a purchase. How many customers bought the cheapest brand?",
        ),
        (
            "buyer,advised,price.a1,price.b1\n1,a1,2,3\n2,b1,2,3\n",
            "How many buyers bought the cheapest brand?",
        ),
        (
            "buyer,wanted,bought,price.a1,price.b1\n1,a1,b1,2,3\n2,b1,a1,2,3\n",
            "How many buyers bought the cheapest brand?",
        ),
    ],
)
def test_table_that_leaves_something_open_is_left_to_others(text, goal):
    assert answered(form_of(goal, []), {"sales.csv": text.encode()}) is None


@pytest.mark.parametrize(
    "question",
    [
        "How many guests who have a child took the cheapest dish?",
        "How many guests took the cheapest dish and paid by card?",
        "How many of the guests in May took the cheapest dish?",
        "Which dish is the cheapest?",
        "How many guests took the cheapest dish on average?",
    ],
)
def test_question_with_another_word_is_none_of_them(question):
    assert chosen_in(question) is None


def test_sentence_that_may_restrict_what_counts_introduces_nothing():
    files = ["inns.csv"]
    told = "Each row of inns.csv is one guest with the prices of three dishes."
    asks = "How many took the cheapest dish? Just the number, please."
    assert introduced(form_of(f"{told} {asks}", []), files, 3).things == {"guest"}
    assert introduced(form_of(f"{told} {asks}", []), files, 4) is None
    for other in ("Leave out children.", "Guests without a table are missing.", "Prices over 9."):
        assert introduced(form_of(f"{told} {other} {asks}", []), files, 3) is None


@pytest.mark.parametrize(
    ("goal", "fits"),
    [
        (f"{BOILERS}For how many houses is each kind the cheapest to run?", True),
        (f"{BOILERS}Which houses are the oldest? For how many is each kind the cheapest?", False),
    ],
)
def test_way_takes_a_task_that_introduces_its_table(goal, fits):
    goal = f"{goal} Write n.json: kind -> houses."
    task = task_of(goal, "n.json", "table")
    assert ByGrammar().fits(Prospect(goal, task, ["boilers.csv"], ["compute"])) is fits


@pytest.mark.parametrize(
    ("name", "task", "said"),
    [
        (
            "trips.csv",
            "Per purpose, how many took the cheapest mode, and how many the quickest?",
            ["'cheapest' in the task: the option in 'lowest_fare', with 'min_fare'",
             "'quickest' in the task: the option in 'lowest_time', with 'min_time'"],
        ),
        (
            "trips.csv",
            "What share of each purpose took the mode with the longest time?",
            ["'longest time' in the task: the option in 'highest_time', with 'max_time'"],
        ),
        (
            "boilers.csv",
            f"{BOILERS}How many got what was cheapest to run but most expensive to install?",
            ["'cheapest to run' in the task: the option in 'lowest_b', with 'min_b'",
             "'most expensive to install' in the task: the option in 'highest_a', with 'max_a'"],
        ),
        ("trips.csv", "How many took the best mode, or a cheaper one?", []),
        ("boilers.csv", f"{BOILERS}How many got the cheapest?", []),
        ("trips.csv", "Which purpose is the most frequent? List the lowest first.", []),
    ],
)  # fmt: skip
def test_ends_that_a_task_names_are_told_by_their_columns(name, task, said):
    content = LINES[name].encode()
    profile, table = loaded_profile(name, content), loaded_table(name, content)
    choices = choices_in(profile, families_in(profile, table))
    found = shown_ends(task, choices, [column.name for column in profile.columns])
    assert found == "".join(f"\n- {line}" for line in said)
