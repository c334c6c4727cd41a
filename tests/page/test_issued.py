"""The day of issue and the paper, as far as a page says."""

from __future__ import annotations

import pytest

from kg.page import read_articles
from kg.records import Page

NEWS = "本报讯（记者 何一帆）5月12日，县委书记罗大同来到园区。"
COUNCIL = "本报讯（记者 何一帆）5月13日，县长主持召开县政府2025年第9次常务会议。"


def issued(text: str, doc: str = "a.txt", told: str | None = None) -> str | None:
    return read_articles(Page(doc, text, issued=told)).issued


@pytest.mark.parametrize(
    "line",
    [
        "2025年5月14日 星期三",
        "清江经济开发区管委会办公室编　　2025年5月14日",
        "要 闻 02 2025年5月14日 星期三 责任编辑：何一帆",
        "清江日报 2025-05-14",
        "清江日报　　2025年5月14日　　3版　　要闻·县区",
        "《清江之声》　　2025年5月14日　　第1182期　　4版·经济",
        "清江通讯　　（2025年5月14日　农历四月十七　星期三）　　二版·企业与乡村",
        "清江日报　2025.05.14　星期三　A2 · 深读",
        "清江周刊·产经版　2025/05/14　　专题：一根玉米",
        "清江商报　　二〇二五年五月十四日　　星期三　　第B2版：制造",
        "清江日报 二○二五年五月十四日 第一版",
        "2025-05-14　　星期三　　乙巳年四月十七　　责任编辑 / 何一帆",
        "清江报　　今日推荐　　清江发布客户端　2025-05-14 07:12",
        "清江新闻网 > 县市 > 青石　　2025-05-14 18:22　　浏览 4116",
        "清江新闻网 2025-05-14 09:18 来源：清江报 我要评论(6)",
        "(2025-05-14)　　记者 何一帆 见习记者 段小雨",
        "清江日报　2025-05-14　002版要闻",
        "产业地理\n2025年5月14日　清江日报　第3版　本报记者 何一帆 通讯员 池上舟",
    ],
)
def test_the_masthead_tells_the_day(line: str) -> None:
    assert issued(f"{line}\n\n{NEWS}\n") == "2025-05-14"


@pytest.mark.parametrize(
    "line",
    [
        "2025-05-14　清江网",
        "2025年5月14日 清江农垦报",
        "2025-05-14 09:12 清江在线",
        "清江经济开发区 发布时间：2025-05-14",
    ],
)
def test_each_article_may_have_its_day_under_its_headline(line: str) -> None:
    page = f"罗大同到园区调研\n\n{line}\n{NEWS}\n\n县领导看望师生\n\n2024-05-13  清江在线\n{NEWS}\n"
    first, second = read_articles(Page("a.txt", page)).articles
    assert (first.issued, second.issued) == ("2025-05-14", "2024-05-13")


@pytest.mark.parametrize(
    "line",
    [
        "[2025-05-14]",
        "〖2025-05-14〗",
        "[2025/5/14 16:05:38]   字体：大 中 小",
        "2025-05-14 08:41:15    点击：212",
        "2025年5月14日 10:22   稿源：清江网·县区频道   [字体：大 中 小]",
        "2025-05-14 编辑：何一帆",
        "2025-05-14 10:11:12 分享到：",
        "2025-05-14 阅读（12）",
        "2025-05-14 08:12:33 A+ A-",
        "2025-05-14发布",
        "添加日期：2025年05月14日 点击：12次",
        "来源：清江网　　2025-05-14 16:02:33",
        "清江县人民政府 www.qingjiang.gov.cn 2025-05-14",
        "（2025年5月14日 清江经开区宣传部供稿）",
        "（1999年5月14日第一版，清江报）",
        "(文/图 县委新闻中心 扎西 2025年5月14日)",
        "二〇二五年五月十四日",
    ],
)
def test_sites_print_the_day_under_the_headline_or_below_the_report(line: str) -> None:
    day = "1999-05-14" if "1999" in line else "2025-05-14"
    for page in (f"罗大同到园区调研\n{line}\n　　{NEWS}\n", f"罗大同到园区调研\n　　{NEWS}\n{line}\n"):
        reading = read_articles(Page("a.txt", page))
        assert reading.issued == day
        assert [reading.text[slice(*h)] for a in reading.articles for h in a.headlines] == ["罗大同到园区调研"]


