from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0006_once_for_person_subject_and_cycle")]

    operations = [
        migrations.AlterField(
            model_name="checkcount",
            name="span",
            field=models.PositiveBigIntegerField(help_text="The second since 1970 at which the span begins."),
        ),
    ]
