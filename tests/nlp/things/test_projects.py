"""A project's name begins at its measure or its noun phrase; general words before 项目 describe none."""

from __future__ import annotations

import pytest

from kg.nlp.things import find_projects, find_things


def names(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_projects(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("唐山惠通钢铁有限公司年产150万吨高强度汽车板项目开工。", "年产150万吨高强度汽车板项目"),
        ("云澜玻璃有限公司600吨/天低辐射镀膜玻璃生产线项目投产。", "600吨/天低辐射镀膜玻璃生产线项目"),
        ("公司建有4500t/d熟料生产线。", "4500t/d熟料生产线"),
        ("总投资15亿元的宏达钛业年产3万吨钛合金铸锭项目签约。", "年产3万吨钛合金铸锭项目"),
        ("华阳新建年处理30万吨废钢加工项目。", "年处理30万吨废钢加工项目"),
        ("二期年产5000台工业机器人生产线明年投产。", "二期年产5000台工业机器人生产线"),
        ("公司正在建设500吨/日光伏玻璃生产线。", "500吨/日光伏玻璃生产线"),
        ("两套30万吨/年聚丙烯装置一次开车成功。", "30万吨/年聚丙烯装置"),
        ("国能集团2×660MW超超临界燃煤发电机组扩建工程开工。", "2×660MW超超临界燃煤发电机组扩建工程"),
        ("300MW/600MWh独立储能电站项目签约落地。", "300MW/600MWh独立储能电站项目"),
        ("12英寸晶圆制造项目总投资超百亿元。", "12英寸晶圆制造项目"),
        ("12.5 万吨/年 PVA 生产 2 号线投产。", "12.5 万吨/年 PVA 生产 2 号线"),
    ],
)
def test_a_measure_begins_the_name(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("投资2.8亿元的螺蛳粉智能工厂项目竣工投产。", "螺蛳粉智能工厂项目"),
        ("企业拟建设新能源汽车用高牌号硅钢生产线。", "新能源汽车用高牌号硅钢生产线"),
        ("投资方将在园区建设动力电池回收利用项目。", "动力电池回收利用项目"),
        ("新上一条全自动饼干生产线。", "全自动饼干生产线"),
        ("青山集团的不锈钢冷轧项目加快推进。", "不锈钢冷轧项目"),
        ("签约的东方曙光智算中心项目将布局算力。", "东方曙光智算中心项目"),
        ("察看维生素B12生产线运行情况。", "维生素B12生产线"),
        ("集团拟投资建设水性涂料生产基地。", "水性涂料生产基地"),
        ("该市正在实施污水深度处理工程。", "污水深度处理工程"),
    ],
)
def test_a_described_project_begins_behind_the_verb(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("北部湾港钦州港域30万吨级油码头工程通过验收。", "北部湾港钦州港域30万吨级油码头工程"),
        ("丰宁抽水蓄能电站二期工程全面投产。", "丰宁抽水蓄能电站二期工程"),
        ("洛阳机场三期改扩建工程获批。", "洛阳机场三期改扩建工程"),
        ("沪苏湖铁路全线铺轨完成。", "沪苏湖铁路"),
        ("济郑高铁山东段正式开通。", "济郑高铁山东段"),
        ("G312国道改扩建工程年底完工。", "G312国道改扩建工程"),
        ("500千伏滨海输变电工程投运。", "500千伏滨海输变电工程"),
        ("平陆运河项目累计完成投资500亿元。", "平陆运河项目"),
    ],
)
def test_the_place_of_works_belongs_to_the_name(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "全市27个重点项目集中开工，总投资120亿元。",
        "该项目总投资32亿元，建成后将新增就业500人。",
        "要加快签约项目落地，推动开工项目早投产。",
        "要大力推进民生工程、民心工程建设。",
        "项目现场机器轰鸣，项目建设热火朝天。",
        "工程师李强说，公司去年改造生产线。",
        "项目一期已完成投资3亿元，项目二期明年启动。",
        "老旧小区改造项目惠及居民3000户。",
        "新能源项目推进情况良好。",
        "列车沿京沪铁路南下。",
        "高标准农田建设项目进展顺利。",
        "全国完成2.1万个污染限期治理项目。",
    ],
)
def test_general_words_describe_no_project(text: str) -> None:
    assert names(text) == []


def test_two_goods_of_one_project_are_one_name() -> None:
    assert names("原料药及制剂一体化生产基地开工建设。") == ["原料药及制剂一体化生产基地"]
    assert names("建设90万吨/年PTA及瓶片一体化项目。") == ["90万吨/年PTA及瓶片一体化项目"]


