"""Questions that packaged tables answer, and those that they leave to others."""

from __future__ import annotations

import pytest

from hocket.reference import look_up
from hocket.reference.nations import countries


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Which chemical element has the symbol W?", "tungsten"),
        ("What element has the symbol Fe?", "iron"),
        ("which element is Pb", "lead"),
        ('What is the name of the chemical element with the symbol "K"?', "potassium"),
        ("Which element does the symbol Na stand for?", "sodium"),
        ("What does Sn stand for in the periodic table?", "tin"),
        ("Ag is the chemical symbol of which element?", "silver"),
        ("Of which element is Hg the symbol?", "mercury"),
        ("Can you tell me which element has the symbol Sb, please?", "antimony"),
        ("What is the chemical symbol for gold?", "is Au."),
        ("What's gold's chemical symbol?", "is Au."),
        ("Tell me what the symbol of the element mercury is", "is Hg."),
        ("Which symbol does copper have in the periodic table?", "is Cu."),
        ("Chemical symbol of wolfram?", "wolfram is W."),
        ("What is the atomic number of Aluminium?", "aluminium is 13."),
        ("How many protons does a carbon atom have?", "carbon is 6."),
        ("How many protons are there in an atom of uranium?", "uranium is 92."),
        ("Which element has the atomic number 26?", "is iron."),
        ("Which element has 2 protons?", "is helium."),
        ("What is the atomic weight of chlorine?", "chlorine is 35.45."),
    ],
)
def test_question_on_an_element_is_answered(question, answer):
    found = look_up(question)
    assert answer in found.answer
    assert found.source.startswith("the table of elements of periodictable 2")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the capital of Australia?", "Australia is Canberra."),
        ("Capital of Peru?", "Peru is Lima."),
        ("Name the capital city of Kenya.", "Kenya is Nairobi."),
        ("What's Mongolia's capital?", "Mongolia is Ulaanbaatar."),
        ("Could you please tell me what the capital of Canada is?", "Canada is Ottawa."),
        ("Which city is the capital of New Zealand?", "New Zealand is Wellington."),
        ("What is the capital of the USA called?", "the United States is Washington, D.C."),
        ("Which country has Canberra as its capital?", "the capital of Australia."),
        ("Ljubljana is the capital of which country?", "the capital of Slovenia."),
        ("What country is Brasilia the capital of?", "the capital of Brazil."),
        ("What is the currency of Switzerland?", "the Swiss Franc (CHF)."),
        ("Which currency do people use in Japan?", "the Yen (JPY)."),
        ("What is Croatia's currency?", "the Euro (EUR)."),
        ("Which currency does Bulgaria use?", "the Euro (EUR)."),
        ("Which country's internet addresses end in .ch?", "domain of Switzerland."),
        ("What country does the domain .se belong to?", "domain of Sweden."),
        ("Which country do web addresses that end in .at belong to?", "domain of Austria."),
        ("To which country does a site ending in .is belong?", "domain of Iceland."),
        ("From which country are e-mail addresses ending with .fi?", "domain of Finland."),
        ("Which country is behind the ending .pt?", "domain of Portugal."),
        ("A domain that ends in .hu belongs to which country?", "domain of Hungary."),
        ("Which country do phone numbers that begin with +48 come from?", "code of Poland."),
        ("What country is a call starting with 00351 from?", "code of Portugal."),
        ("Which country do I call with +30?", "dialling code of Greece."),
        ("Which country has its capital in Lima?", "Peru"),
        ("What is the top-level domain of the UK?", "is .uk."),
        ("What is the dialling code of Portugal?", "Portugal is +351."),
        ("What's the international dialing code for France?", "France is +33."),
        ("Which country has the country calling code +48?", "code of Poland."),
        ("What is the ISO country code of Chile?", "are CL and CHL."),
        ("Which country has the ISO code EE?", "code of Estonia."),
        ("On which continent is Kenya?", "Kenya belongs to the continent Africa."),
        ("Which continent does Peru belong to?", "continent South America."),
        ("Which countries border Switzerland?", "Austria, France, Germany, Italy and Liechten"),
        ("How many neighbouring countries does Austria have?", "borders on 8 countries."),
        ("Which countries does Portugal border?", "borders on Spain alone."),
        ("What are the neighbours of Iceland?", "Iceland has no land border with"),
        ("Does Spain border Germany?", "No, Spain has no land border with Germany."),
        ("Is Chile a neighbour of Peru?", "Yes, Chile borders on Peru."),
        ("Does France border Germany?", "Yes, France borders on Germany."),
    ],
)
def test_question_on_a_country_is_answered(question, answer):
    found = look_up(question)
    assert answer in found.answer
    assert found.source
    assert found.entries


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many litres are 3 US gallons?", "3 US gallons are 11.3562 litres."),
        ("How many litres are there in an imperial gallon?", "gallon is 4.54609 litres."),
        ("How many feet are in a mile?", "A mile is 5,280 feet."),
        ("How many metres are 100 yards?", "100 yards are 91.44 metres."),
        ("Convert 5 miles to kilometres", "5 miles are 8.04672 kilometres."),
        ("What is 100 degrees Fahrenheit in Celsius?", "are 37.7778 Celsius."),
        ("What is -40 \u00b0C in \u00b0F?", "-40 \u00b0C are -40 \u00b0F."),
        ("How much is 1,000 hectares in square kilometres?", "are 10 square kilometres."),
        ("What is 90 km/h in m/s?", "90 km/h are 25 m/s."),
        ("How many kilograms are 12 stone?", "12 stone are 76.2035 kilograms."),
        ("70 kg in pounds?", "70 kg are 154.324 pounds."),
        ("How many acres are in a square mile?", "A square mile is 640 acres."),
        ("Convert half a mile to metres", "Half a mile is 804.672 metres."),
        ("How many metres are 1,000,001 mm?", "1,000,001 mm are 1000.001 metres."),
        ("How many kJ are 2 MJ?", "2 MJ are 2,000 kJ."),
        ("How many seconds are there in a week?", "A week is 604,800 seconds."),
        ("What is the speed of light in a vacuum?", "is 299792458 m/s."),
    ],
)
def test_question_on_a_measure_is_answered(question, answer):
    found = look_up(question)
    assert found.answer.endswith(answer)
    assert found.source.startswith("the units of pint 0")


