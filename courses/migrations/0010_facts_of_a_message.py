from django.db import migrations, models


class Migration(migrations.Migration):
    """A copy keeps what is said to its recipient alone, and when it is sent by e-mail again."""

    dependencies = [("courses", "0009_cohorts_sessions_practice")]

    operations = [
        migrations.AddField(
            model_name="messagecopy",
            name="facts",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="What stands in the gaps of the text for this person.",
                verbose_name="facts",
            ),
        ),
        migrations.AddField(
            model_name="messagecopy",
            name="email_next_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Whoever sends it has the time until then.",
                null=True,
                verbose_name="next try",
            ),
        ),
    ]
