"""Pages in the manner of Chinese papers: broken lines, headlines behind and before, captions, jump lines."""

from __future__ import annotations

import pytest

from kg.page import language_issue, read_articles, reading_of
from kg.records import Article, Page, Reading

VISIT = """　本报讯（记者 何一帆）5月12日，县委书
记罗大同来到清江经济开发区，调研园区建设
情况。他强调，要抓好项目建设，推动清江华

远材料有限公司年产10.4 万吨/年 BDO 项目早
日投产。
县领导何二川参加调研。
"""
BUSES = """本报讯（记者 田小禾）5月10日，我县首批
定制公交上线运营，开通了三条线路，市民可
以在网上购票，提前一天选好上车的地点。
"""
FEATURE = """清晨的清江华远材料有限公司车间里，机器
昼夜不停。“订单排到了明年。”公司总经理
何三江说，今年还要再建一条生产线，工人也
要再招一百名。
"""


def of(text: str, doc: str = "a.txt") -> Reading:
    return read_articles(Page(doc, text))


def headlines(reading: Reading, article: Article) -> list[str]:
    return [reading.text[slice(*span)] for span in article.headlines]


def sentences(reading: Reading, *parts: str) -> list[str]:
    return [reading.text[s.start : s.end] for s in reading.sentences if s.part in parts]


def test_broken_lines_are_joined() -> None:
    reading = of(VISIT)
    assert "县委书记罗大同来到清江经济开发区，调研园区建设情况。" in reading.text


def test_a_blank_line_inside_a_sentence_is_joined() -> None:
    assert "推动清江华远材料有限公司年产10.4万吨/年BDO项目早日投产。" in sentences(of(VISIT), "body")[1]


def test_a_short_last_line_ends_a_paragraph() -> None:
    (article,) = of(VISIT).articles
    assert len(article.paragraphs) == 2


def test_the_lead_in_is_the_byline() -> None:
    reading = of(VISIT)
    (article,) = reading.articles
    assert article.byline is not None
    assert reading.text[slice(*article.byline)] == "本报讯（记者 何一帆）"
    assert sentences(reading, "body")[0].startswith("5月12日")


@pytest.mark.parametrize(
    "lead",
    [
        "据新华社北京5月 13日电 ",
        "新华社北京5月13日电（记者何一帆）",
        "清江日报讯 ",
        "中国商务网5月13日清江消息 ",
        "今日清江网消息（何一帆）",
        "县融媒体中心讯 ",
        "清江网-清江日报讯（记者何一帆）",
        "本报清江讯（通讯员何一帆）",
        "又讯 ",
        "人民日报北京1月24日电（记者何一帆）",
        "本报讯 记者何一帆报道：",
        "（上接第一版）",
    ],
)
def test_a_lead_in_begins_an_article(lead: str) -> None:
    reading = of(BUSES + "\n" + lead + "记者从县粮食局获悉，夏粮收购已经展开。\n")
    assert len(reading.articles) == 2
    assert sentences(reading, "body")[-1] == "记者从县粮食局获悉，夏粮收购已经展开。"


def test_a_headline_behind_the_text_belongs_to_the_article_above() -> None:
    reading = of(f"{VISIT}\n罗大同在清江经济开发区调研\n抓 好 项 目 建 设\n\n{BUSES}\n首批定制公交上线运营\n")
    assert [headlines(reading, a) for a in reading.articles] == [
        ["罗大同在清江经济开发区调研", "抓好项目建设"],
        ["首批定制公交上线运营"],
    ]


def test_a_headline_before_the_text_belongs_to_the_article_below() -> None:
    reading = of(f"罗大同在清江经济开发区调研\n\n{VISIT}\n首批定制公交上线运营\n\n{BUSES}")
    assert [headlines(reading, a) for a in reading.articles] == [
        ["罗大同在清江经济开发区调研"],
        ["首批定制公交上线运营"],
    ]


def test_two_headlines_between_two_articles_go_where_their_words_are() -> None:
    reading = of(f"{VISIT}\n罗大同在清江经济开发区调研\n\n首批定制公交上线运营\n\n{BUSES}")
    assert [headlines(reading, a) for a in reading.articles] == [
        ["罗大同在清江经济开发区调研"],
        ["首批定制公交上线运营"],
    ]


