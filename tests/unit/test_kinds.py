"""The kind of a task, by its words and the names of its files."""

from __future__ import annotations

import pytest

from hocket.plan.kinds import KINDS, kind_of

TABLE = """\
What is the median rent in flats.csv? | flats.csv |
Which line had the most delays in March? Use delays.xlsx. | delays.xlsx |
How many goals did each team score away from home? Write away.json: team -> goals. | \
matches.csv | away.json
Give me the five longest rivers in rivers.tsv as top.json, the longest first. | rivers.tsv | \
top.json
By how many percent did the price of bread rise between 1990 and 2000? | prices.csv |
Is there a correlation between sleep and marks in pupils.csv? Two decimals, please. | pupils.csv |
In which month of 2019 was the mean wind speed highest, and how high? Leave it in wind.json. | \
wind.parquet | wind.json
Who borrowed more than ten books? The loans are in loans.csv, the readers in readers.csv. | \
loans.csv, readers.csv |
Write by_region.csv with the columns region and average, the largest average first. | sales.csv \
| by_region.csv
What share of the visitors was under 18? | visitors.jsonl |
Are the residuals of weight on height normally distributed? Test it at 5 percent. | body.csv |
Find the outliers in column load by the rule of 1.5 interquartile ranges and count them. | \
grid.csv |
Predict the price for a flat of 70 m2 with a linear regression on flats.csv. | flats.csv |
Test whether the two groups differ. Report the p-value, and make sure to report it rounded. | \
trial.csv |
How many articles were published per year? | articles.csv |
Give the number of reports that came late in each month. | reports.csv |
I want to know the mean of the load; report it with two decimals. | grid.csv |
Prepare a report of the mean and answer in the form @mean[value]. | grid.csv |"""
CONVERT = """\
Bring dates and phone numbers in members.csv into one form and save clean.csv. | members.csv | \
clean.csv
Convert stations.json to stations.csv with the columns id, name and height. | stations.json | \
stations.csv
Every year is a column of its own in births.csv. Make long.csv: country, year, births. | \
births.csv | long.csv
Please turn menu.xlsx into a Markdown table, menu.md, sorted by price. | menu.xlsx | menu.md
I need the appointments of May from club.ics in may.csv: date, time, title. | club.ics | may.csv
Put the stock from stock.csv into an HTML table, stock.html. | stock.csv | stock.html
Remove the duplicate rows and the blank lines from guests.csv and write guests_clean.csv. | \
guests.csv | guests_clean.csv
Rename the columns of a.csv to English ones and export it as a.parquet. | a.csv | a.parquet
Reshape scores.csv from wide to long format, as scores_long.csv. | scores.csv | scores_long.csv
Clean up stock.csv: no empty rows, amounts as plain numbers. Save it as stock_clean.csv. | \
stock.csv | stock_clean.csv"""
TEXT = """\
The letter on the new fee came on 3 May. From which day on is it due, by lease.txt? | lease.txt |
What does the report say about costs? | report.txt |
What rent does the tenant pay from the second year on, by lease.txt? | lease.txt |
Who is to bring the projector, according to mails.txt? | mails.txt |
By when do we have to hand in the form? It should be in letter.pdf. | letter.pdf |
Does the policy cover water damage in the cellar? See policy.docx. | policy.docx |
On which page does the author speak of bees? | essay.txt |
The caretaker wants to know when the heating comes back. See notice.txt. | notice.txt |
How many people voted against the new fence? It is in minutes.md. | minutes.md |
Explain in one sentence what parser.py does. | parser.py |"""
EXTRACTION = """\
List all the decisions of protocol.txt in decisions.json: number, text, in favour, against. | \
protocol.txt | decisions.json
How often did each address fail to log in? Write failed.json from access.log. | access.log | \
failed.json
Pull the invoice number, the date and the sum out of bill.txt into bill.json. | bill.txt | bill.json
Make people.csv of everybody who is named in chronicle.txt: name, born, died. | chronicle.txt | \
people.csv
Extract all e-mail addresses from thread.txt. | thread.txt |
What did the class order in the end? Write order.json with pens, books and maps. | chat.txt | \
order.json
Who comes to the party? guests.json, a list of first names, from party.txt. | party.txt | \
guests.json
Count the errors per service in app.log and write errors.csv. | app.log | errors.csv"""
CODE = """\
Write roman.py with to_roman(n), which gives the Roman numeral of a whole number. | | roman.py
I need luhn.py with check(number): whether a card number is well formed. | | luhn.py
Write a function that reverses the words of a sentence. | |
Create a Python script which renames photos by their date. | |
Please implement a class Stack with push and pop. | |
queue.py loses entries when it is full. Put it right. | queue.py | queue.py
Fix the bug in dates.py and hand it over. | dates.py |
The totals that basket.py gives are wrong for some customers; repair it. | basket.py |
Make wc.py, a command-line tool that counts lines and words on standard input. | | wc.py
Give me a regular expression that matches German postcodes. | |
Refactor report.py so that it has no global variables. | report.py |
Build matrix.py with multiply(a, b) for lists of lists, without any library. | | matrix.py
Write tests for stack.py in test_stack.py. | stack.py | test_stack.py
Write a decorator that retries a call three times. | |"""
REASONING = """\
In how many ways can one arrange the letters of the word BANANA? How many ways are there? | |
How many distinct ways are there to arrange the letters of NOON? | |
A ticket is valid for 30 days and begins on 9 May 2025, which counts. What is its last day? | |
After three exams my mean is 60. What must I score in the next one so that it is 65? | |
I walk to the shop at 4 km/h and back at 6 km/h. What is my average speed? | |
A pump moves 30 litres in 2 minutes. Which bucket is full first? | |
A train leaves at 9:40 and arrives at 12:05. How long does it take? | |
What is 17 percent of 2,350 euros? | |
What is 70 m/s in km/h? | |
What's 100 degrees Fahrenheit in Celsius? | |
What is 38 times 26? | |
Anna is older than Ben, Ben is older than Cleo. Who is the youngest? | |
A says that B lies, and B says that both of them lie. A is always lying or always telling the \
truth. Which are they? | |
Which day of the week was 14 July 1789? | |
What number comes next: 2, 6, 12, 20, 30? | |
A recipe for 4 people needs 300 g of flour. How much do 7 people need? | |
If today is Wednesday, what day is it 100 days after? | |
Two pumps empty a pool in 3 and 5 hours. How long do they need together? | |
A shirt costs 36 euros after 10 percent off. What was its price before? | |
Convert 5 miles and 300 yards to metres. | |
How many ways are there to give change for one euro with coins of 10, 20 and 50 cents? | |
I have coins worth 85 cents, only fives and tens, eleven in all. How many tens? | |
Three friends finished before Dora; Emil finished after Dora. Who came last of the five? | |
What is the probability of at least one six in four throws of a die? | |
All bloops are razzies and some razzies are lazzies. Does it follow that some bloops are \
lazzies? | |
On what date does a fortnightly market that was held on 3 March 2024 fall for the tenth time? | |
Solve 3x + 7 = 22. | |
Our drain is cleaned every two months, last on 3 March 2025. What is the first date in 2026 on \
which it is cleaned? | |"""
KNOWLEDGE = """\
Who wrote the song that opened the festival? | |
Which poem made Homer famous? | |
Who ran 100 m in 9.58 s? | |
Which river is 6,650 km long? | |
Who wrote the report on the limits to growth? | |
Which planet has the most moons? | |
Who wrote Middlemarch? | |
What is 1984 about? | |
What is the capital of Mongolia? | |
In which year did the Berlin Wall fall? | |
What does HTTP stand for? | |
Which metal is liquid at room temperature? | |
How cold is it in Reykjavik right now? | |
Who painted the Night Watch? | |
What is the chemical symbol of gold? | |
Name the longest river of South America. | |
What language do people speak in Suriname? | |"""
REPORT = """\
Write report.md for the parish newsletter, at most 150 words: how did the number of members \
change? | members.csv | report.md
I need a short article, water.md, on the level of the lake from 1950 to 2000. The figures are \
in lake.csv. | lake.csv | water.md
Write a report on unemployment in the three towns. | towns.xlsx |
For the school page: news.md, how the temperatures of the three stations compare, 120 words. | \
stations.csv | news.md
Write a one-page briefing, brief.md, about the sales of the last five years for the board. | \
sales.csv | brief.md
A short report on the weather of the last week, please. | weather.csv |
Report on the sales of both shops. | sales.csv |
Generate a report on the sales. | sales.csv |
Sales report for 2020, please. | sales.csv |
Turn the figures into a newsletter. | sales.csv |
I need a 200-word report about sales. | sales.csv |
Could you do a write-up of the results for our newsletter? | results.csv |
Summarize minutes.txt in three sentences. | minutes.txt |
Write summary.md, a summary of the interview in interview.txt. | interview.txt | summary.md"""
OTHER = """\
Write a poem about rain. | |
Translate 'good morning' into Dutch. | |
Draft a letter to my landlord about the broken lift. | |
A limerick about snow | |
Could you write a speech for my brother's wedding? | |
Give me ten names for a bakery. | |
Say yes | |
Translate menu.txt into French. | menu.txt |
Plan a weekend in Rome. | |"""

