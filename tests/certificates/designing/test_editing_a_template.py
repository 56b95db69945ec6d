import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from certificates.designs.content import content_of
from certificates.designs.models import CertificateDesign, DesignImage
from tests.factories.designs import site_design
from tests.factories.uploads import picture, png_head

pytestmark = pytest.mark.django_db


def png(data=None, name="logo.png"):
    return SimpleUploadedFile(name, data or picture(), "image/png")


def now(design):
    return content_of(CertificateDesign.objects.whole().get(pk=design.pk))


def test_saving_keeps_texts_colours_paper_and_months(send, design):
    response = send(
        design,
        name="For the booth",
        layout="portrait",
        primary="#112233",
        accent="#AABBCC",
        valid_months="24",
        title_fa_af="مهارت‌ها",
        completed_ru="окончил(а) {course}",
        title_ru="",
    )
    assert response.status_code == 302
    kept = now(design)
    assert (kept["layout"], kept["primary"], kept["accent"], kept["valid_months"]) == (
        "portrait",
        "#112233",
        "#aabbcc",
        24,
    )
    assert kept["texts"] == {
        "en": {"title": "Skills at the booth"},
        "fa-af": {"title": "مهارت‌ها"},
        "ru": {"completed": "окончил(а) {course}"},
    }
    design.refresh_from_db()
    assert design.name == "For the booth"


def test_signatories_keep_their_order_and_an_empty_one_is_left_out(send, design):
    send(design, name_1_en="B. Second", post_1_ru="Начальник", name_3_en="D. Fourth")
    assert now(design)["signatories"] == [
        {"names": {"en": "B. Second"}, "posts": {"ru": "Начальник"}, "image": ""},
        {"names": {"en": "D. Fourth"}, "posts": {}, "image": ""},
    ]


def test_a_logo_and_a_signature_are_kept_and_taken_away_again(send, desk, design):
    send(design, logo=png(), signature_0=png(picture(colour=(0, 0, 90))), name_0_en="A. First")
    kept = now(design)
    assert kept["logo"]
    assert kept["signatories"][0]["image"] not in ("", kept["logo"])
    assert DesignImage.objects.count() == 2
    image = desk.get(reverse("design_image", args=[design.pk, kept["logo"]]))
    assert image["Content-Type"] == "image/png"
    send(design, logo_remove="on")
    assert now(design)["logo"] == ""
    assert now(design)["signatories"] == kept["signatories"]


def test_the_same_picture_is_kept_once(send, design):
    send(design, logo=png(), signature_0=png())
    assert now(design)["logo"] == now(design)["signatories"][0]["image"] == DesignImage.objects.get().sha256


def test_a_hostile_picture_is_refused_at_its_field_and_nothing_is_saved(send, design):
    before = now(design)
    response = send(design, primary="#112233", logo=png(png_head(8000, 5000)))
    assert response.status_code == 200
    assert "8000 × 5000" in response.content.decode()
    assert now(design) == before
    assert not DesignImage.objects.exists()


def test_a_fit_picture_comes_back_with_a_form_that_was_refused(send, design):
    refused = send(design, logo=png(), title_en="{oops}")
    sent = refused.context["form"]["logo_sent"].value()
    assert sent
    send(design, logo_sent=sent)
    assert now(design)["logo"] == DesignImage.objects.get().sha256


def test_what_stands_in_the_hidden_field_is_trusted_no_more_than_a_file(send, design):
    response = send(design, logo_sent="bm8gcGljdHVyZQ==")
    assert "Only PNG and JPEG" in response.content.decode()
    assert not DesignImage.objects.exists()


def test_an_unknown_placeholder_is_named_with_field_language_and_what_is_allowed(send, design):
    before = now(design)
    page = send(design, completed_ru="окончил {kurs}").content.decode()
    assert "After the name, Русский: “{kurs}” is no placeholder" in page
    assert "{name_latin}" in page.split("is no placeholder")[1][:200]
    assert now(design) == before


def test_a_brace_in_a_post_is_refused_at_its_own_field(send, design):
    form = send(design, name_0_en="A. First", name_2_en="C. Third", post_2_en="Head of {academy}").context[
        "form"
    ]
    assert set(form.errors) == {"post_2_en"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("layout", "square"),
        ("primary", "red"),
        ("accent", "#12345"),
        ("valid_months", "0"),
        ("valid_months", "241"),
        ("rule_code", "no-such-rule"),
        ("title_kk", "x" * 161),
    ],
)
def test_bad_values_are_named_at_their_field(send, design, field, value):
    before = now(design)
    form = send(design, **{field: value}).context["form"]
    assert set(form.errors) == {field}
    assert now(design) == before


def test_saving_alone_prints_nothing_new_until_it_is_published(send, desk, design):
    send(design, "publish")
    send(design, primary="#112233")
    page = desk.get(reverse("design_versions", args=[design.pk])).content.decode()
    assert "changed since version 1" in page
    assert design.versions.get().content["primary"] == "#0f4c4a"
    send(design, "publish")
    assert design.versions.first().number == 2
    assert "changed since" not in desk.get(reverse("design", args=[design.pk])).content.decode()


def test_saving_is_written_down_with_who_did_it(send, design, administrator):
    send(design)
    row = ModelLogEntry.objects.get(action="wagtail.edit", object_id=str(design.pk))
    assert row.user == administrator


def test_a_new_template_belongs_to_the_academy_of_who_makes_it(desk, administrator):
    desk.post(reverse("design_new"), {"name": "Letters of ours", "kind": "attendance"})
    made = CertificateDesign.objects.get(name="Letters of ours")
    assert (made.academy, made.kind) == (administrator.academy, "attendance")


def test_a_new_template_like_another_takes_over_everything_printed(desk):
    like = site_design("attendance")
    desk.post(reverse("design_new"), {"name": "Ours", "kind": "certificate", "like": like.pk})
    made = CertificateDesign.objects.get(name="Ours")
    assert made.kind == "attendance"
    assert now(made) == content_of(like)


def test_a_site_template_is_copied_and_the_copy_is_edited(desk, send, administrator):
    trainer = site_design("trainer")
    desk.post(reverse("design_copy", args=[trainer.pk]))
    copy = CertificateDesign.objects.get(academy=administrator.academy)
    assert (now(copy), copy.rule_code) == (content_of(trainer), "trainer")
    send(copy, title_en="Ours")
    assert content_of(site_design("trainer"))["texts"]["en"]["title"] != "Ours"


def test_the_archive_is_left_by_one_button(desk, design):
    page = desk.post(reverse("design_archive", args=[design.pk]), follow=True).content.decode()
    assert reverse("design_unarchive", args=[design.pk]) in page
    desk.post(reverse("design_unarchive", args=[design.pk]))
    design.refresh_from_db()
    assert design.archived_at is None


def test_archived_templates_stand_on_a_page_of_their_own(desk, design):
    desk.post(reverse("design_archive", args=[design.pk]))
    address = f'href="{reverse("design", args=[design.pk])}"'
    assert address not in desk.get(reverse("designs")).content.decode()
    assert address in desk.get(reverse("designs") + "?archived").content.decode()


def test_the_list_asks_the_same_of_many_templates(desk, design, django_assert_max_num_queries):
    desk.get(reverse("designs"))
    with django_assert_max_num_queries(60) as first:
        desk.get(reverse("designs"))
    most = len(first.captured_queries)
    for number in range(8):
        desk.post(
            reverse("design_new"), {"name": f"Number {number}", "kind": "certificate", "like": design.pk}
        )
    with django_assert_max_num_queries(most):
        desk.get(reverse("designs"))
