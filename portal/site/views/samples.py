"""Invented matter for the living page of components; the day shown is the present one."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse

from portal.core import clock
from portal.core.forms import Explained, Form
from portal.core.ui import Fact, Happened, Link, Step, Tab, WorkGroup, WorkRow
from portal.site.views import pictures

HERE = "#"


class SampleForm(Form):
    """A form with one field of every kind."""

    way = forms.ChoiceField(
        label="怎样入驻",
        widget=forms.RadioSelect,
        initial="room",
        choices=[
            ("room", Explained("实体入驻", "在基地办公，用工位和会议室")),
            ("distant", Explained("虚拟入驻", "不占场地，享受辅导和课程")),
        ],
    )
    desks = forms.IntegerField(
        label="要几个工位",
        help_text="这一批市级基地还有 14 个工位，每家最多 6 个",
        max_value=6,
        error_messages={"max_value": "工位数填了 12 个，本批每家最多 6 个。请改成 1 到 6。"},
    )
    phone = forms.CharField(label="联系电话", help_text="办理人员会打这个号码")
    begins = forms.DateField(
        label="从哪天开始",
        help_text="也可以直接打字，例如 2027-01-04",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    kind = forms.ChoiceField(label="组织类型", choices=[("1", "社会团体"), ("2", "社会服务机构")])
    aims = forms.CharField(label="想做成什么", widget=forms.Textarea, required=False)
    plan = forms.FileField(
        label="孵化计划书", help_text="PDF 或 DOCX 文件，20 MB 以内", required=False
    )
    topics = forms.MultipleChoiceField(
        label="想要哪些支持",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("desk", "工位"), ("books", "财务辅导"), ("design", "项目设计")],
    )
    agree = forms.BooleanField(label="以上内容属实，我愿意负责")


def everything() -> dict[str, Any]:
    """All that the page shows."""
    today = clock.today()
    wrong = {"way": "room", "desks": "12", "phone": "138 0000 567", "kind": "1", "agree": "on"}
    return {
        "form": SampleForm(auto_id="fresh_%s"),
        "wrong_form": SampleForm(wrong | {"begins": "2027-01-04"}, auto_id="wrong_%s"),
        "today": today,
        "moment_now": clock.now(),
        "deadlines": [(today + timedelta(days), left) for days, left in DEADLINES],
        "facts_sample": FACTS,
        "steps_sample": STEPS,
        "form_steps_sample": FORM_STEPS,
        "history_sample": _history(),
        "work_sample": _work(today),
        "tabs_sample": TABS,
        "files_sample": FILES,
        "links_sample": LINKS,
        "bars_sample": BARS,
        **pictures.samples(),
        "figures_sample": FIGURES,
        "page_sample": Paginator(range(128), 25).page(2),
        "qr_address": "http://localhost:8000" + reverse("track"),
        "icons": ICONS,
        "colours": COLOURS,
    }


DEADLINES = [(10, 8), (4, 3), (1, 1), (0, 0), (-3, -2)]
FACTS = [
    Fact("信用代码", "52150602MJ00K1P274"),
    Fact("类型", "社会服务机构"),
    Fact("登记管理机关", "东胜区民政局", url=HERE),
    Fact("成立日期", "2023年3月6日", note="3 年 8 个月"),
    Fact("业务主管单位"),
    Fact("行政处罚", "无"),
]
STEPS = [
    Step("登记", "done", "11月18日 9:12"),
    Step("社区受理", "done", "11月18日 10:05"),
    Step("派单", "done", "11月18日 14:30"),
    Step("接单", "done", "11月19日 8:50"),
    Step("服务", "done", "11月23日 9:00"),
    Step("您确认", "now", "11月30日前"),
    Step("评价", "later", "15 天内"),
    Step("办结", "later"),
]
FORM_STEPS = [
    Step("选批次和基地", "done", "市级基地", HERE),
    Step("条件自查", "done", "8 项都符合", HERE),
    Step("团队", "done", "5 人", HERE),
    Step("计划与预算", "error", "2 处要改"),
    Step("材料", "later", "6 份已在档案里"),
    Step("核对并提交", "later"),
]
TABS = [
    Tab("等我办", HERE, 12, current=True),
    Tab("在别人手里", HERE, 31),
    Tab("我办完的", HERE, 214),
    Tab("即将到期", HERE, 9),
]
FILES = [
    Link("采购文件（第 2 版）", HERE, "file-text", "PDF・1.8 MB・62 页"),
    Link("错误清单", HERE, "file-spreadsheet", "XLSX・18 行"),
]
LINKS = [
    Link("打印这一页", HERE, "printer"),
    Link("二维码海报", HERE, "qr-code"),
    Link("开放数据（JSON）", HERE, "download"),
]
BARS = [("非常满意", 311), ("满意", 141), ("基本满意", 22), ("不满意", 9), ("非常不满意", 3)]
FIGURES = [
    {"strand": "community", "label": "社区", "value": "38", "unit": "个", "note": "下单 1,126 件"},
    {"strand": "organisation", "label": "社会组织", "value": "94", "unit": "家"},
    {"strand": "worker", "label": "社工", "value": "212", "unit": "人", "note": "服务 6,480 小时"},
    {"strand": "volunteer", "label": "志愿者", "value": "1,735", "unit": "人"},
    {"strand": "charity", "label": "慈善资源", "value": "46.2", "unit": "万元"},
]
COLOURS = ["ink", "turq", "turq-9", "sand-1", "sand-2", "you", "late", "paper"]
ICONS = ["search", "house", "users-round", "landmark", "file-text", "printer", "download", "lock"]


def _history() -> list[Happened]:
    now = clock.now()
    return [
        Happened("服务做完，等您确认", now, "暖阳中心", links=LINKS[:1]),
        Happened("约好上门时间", now - timedelta(days=4), note="护理员给您打过电话"),
        Happened("滨河街道办事处派单", now - timedelta(days=5), "街道办", "网上"),
    ]


def _work(today: date) -> list[WorkGroup]:
    received = today - timedelta(days=7)
    late = WorkRow(
        "首次 3A 奖励审核・达拉特旗晨光助学促进会",
        HERE,
        "JL-20261109-0007",
        "网上提交",
        "核对银行账户名称，同意或退回",
        received,
        today - timedelta(days=1),
        -1,
        first=True,
    )
    due = WorkRow(
        "认领组织・准格尔旗黄河湾生态志愿者协会",
        HERE,
        "RL-20261117-0012",
        "窗口代录",
        "核对法定代表人身份",
        received,
        clock.now().replace(hour=17, minute=30),
        0,
    )
    soon = WorkRow(
        "异议答复・第二批入驻公示",
        HERE,
        "YY-20261119-0002",
        "电话",
        "写答复，送科长签发",
        received,
        today + timedelta(days=2),
        2,
        provisional=True,
    )
    return [
        WorkGroup("已逾期", [late], note="1 件，先办这一件", late=True),
        WorkGroup("今天到期", [due], 1),
        WorkGroup("三个工作日内", [soon], 1),
    ]
