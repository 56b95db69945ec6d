from django.db import migrations


def fill(apps, schema_editor):
    """Put people into the academy whose name they had as text; who had another agency stays without one."""
    people = apps.get_model("accounts", "User").objects
    academies = list(apps.get_model("courses", "Academy").objects.all())
    for academy in academies:
        found = people.filter(agency__iexact=academy.name, academy=None)
        if sum(other.name == academy.name for other in academies) > 1:
            found = found.filter(country=academy.country)
        found.update(academy_id=academy.pk)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_academy_sex_and_pins"), ("courses", "0008_academies_filled")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
