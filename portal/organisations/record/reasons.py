"""The reasons that only rows of a record list can have; the others are those of the register."""

from django.utils.translation import gettext_lazy as _

from portal.organisations.imports import words
from portal.organisations.imports.enums import Choice, Verdict
from portal.organisations.imports.words import Words

ERROR, WARNING, DECISION = Verdict.ERROR, Verdict.WARNING, Verdict.DECISION
LEAVE_OR_TAKE = (Choice.LEAVE, Choice.TAKE)
DOCUMENT = _("Compare the row with the document it comes from and mend it in the list.")

RECORD_WORDS: dict[str, Words] = {
    "sheet_unknown": Words(
        ERROR,
        _("The sheet “%(text)s” has credit codes, but its headings are those of no record."),
        _("Write the usual headings above it, or take the sheet out of the file."),
    ),
    "cell_missing": Words(ERROR, _("Nothing stands under “%(column)s”."), _("Fill in the cell.")),
    "organisation_unknown": Words(
        ERROR,
        _("The register knows no organisation with the code %(text)s."),
        _("Mend the code, or import the register first if the organisation is new."),
    ),
    "organisation_struck_off": Words(
        WARNING,
        _("The organisation was struck off the register; the row is kept with its record."),
        _("Nothing needs to be done, if the row is right."),
    ),
    "name_differs": Words(
        DECISION,
        _("The register calls the organisation with this code “%(name)s”, now and earlier."),
        _("Take the row only if the code is right and the name a slip; else mend the code."),
        LEAVE_OR_TAKE,
    ),
    "year_impossible": Words(
        ERROR, _("“%(text)s” is no year of an inspection."), _("Write the year as 2024.")
    ),
    "year_in_future": Words(
        ERROR, _("The year %(text)s is still to come."), _("Write the year that was inspected.")
    ),
    "result_unknown": Words(
        ERROR,
        _("“%(text)s” is no result of an inspection."),
        _("Write 合格, 基本合格, 不合格, 未参检 or 无需参检."),
    ),
    "inspected_before_registered": Words(
        WARNING,
        _("The organisation was registered on %(day)s, too late for the inspection of %(year)s."),
        DOCUMENT,
    ),
    "list_unknown": Words(
        ERROR, _("“%(text)s” is none of the lists."), _("Write 活动异常名录 or 严重违法失信名单.")
    ),
    "ground_missing": Words(
        WARNING,
        _("The list does not say why the organisation was listed."),
        _("Write the ground as the decision gives it."),
    ),
    "removed_before_listed": Words(
        ERROR,
        _("The removal (%(removed)s) lies before the listing (%(listed)s)."),
        _("Mend the wrong one of the two days."),
    ),
    "removal_to_come": Words(
        WARNING,
        _("The removal, %(text)s, is still to come, so the organisation counts as listed."),
        _("State the removal in a list once it was decided."),
    ),
    "penalty_unknown": Words(
        ERROR,
        _("“%(text)s” is no kind of penalty."),
        _("Write 警告, 罚款, 没收违法所得, 限期停止活动, 撤销登记 or 其他."),
    ),
    "answer_unknown": Words(
        ERROR, _("“%(text)s” is neither yes nor no (%(column)s)."), _("Write 是 or 否.")
    ),
    "fine_without_amount": Words(
        WARNING, _("The fine has no amount."), _("Write the amount as the decision gives it.")
    ),
    "amount_not_a_number": Words(
        ERROR, _("The amount “%(text)s” is no number."), _("Write the amount in figures.")
    ),
    "amount_nothing": Words(
        ERROR,
        _("An award of nothing cannot have been paid."),
        _("Write the amount that was paid, or take the row out."),
    ),
    "grade_unknown": Words(
        ERROR,
        _("There is no grade “%(text)s”."),
        _("Write 1A, 2A, 3A, 4A or 5A as the certificate gives it."),
    ),
    "grade_ends_before_start": Words(
        ERROR, _("The grade would end on %(text)s, before it begins."), DOCUMENT
    ),
    "award_before_grade": Words(
        ERROR,
        _("The award for %(grade)s was paid on %(paid)s, before the grade of %(announced)s."),
        _("Mend the day of payment or the day of the grade."),
    ),
    "award_without_grade": Words(
        WARNING,
        _("Neither this file nor the record knows a grade %(grade)s of the organisation."),
        _("Add the grade to the list, if it was given."),
    ),
    "row_contradicts": Words(
        DECISION,
        _("Row %(line)s of this sheet states something else about the same matter."),
        _("Take this row if it is the right one; it then replaces row %(line)s."),
        LEAVE_OR_TAKE,
    ),
    "record_newer": Words(
        DECISION,
        _("The record has a newer statement, of %(day)s, by “%(source)s”."),
        _("Take the row only if this older list is right."),
        LEAVE_OR_TAKE,
    ),
}

words.add(RECORD_WORDS)
