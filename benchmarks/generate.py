"""Makes pages in the manner of local papers, as many as wanted and never the same twice, for measuring.

    python -m benchmarks.generate 2000 FOLDER [--seed 1]

The same number and seed give the same bytes. Each county of the country has its own officials, park and firms, which
come back from page to page, by their full names and by short ones.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from kg.lexicon import Division, load

_SENTENCES = Path(__file__).with_name("sentences.yml")
_PAGES_A_COUNTY = 8
_FIRMS_A_COUNTY = 6
_FIRST_DAY = date(2024, 1, 2)


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented firm."""

    name: str
    short: str
    trade: str
    manager: str


def pages(number: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Give `number` pages as file name and text."""
    words = yaml.safe_load(_SENTENCES.read_text(encoding="utf-8"))
    chance = random.Random(seed)  # noqa: S311 - pages for measuring, no secrets
    counties = [d for d in load().divisions if d.level == "county" and d.name.endswith(("县", "市", "区"))]
    chance.shuffle(counties)
    done = 0
    while True:
        for county in counties:
            scene = _scene(county, words, random.Random(f"{seed} {county.code}"))  # noqa: S311
            for _ in range(_PAGES_A_COUNTY):
                if done == number:
                    return
                yield f"{county.code}/{done:06}.txt", _page(scene, words, chance)
                done += 1


def _scene(county: Division, words: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return who and what there is in a county."""
    city = load().by_code[county.parent or county.code]
    firms = []
    for _ in range(_FIRMS_A_COUNTY):
        brand = "".join(chance.sample(words["brands"], 2))
        trade = chance.choice(sorted(words["trades"]))
        name = f"{county.name.rstrip('县市区')}{brand}{trade}有限公司"
        firms.append(Firm(name, f"{brand}{trade}", trade, _person(chance)))
    people = [_person(chance) for _ in range(4)]
    park = f"{county.name.rstrip('县市区')}{chance.choice(words['parks'])}"
    return {"county": county, "city": city, "firms": firms, "people": people, "park": park, "chance": chance}


def _person(chance: random.Random) -> str:
    lexicon = load()
    surname = chance.choice(
        sorted(lexicon.surnames & set("王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧潘袁蔡蒋余"))
    )
    given = [char for char, (first, _, _) in sorted(lexicon.given.items()) if first > 200]
    return surname + "".join(chance.sample(given, 2))


def _page(scene: dict[str, Any], words: dict[str, Any], chance: random.Random) -> str:
    day = _FIRST_DAY + timedelta(days=chance.randrange(700))
    county: Division = scene["county"]
    lines = [f"{county.name.rstrip('县市区')}日报 {day.year}年{day.month}月{day.day}日"]
    for _ in range(chance.randint(2, 3)):
        lines += ["", _filled(chance.choice(words["heads"]), scene, words, chance, day)]
        lines.append("　　" + _filled(chance.choice(words["leads"]), scene, words, chance, day))
        for _ in range(chance.randint(2, 3)):
            sentences = chance.sample(words["body"], chance.randint(2, 3))
            lines.append("　　" + "".join(_filled(s, scene, words, chance, day) for s in sentences))
    return "\n".join(lines) + "\n"


def _filled(text: str, scene: dict[str, Any], words: dict[str, Any], chance: random.Random, day: date) -> str:
    firm, second = chance.sample(scene["firms"], 2)
    goods = chance.sample(words["trades"][firm.trade], 2)
    official, other, reporter, _ = scene["people"]
    return text.format(
        county=scene["county"].name,
        city=scene["city"].name,
        park=scene["park"],
        official=official,
        other=other,
        reporter=reporter,
        manager=firm.manager,
        firm=firm.name,
        short=firm.short,
        second=second.name,
        trade=firm.trade,
        product=goods[0],
        goods=goods[1],
        town=chance.choice(words["towns"]),
        money=round(chance.uniform(0.5, 60), 1),
        number=chance.randint(2, 300),
        day=f"{day.month}月{day.day}日",
    )


def main() -> None:
    """Write the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for name, text in pages(asked.number, asked.seed):
        path = asked.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
