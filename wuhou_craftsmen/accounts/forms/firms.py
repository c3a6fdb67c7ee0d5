"""单位注册 and the register of firms."""

from django import forms
from django.db.models import Exists, OuterRef

from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.web.fields import DateInput, TypedField, choices
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from .. import queries
from ..models import FirmRegistration, Membership, Organisation, Role
from ..vocabulary import NATURES
from .members import UsernameField


class RegistrationForm(forms.Form):
    """What a firm hands in; phone and mailbox are stored encrypted."""

    name = TypedField(parsers.read_text(100), label="单位名称", help_text="营业执照上的全称")
    credit_code = TypedField(
        parsers.read_credit_code,
        label="统一社会信用代码",
        help_text="营业执照上的 18 位代码，数字和大写字母照抄",
    )
    nature = forms.ChoiceField(
        label="企业性质", choices=choices(NATURES), help_text="按营业执照的类型选择最接近的一项"
    )
    endorsing_unit = forms.ModelChoiceField(
        Organisation.objects.endorsing(),
        label="推荐单位",
        empty_label="请选择",
        help_text="单位所在的{units}；由它核对后确认",
    )
    contact_name = TypedField(
        parsers.read_name, label="联系人姓名", help_text="本单位的人力资源专员，注册确认后为单位管理员"
    )
    phone = TypedField(
        parsers.read_mobile, label="联系人手机号码", help_text="11 位；加密保存，核对时与您联系"
    )
    email = forms.EmailField(label="电子邮箱", required=False, help_text="没有的可以不填；加密保存")
    username = UsernameField(
        label="希望的登录名", help_text="3 至 30 位小写字母或数字，以字母开头；与他人相同的由经办人另定"
    )
    letter = forms.FileField(
        label="单位介绍信",
        help_text="写明联系人、加盖公章的扫描件或照片；PDF 或照片，不超过 10 兆字节",
    )
    agreed = forms.BooleanField(
        label="我已阅读并同意上面的个人信息告知", help_text="不同意的不能在网上提交，可以到推荐单位现场办理"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        unit = self.fields["endorsing_unit"]
        unit.help_text = unit.help_text.format(units=queries.endorsing_units_text())

    def clean_letter(self):
        letter = self.cleaned_data["letter"]
        if letter.size > store.LIMIT:
            raise forms.ValidationError("文件超过 10 兆字节，请压缩后再上传。")
        return letter


class ConfirmForm(forms.Form):
    """The clerk's confirmation; where the firm is known under another name, which of the two is right."""

    username = UsernameField(label="登录名", help_text="与他人相同的，请另定一个并告知联系人")
    name_choice = forms.ChoiceField(
        label="单位名称",
        choices=[("keep", "保留已登记的名称"), ("correct", "更正为注册填写的名称")],
        widget=forms.RadioSelect,
        help_text="这个信用代码已登记为另一名称，请核对营业执照后选择",
    )
    basis = forms.CharField(
        label="更正依据",
        max_length=200,
        required=False,
        help_text="选择更正的，写明文件名称和文号，如变更登记通知书",
    )

    def __init__(self, *args, names_differ: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not names_differ:
            del self.fields["name_choice"], self.fields["basis"]

    def clean(self):
        data = super().clean()
        if data.get("name_choice") == "correct" and not data.get("basis"):
            self.add_error("basis", "请写明更正的依据。")
        return data


class RegistrationFilterForm(FilterForm):
    """By words and by state."""

    q = WordsField("查找", "登记编号、单位名称或信用代码后几位")
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部状态"), *FirmRegistration.STATES]
    )

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching_registrations(rows, words)
        return rows.filter(state=wanted["state"]) if "state" in wanted else rows


class FirmFilterForm(FilterForm):
    """By words and by state. A whole credit code may look like a phone, so its last characters are asked for."""

    q = WordsField("查找", "名称，或信用代码后几位")
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部状态"), ("in", "在册"), ("out", "已除名"), ("nobody", "没有人力资源专员")],
    )

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = queries.matching_firms(rows, words)
        hr = Membership.objects.filter(organisation=OuterRef("pk"), role=Role.FIRM_HR, ended_at=None)
        narrowed = {
            "in": lambda: rows.filter(struck_off_on=None),
            "out": lambda: rows.exclude(struck_off_on=None),
            "nobody": lambda: rows.filter(~Exists(hr)),
        }
        return narrowed[wanted["state"]]() if "state" in wanted else rows


class RenameForm(forms.Form):
    name = TypedField(parsers.read_text(100), label="新的名称", help_text="变更后营业执照上的全称")
    basis = forms.CharField(
        label="依据", max_length=200, help_text="文件名称和文号，如市场监管部门的变更登记通知书"
    )


class ContactForm(forms.Form):
    contact_name = TypedField(parsers.read_name, label="联系人", help_text="街道和区总工会有事时联系的人")
    phone = TypedField(parsers.read_phone, label="联系电话", help_text="手机或带区号的固定电话；加密保存")
    email = forms.EmailField(label="电子邮箱", required=False, help_text="没有的可以不填；加密保存")


class StrikeOffForm(forms.Form):
    """Proposed by one officer, confirmed by another."""

    struck_off_on = forms.DateField(
        label="除名日期", widget=DateInput(), help_text="文件写明的日期，不晚于今天"
    )
    reason = forms.CharField(label="除名原因", max_length=120, help_text="如“已注销”；不写个人信息")
    basis = forms.CharField(label="依据", max_length=120, help_text="文件名称和文号")


class PutBackForm(forms.Form):
    reason = forms.CharField(label="恢复原因", max_length=200, help_text="写明原因和依据的文件")
