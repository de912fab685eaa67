#!/usr/bin/env python3
"""Writes gazetteer.tsv from the npm package china-division and gazetteer_overrides.tsv.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    pip install pypinyin==0.55.0
    python3 make_gazetteer.py package/dist gazetteer_overrides.tsv gazetteer.tsv

The package gives codes and names; pypinyin gives readings; the overrides give what neither knows:
places missing from the package, readings of polyphonic characters, established English names.
The same inputs give the same bytes.
"""

import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path

from pypinyin import lazy_pinyin

LEVELS = ("country", "province", "prefecture", "county")
COLUMNS = ("code", "id", "name", "short", "en", "parent", "level", "pinyin")

# Codes that the statistics office uses and GB/T 2260 lacks: 大柴旦行政委员会, 三沙's three groups of islands.
NOT_IN_STANDARD = {"632857", "460321", "460322", "460323"}

# How a character is read in place names, where the general dictionary prefers another reading.
READINGS = {
    "都": "du", "勒": "le", "什": "shi", "佛": "fo", "朝": "chao", "长": "chang", "柏": "bai",
    "伽": "jia", "曾": "zeng", "覃": "qin", "蚌": "beng", "漯": "luo", "筠": "jun", "涡": "guo",
    "珲": "hun", "尾": "wei", "峒": "tong", "峙": "shi", "泊": "bo", "卡": "ka", "弥": "mi",
}

# Words between a place's proper name and the word for its kind, longest first.
PEOPLES = sorted(
    "蒙古族 蒙古 回族 满族 满族蒙古族 朝鲜族 达斡尔族 鄂温克族 畲族 土家族 苗族 侗族 瑶族 壮族 仫佬族 毛南族 黎族 羌族 彝族 藏族 "
    "仡佬族 布依族 水族 傣族 哈尼族 纳西族 拉祜族 佤族 布朗族 独龙族 怒族 白族 普米族 傈僳族 裕固族 哈萨克族 哈萨克 东乡族 "
    "保安族 撒拉族 土族 塔吉克 锡伯 景颇族 柯尔克孜 维吾尔 各族".split(),
    key=len,
    reverse=True,
)
AUTONOMOUS = re.compile(f"(?<=..)(?:{'|'.join(PEOPLES)})+(?:自治[区州县旗]|区)$")
KIND = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|(?<=..)[特矿新]区|[省市盟县区])$")
# Districts whose whole name only says what part of the city they are.
GENERIC = {"城区", "郊区", "矿区", "东区", "西区"}
KIND_IN_ENGLISH = {"区": "District", "县": "County", "市": "City", "旗": "Banner"}


def proper_name(name):
    """重庆市 → 重庆, 恩施土家族苗族自治州 → 恩施; 单县 and 土默特左旗 stay whole."""
    without_peoples = AUTONOMOUS.sub("", name)
    if without_peoples != name:
        return without_peoples
    stem = KIND.sub("", name)
    return stem if len(stem) >= 2 else name


def syllables(stem):
    general = lazy_pinyin(stem)
    return [READINGS.get(hanzi, reading) for hanzi, reading in zip(stem, general, strict=True)]


def join_in_english(parts):
    """xi an → Xi'an: an apostrophe before a syllable that opens with a vowel."""
    word = parts[0]
    for part in parts[1:]:
        word += ("'" if part[0] in "aoe" else "") + part
    return re.sub("[ln]v", lambda match: match[0].replace("v", "ü"), word).capitalize()


def read_package(folder):
    """Yields (code, name, parent code, level) of every place that is no statistical artefact."""

    def load(name):
        return json.loads((Path(folder) / name).read_text(encoding="utf-8"))

    for row in load("provinces.json"):
        yield row["code"] + "0000", row["name"], "000000", "province"
    prefectures = {}
    for row in load("cities.json"):
        if row["name"] not in ("市辖区", "县") and not row["name"].endswith("直辖县级行政区划"):
            prefectures[row["code"]] = row["name"]
            yield row["code"] + "00", row["name"], row["provinceCode"] + "0000", "prefecture"
    for row in load("areas.json"):
        code, name = row["code"], row["name"]
        development_zone = "71" <= code[4:] <= "79"
        stand_in_for_its_city = prefectures.get(row["cityCode"]) == name
        if development_zone or stand_in_for_its_city or code in NOT_IN_STANDARD:
            continue
        under_city = row["cityCode"] in prefectures
        parent = row["cityCode"] + "00" if under_city else row["provinceCode"] + "0000"
        yield code, name, parent, "county"