def test_a_headline_far_from_its_article_is_given_to_it() -> None:
    other = BUSES.replace("公交", "书吧").replace("上车", "看书")
    reading = of(f"{BUSES}\n首批定制公交上线运营\n\n罗大同到清江经济开发区调研项目建设\n\n{other}\n{VISIT}")
    (article,) = [a for a in reading.articles if "罗大同" in reading.text[slice(*a.paragraphs[0])]]
    assert headlines(reading, article) == ["罗大同到清江经济开发区调研项目建设"]


def test_prose_behind_a_headline_that_closes_an_article_begins_another() -> None:
    ending = "（下转第三版）\n\n一 张 订 单\n——清江华远材料公司见闻\n\n本报记者 何 一\n"
    reading = of(f"{BUSES}\n首批定制公交上线运营\n\n{FEATURE}\n{ending}")
    assert [headlines(reading, a) for a in reading.articles] == [
        ["首批定制公交上线运营"],
        ["一张订单", "——清江华远材料公司见闻"],
    ]
    assert reading.articles[1].jump == "（下转第三版）"


def test_a_subhead_does_not_divide_an_article() -> None:
    more = FEATURE.replace("清晨的", "傍晚的").replace("一条", "两条")
    reading = of(f"清江华远的长跑\n——清江华远材料有限公司见闻\n\n{FEATURE}\n订单从哪里来\n\n{more}")
    (article,) = reading.articles
    assert headlines(reading, article) == ["清江华远的长跑", "——清江华远材料有限公司见闻"]
    assert "订单从哪里来" in sentences(reading, "headline")


@pytest.mark.parametrize(
    "block",
    [
        "5月11日，清江湿地公园水清岸绿。 （何一帆 摄）湿地泛舟",
        "湿地泛舟\n5月11日，清江湿地公园水清岸绿。 （记者 何一帆 摄）",
        "湿地泛舟\n5月11日，清江湿地公园水清岸绿。 何一帆 摄",
    ],
)
def test_a_caption_is_an_article_with_the_title_of_its_picture(block: str) -> None:
    reading = of(f"{VISIT}\n{block}\n\n{BUSES}")
    (photo,) = [a for a in reading.articles if a.kind == "photo"]
    assert headlines(reading, photo) == ["湿地泛舟"]
    assert sentences(reading, "caption") == ["5月11日，清江湿地公园水清岸绿。"]


def test_a_sentence_goes_on_behind_a_caption() -> None:
    cut = VISIT.index("\n\n")
    reading = of(VISIT[:cut] + "\n\n5月11日，湿地公园水清岸绿。（何一帆 摄）\n\n" + VISIT[cut + 2 :])
    assert len([a for a in reading.articles if a.kind == "news"]) == 1


PICTURE = "▲罗大同一行察看车间。（何一帆 摄）"
"""A caption."""


def test_a_picture_does_not_end_the_one_article_of_a_page() -> None:
    reading = of(f"县委书记调研园区\n\n{VISIT}\n\n{PICTURE}\n\n当晚，大雨停了，江面渐宽。")
    assert len([a for a in reading.articles if a.kind == "news"]) == 1


@pytest.mark.parametrize(
    ("below", "articles"),
    [("罗大同一行还来到湖边的渔村。", 2), ("随后，众人来到湖边的渔村。", 2), ("渔村的夜晚总有灯火。", 3)],
)
def test_behind_a_picture_an_article_goes_on_where_it_says_so(below: str, articles: int) -> None:
    reading = of(f"定制公交上线\n\n{BUSES}\n\n县委书记调研园区\n\n{VISIT}\n\n{PICTURE}\n\n{below}")
    assert len([a for a in reading.articles if a.kind == "news"]) == articles


@pytest.mark.parametrize("name", ["（何一帆）", "（记者 何一帆 文/图）", "\n\n何一帆\n"])
def test_the_name_below_an_article_is_its_byline(name: str) -> None:
    reading = of(f"{FEATURE.strip()}{name}\n\n{BUSES}")
    article = reading.articles[0]
    assert article.byline is not None
    assert "何一帆" in reading.text[slice(*article.byline)]


