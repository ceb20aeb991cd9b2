"""Texts with an entry for each of several things: their rows as rules read them."""

from __future__ import annotations

import pytest

from hocket.agents.records.done import wanted_deed, was_done
from hocket.agents.records.entries import told_entries
from hocket.agents.records.fields import fields_in
from hocket.agents.records.owned import with_headings
from hocket.documents.passages import passages_of

FLEET_GOAL = (
    "Which vehicles were tested, by fleet.txt? Write fleet.json, a list with an object for each one"
    " that was, in their order: number (in the list), defects, repaired (how many defects were"
    " repaired on the spot) and passed (true or false)."
)
FLEET = """\
Depot: yearly test of the vehicles, 3 to 5 March 2025

1. White van. 3 defects: a wiper is torn, the horn is silent and a bulb is out. Wiper and horn were
   repaired on the spot. Result: passed.

2. Blue truck. Away on a long trip, so it was not tested.

3. Minibus. No defects. Result: passed.

4. Tipper. Two defects, the brakes pull and the exhaust leaks. Nothing could be repaired on the
   spot. It did not pass.

5. Sweeper. A dozen defects; none was repaired on the spot. Result: failed.

6. Trailer. The test was postponed to April. (In 2024 it had 6 defects.)

7. Pickup. A single defect: a bulb. The bulb was repaired on the spot. Outcome: OK.

The garage thanks all drivers.
"""
FLEET_KEYS = ("number", "defects", "repaired", "passed")
FLEET_ROWS = [
    (1, 3, 2, True),
    (3, 0, 0, True),
    (4, 2, 0, False),
    (5, 12, 0, False),
    (7, 1, 1, True),
]


def objects(keys, *values):
    return [dict(zip(keys, each, strict=True)) for each in values]


def told(goal, keys, text):
    passages = passages_of(text)
    is_numbered = any(passage.mark for passage in passages)
    return [told_entries(keys, each, goal, is_numbered=is_numbered) for each in passages]


@pytest.mark.parametrize(
    ("goal", "keys", "text", "rows"),
    [
        (FLEET_GOAL, FLEET_KEYS, FLEET, FLEET_ROWS),
        (
            (
                "Which wines did the panel taste, going by wines.txt? A list with an"
                " object for each"
                " one that they did: number, points and recommended (true or false)."
            ),
            ("number", "points", "recommended"),
            (
                "Tasting of 4 May\n\n1. Riesling. 86 points. Recommended.\n\n2. Pinot. The"
                " bottle was"
                " corked, so it was not tasted.\n\n3. Silvaner. 78 points. Not recommended.\n\n"
                "4. Merlot. 91 points (in 2023 it had 84 points). Recommended.\n"
            ),
            [(1, 86, True), (3, 78, False), (4, 91, True)],
        ),
        (
            (
                "Which of the school visits took place, by mill.txt? Write a list of"
                " objects for those"
                " that did: number, pupils (how many came), helpers."
            ),
            ("number", "pupils", "helpers"),
            (
                "Visit 1: Elm School, 24 pupils and 3 helpers came.\nVisit 2: Oak School."
                " Cancelled,"
                " a strike.\nVisit 3: Ash School. 18 pupils came with two helpers.\nVisit 4: Fir"
                " School. Nobody came.\nVisit 5: Yew School. 31 pupils were there, no helpers.\n"
            ),
            [(1, 24, 3), (3, 18, 2), (5, 31, 0)],
        ),
        (
            (
                "List the fire drills that were held, from drills.txt, an array of objects"
                " with number,"
                " minutes and absent (how many were missing at the count)."
            ),
            ("number", "minutes", "absent"),
            (
                "1. Town hall. All were outside after 4 minutes. Nobody was absent.\n\n2."
                " Library. The"
                " drill was called off because of the exams.\n\n3. Depot. It took 3"
                " minutes. Tom and"
                " Ida were absent; they sat in the cellar.\n"
            ),
            [(1, 4, 0), (3, 3, 2)],
        ),
        (
            (
                "Which museum tours were given, by tours.txt? A list of objects for each"
                " one that was:"
                " number, visitors, children, booked (how many had booked)."
            ),
            ("number", "visitors", "children"),
            (
                "Tour 1, 10:00. 18 visitors, 5 of them children.\nTour 2, 11:30. Fell through, the"
                " guide was ill.\nTour 3, 14:00. 22 people, no children.\nTour 4, 15:30."
                " Nobody came.\n"
            ),
            [(1, 18, 5), (3, 22, 0)],
        ),
        (
            (
                "Which meetings of the book club were held? A list with an object for each"
                " that was:"
                " number, members (how many came) and guests."
            ),
            ("number", "members", "guests"),
            (
                "1. 7 January. Nine members came, no guests.\n\n2. 4 February. Snow; the"
                " meeting was"
                " cancelled.\n\n3. 4 March. 12 members came and brought two guests.\n\n4."
                " 1 April. The"
                " meeting was put off.\n"
            ),
            [(1, 9, 0), (3, 12, 2)],
        ),
        (
            (
                "Which bridges were inspected in 2025? One object for each one that has"
                " been: bridge,"
                " cracks, bolts (how many were replaced), safe (yes or no)."
            ),
            ("bridge", "cracks", "bolts", "safe"),
            (
                "1. Mill Bridge. 3 cracks. Two bolts were replaced. Result: safe.\n\n2."
                " Ford Bridge."
                " Closed since May, not inspected.\n\n3. High Bridge. No cracks. We"
                " replaced a bolt."
                " Result: not safe.\n\n4. Low Bridge. There was no access.\n"
            ),
            [("Mill Bridge", 3, 2, True), ("High Bridge", 0, 1, False)],
        ),
        (
            (
                "List all collections of blood in 2025.txt with number, donors, bags and"
                " refused (how"
                " many donors were refused)."
            ),
            ("number", "donors", "bags", "refused"),
            (
                "1. Hall. 84 donors, 79 bags; 5 donors were refused.\n\n2. Gym. 42 donors, 42 bags."
                " Nobody was refused.\n\n3. Barn. 30 donors, 28 bags. Two were refused.\n"
            ),
            [(1, 84, 79, 5), (2, 42, 42, 0), (3, 30, 28, 2)],
        ),
        (
            (
                "Which lifts were checked? List for each one that was: number, cabins (how"
                " many were"
                " checked), shut_down (how many cabins were shut down)."
            ),
            ("number", "cabins", "shut_down"),
            (
                "1. Hall. 3 cabins checked, none shut down.\n\n2. Bank. The lift is out of"
                " order and"
                " could not be checked.\n\n3. Inn. Both cabins were checked. Cabins 1 and"
                " 2 were shut"
                " down.\n"
            ),
            [(1, 3, 0), (3, 2, 2)],
        ),
        (
            "List the boilers that failed: number, leaks.",
            ("number", "leaks"),
            (
                "1. North. 2 leaks. Result: failed.\n\n2. South. No leaks. Result:"
                " passed.\n\n3. West."
                " One leak. Verdict: failed.\n"
            ),
            [(1, 2), (3, 1)],
        ),
        (
            "For each boiler, write number and leaks to leaks.json, a list of objects.",
            ("number", "leaks"),
            "1. North. 2 leaks.\n\n2. South. Leaks: none.\n\n3. West, one leak and much rust.\n",
            [(1, 2), (2, 0), (3, 1)],
        ),
    ],
)
def test_every_entry_is_read_by_rules(goal, keys, text, rows):
    found = told(goal, keys, text)
    assert None not in found
    assert [row for each in found for row in each] == objects(keys, *rows)


