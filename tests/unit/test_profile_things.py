"""Tables with a column for each of several things, and tables of different measures."""

from __future__ import annotations

import pytest

from hocket.agents.ways.languages import PANDAS, ROWS, SQL
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.agents.ways.query import ByQuery
from hocket.agents.ways.things import thing_in
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile.things import things_in
from hocket.execute.tables.inside.reading import tables_of
from table_bench import CARD, Bench, assignment

OF_THINGS = {
    "landings of ports": "year,Hull,Vigo,Bergen,Brest\n"
    "1990,45939,21574,89,1646\n1995,60423,29990,1411,2366\n",
    "no name above the years": '"","Cod","Hake","Ling"\n'
    '"1951",45939,2876,555\n"1956",60423,4708,733\n',
    "lakes": "year,como,garda,iseo,lugano\n1990,4.1,8.5,3.2,6.6\n1991,4,9.1,3,6.5\n",
    "rates of exchange": "date,USD,GBP,JPY\n"
    "2020-01-02,1.12,0.85,121.8\n2020-01-03,1.11,0.86,120.5\n",
    "indices": "day,DAX,SMI,CAC,FTSE\n"
    "2001-01-02,6289,8135,5798,6174\n2001-01-03,6434,8071,5799,6039\n",
    "marks of subjects": "name,maths,physics,english,history\n"
    "Ada,1,2,1,3\nBo,3,4,2,2\nCy,2,1,5,1\n",
    "marks named as such": "pupil,maths mark,art mark,english mark\nAda,71,32,91\nBo,63,44,52\n",
    "shops by month": "month,Arc,Bel,Cor\n2021-01,310,220,1290\n2021-02,305,250,1310\n",
    "steps of persons": "date,Ann,Bob,Cleo\n"
    "2022-05-01,8120,11230,402\n2022-05-02,7311,9340,12050\n",
    "causes": "month,wounds,other,disease\n1854-04,3,5,110\n1854-05,0,9,95\n1854-06,12,6,280\n",
    "sources of power": "year,coal,gas,nuclear,hydro,wind\n"
    "2010,310,280,140,33,6\n2011,290,301,139,31,9\n",
    "budget": "year,rent,food,transport,clothes\n"
    "2019,9600,4100,1500,720\n2020,9900,4620,610,540\n",
    "weeks of patients": "patient,week1,week2,week3,week4\n"
    "P1,31.5,30.2,29.9,28\nP2,44,43.7,44.1,42\n",
    "items of a survey": "id,q1,q2,q3\n17,4,5,2\n18,3,3,3\n19,1,5,4\n",
    "rooms": "time,temp_hall,temp_attic,temp_cellar\n"
    "2021-01-01 08:00,19.5,-2.1,8\n2021-01-01 09:00,20,1,8.1\n",
    "servings": "country,beer_servings,wine_servings,spirit_servings,pure_alcohol\n"
    "A,200,90,45,5.5\nB,31,4,160,3.1\n",
    "judges": "skater,Judge A,Judge B,Judge C\nAda,5.1,5.6,5.2\nBo,4.9,5.2,5.5\n",
    "population of states": "year,Ohio,Utah,Iowa\n"
    "1900,4157545,276749,2231853\n1910,4767121,373351,2224771\n",
    "parties": "state,SPD,CDU,FDP\nBerlin,612,401,92\nBremen,155,83,31\n",
    "species at sites": "site,S1,S2,S3\nCape,12,2027,0\nBay,99,21,5\n",
    "groups": "age,Rural Male,Rural Female,Urban Male\n"
    "50-54,11.7,8.7,15.4\n55-59,18.1,11.7,24.3\n",
    "distances": "from,Ulm,Bonn,Kiel\nUlm,0,410,790\nBonn,410,0,520\nKiel,790,520,0\n",
    "two keys": "country,year,barley,oats,rye\n"
    "A,2001,5,7,2\nB,2001,4,1,3\nA,2002,6,8,2\nB,2002,4,2,4\n",
    "total beside": "year,bikes,cars,lorries,total\n"
    "2001,510,9320,801,10631\n2002,530,9410,790,10730\n",
    "quarters in two columns": "year,quarter,Nord,Sued,West\n"
    "2001,1,5,7,9\n2001,2,6,8,9\n2002,1,5,5,5\n",
    "hair by eyes": "eyes,fair,red,dark,black\n"
    "blue,326,38,110,3\nlight,688,116,188,4\nbrown,343,84,909,26\n",
}  # fmt: skip