@pytest.mark.parametrize(
    "line",
    [
        "2025年5月14日 星期三 责任编辑：何一帆 版式：田禾 要闻 2",
        "要 闻 02 2025年5月14日 星期三",
        "责任编辑：何一帆　　【打印本页】【关闭窗口】",
        "您现在的位置：首页 > 要闻 > 正文",
        "国内统一刊号CN00-0000",
    ],
)
def test_what_frames_a_page_is_not_read(line: str) -> None:
    assert of(f"{line}\n\n{VISIT}").text == of(VISIT).text


def test_items_of_short_news_are_articles() -> None:
    reading = of("简 讯\n▲清江县粮站开仓收粮。（何 一）\n▲清江县书吧开门迎客。\n")
    assert [article.kind for article in reading.articles] == ["brief", "brief"]
    assert headlines(reading, reading.articles[0]) == ["简讯"]


def test_items_behind_a_colon_stay_in_their_article() -> None:
    reading = of("本报讯 会议提出三项任务：\n●抓好项目建设。\n●抓好安全生产。\n")
    assert len(reading.articles) == 1


def test_a_website_has_a_paragraph_a_line_and_a_date_for_each_article() -> None:
    meta = "发布时间：2024-03-18 09:12　来源：县融媒体中心　字号：[大] [小]"
    one = f"县长走访企业\n{meta}\n3月15日，县长何一帆走访企业。\n他说，要抓好项目。\n"
    two = one.replace("03-18", "03-20").replace("企业", "园区")
    reading = of(f"{one}\n{two}")
    assert [article.issued for article in reading.articles] == ["2024-03-18", "2024-03-20"]
    assert [len(article.paragraphs) for article in reading.articles] == [2, 2]
    assert reading.issued == "2024-03-20"


@pytest.mark.parametrize(
    ("printed", "running"),
    [
        ("10月 20日", "10月20日"),
        ("10.4 万吨/年 BDO 项目", "10.4万吨/年BDO项目"),
        ("公司（Helvant AG）签约", "公司（Helvant AG）签约"),
        ("礼赞新春 佳节", "礼赞新春佳节"),
        ("MLCC 60亿只", "MLCC60亿只"),
    ],
)
def test_spaces_stay_only_between_latin_words(printed: str, running: str) -> None:
    assert running in of(f"本报讯 记者获悉，{printed}，进展顺利。\n").text


def test_words_of_a_headline_stay_apart() -> None:
    reading = of(f"粤港企业“组团”来 9个项目签约\n\n{BUSES}")
    assert headlines(reading, reading.articles[0]) == ["粤港企业“组团”来 9个项目签约"]


def test_a_quotation_ends_a_sentence_inside_it() -> None:
    told = sentences(reading_of("“门槛高了。项目更好了。”罗大同说。他笑了。"), "body")
    assert told == ["“门槛高了。", "项目更好了。”", "罗大同说。", "他笑了。"]


@pytest.mark.parametrize(
    "text",
    [
        "会议审议《你好！清江》和《办法（试行）。》两个文件。",
        "一是抓项目；二是抓安全；三是抓民生。",
        "“缺一不可！”，她笑着说。",
        "总投资10.4亿元，产能1.2万吨。",
    ],
)
def test_a_sentence_is_not_cut_too_early(text: str) -> None:
    assert sentences(reading_of(text), "body") == [text]


def test_raw_text_is_one_article_that_is_all_body() -> None:
    reading = reading_of("罗大同调研\n本报讯 他来到园区。")
    assert [s.part for s in reading.sentences] == ["body", "body"]
    assert reading.text == "罗大同调研\n本报讯 他来到园区。"


def test_english_is_read_and_told() -> None:
    reading = of("The mayor visited three factories. He left on Monday.\n", doc="e.txt")
    issue = language_issue(reading)
    assert issue is not None
    assert (issue.kind, issue.level, issue.doc) == ("NotChinese", "warning", "e.txt")
    assert len(sentences(reading, "body")) == 2


def test_a_chinese_page_is_no_issue() -> None:
    assert language_issue(of(VISIT)) is None