@pytest.mark.parametrize(
    "question",
    [
        # what stories tell
        "What is the capital of Narnia?",
        "What is the chemical symbol of unobtainium?",
        "Which country's capital is Minas Tirith?",
        "In the film, which element has the symbol W?",
        "What is the capital of Germany in the novel Fatherland?",
        # the past, the future, the present moment
        "What was the capital of Germany in 1970?",
        "What was the currency of France before the euro?",
        "What is the capital of Brazil going to be in 2050?",
        "When did Canberra become the capital of Australia?",
        "Who is the mayor of the capital of Austria?",
        # more than one thing bears the name
        "What is the capital of Georgia?",
        "What is the capital of Congo?",
        "Which currency does Guinea use?",
        "Which countries border Korea?",
        "What is the symbol of mercury?",
        "How many litres are 3 gallons?",
        "How many pounds is a ton?",
        "How many kilograms are 5 ounces of water?",
        "What does P stand for in chemistry?",
        "How many kJ are 2 mJ?",
        "How many litres are 1.000 US gallons?",
        # there is no such thing
        "What is -500 degrees Celsius in Fahrenheit?",
        "What is -1 kelvin in Celsius?",
        # the tables differ, or nobody can say it in one name
        "What is the capital of South Africa?",
        "What is the capital of Burundi?",
        "What is the capital of Israel?",
        "Which countries border Morocco?",
        "On which continent is Russia?",
        "Which country has the dialling code +1?",
        "Which countries border Spain?",
        "Which countries border France?",
        "Does France border Brazil?",
        "Does Suriname border France?",
        "Does China border Hong Kong?",
        "On which continent is Australia?",
        # what tables do not have, or not for sure
        "What is the largest country?",
        "Which country has the most neighbours?",
        "What is the boiling point of gold?",
        "Who discovered oxygen?",
        "What is the population of Italy?",
        "What is the atomic weight of plutonium?",
        "How many neutrons does carbon have?",
        "What is the capital of Bavaria?",
        "How many euros are 3 pounds?",
        "How many calories are in 3 pounds of butter?",
        "How many metres are 3 kilograms?",
        "Which element has the symbol w?",
        "Which element has the symbol CO?",
        "Which element has the atomic number 150?",
        # two questions, or one with a condition
        "What are the capitals of France and Spain?",
        "What is the capital of France, and how many people live there?",
        "What is the capital of the country that borders Spain in the west?",
        "Which element with the symbol W is the heaviest?",
        "How many litres are 3 US gallons if a quarter is spilled?",
        "If the capital of Australia were Sydney, what would be its largest city?",
        "Is Sydney the capital of Australia?",
        "Why is Canberra the capital of Australia?",
    ],
)
def test_question_that_the_tables_leave_in_doubt_has_no_answer(question):
    assert look_up(question).answer == ""


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("When did Kenya become independent?", "Kenya: independent since 12 December 1963"),
        ("Is Sydney or Canberra the capital of Australia?", "Australia: capital Canberra"),
        ("Which languages are spoken in Brazil?", "Brazil: languages Portuguese"),
        ("Is the atomic number of gold larger than 80?", "gold: symbol Au, atomic number 79"),
        ("How many people live in Italy?", "Italy: population 60,924,851 (2025 est.)"),
        ("How high is the highest mountain of Japan?", "Japan: highest point Mount Fuji 3,776 m"),
    ],
)
def test_entries_are_those_of_what_a_question_names(question, entry):
    [first, *_] = look_up(question).entries
    assert first.startswith(entry)


