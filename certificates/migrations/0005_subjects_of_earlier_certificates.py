"""Certificates of before know neither their academy nor what they certify: both stand in their cohort and facts."""

from collections import Counter

from django.db import migrations


def fill(apps, _schema_editor):
    cycles = Counter()
    earlier = (
        apps.get_model("certificates", "Certificate")
        .objects.select_related("transcript__enrolment__cohort__route")
        .order_by("issued_at", "pk")
    )
    for certificate in earlier:
        cohort = certificate.transcript.enrolment.cohort
        codes = sorted(course.get("code", "") for course in certificate.facts.get("courses", []))
        route = cohort.route.code if cohort.route else "all"
        is_trainer = (cohort.frozen_rule or {}).get("code") == "trainer"
        certificate.subject = "trainer" if is_trainer else f"course:{route}:{'+'.join(codes)}"[:120]
        certificate.academy_id = cohort.academy_id
        cycles[certificate.holder_id, certificate.subject] += 1
        certificate.cycle = cycles[certificate.holder_id, certificate.subject]
        certificate.save(update_fields=["subject", "academy", "cycle"])


class Migration(migrations.Migration):
    dependencies = [("certificates", "0004_signed_certificates")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
