"""The kind of a goal is that of what it asks, in whatever wording it asks it."""

from __future__ import annotations

import pytest

from hocket.plan.kinds import KINDS, kind_of
from hocket.plan.kinds.wording import asks, said

TABLE = """\
- sales.csv // - one line per shop // - the product with the highest turnover of each // - save \
as best.csv | sales.csv | best.csv
Please turn the daily figures in sales.csv into monthly averages, avg.csv, one row per month. | \
sales.csv | avg.csv
sums.csv with a row for every customer and the total of each; the bookings are in sales.csv. \
Remove test customers. | sales.csv | sums.csv
Make seniors.csv out of people.csv: a row for everybody who is older than 60. | people.csv | \
seniors.csv
late.json -> list of names. // Which members in members.csv have never paid? | members.csv | \
late.json
Choose the cheeses in cheeses.csv that melt above 60 degrees and put their names into m.json. | \
cheeses.csv | m.json
Would you kindly count the ballots in ballots.csv for each candidate? Please save them in \
won.json. Blank ballots are not to be included. | ballots.csv | won.json
won.json, candidate -> ballots. The ballots of each candidate in ballots.csv are to be counted, \
without blank rows. | ballots.csv | won.json
Just the number, please. // How many rides in rides.csv were longer than 20 km? | rides.csv |
For an article I need the median rent in flats.csv. | flats.csv |
I am writing a report on rents. Could you tell me the mean rent in flats.csv? | flats.csv |
Our newsletter goes to 300 people. What share of them opened it, by opens.csv? | opens.csv |
- file: trial.csv // - correlation of dose and weight // - two decimals | trial.csv |
How many posts in posts.csv have at most 20 words? | posts.csv |
Which countries use the most clean energy? Write clean.json from energy.csv. | energy.csv | \
clean.json
What is the conversion rate of each shop in shop.csv? rate.json, please. | shop.csv | rate.json
w.json: {region: mean price}. wines.csv, 2 decimals. | wines.csv | w.json
1. take wines.csv // 2. average the price by region // 3. w.csv with region and price, a row \
each | wines.csv | w.csv
Convert wines.csv to w.csv with the average price per region. | wines.csv | w.csv
gate.csv has the bicycles counted at our gate. Make days.csv with a line for each weekday and \
its mean. | gate.csv | days.csv
Clean up tests.csv and count the failures per day: w.csv, one row per day. | tests.csv | w.csv
Remove blank rows from tests.csv, then add up the hours of each person. w.csv: person, hours. | \
tests.csv | w.csv
I would be grateful for a ranking of the runners in runs.csv by time. Save it as r.json. | \
runs.csv | r.json
r.csv: one line per runner, the number of runs of each, most first. runs.csv | runs.csv | r.csv
The cars are listed in fleet.csv. Is there a car without insurance? | fleet.csv |
What does the report column in fleet.csv contain most often? | fleet.csv |"""
CONVERT = """\
- take long.csv // - every town on a line of its own, the months beside it // - months from \
January to December // - file: wide.csv | long.csv | wide.csv
out.csv: town, month, visits. // Can you melt visits.csv, where each month is a separate column, \
into that? The sums of the years must not be in it. | visits.csv | out.csv
Different tills wrote shop.csv, each in its own way. Would you bring it into a uniform shape as \
clean.csv? The header, which turns up twice, and the grand total can go. | shop.csv | clean.csv
Cleaning of shop.csv to clean.csv: one date format, plain amounts; removal of blank rows; totals \
left out. | shop.csv | clean.csv
Our cards are in cards.vcf, but the mailing program expects them as CSV. Please make cards.csv \
of it with first, last, mail. | cards.vcf | cards.csv
A handout for the canteen: menu.md, two tables, soups and mains, from menu.csv, columns dish and \
price. | menu.csv | menu.md
1. handout for the guests from menu.csv // 2. menu.md // 3. table 1: starters // 4. table 2: \
mains // 5. cheapest dish first | menu.csv | menu.md
How long is each walk in walks.csv in metres? The guides used mixed units. walks_m.csv, columns \
walk, metres. | walks.csv | walks_m.csv
tools.json has to become an Excel workbook tools.xlsx with one sheet per shed. | tools.json | \
tools.xlsx
It should be b.csv. The columns are to be renamed: nom to name, prix to price. Source: a.csv. | \
a.csv | b.csv
Please draw up a grid from birds.csv: species down the side, weeks across the top, grid.csv. | \
birds.csv | grid.csv
stock.csv -> stock.json: array, one object per article, keys id, count, total. | stock.csv | \
stock.json
Could you please have a look at rain.csv? Each month stands in a column of its own. I'd prefer a \
row for every month, as rain_long.csv. | rain.csv | rain_long.csv
Conversion of rain.csv to JSON (rain.json), keys day and mm, in the order of the file. | \
rain.csv | rain.json
Please put staff.csv on our page: staff.html, one table with name, room, phone. | staff.csv | \
staff.html
tidy.csv is what I need. // Could staff.csv be cleaned, please? Names in one spelling, no blank \
lines. | staff.csv | tidy.csv
wines.xml should be flattened into wines.csv: name, year, price. | wines.xml | wines.csv
Please convert the calendar events.ics to events.csv, with date, time and title, the earliest at \
the top. | events.ics | events.csv
The weights in kennel.csv came from three scales. Bring them into dogs.csv: dog, weight in percent \
with one decimal. | kennel.csv | dogs.csv
gate.csv has the bicycles counted at our gate. Make bikes.csv of it with a line for each hour. | \
gate.csv | bikes.csv
Make cards.csv from crew.csv with card and name, first and last name together. | crew.csv | \
cards.csv"""
TEXT = """\
- lease.txt // - the notice period // - tell me how long it is | lease.txt |
A date will do. // By when must the deposit be returned, according to lease.txt? | lease.txt |
We are about to move out and have lease.txt here. Would you please look up who has to paint the \
rooms? | lease.txt |
Notice period in lease.txt? | lease.txt |
I got this letter, letter.txt. Could you tell me what the sender wants from me? | letter.txt |
Why does q.py hang with an empty list? | q.py |
I found q.py. Could you explain what it does? | q.py |
Rules: rules.txt // Question: may I keep a dog? | rules.txt |
May I keep a dog, by rules.txt? | rules.txt |
Which poem is quoted in story.txt? | story.txt |
I need to know by Friday: what does the seller in mail.txt offer? | mail.txt |"""
EXTRACTION = """\
- read chat.txt // - find out who brings what // - save as list.json: name -> thing | chat.txt | \
list.json
Result: list.json, first name -> thing. // Who brings what to the picnic, according to chat.txt? \
| chat.txt | list.json
Could you please extract the phone numbers from thread.txt? | thread.txt |
offers.csv (seller, price) from mail.txt, sorted by price | mail.txt | offers.csv
List all prices in mail.txt. | mail.txt |"""
CODE = """\
Why does q.py hang with an empty list? Please repair it. | q.py |
We use q.py every day, and it crashes now and then. Would you please correct that? | q.py |
- q.py // - wrong results for negative numbers // - put it right | q.py |
- write a Python function // - it gets a list of words // - it returns the longest |  |
We have thousands of photos. Could you please write a script that renames them by date? |  |
What I need is a regular expression that matches Swiss postcodes. |  |
What does the job: sort.py with by_size(items), biggest first? |  | sort.py
s.py computes wrong sums; find the mistake and correct it. | s.py |
Implement quicksort as a Python function, please. |  |"""
REASONING = """\
- a path is walked at 3 km/h // - back at 6 km/h // - find the average speed |  |
A number, please. // How many litres flow in 3 hours at 12 litres a minute? |  |
Our bin is emptied every 14 days. It was emptied on Tuesday, 7 January 2025. Would you kindly \
tell me the date of the next time in March? |  |
3 March 2031 = Monday. Weekday of 3 March 2032? |  |
* given: 9 May 2026 is a Saturday // * wanted: weekday of 9 June 2026 |  |
The choir sings each third Sunday, last on 2 February. Please give me the date of the next \
concert. |  |
Bread: +10 %, then -10 %, now 2.97 euros. Price before? |  |
My train leaves at 9:40, and it is 9:05 right now. How long do I have to wait? |  |
A tank currently holds 30 litres and loses 2 litres per hour. When is it empty? |  |
If yesterday was Tuesday, what day is it in 5 days? |  |
The area of a circle with a radius of 4 cm is to be calculated. |  |
I would like to know how much 15 percent of 80 euros is. |  |
Given: Ann is taller than Bob, Bob is taller than Cid. // Asked: who is the shortest? |  |
My aunt asked me this at lunch. A bat and a ball cost 1.10 euros, the bat 1 euro more than the \
ball. What does the ball cost? |  |
How many days are there from 3 March to 9 May? |  |
Today is 3 May 2026. What date is it in six weeks? |  |
- 12 eggs cost 3 euros // - 20 eggs are needed // - cost? |  |
I'm 34 and my son is 8. When will I be three times as old as he is? |  |
Find the 10th prime number. |  |
Please solve: x + 4 = 9. |  |
The sum of 3 consecutive numbers is 72. Which are they? |  |
A says B lies. B says C lies. C says A and B both lie. Exactly one of them tells the truth. Who? \
|  |"""
KNOWLEDGE = """\
I am learning programming. What is a decorator in Python? |  |
I need to know what a unit test is. |  |
- city: Lima // - moment: now // - tell me how warm it is |  |
Current price of a gram of silver? |  |
How many dollars do I get for 1 pound right now? |  |
- river: Danube // - name the sea it flows into |  |
My son asked me something yesterday. Could you please tell me which animal sleeps the least? | \
|
I'm doing a crossword. Which letter follows kappa in the Greek alphabet? |  |
One word, please. // What is the capital of Mongolia? |  |
The capital of Mongolia, please. |  |
Country: Mongolia. Wanted: its capital. |  |
We had a quiz at the pub. Who ran 100 m in 9.58 s? |  |
On what date in 1912 did the Titanic sink? |  |
When was the treaty of 1648 signed? |  |
I would like to know who painted the Night Watch. |  |
By whom was the Night Watch painted? |  |
Which poem made Homer famous? My teacher asked me. |  |
Would you be so kind as to tell me the name of the largest lake in Africa? |  |
- explain why the sky is blue // - in two sentences |  |
What is a Python script? |  |
Can you tell me which algorithm sorts fastest? |  |
What's the current population of Chile? |  |
What time is it now in Tokyo? |  |
- who: the first person on the moon // - tell me the name |  |
How did the Romans count their years? |  |
Two friends and I argued about this: who invented the telephone? |  |
We have been married for 25 years. What is the silver plant called? |  |
When did the Second World War end? |  |
What does the proverb about the letter and the spirit mean? |  |"""
REPORT = """\
rents.md, at most 150 words, for the tenants' leaflet: how the rents in rents.csv developed. | \
rents.csv | rents.md
I'd be glad to have a short article on the rents in rents.csv. | rents.csv |
- write about the rents of the last ten years // - figures: rents.csv // - at most 120 words // \
- rents.md | rents.csv | rents.md
- read minutes.txt // - condense it // - at most 80 words | minutes.txt |
What is said in minutes.txt, in about 100 words? | minutes.txt |
We have a school paper. Please write a short article about bees for it. |  |
fleet.md: a report with a table of the costs per year, 200 words, from fleet.csv. | fleet.csv | \
fleet.md
Please describe in fleet.md how the costs in fleet.csv grew, for the board. | fleet.csv | \
fleet.md"""
OTHER = """\
- a poem // - about rain // - eight lines |  |
My brother is getting married on 3 May. Could you please write a speech for me? |  |
At most four lines, please. // Can you write a limerick about a cat? |  |
I'd be so grateful for a letter to my landlord. |  |
Tell me a joke about 2 engineers. |  |
Would you translate this into Dutch: how are you? |  |
- language: Dutch // - translate: good morning |  |
- menu.txt // - translate it into French | menu.txt |
Shopping list for pancakes: 300 g of flour, 500 ml of milk. |  |
Why not a song about autumn? |  |
Please book a table. |  |
An e-mail to my boss: I am ill today. |  |
I want you to write a story about a king who counts his 3 coins. |  |
We need a slogan. What we sell is bread. |  |
Translate 'How much does it cost?' into French. |  |
A name for my boat, please. |  |
- invitation // - garden party on 4 July 2026, a Saturday // - friendly, short |  |
Could you draft an answer to this letter? |  |"""

