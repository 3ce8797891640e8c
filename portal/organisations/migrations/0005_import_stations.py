"""Lists of bases, stations and their rooms may be imported too."""

from django.db import migrations, models

KINDS = ["register", "record", "stations"]


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_watch_legal_dates")]

    operations = [
        migrations.RemoveConstraint("importbatch", "import_kind_known"),
        migrations.AlterField(
            model_name="importbatch",
            name="kind",
            field=models.CharField(
                choices=[
                    ("register", "register of organisations"),
                    ("record", "record: inspections, credit lists, penalties, grades, awards"),
                    ("stations", "bases, stations and their rooms"),
                ],
                default="register",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="import_kind_known"
            ),
        ),
    ]