CASES = [
    (line, kind)
    for kind, lines in {
        "table": TABLE,
        "convert": CONVERT,
        "text": TEXT,
        "extraction": EXTRACTION,
        "code": CODE,
        "reasoning": REASONING,
        "knowledge": KNOWLEDGE,
        "report": REPORT,
        "other": OTHER,
    }.items()
    for line in lines.splitlines()
]


@pytest.mark.parametrize(("line", "kind"), CASES)
def test_kind_of_a_goal_is_that_of_its_words_and_files(line, kind):
    text, inputs, outputs = (part.strip() for part in line.split("|"))
    assert kind_of(text, _names(inputs), _names(outputs)) == kind


def test_kind_of_a_goal_with_a_table_in_a_text_file_is_that_of_a_table():
    goal = "In which hour did most visits begin? Write busiest.json from visits.txt."
    assert kind_of(goal, ["visits.txt"], ["busiest.json"]) == "extraction"
    assert kind_of(goal, ["visits.txt"], ["busiest.json"], tables=["visits.txt"]) == "table"


def test_cases_cover_every_kind():
    assert {kind for _, kind in CASES} == set(KINDS)


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


@pytest.mark.parametrize(
    ("goal", "kind"),
    [
        ("How many mails did Ada send? See all.mbox.", "table"),
        ("What did Ada promise Ben? See all.mbox.", "text"),
    ],
)
def test_mails_are_a_table_where_they_are_counted_and_a_text_where_they_are_read(goal, kind):
    assert kind_of(goal, ["all.mbox"], tables=["all.mbox"]) == kind


