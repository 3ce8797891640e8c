"""Every reason a row of a list of stations can have: its class, its words and its cure."""

from django.utils.translation import gettext_lazy as _

from portal.organisations.imports import words
from portal.organisations.imports.enums import Choice, Verdict
from portal.organisations.imports.words import Words

ERROR, WARNING, DECISION = Verdict.ERROR, Verdict.WARNING, Verdict.DECISION
ALL = (Choice.LEAVE, Choice.MATCH, Choice.TAKE)
MEND = _("Mend the row in the list and upload it again.")
HOURS = _("Write it as 工作日8:30-12:00，14:30-17:30；周末9:00-12:00.")

words.add(
    {
        "station_sheet_unknown": Words(
            ERROR,
            _("The sheet “%(text)s” was not recognised as stations or rooms."),
            _("Write the usual headings above the columns, then upload again."),
        ),
        "station_name_missing": Words(ERROR, _("The row has no name."), MEND),
        "station_name_long": Words(
            ERROR, _("The name is too long: %(text)s"), _("Use at most 120 signs, for a room 60.")
        ),
        "station_formula": Words(
            ERROR,
            _("A formula stands under “%(column)s”: %(text)s"),
            _("Write the words themselves into the cell."),
        ),
        "level_missing": Words(
            ERROR, _("The row has no level."), _("Write 市, 旗区, 街道 or 社区.")
        ),
        "level_unknown": Words(
            ERROR, _("“%(text)s” is no level."), _("Write 市, 旗区, 街道 or 社区.")
        ),
        "banner_missing": Words(
            ERROR, _("The row names no banner or district."), _("Write the banner it lies in.")
        ),
        "banner_unknown": Words(
            ERROR,
            _("“%(text)s” is no banner or district of the city."),
            _("Known are: %(known)s"),
        ),
        "street_missing": Words(
            ERROR,
            _("A station of a street or community must name its street."),
            _("Write the street, sumu or town. In this banner are known: %(known)s"),
        ),
        "street_unknown": Words(
            ERROR,
            _("%(banner)s has no street named “%(text)s”."),
            _("Write one of these, or ask the operator to add the street: %(known)s"),
        ),
        "street_elsewhere": Words(
            ERROR,
            _("The street “%(text)s” lies in %(other)s, not in %(banner)s."),
            _("Correct the banner or the street."),
        ),
        "community_missing": Words(
            WARNING,
            _("A community station without its community is shown at the street only."),
            _("Write the community, gacha or village."),
        ),
        "hours_not_understood": Words(
            ERROR, _("The hours “%(text)s” were not understood (%(part)s)."), HOURS
        ),
        "hours_backwards": Words(
            ERROR,
            _("The hours “%(text)s” end before they begin, or go over midnight."),
            _("Write the hours of one day, such as 8:00-18:00; night hours in two parts."),
        ),
        "hours_impossible": Words(
            ERROR,
            _("There is no such time as in “%(text)s”."),
            _("Write times from 0:00 to 24:00."),
        ),
        "hours_without_days": Words(
            WARNING,
            _("The hours “%(text)s” name no days; they were taken for every day."),
            _("Write the days before them, such as 周一至周五 or 每天."),
        ),
        "hours_holidays": Words(
            WARNING,
            _("“%(text)s”: weekends are taken as open on public holidays too."),
            _("Enter the closed days on the page of the base."),
        ),
        "number_not_understood": Words(
            WARNING,
            _("“%(text)s” under “%(column)s” is no number; it was left out."),
            _("Write the number in figures, such as 3."),
        ),
        "number_in_words": Words(
            WARNING,
            _("“%(text)s” under “%(column)s” was understood as %(understood)s."),
            _("Check it and write it in figures."),
        ),
        "text_cut": Words(WARNING, _("The text under “%(column)s” is too long and was cut."), MEND),
        "phone_strange": Words(
            WARNING,
            _("“%(text)s” does not look like a telephone number; it was left out."),
            _("Write it with the area code, such as 0477-8590200."),
        ),
        "parent_missing": Words(
            WARNING,
            _("The row names no base above it."),
            _("Write the name of the base above, as it stands on the portal or in this list."),
        ),
        "parent_unknown": Words(
            ERROR,
            _("There is no base named “%(text)s”, on the portal or in this list."),
            _("Write the name of the base above. Likely here: %(known)s"),
        ),
        "parent_ambiguous": Words(
            ERROR,
            _("Several bases are named “%(text)s”."),
            _("Give them different names first, then upload again."),
        ),
        "parent_refused": Words(
            ERROR,
            _("The base above, “%(text)s” (row %(line)s), cannot be taken itself."),
            _("Mend row %(line)s first; then this row is right too."),
        ),
        "parent_undecided": Words(
            WARNING,
            _("The base above, “%(text)s” (row %(line)s), waits for a decision."),
            _("If you leave that row out, this one is left out too."),
        ),
        "parent_not_wider": Words(
            ERROR,
            _("The base above, “%(text)s”, is not of a wider level than this one."),
            _("Choose another base above, or correct the level."),
        ),
        "parent_elsewhere": Words(
            WARNING,
            _("The base above, “%(text)s”, lies in another place (%(place)s)."),
            _("Check that it really is the one."),
        ),
        "station_twice": Words(
            ERROR,
            _("The row repeats row %(line)s, so it is not taken again."),
            _("Nothing needs to be done, if row %(line)s is right."),
        ),
        "station_name_twice": Words(
            DECISION,
            _("Row %(line)s has the same name at another place."),
            _("Take this row only if these really are two stations."),
            (Choice.LEAVE, Choice.TAKE),
        ),
        "station_ambiguous": Words(
            ERROR,
            _("Several bases on the portal are named “%(text)s”."),
            _("Write the full name with the banner and street."),
        ),
        "station_elsewhere": Words(
            DECISION,
            _("The portal knows “%(text)s” at another place: %(place)s"),
            _("Say whether it moved, or whether this is another station of the same name."),
            ALL,
        ),
        "station_former_name": Words(
            DECISION,
            _("“%(text)s” is a former name; the base is now called “%(name)s”."),
            _("Say whether it is the same base, which keeps its present name, or a new one."),
            ALL,
        ),
        "station_renamed": Words(
            DECISION,
            _("At this place, with this telephone, the portal knows “%(name)s”."),
            _("Say whether it is the same station with a new name, or another one."),
            ALL,
        ),
        "station_outside": Words(
            Verdict.SKIPPED,
            _("The row belongs to another bureau, so it is left out."),
            _("Its own bureau imports it."),
        ),
        "room_station_missing": Words(
            ERROR, _("The row does not say whose room it is."), _("Write the name of the station.")
        ),
        "room_station_unknown": Words(
            ERROR,
            _("There is no station named “%(text)s”, on the portal or in this list."),
            _("Correct the name, or add the station to the sheet 站点."),
        ),
        "room_station_ambiguous": Words(
            ERROR,
            _("Several stations are named “%(text)s”."),
            _("Give them different names first, then upload again."),
        ),
        "room_station_refused": Words(
            ERROR,
            _("The station “%(text)s” (row %(line)s) cannot be taken, so its room cannot either."),
            _("Mend row %(line)s of the stations first; then this row is right too."),
        ),
        "room_station_undecided": Words(
            WARNING,
            _("The station “%(text)s” (row %(line)s) waits for a decision."),
            _("If you leave that row out, this room is left out too."),
        ),
        "room_station_old": Words(
            DECISION,
            _("“%(text)s” looks like an old name; there is a station “%(name)s”."),
            _("Say whether the room belongs to that station."),
            (Choice.LEAVE, Choice.MATCH),
        ),
        "room_kind_missing": Words(
            WARNING,
            _("The row does not say what kind of room it is; taken as another room."),
            MEND,
        ),
        "room_kind_unknown": Words(
            WARNING,
            _("“%(text)s” is no kind of room known here; taken as another room."),
            _("Choose its kind on the page of the room."),
        ),
        "room_empty": Words(
            ERROR,
            _("The room holds nobody: “%(text)s” people."),
            _("Count the seats and write their number, at least 1."),
        ),
        "room_span_wrong": Words(
            ERROR,
            _("The time “%(text)s” was not understood, or ends before it begins."),
            _("Write one span of one day, such as 9:00-21:00."),
        ),
        "room_price_unknown": Words(
            ERROR,
            _("“%(text)s” is no price by the hour."),
            _("Write 免费 or an amount such as 20元/小时."),
        ),
        "room_twice": Words(
            ERROR,
            _("The row repeats row %(line)s, so it is not taken again."),
            _("Give the rooms of a station different names, or strike one of the rows."),
        ),
    }
)
