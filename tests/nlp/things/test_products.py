"""Products are found by the verb of making, the quantity, the line or the brand beside them."""

from __future__ import annotations

import pytest

from kg.nlp.things import find_products, find_things


def names(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_products(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("该厂去年生产热轧卷板320万吨、螺纹钢85万吨。", ["热轧卷板", "螺纹钢"]),
        ("企业主要生产铝合金轮毂、铸铝件等产品。", ["铝合金轮毂", "铸铝件"]),
        ("项目建成后可年产聚乳酸8万吨、丁二酸3万吨。", ["聚乳酸", "丁二酸"]),
        ("园区已形成年产50万吨PTA、20万吨聚酯切片的生产能力。", ["PTA", "聚酯切片"]),
        ("企业专业生产变速箱壳体、转向节，为整车厂配套。", ["变速箱壳体", "转向节"]),
        ("该企业主导产品为三氯蔗糖、安赛蜜。", ["三氯蔗糖", "安赛蜜"]),
        ("公司生产的N-甲基吡咯烷酮纯度达99.99%。", ["N-甲基吡咯烷酮"]),
        ("主要生产1，4-丁二醇（BDO）。", ["1，4-丁二醇", "BDO"]),
    ],
)
def test_goods_behind_a_verb_of_making(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("海宁某厂今年已出口羊毛衫120万件，童装35万件。", ["羊毛衫", "童装"]),
        ("漯河的这家企业日产火腿肠180吨。", ["火腿肠"]),
        ("公司交付首艘17.4万立方米LNG运输船。", ["LNG运输船"]),
        ("今年前三季度，全县电解铜产量达到41万吨。", ["电解铜"]),
        ("东方锻造自主研发的风电主轴打破国外垄断。", ["风电主轴"]),
        ("全球最大海上风电叶片下线。", ["海上风电叶片"]),
        ("“古井坊”牌白酒畅销全国。", ["“古井坊”牌白酒"]),
        ("该镇的黄桃罐头、梨膏糖等特产走俏网络。", ["黄桃罐头", "梨膏糖"]),
        ("阳江的刀剪企业年产菜刀3亿把。", ["菜刀"]),
        ("工厂每天可加工牛奶600吨。", ["牛奶"]),
        ("拖拉机厂的大马力拖拉机批量下线。", ["大马力拖拉机"]),
        ("企业以秸秆为原料生产纤维素乙醇。", ["秸秆", "纤维素乙醇"]),
    ],
)
def test_goods_beside_a_quantity_a_verb_of_trade_or_a_brand(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("年产6万吨差别化涤纶长丝项目进入设备安装阶段。", ["差别化涤纶长丝"]),
        ("投资3.2亿元的MLED显示模组生产线下月投产。", ["MLED显示模组"]),
        ("电子级磷酸扩产项目环评获批。", ["电子级磷酸"]),
        ("300MW独立储能电站项目签约。", []),
        ("无人机实训基地启用。", []),
    ],
)
def test_what_a_project_makes_is_a_product(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "企业要提高产品质量，扩大生产规模。",
        "公司引进了20台数控机床，购置设备300余台。",
        "生产企业要落实主体责任，安全生产不能松懈。",
        "全省新能源产业产值突破千亿元。",
        "他当过十年司机，现在在一家食品厂做会计。",
        "要做好冬季供暖、供水、供气工作。",
        "项目从签约到开工只用了90天。",
        "车间里，一台台机床正在加工零件。",
        "公司实现销售收入5亿元，出口额1.2亿美元。",
        "救援队出动消防车6辆、指战员30人。",
        "减产后的日产量协议仍未达成。",
    ],
)
def test_general_nouns_and_means_of_production_are_none(text: str) -> None:
    assert names(text) == []


def test_the_place_before_industrial_goods_is_no_part_of_the_name() -> None:
    assert names("西乌旗褐煤年产能5000万吨。") == ["褐煤"]


def test_a_product_is_found_again() -> None:
    found = find_products("公司生产钠离子电池。钠离子电池前景好。")
    assert [c.source for c in found] == ["things:product.verb", "things:product.again"]