def test_address_book_is_a_table_by_what_it_holds():
    assert kind_of("Who has no mobile phone?", ["people.vcf"], tables=["people.vcf"]) == "table"


@pytest.mark.parametrize(
    "goal",
    [
        "What would be a good slogan for my bakery?",
        "Explain in a letter to my son why the sky is blue.",
        "Describe a sunset as a haiku",
        "Name five ideas for a company outing.",
        "How would you word a polite e-mail declining an invitation?",
        "I'd like a poem. What rhymes with moon?",
        "Hi! How are you? A short birthday speech for Tom, please.",
        "What are good names for a cat?",
        "How about a joke?",
    ],
)
def test_question_for_a_text_that_is_to_be_made_is_no_question_of_knowledge(goal):
    assert kind_of(goal) == "other"


@pytest.mark.parametrize(
    ("goal", "kind"),
    [
        ("What should I reply to this e-mail?", "other"),
        ("Answer the letter politely: why was the parcel late?", "other"),
        ("How would you answer this letter?", "other"),
        ("What does the letter say in English? Give the translation.", "other"),
        ("What does the email of 3 May say about the price?", "text"),
        ("Who should get invitations?", "text"),
        ("What does the letter suggest as a date?", "text"),
        ("Which date does the e-mail propose?", "text"),
        ("Who did the author write a letter to, and when?", "text"),
        ("When did Ada send the letter?", "text"),
        ("The letter came on 3 May. By when do we have to pay?", "text"),
    ],
)
def test_text_on_which_something_is_asked_is_told_from_one_that_is_to_be_made(goal, kind):
    assert kind_of(goal, ["m.txt"]) == kind