@pytest.mark.parametrize(
    "question",
    [
        "Who painted the best-known picture in the capital of France in 1500?",
        "Who wrote Middlemarch?",
        "Which country won the first football world cup?",
        "Who was the last king of Italy?",
        "Who discovered gold in California?",
        "What is the capital of Narnia?",
    ],
)
def test_question_on_something_else_or_the_past_has_no_entries(question):
    assert look_up(question).entries == ()


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of New Mexico?",
        "What is the capital of Northern Ireland?",
        "What is the capital of the Republic of China?",
        "How large is the Gulf of Mexico?",
        "What is the population of Niger State?",
        # a capital is not as large as its country, and has not its languages
        "How many people live in Paris?",
        "Which languages are spoken in Brussels?",
    ],
)
def test_question_on_another_place_has_no_entry_of_a_country_within_its_name(question):
    assert look_up(question).entries == ()


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Is Juba the capital of South Sudan?", "South Sudan: capital Juba ("),
        ("Is Apia the capital city of Samoa?", "Samoa: capital Apia ("),
        ("Do people pay with francs in Paris?", "France: currency Euro EUR ("),
        ("What is the largest city of Turkey?", "Turkey: largest cities 15.848 million Istanbul"),
    ],
)
def test_entries_have_only_the_country_and_the_field_that_is_meant(question, entry):
    assert look_up(question).entries[0].startswith(entry)
    assert "Sudan: capital Khartoum" not in " ".join(look_up(question).entries)


def test_tables_of_countries_agree_with_one_another():
    known = {country.code: country for country in countries()}
    one_sided = [
        (country.code, code)
        for country in known.values()
        for code in country.borders or ()
        if code in known
        and known[code].borders is not None
        and country.code not in (known[code].borders or ())
    ]
    assert one_sided == []
    assert sum(bool(country.capital) for country in known.values()) > 200
    assert sum(country.currency is not None for country in known.values()) > 200