@pytest.mark.parametrize("sign", ["▲", "△ ", "▼"])
def test_a_line_that_points_at_its_picture_is_a_caption(sign: str) -> None:
    reading = of(f"{sign}罗大同在清江产业园视察\n\n{FEATURE}")
    assert sentences(reading, "caption") == [f"{sign.strip()}罗大同在清江产业园视察"]
    assert sentences(reading, "body")[0] == "清晨的清江华远材料有限公司车间里，机器昼夜不停。"


def test_a_sentence_goes_on_behind_a_line_that_points_at_its_picture() -> None:
    cut = VISIT.index("\n\n")
    reading = of(f"{VISIT[:cut]}\n\n▲罗大同（左二）在清江产业园视察\n\n{VISIT[cut + 2 :]}")
    assert "推动清江华远材料有限公司年产10.4万吨/年BDO项目早日投产。" in sentences(reading, "body")[1]
    assert sentences(reading, "caption") == ["▲罗大同（左二）在清江产业园视察"]


def test_a_pointed_line_that_ends_a_sentence_is_a_brief() -> None:
    reading = of(f"{BUSES}\n▲清江县粮站开仓收粮。\n")
    assert sentences(reading, "caption") == []
    assert sentences(reading, "body")[-1] == "▲清江县粮站开仓收粮。"


NEWS = """市政府副市长何二川来我市调研
5月16日，市政府副市长何二川到我市，就医药产业发展进行调研。何二川一行先后来到清江药业、云澜制药等企业实地察看。
何二川对我市医药产业发展给予充分肯定。
"""


def test_news_under_a_short_headline_begin_below_another_article() -> None:
    other = "青川县考察团来我市考察\n5月18日，青川县县委书记罗大同率考察团到我市考察园区建设。罗大同给予高度评价。\n"
    reading = of(f"{NEWS}\n{other}")
    heads = [headlines(reading, article) for article in reading.articles]
    assert heads == [["市政府副市长何二川来我市调研"], ["青川县考察团来我市考察"]]


@pytest.mark.parametrize(
    "other",
    [
        "何二川调研防汛工作\n何二川来到清江水库，察看溢洪道。\n",
        "水库蓄满了\n清江水库5月20日蓄到正常水位，何二川到场察看。\n",
        "水库蓄满了\n近日，清江水库蓄到正常水位。何二川到场察看。\n",
    ],
)
def test_an_event_in_the_headline_or_a_day_below_it_tells_news_from_a_section(other: str) -> None:
    assert len(of(f"{NEWS}\n{other}").articles) == 2
    section = f"{NEWS}\n园区面貌\n何二川看到，市政府支持的清江药业、云澜制药等企业厂房林立，医药产业发展向好。\n"
    assert len(of(section).articles) == 1


def test_a_day_between_a_headline_and_its_text_tells_an_article() -> None:
    other = "\n园区建设提速\n2019-08-19\n何二川要求医药产业加快发展，何二川一行察看了清江药业、云澜制药。\n"
    assert len(of(NEWS + other).articles) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{head}\n2019-05-17\n{body}", "{head}\n青川县政府网 2021年8月4日\n{body}"),
        ("{head}\n{body}（2019年5月17日）\n", "{head}\n{body}\n（2021-08-04）\n"),
    ],
    ids=["above the text", "below it"],
)
def test_articles_of_several_days_have_each_their_own(first: str, second: str) -> None:
    heads, body = ("何二川来我市调研", "罗大同来我市考察"), "{}一行先后来到清江药业、云澜制药等企业实地察看。\n"
    pages = [
        form.format(head=head, body=body.format(head[:3])) for form, head in zip((first, second), heads, strict=True)
    ]
    reading = of("\n".join(pages))
    assert [article.issued for article in reading.articles] == ["2019-05-17", "2021-08-04"]
    assert [headlines(reading, article) for article in reading.articles] == [[head] for head in heads]


def test_the_day_of_a_masthead_is_that_of_the_page_alone() -> None:
    reading = of(f"青川日报　2021年8月4日\n\n{NEWS}")
    assert [article.issued for article in reading.articles] == [None]
    assert reading.issued == "2021-08-04"


def test_what_a_picture_shows_in_brackets_is_no_headline() -> None:
    reading = of(NEWS + "\n（图为何二川一行在清江药业考察）\n\n何二川还来到云澜制药，察看生产线。\n")
    assert len(reading.articles) == 1


