"""A table of shops in a folder of a tool, and what programs and queries on it answer."""

from __future__ import annotations

import json

from hocket.execute.tables.tool import Compute, Query
from hocket.ports.tool import ToolPlace

SHOPS = """\
Shop No;Opened;Turnover ;Share;Town
007;03.01.2020;1.234,50;12%;Köln
012;28.02.2021;89,00;5%;Bonn
013;01.03.2022;-;7%;
"""


def place_of_shops(tmp_path, name="shops.csv"):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).write_bytes(SHOPS.encode("cp1252"))
    return ToolPlace(folder, "key")


async def computed(sandbox, place, code):
    result = await Compute(sandbox).use({"code": code}, place)
    assert result.ok, result.text
    answer = json.loads(result.data["answer"])
    return answer.get("value", answer)


async def queried(sandbox, place, sql):
    result = await Query(sandbox).use({"sql": sql}, place)
    assert result.ok, result.text
    answer = json.loads(result.data["answer"])
    return answer["columns"], answer["rows"]