OF_MEASURES = {
    "bodies": "name,age,height,weight\nAda,31,170,65\nBo,30,181,80\n",
    "goods": "product,price,pieces,stock\npen,3,40,100\nink,8,12,55\n",
    "places": "town,lat,lon,altitude\nUlm,48.4,10,478\nBonn,50.7,7.1,60\n",
    "flowers": "no,sepal_length,sepal_width,petal_length,petal_width\n"
    "1,5.1,3.5,1.4,0.2\n2,4.9,3,1.4,0.2\n",
    "birds": "bird,bill_length_mm,bill_depth_mm,flipper_length_mm\n"
    "a,39.1,18.7,181\nb,39.5,17.4,186\n",
    "cars": "car,mpg,cyl,disp,hp,gear,carb\na,21.5,6,160,110,4,4\nb,22.8,4,108,93,4,1\n",
    "economy": "year,GNP,Unemployed,Armed.Forces,Employed\n"
    "1947,234.3,235.6,159,60.3\n1948,259.4,232.5,145.6,61.1\n",
    "more of it": "year,quarter,realgdp,realcons,cpi,unemp\n"
    "1959,1,2710.3,1707.4,28.9,5.8\n1959,2,2778.8,1733.7,29.1,5.1\n",
    "savings": "date,pce,psavert,uempmed,unemploy\n"
    "1967-07-01,506.7,12.6,4.5,2944\n1967-08-01,509.8,12.6,4.7,2945\n",
    "weather": "date,precipitation,temp_max,temp_min,wind\n"
    "2012-01-01,0,12.8,5,4.7\n2012-01-02,10.9,10.6,2.8,4.5\n",
    "air": "date,ozone,solar,wind,temp\n1973-05-01,41,190,7.4,67\n1973-05-02,36,118,8,72\n",
    "course of a stock": "date,open,high,low,close\n"
    "2020-01-02,10.1,10.9,10,10.5\n2020-01-03,10.5,10.7,9.9,10\n",
    "occupations": "job,income,education,prestige\nminer,51,32,15\npilot,72,76,83\n",
    "states": "state,violent,murder,poverty,single\nA,459.9,7.1,17.5,29\nB,632.6,3.2,9,25.3\n",
    "arrests": "state,Murder,Assault,UrbanPop,Rape\nA,13.2,236,58,21.2\nB,10,263,48,44.5\n",
    "provinces": "place,Fertility,Agriculture,Examination,Infant.Mortality\n"
    "A,80.2,17,15,22.2\nB,83.1,45.1,6,22.2\n",
    "league": "team,played,won,drawn,lost,points\nA,34,20,8,6,68\nB,34,18,9,7,63\n",
    "web": "day,visits,clicks,signups\n2023-01-01,900,120,8\n2023-01-02,880,131,11\n",
    "sports": "athlete,hurdles,highjump,shot,run800m\n"
    "A,12.7,1.86,15.8,128.5\nB,12.85,1.8,16.2,126.1\n",
    "statistics": "year,mean,lower,upper\n2001,5,4,6\n2002,6,5,7\n",
    "copper": "time,WORLDCONSUMPTION,COPPERPRICE,ALUMPRICE\n"
    "1951,3173.3,26.5,19.7\n1952,3281.1,27.3,21.7\n",
    "points": "point,x,y,z\na,1.5,2.5,3.5\nb,2.5,3,4.5\n",
    "regressors": "place,X1,X2,X3\na,508,3944,325\nb,564,4578,323\n",
    "weights": "animal,body,brain,lifespan\n"
    "fox,4.23,50.4,14\nelk,210.5,440.1,18\nmouse,0.023,0.4,3.2\n",
    "flags": "car,abs,radio,roof\n" + "".join(f"c{n},{n % 2},{n // 2 % 2},1\n" for n in range(9)),
    "signs": "year,inflation,gap,rise\n2001,2.1,-3,400\n2002,1.8,-2,410\n",
    "money": "item,a,b,c\nx,€5,$7,£9\ny,€6,$8,£8\n",
    "sizes": "thing,p,q,r\nx,5,700,3\ny,6,800,4\n",
    "no key": "group,one,two,three\nx,5,6,7\nx,5,7,7\ny,4,6,8\n",
    "nothing but figures": "one,two,three\n5,6,7\n5,7,8\n",
    "two only": "year,Ulm,Bonn\n1990,5,6\n1991,7,8\n",
    "years": "town,1990,1991,1992,1993\nUlm,5,6,7,8\nBonn,5,6,7,9\n",
    "numbers of rows": ",one,two,three\n1,5,6,7\n2,5,7,8\n3,6,7,9\n",
}  # fmt: skip


