from django.db import migrations


def fill(apps, schema_editor):
    """Make one academy of each name and country that cohorts have, and let the cohorts point at it."""
    academies = apps.get_model("courses", "Academy").objects
    for cohort in apps.get_model("courses", "Cohort").objects.iterator():
        cohort.academy, _created = academies.get_or_create(country=cohort.country, name=cohort.academy_name.strip())
        cohort.save(update_fields=["academy"])


def empty(apps, schema_editor):
    for cohort in apps.get_model("courses", "Cohort").objects.select_related("academy").iterator():
        cohort.academy_name = cohort.academy.name
        cohort.save(update_fields=["academy_name"])


class Migration(migrations.Migration):
    dependencies = [("courses", "0007_academies")]
    operations = [migrations.RunPython(fill, empty)]