def test_a_product_inside_a_project_is_a_product_too() -> None:
    text = "年产12GWh钠离子电池项目开工。"
    assert {(c.cls, text[c.start : c.end]) for c in find_things(text)} == {
        ("Project", "年产12GWh钠离子电池项目"),
        ("Product", "钠离子电池"),
    }


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("5月进场施工，完工后生丝年产能将达到900吨。", ["生丝"]),
        ("投产后甲醇年产能达到20万吨。", ["甲醇"]),
        ("去年企业收鲜牛奶5万吨。", ["鲜牛奶"]),
        ("每小时产氧3000立方米，氧气送往邻厂。", ["氧气"]),
        ("首片210毫米硅片下线。", ["硅片"]),
        ("他察看自动络筒生产线。", []),
        ("做轨道支架的企业正在装修，设计年产支架3万吨。", ["轨道支架"]),
    ],
)
def test_what_stands_before_goods_is_no_part_of_them(text: str, goods: list[str]) -> None:
    assert names(text) == goods


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("详细了解粮食烘干成套设备的研发情况。", "粮食烘干成套设备"),
        ("棚下种的天麻今年就能采挖。", "天麻"),
        ("林下种植的黄精长势良好。", "黄精"),
        ("这批货值300万元的单晶硅棒将发往越南。", "单晶硅棒"),
        ("每天有20吨销往广东的鲜切花发车。", "鲜切花"),
        ("仅辣椒酱一项，年产值就达3亿元。", "辣椒酱"),
    ],
)
def test_a_clause_of_growing_or_sending_shows_goods(text: str, goods: str) -> None:
    assert names(text) == [goods]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公司产品涵盖灯串、塑胶装饰球、网布、充气玩具等。", ["灯串", "塑胶装饰球", "网布", "充气玩具"]),
        ("这家企业以生产中高档女鞋为主。", ["女鞋"]),
        ("企业主要从事竹笋、食用菌的生产和销售。", ["竹笋", "食用菌"]),
        ("从前磨水晶珠，如今做光学镜片。", ["水晶珠", "光学镜片"]),
        ("把剥下的麻屑压成了麻屑板。", ["麻屑板"]),
        ("厂里去年卖出挂锁1.6亿把。", ["挂锁"]),
        ("所用的铜棒由衡川铜业供货。", ["铜棒"]),
        ("企业靠绗缝被起家。", ["绗缝被"]),
        ("专业生产吸尘器用伸缩管。", ["吸尘器用伸缩管"]),
        ("年产闸阀、隔膜阀等核级阀门2万台。", ["闸阀", "隔膜阀", "核级阀门"]),
        ("工厂年产口罩3亿只。", ["口罩"]),
        ("新投资的云澜生物三氯蔗糖项目开工。", ["三氯蔗糖"]),
    ],
)
def test_goods_in_frames_that_show_what_is_made(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "全市口罩供应充足。",
        "企业节约标准煤2万吨。",
        "补齐短板，办好展板。",
        "公司采购先进设备，提升装备水平。",
        "这是全国最大的设备企业。",
    ],
)
def test_plain_nouns_are_no_goods(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("签约的有唯康电缆项目、鼎荣塑料管项目。", ["电缆", "塑料管"]),
        ("签约的有萘系减水剂项目、蔗叶饲料项目。", ["萘系减水剂", "蔗叶饲料"]),
        ("开工的是年产2000吨盛丹草酸项目。", ["盛丹草酸"]),
    ],
)
def test_the_name_of_its_firm_before_the_goods_of_a_project_is_left_out(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_goods_end_before_the_work_that_makes_them() -> None:
    text = "来到敖澜生物年产400吨原料药建设项目，"
    assert "原料药" in [text[c.start : c.end] for c in find_products(text)]
    assert not [c for c in find_products(text) if text[c.start : c.end].endswith("项目")]


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("云澜酒业生产的“云澜御酒”“云澜馥香”畅销全国。", ["云澜御酒", "云澜馥香"]),
        ("云澜乳业生产“云慕”“金澜”等产品。", ["云慕", "金澜"]),
        ("合作社种植云麦379、青农207。", ["云麦379", "青农207"]),
        ("云澜农科所培育云麦16号、云豆6号。", ["云麦16号", "云豆6号"]),
        ("云澜汽车主要生产云虎8、澜泽5等车型。", ["云虎8", "澜泽5"]),
        ("云澜种业研发的云玉1号玉米新品种", ["云玉1号"]),
        ("推广种植云薯6号、红薯25亩。", ["云薯6号"]),
        ("全县“云慕”、“金澜”三个产品获奖。", ["云慕", "金澜"]),
        ("云澜酒业注册了“云慕”商标。", ["云慕"]),
        ("查获“三无”产品。", []),
        ("公司推出“一站式”“零距离”服务。", []),
        ("公司打造“智慧工厂”“绿色车间”。", []),
        ("培育“青山”“绿水”理念。", []),
        ("云澜农业种植云麦379亩。", []),
        ("云澜公司生产车间3、车间4。", []),
        ("云澜乳业生产“云慕”“金澜”等3款产品。", ["云慕", "金澜"]),
        ("工厂位于经济开发区12号。", []),
        ("公司新建生产线3、4号。", []),
        ("公司生产能力达300，", []),
        ("公司推出“云澜”酒店。", []),
    ],
)
def test_a_brand_or_model_alone_is_goods_where_it_is_made(text: str, goods: list[str]) -> None:
    assert [text[c.start : c.end] for c in find_products(text) if c.source.endswith("set")] == goods


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("大赛五轴机床由衡川机床公司赞助。", ["五轴机床"]),
        ("开幕式很热闹，现场座椅由云澜家具集团设计制作。", ["座椅"]),
        ("大赛由衡川机床公司赞助，晚会由云澜文化公司制作。", []),
        ("五轴机床由专人看管。", []),
    ],
)
def test_goods_for_an_event_are_told_by_their_maker(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("园区规划建设铝箔、聚甲醛、工程塑料等15个项目。", ["铝箔", "聚甲醛", "工程塑料"]),
        ("集团新上铝箔、轮毂两个项目。", ["铝箔", "轮毂"]),
        ("全县实施道路硬化、污水处理等20个项目。", []),
        ("县里新建体育馆、图书馆三个项目。", []),
    ],
)
def test_goods_in_a_list_of_projects(text: str, found: list[str]) -> None:
    assert names(text) == found