WORDINGS = {
    "table": TABLE,
    "convert": CONVERT,
    "text": TEXT,
    "extraction": EXTRACTION,
    "code": CODE,
    "reasoning": REASONING,
    "knowledge": KNOWLEDGE,
    "report": REPORT,
    "other": OTHER,
}
"""By kind: the goal, the input file and the output file; ``//`` begins a new line.

Many have words of another kind in them.
"""

CASES = [(line, kind) for kind, lines in WORDINGS.items() for line in lines.splitlines()]


@pytest.mark.parametrize(("line", "kind"), CASES)
def test_kind_of_a_goal_is_the_same_in_every_wording(line, kind):
    goal, source, output = (part.strip() for part in line.split("|"))
    assert kind_of(goal.replace(" // ", "\n"), source.split(), output.split()) == kind


def test_wordings_cover_every_kind():
    assert set(WORDINGS) == set(KINDS)


@pytest.mark.parametrize(
    "goal",
    [
        "tell me the price. Round it.",
        "- tell me the price\n- round it",
        "1. tell me the price\n2) round it",
        "* please tell me the price.\n\n* Could you kindly round it",
        "Would you be so kind as to tell me the\nprice?\nround it",
    ],
)
def test_sentences_of_a_goal_have_no_bullets_and_no_politeness(goal):
    sentences = [sentence.rstrip(".?").casefold() for sentence in said(goal).sentences]
    assert sentences == ["tell me the price", "round it"]


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("Wanted: the height of the tower.", True),
        ("The area is to be calculated.", True),
        ("I would like to know who won.", True),
        ("The name of the lake, please.", True),
        ("What I want is a song.", False),
        ("Tell me a story.", False),
        ("Give me some ideas.", False),
    ],
)
def test_sentence_asks_for_what_can_be_answered_and_not_for_what_is_to_be_made(sentence, is_asked):
    assert asks(sentence) is is_asked


@pytest.mark.parametrize("part", ["knights ", "a, ", "what is ", "did a poem ", "no total "])
@pytest.mark.parametrize("files", [(["a.csv"], ["b.csv"]), (["a.txt"], []), ([], [])])
def test_kind_of_a_very_long_goal_is_found_at_all(part, files):
    assert kind_of(part * 2_000, *files) in KINDS