def read_overrides(path):
    """Returns what a full name stands corrected in, and the places that only the overrides know."""
    corrections, places = {}, []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            corrections[row["name"]] = row
            if row["code"]:
                places.append((row["code"], row["name"], row["parent"], row["level"]))
    return corrections, places


def describe(places, corrections):
    for code, name, parent, level in places:
        given = corrections.get(name, {})
        stem = given.get("stem") or proper_name(name)
        spelling = given.get("pinyin", "").split() or syllables(stem)
        yield {
            "code": code, "name": name, "parent_code": parent, "level": level,
            "stem": stem, "given_id": given.get("id", ""), "given_en": given.get("en", ""),
            "pinyin": " ".join(spelling), "syllables": spelling,
        }


def assign_ids(places):
    """Bare pinyin to the highest level, then to the smallest code; the others add where they are."""
    by_code = {place["code"]: place for place in places}
    taken = set()
    for place in places:
        bare = place["given_id"] or "".join(place["syllables"])
        candidates = [bare]
        if place["level"] in ("prefecture", "county"):
            candidates.append(f"{bare}-{by_code[place['code'][:2] + '0000']['id']}")
        if place["level"] == "county":
            candidates.append(f"{candidates[-1]}-{by_code[place['parent_code']]['id']}")
        place["id"] = next((one for one in candidates if one not in taken), None)
        if place["id"] is None:
            sys.exit(f"{place['code']} {place['name']}: no free id among {candidates}")
        taken.add(place["id"])


def assign_shorts(places):
    """The proper name; with 区 or 县 where a place no lower shares it, and with the city before it if need be."""
    owners = {}
    for place in places:
        owners.setdefault(place["stem"], []).append(LEVELS.index(place["level"]))
    for place in places:
        levels = sorted(owners[place["stem"]])
        rank = LEVELS.index(place["level"])
        unambiguous = levels[0] == rank and levels.count(rank) == 1
        keeps_name = place["stem"] == place["name"] or place["name"].endswith("新区")
        fallback = place["name"] if keeps_name else place["stem"] + place["name"][-1]
        place["short"] = place["stem"] if unambiguous else fallback
    by_code = {place["code"]: place for place in places}
    counts = Counter(place["short"] for place in places)
    for place in places:
        if counts[place["short"]] > 1 or place["name"] in GENERIC:
            place["short"] = by_code[place["parent_code"]]["stem"] + place["short"]


def assign_english(places):
    def bare(place):
        if place["given_en"]:
            return place["given_en"]
        kind = place["name"][-1]
        if place["stem"] == place["name"] and kind in "县区旗" and len(place["syllables"]) > 1:
            return f"{join_in_english(place['syllables'][:-1])} {KIND_IN_ENGLISH[kind]}"
        return join_in_english(place["syllables"])

    counts = Counter(bare(place) for place in places)
    for place in places:
        english = bare(place)
        shared = counts[english] > 1 and place["level"] == "county"
        kind = KIND_IN_ENGLISH.get(place["name"][-1], "")
        if shared and kind and not english.endswith((kind, ")")):
            english = f"{english} {kind}"
        place["en"] = english
    by_code = {place["code"]: place for place in places}
    counts = Counter(place["en"] for place in places)
    for place in places:
        if counts[place["en"]] > 1 or place["name"] in GENERIC:
            city = by_code[place["parent_code"]]["en"].partition(" (")[0]
            place["en"] = f"{place['en']}, {city}"


def main(package, overrides, output):
    corrections, extra = read_overrides(overrides)
    rows = list(read_package(package)) + extra
    rows.sort(key=lambda row: (LEVELS.index(row[3]), row[0]))
    places = list(describe(rows, corrections))
    assign_ids(places)
    assign_shorts(places)
    assign_english(places)
    ids = {place["code"]: place["id"] for place in places}
    for place in places:
        place["parent"] = ids[place["parent_code"]] if place["parent_code"] else ""
    places.sort(key=lambda place: place["id"])
    with open(output, "w", encoding="utf-8", newline="") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for place in places:
            file.write("\t".join(place[column] for column in COLUMNS) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