def test_a_quoted_chain_belongs_to_the_name() -> None:
    text = "集团“煤—焦—氢”绿色低碳循环产业链项目进展顺利。"
    assert names(text) == ["“煤—焦—氢”绿色低碳循环产业链项目"]


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("企业投入5000万元新上柔版印刷线。", "柔版印刷线"),
        ("正筹划在五里镇新建原料基地，计划投资3000万元。", "原料基地"),
        ("双方共建制药装备中试基地。", "制药装备中试基地"),
        ("原定在李桥镇新建的铸钢分厂已经取消。", "铸钢分厂"),
        ("镇里建起了羊肚菌育苗基地。", "羊肚菌育苗基地"),
        ("公司筹建火腿加工中心。", "火腿加工中心"),
        ("考察组察看了焦化公司的焦炉煤气制氢装置。", "焦炉煤气制氢装置"),
        ("客商走进麻山镇的青澜光伏电站，光伏板排列成行。", "青澜光伏电站"),
        ("一袋面的“减碳账”\n可降解包装袋项目签约高新区", "可降解包装袋项目"),
        ("县委书记调研重点工作\n年产5万吨钛白粉项目开工", "年产5万吨钛白粉项目"),
    ],
)
def test_a_plant_that_is_being_built_is_a_project(text: str, project: str) -> None:
    assert [text[c.start : c.end] for c in find_projects(text)] == [project]