FORM = """清河县重点项目简介

一、青石镇智能温室项目
建设单位：江州绿野农业有限公司　　建设地点：青石镇河东村
项目总投资：1.2亿元
建设期限：2023—2024年

二、高端轴承产业园项目
投资主体：衡川轴承有限公司
"""


def test_each_field_of_a_form_is_a_sentence_of_the_item_above_it() -> None:
    reading = of(FORM)
    assert sentences(reading, "body") == [
        "一、青石镇智能温室项目。",
        "建设单位：江州绿野农业有限公司。",
        "建设地点：青石镇河东村。",
        "项目总投资：1.2亿元。",
        "建设期限：2023—2024年",
        "二、高端轴承产业园项目。",
        "投资主体：衡川轴承有限公司",
    ]
    assert sentences(reading, "headline") == ["清河县重点项目简介"]
    place = next(s for s in reading.sentences if "青石镇河东村" in reading.text[s.start : s.end])
    assert FORM[slice(*reading.source_span(place.start, place.end))].startswith("建设地点：青石镇河东村")
    assert reading.printed(place.start, place.end) == "建设地点：青石镇河东村"


def test_a_field_begins_anew_behind_a_bracket_and_not_behind_a_stop() -> None:
    text = "要闻\n\n一、轴承项目\n建设单位：衡川轴承公司（外资）\n建设地点： 青石镇。　总投资：约 8 亿元\n"
    found = sentences(of(text), "body")
    assert found == ["一、轴承项目。", "建设单位：衡川轴承公司（外资）。", "建设地点：青石镇。", "总投资：约8亿元"]


def test_an_item_behind_the_fields_of_another_is_a_sentence() -> None:
    text = "要闻\n\n1.轴承项目\n建设单位：衡川轴承公司\n总投资：约8亿元人民币\n2.齿轮项目\n建设单位：衡川齿轮公司\n"
    assert "2.齿轮项目。" in sentences(of(text), "body")
    assert "总投资：约8亿元人民币。" in sentences(of(text), "body")


@pytest.mark.parametrize("line", ["投资：让清江更有底气", "建设：让清江更美"])
def test_a_headline_with_a_colon_is_no_field(line: str) -> None:
    assert line in sentences(of(f"{BUSES}\n{line}\n{VISIT}"), "headline")


def test_a_headline_over_one_field_is_one() -> None:
    text = f"{BUSES}\n青石镇智能温室项目开工\n总投资：8亿元，由江州绿野农业有限公司建设。\n项目建成后年产番茄。\n"
    assert "青石镇智能温室项目开工" in sentences(of(text), "headline")


def test_an_item_with_a_number_goes_on_with_nothing_above_a_blank_line() -> None:
    text = "清河县工作要点\n\n（一）抓项目，把进度抓在手上，力争\n\n（二）抓招商，把客商请进来。\n抓服务，把事办好。"
    assert "（二）抓招商，把客商请进来。" in sentences(of(text), "body")


def test_organs_side_by_side_are_two() -> None:
    text = f"{BUSES}\n　　本报讯 日前，县委办公室 县政府办公室联合印发意见。中共滑县县委　滑县人民政府来信。\n"
    found = "".join(sentences(of(text), "body"))
    assert "县委办公室、县政府办公室联合" in found
    assert "中共滑县县委、滑县人民政府来信" in found


def test_each_line_of_a_roll_is_a_sentence_that_keeps_its_spaces() -> None:
    text = (
        f"{BUSES}\n表彰名单\n优秀教师\n何 明　清江县第三中学教师\n田小禾　青石镇中心小学教师\n罗 芳　清江县实验幼儿园\n"
    )
    found = sentences(of(text), "body")
    assert found[-3:] == ["何明　清江县第三中学教师。", "田小禾　青石镇中心小学教师。", "罗芳　清江县实验幼儿园"]


def test_a_line_with_spaces_among_others_is_of_no_roll() -> None:
    text = f"{BUSES}\n　　5月12日，清江县副县长\n何 明 来到清江县第三中学\n调研。\n"
    assert "副县长何明来到清江县第三中学调研。" in "".join(sentences(of(text), "body"))


