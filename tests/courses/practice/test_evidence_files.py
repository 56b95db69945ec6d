"""Evidence is known by its content, kept out of reach, and says nothing about the device it was made with."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from courses.models import RubricMarks
from courses.practice.lessons.evidence import LARGEST, EvidenceRefused, check, keep, shown_stem
from courses.practice.lessons.marking import save_draft
from tests.factories.practice import NOON, given, make_lesson, make_training, mark, rubric_data

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 64


def photo(form="JPEG", size=(40, 20)) -> bytes:
    """Return a picture that says where it was taken, and that it has to be turned."""
    picture = Image.new("RGB", size, "teal")
    exif = picture.getexif()
    exif[0x0112] = 6
    exif[0x010F] = "A telephone"
    exif[0x8825] = {1: "N", 2: (43.0, 15.0, 0.0)}
    written = BytesIO()
    picture.save(written, form, exif=exif)
    return written.getvalue()


def upload(content: bytes, name="lesson.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_its_look_and_loses_what_the_camera_wrote(form):
    content = photo(form)
    assert Image.open(BytesIO(content)).getexif()[0x010F] == "A telephone"
    kept = Image.open(BytesIO(check(upload(content)).content))
    assert kept.format == form
    assert kept.size == (20, 40)
    assert not kept.getexif()
    assert b"A telephone" not in check(upload(content)).content


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, "pdf"),
        (MP4, "mp4"),
        (b"ID3\x04" + b"\x00" * 20, "mp3"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x00" * 20, "wav"),
        (b"OggS\x00" + b"\x00" * 20, "ogg"),
        (b"\x1aE\xdf\xa3" + b"\x00" * 20, "webm"),
        (b"#!AMR\n" + b"\x00" * 20, "amr"),
    ],
)
def test_the_ending_comes_from_the_content_whatever_the_name_says(content, ending):
    evidence = check(upload(content, "lesson.exe"))
    assert (evidence.ending, evidence.name, evidence.content) == (ending, f"lesson.{ending}", content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", EvidenceRefused.EMPTY),
        (b"<script>alert(1)</script>", EvidenceRefused.UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", EvidenceRefused.UNKNOWN),
        (b"MZ\x90\x00" + b"\x00" * 100, EvidenceRefused.UNKNOWN),
        (b"PK\x03\x04" + b"\x00" * 100, EvidenceRefused.UNKNOWN),
        (photo(size=(400, 400))[:-600], EvidenceRefused.BROKEN),
        (b"%PDF-1.7\nand then nothing", EvidenceRefused.BROKEN),
    ],
)
def test_what_is_no_evidence_is_refused_with_the_reason(content, reason):
    with pytest.raises(EvidenceRefused) as caught:
        check(upload(content))
    assert caught.value.reason == reason


def test_a_file_that_is_too_large_is_refused_unread():
    class Large:
        size, name = LARGEST + 1, "lesson.mp4"

    with pytest.raises(EvidenceRefused) as caught:
        check(Large())
    assert caught.value.reason == EvidenceRefused.TOO_LARGE


def test_a_picture_of_too_many_pixels_is_refused():
    written = BytesIO()
    Image.new("1", (9000, 9000)).save(written, "PNG")
    with pytest.raises(EvidenceRefused) as caught:
        check(upload(written.getvalue()))
    assert caught.value.reason == EvidenceRefused.TOO_LARGE


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\lesson one.jpg", "lesson one"),
        ("урок.jpg", "урок"),
        ("a\u202egpj.exe", "agpj"),
        ('x";filename="y.jpg', "x-filename=-y"),
        ("\r\nSet-Cookie.jpg", "Set-Cookie"),
        ("...", "file"),
        ("a" * 300 + ".jpg", "a" * 80),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(name, stem):
    assert shown_stem(name) == stem


@pytest.fixture
def lesson(trainee, lecturer, administrator):
    make_training(trainee, lecturers=[lecturer])
    return make_lesson(trainee, lecturer, administrator)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.django_db
def test_evidence_lies_under_a_random_name_out_of_the_reach_of_addresses(lesson, lecturer):
    client = signed_in(lecturer)
    sent = {"evidence": upload(photo(), "../../урок.jpg"), "draft": "1"}
    client.post(reverse("teach_practice_lesson", args=[lesson.key]), sent)
    row = RubricMarks.objects.get()
    assert row.evidence.startswith("evidence/")
    assert "урок" not in row.evidence
    assert row.evidence_name == "урок.jpg"
    assert not storages["records"].path(row.evidence).startswith(str(settings.MEDIA_ROOT))
    storages["records"].delete(row.evidence)


@pytest.mark.django_db
def test_evidence_is_sent_as_a_file_to_keep_and_only_to_who_may_see_the_marks(
    lesson, trainee, other_trainee, lecturer, administrator, other_lecturer, observer
):
    evidence = check(upload(PDF, "Ход урока.pdf"))
    row = save_draft(lesson=lesson, assessor=lecturer, given=given(evidence=evidence), at=NOON)
    url = reverse("practice_evidence", args=[lesson.key, row.pk])
    people = [lecturer, administrator, trainee, other_trainee, other_lecturer, observer]

    def let_in():
        return [signed_in(person).get(url).status_code == 200 for person in people]

    assert let_in() == [True, False, False, False, False, False]
    mark(lesson, lecturer)
    assert let_in() == [True, False, False, False, False, False]
    mark(lesson, administrator)
    assert let_in() == [True, True, True, False, True, False]
    answer = signed_in(trainee).get(url)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    storages["records"].delete(row.evidence)


@pytest.mark.django_db
def test_a_new_file_takes_the_place_of_the_old_one(lesson, lecturer, django_capture_on_commit_callbacks):
    first = save_draft(lesson=lesson, assessor=lecturer, given=given(evidence=check(upload(PDF))), at=NOON)
    old = first.evidence
    with django_capture_on_commit_callbacks(execute=True):
        row = save_draft(lesson=lesson, assessor=lecturer, given=given(evidence=check(upload(MP4))), at=NOON)
    assert not storages["records"].exists(old)
    assert storages["records"].open(row.evidence).read() == MP4
    # Without a new file the old one stays.
    again = save_draft(lesson=lesson, assessor=lecturer, given=given(), at=NOON)
    assert again.evidence == row.evidence
    storages["records"].delete(row.evidence)


@pytest.mark.django_db
def test_a_file_that_is_refused_loses_none_of_the_marks(lesson, lecturer):
    url = reverse("teach_practice_lesson", args=[lesson.key])
    sent = rubric_data(3, hand_in="1", evidence=upload(b"MZ not a photo", "photo.jpg"))
    answer = signed_in(lecturer).post(url, sent)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"evidence"})
    row = RubricMarks.objects.get()
    assert (len(row.criteria), row.handed_in_at, row.evidence) == (8, None, "")


def test_a_file_that_is_kept_is_there_letter_by_letter():
    name = keep(check(upload(PDF)))
    assert storages["records"].open(name).read() == PDF
    storages["records"].delete(name)