@pytest.mark.parametrize(
    "text",
    [
        "“过去这里晴天一身土，雨天一身泥。”电站值班员说。",
        "走进企业原料基地，一片繁忙。",
        "当地建设国家重要能源原料基地。",
        "公司有三条涂布线。",
        "加工中心占地50亩。",
        "村级光伏电站收益归村集体。",
        "得知公司还想建加氢站，市长当场协调。",
    ],
)
def test_a_plant_at_work_or_one_of_a_kind_is_none(text: str) -> None:
    assert find_projects(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("由云澜渔业有限公司投资建设的远洋捕捞船队项目正在招标。", "远洋捕捞船队项目"),
        ("总投资8亿元的清江画廊小镇项目落户我县。", "清江画廊小镇项目"),
        ("集团计划投资3亿元，在平川县新建欢乐谷农场项目。", "欢乐谷农场项目"),
        ("青石滩野奢营地项目，总投资5000万元，占地30亩。", "青石滩野奢营地项目"),
        ("衡川农业有限公司药用植物种植及加工项目开工。", "药用植物种植及加工项目"),
        ("年产4万吨的蔗渣纸浆生产项目选址平川镇。", "年产4万吨的蔗渣纸浆生产项目"),
        ("平川县桥涵建设项目（一期）：总投资4亿元。", "平川县桥涵建设项目（一期）"),
        ("云澜轮毂（二期）项目位于城东组团。", "云澜轮毂（二期）项目"),
        ("企业投资7000万元的衬衫厂正在安装设备。", "衬衫厂"),
    ],
)
def test_what_is_told_of_a_project_makes_its_words_a_name(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "该工程去年列为省级投资项目，占地30亩。",
        "高新区重点工业项目总投资120亿元。",
        "另一个社会事业项目总投资3亿元。",
        "公司正在筹备三期，初步估算要投3亿元。",
    ],
)
def test_general_words_stay_general_whatever_is_told(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云澜塑业有限公司圆织成套生产线升级扩能项目今天开工。", "圆织成套生产线升级扩能项目"),
        ("总投资5亿元的飞鹿绿色出行零部件智能制造项目开工。", "飞鹿绿色出行零部件智能制造项目"),
        ("北澜模塑项目由云澜集团投资建设。", "北澜模塑项目"),
        ("公司准备在那里上高支麻纱智能纺项目。", "高支麻纱智能纺项目"),
        ("眼下又上一条年处理4万吨的铝灰渣综合利用线。", "年处理4万吨的铝灰渣综合利用线"),
        ("云澜锁业的智慧工厂里机器轰鸣。", "智慧工厂"),
        ("集团投了7000万元的衬衫厂正在装设备。", "衬衫厂"),
        ("年产25万吨不锈钢热连轧项目车间里一片繁忙。", "年产25万吨不锈钢热连轧项目"),
    ],
)
def test_what_stands_around_a_project_shows_its_whole_name(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_list_of_projects_gives_each_its_whole_name() -> None:
    text = "集中开工的为科澜供电生产线项目、广裕橡塑泡棉项目、雁隆黄花菜基地建设项目和同翎彩印项目。"
    assert names(text) == ["科澜供电生产线项目", "广裕橡塑泡棉项目", "雁隆黄花菜基地建设项目", "同翎彩印项目"]


def test_a_list_closed_by_its_kind_gives_projects_without_it() -> None:
    text = "签约投资30亿元的天澜锂电池回收利用、10亿元的金澜锂电池电解液等项目。"
    assert names(text) == ["天澜锂电池回收利用", "金澜锂电池电解液"]
    assert names("园区上马年产18万吨高精度铝箔、年产200亿只易拉盖等重点项目。") == [
        "年产18万吨高精度铝箔",
        "年产200亿只易拉盖",
    ]


def test_what_a_place_wants_to_be_is_no_project() -> None:
    assert names("该县将成为全国最大的化肥生产基地。") == []


def test_the_maker_in_a_name_is_a_firm() -> None:
    text = "云澜光电蓝宝石生产项目开工。"
    found = {text[c.start : c.end] for c in find_things(text) if c.cls == "Firm"}
    assert found == {"云澜光电"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "开工项目3个，分别是：清江轴承扩建、双潭水厂改造、云澜集团智造园二期。",
            ["清江轴承扩建", "双潭水厂改造", "智造园二期"],
        ),
        (
            "集中开工项目3个，分别为年产5万套轴承项目、清江水厂扩建、青石冷链物流中心。",
            ["年产5万套轴承项目", "清江水厂扩建", "青石冷链物流中心"],
        ),
        (
            "签约项目3个，分别是云澜科技有限公司高端轴承扩产、双潭冷链中心、青石智慧粮库项目。",
            ["高端轴承扩产", "双潭冷链中心", "青石智慧粮库项目"],
        ),
        ("项目推进慢的原因分别是土地指标不足、资金不到位、手续不全。", []),
    ],
)
def test_a_list_that_says_what_projects_there_are_names_each(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "年产18万吨高精度铝箔、年产200亿只易拉盖和年产5万套轴承3个项目同时开工。",
            ["年产18万吨高精度铝箔", "年产200亿只易拉盖", "年产5万套轴承"],
        ),
        (
            "年产18万吨高精度铝箔、10万锭精梳纱两个重点项目集中开工。",
            ["年产18万吨高精度铝箔", "10万锭精梳纱"],
        ),
        ("年产18万吨高精度铝箔、年产200亿只易拉盖，共3个项目。", []),
    ],
)
def test_a_list_closed_by_the_number_of_projects_names_each(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_number_of_a_road_belongs_to_its_works() -> None:
    assert names("县里实施101省道改造工程。") == ["101省道改造工程"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("今天，澜新年产5万吨钛白粉项目开工。", "年产5万吨钛白粉项目"),
        ("今天，新年产5万吨钛白粉项目开工。", "新年产5万吨钛白粉项目"),
    ],
)
def test_a_character_of_the_owner_is_no_part_of_a_measure(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "园区新上一批循环经济项目。",
        "多个总投资8亿元的陶瓷智造项目开工。",
        "全县有总投资8亿元的陶瓷智造项目43个。",
        "云澜陶瓷智造重点项目由云澜集团投资建设。",
    ],
)
def test_what_is_said_of_several_projects_names_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("总投资8亿元的陶瓷智造项目开工。", "陶瓷智造项目"),
        ("一批年产5万吨钛白粉项目开工。", "年产5万吨钛白粉项目"),
        ("加快云澜轴承智造项目建设。", "云澜轴承智造项目"),
    ],
)
def test_what_is_said_of_one_project_names_it(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9月20日，沙洋县三季度重大项目集中开工。", []),
        ("园区组建项目建设专班。", []),
        ("一期已建成标准厂房一座、生产线两条。", []),
        ("昨天，产业园招商推介会暨大宋智能项目签约仪式举行。", ["大宋智能项目"]),
    ],
)
def test_projects_of_a_quarter_and_words_before_a_joint_ceremony_are_of_no_name(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_coined_name_before_the_measure_of_listed_works_is_their_firm() -> None:
    text = "力争荣澜化工40万吨乙二醇、万澜电气2200台配电柜、衡泰10万吨铝合金等3个项目建成投产。"
    makers = [text[c.start : c.end] for c in find_things(text) if c.cls == "Firm"]
    assert {"万澜电气", "衡泰"} <= set(makers)


def test_words_before_the_measure_of_listed_works_are_no_firm() -> None:
    text = "建设硫酸、年产20万吨磷酸、高端10万吨铝合金等项目。"
    assert not [c for c in find_things(text) if c.cls == "Firm"]
