from courses.models import Academy


def make_academy(name: str = "Test academy", country: str = "KZ", **fields) -> Academy:
    """Return the academy of that name, made if it is not there: people and cohorts of tests meet in one."""
    academy, _created = Academy.objects.get_or_create(name=name, country=country, defaults=fields)
    return academy
