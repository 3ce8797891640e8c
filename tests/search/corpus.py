"""The fixed corpus of the golden set: hand-made documents among 2,000 invented organisations."""

from search.documents import Document

HAND_MADE = (
    (
        "东胜区暖阳社会工作服务中心",
        "52150602MJ00K1P274",
        "为老人提供上门助浴、康复陪伴和家属喘息服务",
        (),
    ),
    ("康巴什区青禾社会工作服务中心", "52150603MJY31W058F", "青少年成长陪伴、困境儿童帮扶", ()),
    (
        "鄂尔多斯市志愿者联合会",
        "51150600MJ1A2B3C9X",
        "志愿者招募、培训和表彰",
        ("鄂尔多斯市义工协会",),
    ),
    ("伊金霍洛旗阿勒腾席热镇夕阳红老年协会", "51150627500TERT16A", "老年人文化活动和互助养老", ()),
    ("准格尔旗薛家湾蓝天救援队", "51150622MJ4NKQ7W3D", "山地、水域救援和防灾培训", ()),
    ("杭锦旗库布其治沙促进会", "51150625MJ9T2M8X6E", "沙漠治理、植树种草", ("杭锦旗沙产业协会",)),
    ("乌审旗萨拉乌苏文化研究会", "51150626MJ3H5Y1P0C", "萨拉乌苏遗址的研究和宣传", ()),
    ("达拉特旗爱心助残协会", "51150621MJ6R4L9K2B", "残疾人就业、康复和无障碍改造", ()),
    ("鄂托克前旗城川红色教育中心", "52150623MJ8D7F5N1J", "红色文化教育和研学", ()),
    ("鄂尔多斯市NPO发展中心", "52150600MJ2W8C4T7H", "社会组织培育孵化和能力建设", ()),
)
PAGES = (
    ("居家养老服务补贴怎么申请", "80 岁以上、经济困难的失能老人，助浴、助餐、助洁可以按次抵扣"),
    ("社会组织年度检查办事指南", "社会团体每年 5 月 31 日前报送年度报告"),
    ("社会组织等级评估申报指南", "登记满两年的社会组织可以申请评估等级"),
    ("政府购买服务目录公告", "本年度向社会组织购买的服务项目"),
    ("社会工作者职业资格补贴", "取得社会工作者职业资格证书的可以申请补贴"),
)


def documents(count: int = 2000) -> list[Document]:
    """Hand-made ones first; then invented ones, so many."""
    from portal.organisations.register.generator import invent

    made = [
        Document("organisation", f"h{at}", title, f"/h{at}/", former, code, scope)
        for at, (title, code, scope, former) in enumerate(HAND_MADE)
    ]
    pages = [
        Document("page", f"p{at}", title, f"/p{at}/", body=text)
        for at, (title, text) in enumerate(PAGES)
    ]
    invented = [
        Document(
            kind="organisation",
            id=str(at),
            title=row.name,
            url=f"/{at}/",
            former_titles=(row.former_name,) if row.former_name else (),
            code=row.code,
            summary=row.scope,
            facets={"division": row.code[2:8], "type": row.kind},
            on=row.registered_on,
            hit_only_if_exact=row.state != "正常",
        )
        for at, row in enumerate(invent(count))
    ]
    return made + pages + invented