def test_a_line_that_ends_with_a_post_goes_on_with_its_name() -> None:
    text = f"{BUSES}\n“我们要给大家更好的出行。”清江县\n公交服务集团有限责任公司营运部部长\n林知远说。\n"
    assert any("营运部部长林知远说" in sentence for sentence in sentences(of(text), "body"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "清江县\n林知远 县委副书记、县长\n陈 河 县委常委、副县长\n周野 副县长\n",
            ["林知远 县委副书记、县长", "陈河 县委常委、副县长", "周野 副县长"],
        ),
        (
            "清江县\n林知远\n县委副书记、县长\n主持县政府全面工作。\n陈清河\n副县长\n分管农业。\n",
            ["林知远县委副书记、县长", "主持县政府全面工作。", "陈清河副县长", "分管农业。"],
        ),
        ("清江县\n姓名：林知远\n职务：县长\n", ["姓名：林知远。", "职务：县长"]),
    ],
)
def test_each_leader_of_a_list_is_a_sentence(text: str, expected: list[str]) -> None:
    found = sentences(of(text), "body", "headline")
    assert [sentence for sentence in found if sentence != "清江县"] == expected


def test_a_headline_with_a_colon_that_ends_with_a_post_is_no_entry() -> None:
    text = f"{BUSES}\n对话：清江县县委书记\n林知远主持会议。他说，全县工业增长一成，农业再获丰收，任务如期完成。\n"
    assert "对话：清江县县委书记" in sentences(of(text), "headline")


BELOW = "5月12日，县委书记罗大同来到清江经济开发区，调研园区建设情况。\n\n县领导何二川参加调研。\n"


@pytest.mark.parametrize("head", ["县委书记调研园区", "园区怎样建？县委书记这样说……", "县委书记罗大同调研园区！"])
@pytest.mark.parametrize("day", ["2024-05-13 01:57:03", "2024-05-13", "发布时间：2024-05-13 16:02 来源：清江县政协"])
def test_the_line_above_the_day_is_the_headline_whatever_ends_it(head: str, day: str) -> None:
    reading = of(f"{head}\n{day}\n{BELOW}")
    (article,) = reading.articles
    assert (headlines(reading, article), reading.issued) == ([head], "2024-05-13")


@pytest.mark.parametrize("name", ["(清江县政协 供稿)", "何一帆 田小禾/文", "何一帆/摄影"])
def test_who_sent_a_report_in_is_its_byline(name: str) -> None:
    (article,) = of(f"县委书记调研园区\n2024-05-13\n{BELOW}{name}\n").articles
    assert article.byline is not None


def test_an_editor_in_brackets_is_left_out() -> None:
    reading = of(f"县委书记调研园区\n2024-05-13\n{BELOW}(编辑:何一帆)\n")
    assert "何一帆" not in reading.text


@pytest.mark.parametrize(
    "lead", ["青石讯(通讯员 何一帆)", "云上清江报道:(全媒体记者 何一帆)", "云上清江报道（记者 何一帆）"]
)
def test_a_report_opens_with_who_reports(lead: str) -> None:
    reading = of(f"{lead}{BELOW}")
    (article,) = reading.articles
    assert article.byline is not None
    assert reading.text[article.byline.start : article.byline.end].endswith("何一帆）")


def test_the_text_of_a_picture_between_paragraphs_of_a_line_each_is_no_part_of_them() -> None:
    page = (
        "省调研组来清江调研\n6月13日，罗大同率调研组来到清江，调研纺织业。县长何一帆陪同。\n"
        "▲调研组在云澜公司察看生产线\n上午，调研组先到清江产业园，下午又到云澜公司。\n座谈会上，大家发了言。\n"
    )
    reading = read_articles(Page("a.txt", page))
    told = [(s.part, reading.text[s.start : s.end]) for s in reading.sentences]
    assert ("caption", "▲调研组在云澜公司察看生产线") in told
    assert ("body", "上午，调研组先到清江产业园，下午又到云澜公司。") in told
    # Of several short news none is a picture's.
    news = "要闻\n▲县长会见客商\n▲云澜公司投产\n▲清江产业园开园\n"
    assert "caption" not in {s.part for s in read_articles(Page("a.txt", news)).sentences}