BESIDE = ("total beside", "servings")
"""Those with another figure behind the things."""


def things(text):
    content = text.encode()
    return things_in(loaded_profile("a.csv", content), loaded_table("a.csv", content))


@pytest.mark.parametrize("about", OF_THINGS)
def test_table_with_a_column_for_each_of_several_things_has_them(about):
    found = things(OF_THINGS[about])
    assert found is not None
    head = OF_THINGS[about].partition("\n")[0].replace('"', "").split(",")
    assert found.columns == tuple(head[-len(found.columns) :]) or about in BESIDE


@pytest.mark.parametrize("about", OF_MEASURES)
def test_table_of_different_measures_has_no_things(about):
    assert things(OF_MEASURES[about]) is None


def test_total_and_what_has_another_unit_are_no_things():
    assert things(OF_THINGS["total beside"]).columns == ("bikes", "cars", "lorries")
    assert things(OF_THINGS["servings"]).columns == (
        "beer_servings",
        "wine_servings",
        "spirit_servings",
    )


@pytest.mark.parametrize(
    ("language", "called"),
    [(PANDAS, "DataFrame df_long"), (SQL, "Table df_long"), (ROWS, "List df_long_rows")],
)
def test_long_form_is_described_by_the_word_of_the_task(language, called):
    text = OF_THINGS["no name above the years"].encode()
    file = Loaded("fish.csv", "df", text, task="The mean of each species")
    assert shown_tables(file, language, about=file.task)[-1] == (
        f"{called} (the same, with one row for each species)\n"
        "- 'year': integer, 1951 to 1956\n"
        "- 'species': text, the names of the columns 'Cod', 'Hake' … 'Ling'\n"
        "- 'value': integer, 555 to 60423"
    )


def test_long_form_has_a_row_for_each_thing_in_the_order_of_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("name,value,Rye,Oats,Barley\nUlm,few,5,,7\nBonn,many,1,2,3\n")
    [_, long] = tables_of([{"variable": "df", "name": "a.csv"}], thing="value").values()
    assert list(long.columns) == ["name", "value", "value_", "value__"]
    assert long.to_numpy().tolist()[:4:3] == [["Ulm", "few", "Rye", 5], ["Bonn", "many", "Rye", 1]]
    assert list(long["value_"]) == ["Rye", "Oats", "Barley"] * 2


@pytest.mark.parametrize(
    ("task", "keys", "word"),
    [
        ("Rank them by how many percent more they had in 1961.", ["port", "percent"], "port"),
        ("For each gauge give the mean, and say which gauges fell.", ["mean"], "gauge"),
        ("Which of the three countries grew most?", [], "country"),
        ("Rank the shops by their growth.", ["name", "change"], "shop"),
        ("What is the largest value of each year?", ["year", "value"], "name"),
        ("Which column has the highest mean?", ["highest", "mean"], "name"),
        ("Give the mean of every Hake.", [], "name"),
        ("Describe it.", [], "name"),
    ],
)
def test_word_for_a_thing_is_a_key_or_what_the_task_speaks_of(task, keys, word):
    assert thing_in(task, keys, ["year", "Cod", "Hake"]) == word


async def test_tool_gets_the_word_of_the_task_for_what_the_columns_are():
    table = {"kind": "table", "columns": ["fish", "percent"], "rows": [["Cod", 5.5]]}
    bench = Bench(["```sql\nSELECT 1\n```"], [table])
    bench.contents["towns.csv"] = b"year,Cod,Hake,Ling\n1990,5,6,7\n1991,7,8,9\n"
    task = "Rank the species by their growth in percent; top.json, a list of {fish, percent}."
    await ByQuery().work(assignment(task, ("top.json",)), bench, CARD)
    assert bench.used[0][1]["thing"] == "fish"
    assert "- 'fish': text, the names of the columns 'Cod', 'Hake' … 'Ling'" in bench.prompts[0][-1]
    assert any("df_long" in example for example in bench.prompts[0][1:-1])


def test_numbers_of_other_rows_are_no_things_of_a_kind():
    rows = "".join(f"T{n},{100 + n},{200 + n},{300 + n % 7}\n" for n in range(12))
    content = f"trip,DriverID,FromID,ToID\n{rows}".encode()
    assert things_in(loaded_profile("a.csv", content), loaded_table("a.csv", content)) is None
