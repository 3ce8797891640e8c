"""The words from which invented organisations of the demo city are made."""

from typing import NamedTuple

from portal.bodies.enums import BodyKind


class Place(NamedTuple):
    """A division with its registration authority, its weight in the city and its streets."""

    code: str
    name: str
    registry: str
    weight: int
    streets: tuple[str, ...]


class Field(NamedTuple):
    """What organisations work on: word in the name, department behind it, scope."""

    word: str
    unit: str
    scope: str


CITY = Place("150600", "", "鄂尔多斯市民政局", 12, ("青春山街道", "滨河街道"))
REGION = Place("150000", "", "内蒙古自治区民政厅", 0, ("康新街道", "哈巴格希街道"))
PLACES = (
    CITY,
    Place("150602", "东胜区", "东胜区民政局", 22, ("交通街道", "公园街道", "天骄街道", "幸福街道")),
    Place("150603", "康巴什区", "康巴什区民政局", 13, ("哈巴格希街道", "青春山街道", "康新街道")),
    Place("150621", "达拉特旗", "达拉特旗民政局", 11, ("工业街道", "白塔街道", "平原街道")),
    Place("150622", "准格尔旗", "准格尔旗民政局", 12, ("兴隆街道", "迎泽街道", "友谊街道")),
    Place("150623", "鄂托克前旗", "鄂托克前旗民政局", 5, ("敖勒召其镇", "上海庙镇")),
    Place("150624", "鄂托克旗", "鄂托克旗民政局", 7, ("乌兰镇", "棋盘井镇")),
    Place("150625", "杭锦旗", "杭锦旗民政局", 5, ("锡尼镇", "巴拉贡镇")),
    Place("150626", "乌审旗", "乌审旗民政局", 6, ("嘎鲁图镇", "图克镇")),
    Place("150627", "伊金霍洛旗", "伊金霍洛旗民政局", 7, ("阿勒腾席热镇", "乌兰木伦镇")),
)
WORDS = (
    "暖城 沙棘 胡杨 马兰花 小水滴 同舟 向阳 晨光 守护者 微光 蒲公英 白鸽 牧歌 长风 青山 彩虹桥 "
    "红石榴 善行 合力 爱邻 心连心 阿吉奈 苏力德 萨日朗 赛罕 乌兰 哈达 额吉 巴特尔 和谐 远航 "
    "启慧 静好 常青 朝霞 春雨 秋实 星河 麦田 三叶草 拾光 百灵 金桥 绿舟 泽恩 安澜 同心圆 乐活 "
    "家园 橙心 明德 知远 博文 厚朴 行知 逐梦 手牵手 大漠 河畔 云杉"
).split()
FIELDS = (
    Field("养老服务", "民政局", "居家探访、助餐助浴、日间照料，为高龄和失能老人提供服务"),
    Field("助残", "残疾人联合会", "残疾人康复训练、技能培训、就业支持和无障碍宣传"),
    Field("儿童关爱", "民政局", "困境儿童陪伴、课后看护、家庭教育指导"),
    Field("社会工作", "民政局", "个案、小组和社区工作，社工人才培训"),
    Field("志愿服务", "团委", "组织志愿者开展便民、环保和应急服务"),
    Field("防沙治沙", "林业和草原局", "植树种草、治沙技术推广、生态保护宣传"),
    Field("马头琴艺术", "文化和旅游局", "马头琴演奏、教学、展演和传承"),
    Field("蒙古族刺绣", "文化和旅游局", "刺绣技艺传承、培训和作品展览"),
    Field("全民健身", "体育局", "太极、健步走等群众体育活动和赛事的组织"),
    Field("心理健康", "卫生健康委员会", "心理健康知识普及、热线倾听和危机支持"),
    Field("应急救援", "应急管理局", "防灾减灾培训、水域和山地救援的协助"),
    Field("法律援助", "司法局", "法律咨询、矛盾调解、普法宣传"),
    Field("家政服务", "人力资源和社会保障局", "家政技能培训、行业自律和就业信息服务"),
    Field("羊绒产业", "工业和信息化局", "羊绒行业信息、培训、标准和展会服务"),
    Field("农牧业", "农牧局", "种养技术推广、合作社培训、产销信息服务"),
    Field("图书阅读", "教育体育局", "公益阅览、阅读推广和乡村书屋建设"),
    Field("助学", "教育体育局", "资助家庭困难学生、组织学业辅导"),
    Field("社区治理", "民政局", "居民议事、楼栋互助和社区活动的组织"),
)
SUFFIXES = {
    BodyKind.SOCIAL_GROUP: ("协会", "促进会", "联合会", "学会"),
    BodyKind.SOCIAL_SERVICE_INSTITUTION: ("服务中心", "发展中心", "促进中心", "服务站"),
    BodyKind.FOUNDATION: ("基金会",),
}
FORMER_SUFFIXES = ("服务社", "研究会", "互助会")
KIND_WORDS = {
    BodyKind.SOCIAL_GROUP: ("社会团体",),
    BodyKind.SOCIAL_SERVICE_INSTITUTION: ("民办非企业单位", "社会服务机构"),
    BodyKind.FOUNDATION: ("基金会",),
}
PREFIXES = {
    BodyKind.SOCIAL_GROUP: "51",
    BodyKind.SOCIAL_SERVICE_INSTITUTION: "52",
    BodyKind.FOUNDATION: "53",
}
FUNDS_WAN = {
    BodyKind.SOCIAL_GROUP: (3, 3, 3, 5, 10),
    BodyKind.SOCIAL_SERVICE_INSTITUTION: (3, 3, 5, 10, 20, 50),
    BodyKind.FOUNDATION: (200, 200, 400, 800),
}
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚桂英华玉兰建国志远文斌海燕春梅晓峰雪莲"
MONGOLIAN = (
    "巴特尔 苏日娜 乌云其其格 格日勒 那仁花 孟和 宝音 斯琴高娃 布和 萨仁 阿拉坦 图雅 "
    "朝鲁 娜仁托娅 额尔敦 呼格吉乐 哈斯 德力格尔 其木格 巴图"
).split()
ROADS = ("团结路", "草原大街", "文明路", "向阳街", "振兴路", "民生街", "乌兰大街", "平安路")