@pytest.mark.parametrize(
    "entry",
    [
        "About ten defects. Nothing was repaired on the spot. Result: passed.",
        "3 or 4 defects. Nothing was repaired on the spot. Result: passed.",
        "3 to 4 defects. Nothing was repaired on the spot. Result: passed.",
        "3 defects; 2 defects are old. Nothing was repaired on the spot. Result: passed.",
        "No defects except a loose bolt. Nothing was repaired on the spot. Result: passed.",
        "No serious defects. Nothing was repaired on the spot. Result: passed.",
        "3 defects, one more than last year. None was repaired on the spot. Result: passed.",
        "3 defects. Wipers and horn were repaired on the spot. Result: passed.",
        "3 defects. They were repaired on the spot. Result: passed.",
        "3 defects. The horn was repaired on the spot. The bulb was repaired on the spot. OK.",
        "3 defects. The horn will be repaired on the spot. Result: passed.",
        "3 defects. The horn was repaired on the spot. Result: open.",
        "3 defects. The horn was repaired on the spot. Result: passed. Result: failed.",
        "3 defects. The horn was repaired on the spot.",
        "Every wheel has a defect. Nothing was repaired on the spot. Result: passed.",
        "2 defects each. Nothing was repaired on the spot. Result: passed.",
        "The gate was locked at first. 3 defects. A bulb was repaired on the spot. Passed.",
    ],
)
def test_entry_of_which_a_field_is_not_clear_is_left_to_the_llm(entry):
    text = f"1. White van. {entry}\n\n2. Blue truck. It was not tested.\n"
    assert told(FLEET_GOAL, FLEET_KEYS, text) == [None, []]


def test_entries_with_names_in_place_of_numbers_are_read():
    goal = (
        "Which allotments did the committee visit, by rounds.txt? A list with an object for each:"
        " name, beds, sold_out (true or false) and clean, which is true or false."
    )
    text = (
        "Round of May, six of us\n\nLower Field\n7 beds. Sold out. Result: clean.\n\nMill Lane:"
        " 4 beds, not sold out. Result: not clean.\n\nHill Top. The gate was locked.\n\n"
        "It rained at noon.\n"
    )
    keys = ("name", "beds", "sold_out", "clean")
    lower, mill = objects(keys, ("Lower Field", 7, True, True), ("Mill Lane", 4, False, False))
    assert told(goal, keys, text) == [None, [lower], [mill], [], None]


