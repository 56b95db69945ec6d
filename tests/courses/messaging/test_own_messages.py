"""What a person reads: the new ones on the dashboard, the list, one message."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses.models import MessageCopy
from tests.factories.cohorts import make_cohort
from tests.factories.messages import SENT, make_message

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIST = "/en/my/messages/"


def words(subject="Come", body="Text"):
    return {"en": {"subject": subject, "body": body}}


@pytest.fixture
def cohort(trainee):
    return make_cohort(people=[trainee])


@pytest.fixture
def reader(client, trainee):
    client.force_login(trainee, backend=BACKEND)
    return client


def test_who_has_no_message_is_told_where_they_will_be(reader, cohort):
    assert "No message yet" in reader.get(LIST).content.decode()
    assert "new message" not in reader.get("/en/my/").content.decode()


def test_the_dashboard_counts_the_new_ones_and_shows_the_newest(reader, cohort, lecturer):
    make_message(cohort=cohort, by=lecturer, texts=words("Older"))
    newest = make_message(cohort=cohort, by=lecturer, texts=words("Newest"), at=SENT + timedelta(days=1))
    told = reader.get("/en/my/").content.decode()
    assert "2 new messages" in told
    assert "Newest" in told
    assert "Older" not in told
    reader.get(reverse("my_message", args=[newest.key]))
    assert "1 new message<" in reader.get("/en/my/").content.decode()


def test_opening_a_message_marks_it_read_once(reader, cohort, lecturer, trainee):
    message = make_message(cohort=cohort, by=lecturer)
    url = reverse("my_message", args=[message.key])
    reader.head(url)
    assert MessageCopy.objects.get(recipient=trainee).read_at is None
    reader.get(url)
    first = MessageCopy.objects.get(recipient=trainee).read_at
    assert first is not None
    reader.get(url)
    assert MessageCopy.objects.get(recipient=trainee).read_at == first


def test_nobody_reads_the_message_of_another(client, cohort, lecturer, other_trainee):
    message = make_message(cohort=cohort, by=lecturer)
    client.force_login(other_trainee, backend=BACKEND)
    assert client.get(reverse("my_message", args=[message.key])).status_code == 404
    assert "Come on" not in client.get(LIST).content.decode()


def test_the_text_is_no_html_and_only_addresses_of_this_site_are_links(reader, cohort, settings):
    ours = f"{settings.PANAH_BASE_URL}/ru/my/"
    body = (
        f"<script>x</script>\nOpen {ours}.\nNot https://evil.example/ nor {settings.PANAH_BASE_URL}.evil/ "
        f"nor {settings.PANAH_BASE_URL}@evil/ nor javascript:alert(1)"
    )
    message = make_message(cohort=cohort, texts=words("<b>Bold</b>", body))
    told = reader.get(reverse("my_message", args=[message.key])).content.decode()
    text = told.partition('class="letter-text"')[2].partition("</article>")[0]
    assert "&lt;script&gt;" in text
    assert text.count("<a ") == 1
    assert f'<a href="{ours}" dir="ltr">{ours}</a>.' in text
    assert "<b>Bold" not in told


def test_a_text_says_its_own_language_and_direction(reader, cohort, trainee):
    trainee.language = "fa-af"
    trainee.save()
    make_message(cohort=cohort, texts={"fa-af": {"subject": "سلام", "body": "سلام"}})
    assert 'lang="fa-AF" dir="rtl"' in reader.get(LIST).content.decode()


def test_a_long_list_has_pages(reader, cohort):
    for number in range(21):
        make_message(cohort=cohort, texts=words(f"Number {number}"), at=SENT + timedelta(hours=number))
    assert "Number 0<" not in reader.get(LIST).content.decode()
    assert "Number 0<" in reader.get(f"{LIST}?page=2").content.decode()


def test_a_list_of_twenty_costs_what_a_list_of_one_does(
    reader, cohort, lecturer, django_assert_max_num_queries
):
    for number in range(20):
        make_message(cohort=cohort, by=lecturer, at=SENT + timedelta(hours=number))
    reader.get(LIST)
    with django_assert_max_num_queries(6):
        reader.get(LIST)
