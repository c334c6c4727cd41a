"""Whether a coined word and a trade are a firm's name whatever stands behind them: 被云衡化工|拿去生产."""

from __future__ import annotations

import re

from kg.naming.words import words
from kg.nlp.bodies.scene import Scene, Token

_STUFF = frozenset(
    "氟硅碳氢氧氮锂钠镁铝铜铁锌锡钛钨钼稀硼磷硫氯煤焦盐碱酸油气水电光热竹木棉麻丝毛皮茶酒糖果蔬菜米面粮药农林牧渔"
    "禽猪牛羊鸡鸭鱼虾蟹车船机轮轨航军民城乡港澳台中外内大小高低新老微纳多轻重"
)
"""What a description of goods or a branch is made of, and no coined name: 氟硅|材料, 军民|科技."""
_LONGER = frozenset("城厂园区村路店站展会界类品级化链业商户局院部所校系人街镇港湾谷岛山楼堂馆舱柜箱桶线")
"""What makes a longer word of a trade: 家居|城, 食品|厂."""
_GOES_ON = frozenset("用将把被以从在对为由与和及也又还已都则就要能可")
_DOES = frozenset({"投资", "生产", "建设", "加工", "制造", "开发", "销售", "经营", "运营"})
"""What a firm does, although such words stand in names of firms too."""
_FORMS = ("有限", "公司", "集团", "股份", "控股", "企业", "合作社", "厂")
_BODY_AFTER = re.compile(
    "[一-龥]{0,6}?(?:研究院|研究所|设计院|学院|大学|中心|协会|商会|学会|实验室|公司|有限|集团|产业园|工业园|科技园|开发区|合作社|农场)"
)
"""云城嘉钒储能|技术研究所: the rest of a longer name."""


def is_sure(scene: Scene, first: Token, index: int) -> bool:
    """Return whether a name before the trade at `index` is a firm's whatever follows: 被云衡化工|拿去生产."""
    last = index - 1
    while scene.tokens[last].kind == "trade" and scene.tokens[last].start > first.start:
        last -= 1
    name = scene.text[first.start : scene.tokens[last].end]
    core = name[2:] if first.kind == "place" else name
    after = scene.text[scene.tokens[index].end : scene.tokens[index].end + 2]
    if len(core) < 2 or scene.tokens[last].kind != "char" or _STUFF & set(core) or after[:1] in _LONGER:
        return False
    if _BODY_AFTER.match(scene.text, scene.tokens[index].end):
        return False
    following = scene.tokens[index + 1]
    if scene.text[following.start : following.end] in _DOES:
        return not scene.text.startswith(_FORMS, following.end)
    return after[:1] in _GOES_ON or (
        following.kind in {"char", "word"} and after not in words("trades") | words("trade_after")
    )
