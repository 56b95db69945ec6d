import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Academies become rows of their own; the name that cohorts had stays beside until the rows are filled."""

    dependencies = [
        ("courses", "0006_a_rule_without_a_place"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Academy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "name",
                    models.CharField(
                        help_text="As it stands on papers and certificates.", max_length=200, verbose_name="name"
                    ),
                ),
                ("name_english", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("KZ", "Kazakhstan"),
                            ("KG", "Kyrgyzstan"),
                            ("TJ", "Tajikistan"),
                            ("TM", "Turkmenistan"),
                            ("UZ", "Uzbekistan"),
                        ],
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=120, verbose_name="city")),
            ],
            options={
                "verbose_name": "academy",
                "verbose_name_plural": "academies",
                "ordering": ["country", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("country", "name"),
                        name="academy_once_in_a_country",
                        violation_error_message="This country has an academy of this name already.",
                    )
                ],
            },
        ),
        migrations.RenameField(model_name="cohort", old_name="academy", new_name="academy_name"),
        migrations.AddField(
            model_name="cohort",
            name="academy",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cohorts",
                to="courses.academy",
                verbose_name="academy",
            ),
        ),
    ]