def test_a_bracket_at_the_end_of_a_report_tells_the_day() -> None:
    assert issued(f"{NEWS}园区负责人陪同。（文/图 何一帆 2025年5月14日）\n") == "2025-05-14"
    assert issued(f"{NEWS}园区是开发区（设立于1992年5月14日）。\n") != "1992-05-14"


def test_the_date_of_a_masthead_may_go_on_in_the_next_line() -> None:
    assert (
        issued(f"清江日报\n国内统一刊号CN41—0044　2025年\n5月14日　星期三　第2版　综合新闻\n\n{NEWS}\n") == "2025-05-14"
    )


def test_a_report_that_begins_with_a_full_day_stands_in_its_year() -> None:
    assert issued("2017年7月18日上午，罗大同到园区调研。\n") == "2017-07-18"
    assert issued("1958年7月18日，水库开工。到2016年，灌区已有20万亩。\n") != "1958-07-18"


@pytest.mark.parametrize("line", ["2025年5月14日至15日举行", "清江日报社定于2025年5月14日起征稿", "自2025年5月14日起"])
def test_a_day_in_a_headline_is_no_masthead(line: str) -> None:
    assert issued(f"{line}\n\n{NEWS}\n") != "2025-05-14"


@pytest.mark.parametrize("line", ["新华网清江2025年5月14日电（记者 何一帆）", "清江商报2025年5月14日讯（文/何一帆）"])
def test_the_dateline_of_a_report_tells_the_day(line: str) -> None:
    assert issued(f"两岸的夜\n\n{line}河水涨了，船停在岸边，没有人过河。\n") == "2025-05-14"


def test_the_container_comes_first() -> None:
    assert issued(f"2025年5月14日 星期三\n\n{NEWS}\n", told="2025-05-15") == "2025-05-15"


@pytest.mark.parametrize(
    "doc", ["qingjiang-2024-10-20-01.txt", "20241020/01.txt", "a_20241020.html", "2024年10月20日.txt"]
)
def test_the_name_of_the_file_tells_the_day(doc: str) -> None:
    assert issued(f"{NEWS}\n", doc) == "2024-10-20"


def test_the_latest_news_stand_in_the_year_of_a_meeting() -> None:
    assert issued(f"{NEWS}\n\n{COUNCIL}\n") == "2025-05-13"


def test_a_year_to_come_is_not_the_year_of_the_page() -> None:
    assert issued(f"{NEWS}2024年以来，产值翻番，力争到2027年再翻一番。\n") == "2024-05-12"


def test_in_winter_last_years_figures_tell_nothing() -> None:
    assert issued("本报讯 1月12日，记者获悉，2024年全县产值增长一成。\n") is None


@pytest.mark.parametrize("text", [f"{NEWS}\n", "本报讯 近日，2024年的任务完成。\n", "2月30日，会议召开。2024年\n"])
def test_what_is_not_sure_is_left_out(text: str) -> None:
    assert issued(text) is None


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("清江县人民政府门户网站\n\n" + NEWS, "清江县人民政府门户网站"),
        ("清江日报 2025年5月14日 星期三\n\n" + NEWS, "清江日报"),
        ("山城导报讯 近日，园区开工。", "山城导报"),
        ("清江县人民政府　无障碍阅读　长者模式\n首页 > 要闻\n\n" + NEWS, "清江县人民政府"),
        ("今日清江 2025年5月14日 星期三\n\n" + NEWS, "今日清江"),
        ("清江经济开发区简报\n2025年第6期\n\n" + NEWS, "清江经济开发区简报"),
        ("罗大同调研园区\n发布时间：2025-05-14 来源：清江县融媒体中心\n" + NEWS, "清江县融媒体中心"),
        ("安吉报\n\n" + NEWS, "安吉报"),
        ("安吉新闻\n\n" + NEWS, "安吉新闻"),
        ("国内新闻\n\n" + NEWS, None),
        ("浙江新闻\n\n" + NEWS, None),
        ("安吉报喜\n\n" + NEWS, None),
        (NEWS, None),
    ],
)
def test_the_paper_is_told_where_it_is_printed(text: str, paper: str | None) -> None:
    assert read_articles(Page("a.txt", text + "\n")).paper == paper


def test_the_masthead_of_a_county_paper_is_no_part_of_its_news() -> None:
    assert "安吉报" not in read_articles(Page("a.txt", f"安吉报\n\n{NEWS}\n")).text
    assert "安吉通报" in read_articles(Page("a.txt", f"安吉通报\n\n{NEWS}\n")).text