@pytest.mark.parametrize("number", ["1. {}", "{}"])
def test_entries_below_headings_are_read_with_them(number):
    heads = [f"## {number.format(name).replace('1', str(n))}" for n, name in enumerate("ABC", 1)]
    texts = ("6 guests.", "The mill was closed.", "No guests.")
    text = "# Mills\n\nMay.\n\n" + "\n\n".join(
        f"{head} Mill\n\n{said}" for head, said in zip(heads, texts, strict=True)
    )
    key = "number" if "1" in number else "name"
    goal = f"Which mills were seen? A list for each one that was: {key}, guests."
    passages = with_headings(passages_of(text))
    is_numbered = key == "number"
    found = [told_entries((key, "guests"), p, goal, is_numbered=is_numbered) for p in passages]
    names = (1, 3) if is_numbered else ("A Mill", "C Mill")
    assert found[1:] == [
        objects((key, "guests"), (names[0], 6)),
        [],
        objects((key, "guests"), (names[1], 0)),
    ]


def test_entry_with_a_list_of_things_is_left_to_the_llm():
    goal = "Which mills were seen? A list for each one that was: number, guests."
    text = "1. North:\n- Oak, 6 guests\n- Elm, closed\n\n2. South. 7 guests.\n"
    assert told(goal, ("number", "guests"), text) == [None, [{"number": 2, "guests": 7}]]


def test_deed_of_one_year_leaves_entries_with_other_years_open():
    goal = "Which mills were seen in 2025? A list for each one that was: number, guests."
    text = "1. Oak. 6 guests.\n\n2. Elm, 4 May 2024. 7 guests.\n"
    assert told(goal, ("number", "guests"), text) == [[{"number": 1, "guests": 6}], None]


@pytest.mark.parametrize(
    "choice",
    ["with more than one leak", "where nobody lives", "that smell", "on which rust is seen"],
)
def test_choice_of_things_that_no_rule_knows_is_left_to_the_llm(choice):
    goal = f"List the boilers {choice}: number, leaks."
    assert (
        told(goal, ("number", "leaks"), "1. North. 2 leaks.\n\n2. South. No leaks.\n") == [None] * 2
    )


@pytest.mark.parametrize(
    ("goal", "keys"),
    [
        ("Which vans were tested? {number, driver}", ("number", "driver")),
        ("Which vans were tested? number, defects (only new ones)", ("number", "defects")),
        ("Which vans were tested? number, defects (how many were worse)", ("number", "defects")),
        ("Which vans were tested? number, passed", ("number", "passed")),
        ("Which vans were tested? number, fit (true if it can go abroad)", ("number", "fit")),
        ("Which vans were tested? number (of seats), defects", ("number", "defects")),
        ("Which vans were tested? number", ("number",)),
    ],
)
def test_field_whose_meaning_is_open_leaves_all_fields_open(goal, keys):
    assert fields_in(goal, keys) is None


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Closed for the season.", False),
        ("The mill is being rebuilt and was closed.", False),
        ("The gate was locked and nobody had the key, so nothing could be seen.", False),
        ("It could not be visited.", False),
        ("No visit this year.", False),
        ("Postponed.", False),
        ("Nobody was at home.", False),
        ("6 people.", True),
        ("The mill shop was closed. 6 people.", None),
        ("Closed until ten, then 6 people.", None),
        ("Not all of it could be visited. 6 people.", None),
        ("It was out of order and could not be seen.", False),
        ("6 people. The stairs are steep and could not be tried, the loft was shut off.", True),
        ("6 people. The cellar was dark and could not be visited.", None),
        ("6 people. The cellar could not be visited.", None),
        ("6 people, no meetings. The air was not clean.", True),
        ("6 people, closed shutters.", None),
        ("Postponed from Monday, held on Friday with 6 people.", None),
    ],
)
def test_what_was_not_visited_is_told_by_what_kept_them_out(text, done):
    goal = "Which mills were visited, by mills.txt? A list for each one that was: number, people."
    assert was_done(goal, f"3. Oak. {text}", "3") is done


@pytest.mark.parametrize(
    ("goal", "deed"),
    [
        ("Which mills did we visit? A list of {number, people}.", "mills that we did visit"),
        ("Which mills were sold? A list of {number, price}.", ""),
        ("Which mills were not visited? A list of {number, people}.", ""),
        ("Which mills were visited in May? A list of {number, people}.", ""),
        ("List the drills that really took place: number.", "things that took place"),
        ("A list of {number, people}.", ""),
    ],
)
def test_deed_is_wanted_where_a_task_says_so(goal, deed):
    assert wanted_deed(goal) == deed
