import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import clear_url_caches, get_resolver

from certificates.models import CheckCount
from cms.warming import warm_up


@pytest.mark.django_db
def test_addresses_are_known_in_every_language_and_no_visitor_is_counted():
    clear_url_caches()
    warm_up()
    languages = {code for code, _name in settings.LANGUAGES}
    assert languages <= set(get_resolver()._reverse_dict)
    assert not CheckCount.objects.exists()
    loader = get_template("base.html").template.engine.template_loaders[0]
    assert {"verification/form.html", "base.html"} <= {str(key) for key in loader.get_template_cache}


def test_a_database_that_does_not_answer_is_no_reason_not_to_start(caplog):
    # No access to the database in this test: every page of the warm-up that needs it fails.
    warm_up()
    assert any("Internal Server Error" in record.message for record in caplog.records)
