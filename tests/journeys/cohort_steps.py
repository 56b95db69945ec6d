"""What is done with a cohort in the browser, step by step: found by form and role, not by words."""

import io
import re
from datetime import timedelta

import pypdf
from django.utils import timezone
from playwright.sync_api import expect

PIN = re.compile(r"\b\d{4}-\d{4}\b")


def first_day():
    """Return the cohort's first day, which lies in another week than today."""
    return timezone.localdate() - timedelta(days=8)


def create_cohort(page, title, *, made):
    """Fill in the form of a new cohort; `made` are the primary keys of track, rule and lecturers."""
    page.goto("/admin/cohorts/")
    page.locator("a[href$='/cohorts/new/']").first.click()
    page.fill("[name=title]", title)
    page.select_option("[name=country]", "KZ")
    page.locator("[name=languages][value=ru]").check(force=True)
    page.select_option("[name=route]", str(made["route"]))
    page.select_option("[name=rule]", str(made["rule"]))
    page.fill("[name=starts_on]", str(first_day()))
    page.fill("[name=ends_on]", str(first_day() + timedelta(days=18)))
    page.fill("[name=hours]", "40")
    page.fill("[name=place]", "Алматы")
    for name in ("lecturer", "lecturer2"):
        page.locator(f"[name=lecturers][value='{made[name]}']").check(force=True)
    page.locator("[name=state][value=open]").check(force=True)
    submit(page, "form:has([name=title])")
    page.wait_for_url(re.compile(r"/cohorts/\d+/people/"))
    return re.search(r"/cohorts/(\d+)/", page.url)[1]


def submit(page, form):
    page.locator(f"{form} button[type=submit]:not([name])").last.click()


def send_list(page, pk, path):
    """Send a list in and wait until every row of it is checked."""
    page.goto(f"/admin/cohorts/{pk}/roster/")
    page.set_input_files("[name=file]", path)
    page.locator(".ro-send button[type=submit]").click()
    page.wait_for_selector(".ro-counts", timeout=60_000)


def counted(page):
    """Return how many are new, renewed, guests, there already, left out, asked about."""
    return [int(one) for one in page.locator(".ro-counts strong").all_inner_texts()]


def faults_shown(page):
    """Return {row of the file: columns} of everything the preview finds wrong or asks about."""
    found = {}
    for line in page.locator(".ro-errors tbody tr").all():
        row, column = (line.locator("td").nth(place).inner_text().strip() for place in (0, 1))
        found.setdefault(int(row), set()).add(column)
    for legend in page.locator(".ro-questions legend").all():
        row = int(re.search(r"\d+", legend.inner_text())[0])
        found.setdefault(row, set()).add(legend.locator("bdi").first.inner_text())
    return found


def import_people(page):
    page.locator("form[action$='/apply/'] button").click()
    page.wait_for_selector(".ro-ends", timeout=60_000)


def print_slips(page, pk, folder):
    """Print the slips of all who have not signed in; return the text of the PDF."""
    page.goto(f"/admin/cohorts/{pk}/people/")
    page.locator("a[href$='/slips/']").click()
    page.wait_for_selector("[name=person]")
    with page.expect_download(timeout=60_000) as waited:
        page.locator("form:has([name=person]) button[type=submit]").click()
    path = folder / "sign-in-slips.pdf"
    waited.value.save_as(path)
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    return "\n".join(one.extract_text() for one in reader.pages)


def plan_session(page, pk, title, day, begins, ends, *, lecturer, observed=False):
    page.goto(f"/admin/cohorts/{pk}/sessions/add/")
    page.fill("[name=title]", title)
    page.fill("[name=day]", str(day))
    page.fill("[name=begins]", begins)
    page.fill("[name=ends]", ends)
    page.fill("[name=place]", "Аудитория 2")
    page.select_option("[name=lecturer]", str(lecturer))
    if observed:
        page.locator("[name=is_observed]").check(force=True)
    page.locator(".panah-session-form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/sessions/$"))


def open_session(page, title):
    page.goto("/ru/teach/")
    page.locator("a", has_text=title).first.click()
    page.wait_for_selector("[data-attendance][data-ready=yes]", timeout=20_000)


def mark(page, number, kind, minutes=None):
    """Give one person a mark."""
    row = page.locator(".attendance-row", has=page.locator(f".serial:text-is('{number}')"))
    row.locator(f".attendance-mark.is-{kind}").click()
    if minutes is not None:
        row.locator("[data-minutes]").fill(str(minutes))


def mark_all_others(page):
    page.locator("[data-all]").click()


def wait_until_all(page, state, count):
    """Wait until that many people have a mark that is "saved" on the device, or "sent"."""
    expect(page.locator(f".attendance-state[data-state={state}]")).to_have_count(count, timeout=30_000)


def marked(page):
    return page.locator(".attendance-row input[type=radio]:checked").count()


def plan_lesson(page, pk, number, assessors):
    """Plan the practice lesson of one person."""
    page.goto(f"/admin/cohorts/{pk}/practice/")
    line = page.locator(".panah-practice tbody tr", has_text=number)
    line.locator("a[href$='/lesson/']").click()
    page.fill("[name=topic]", "Никого не отправляют назад")
    page.fill("[name=held_on]", str(timezone.localdate() - timedelta(days=1)))
    for assessor in assessors:
        page.locator(f"[name=assessors][value='{assessor}']").check(force=True)
    page.locator("form:has([name=topic]) button[type=submit]").click()
    page.wait_for_url(re.compile(r"/practice/"))


def open_rubric(page, name):
    page.goto("/ru/teach/practice/")
    page.locator(".lesson-line.is-todo a", has_text=name).first.click()
    page.wait_for_selector(".rubric-form")


def fill_rubric(page, level, *, comment, wrong=""):
    """Give every criterion this level and hand in."""
    for row in page.locator(".rubric-form .questions .question").all():
        row.locator(f"input[type=radio][value='{level}']").check()
    if wrong:
        page.locator("[name=wrong_message]").check()
        page.fill("[name=wrong_words]", wrong)
    page.fill("[name=comment_all]", comment)
    page.locator("[name=is_no_superior]").check()


def hand_in(page):
    page.locator("[name=hand_in]").click()
    page.wait_for_selector(".notice.is-success, .notice-success, .notice")
    expect(page.locator(".rubric-form")).to_have_count(0)


def standing(page):
    """Return {service number: reasons} of the table of requirements; whoever qualifies has none."""
    found = {}
    for body in page.locator(".panah-requirements tbody").all():
        number = body.locator("th .panah-quiet").first.text_content().split("·")[-1].strip()
        found[number] = [" ".join(one.split()) for one in body.locator(".panah-why li").all_text_contents()]
    return found


def sums(page):
    """Return how many qualify and how many do not, as the page says above the table."""
    return [int(one) for one in re.findall(r"\d+", page.locator(".panah-standing-sum").inner_text())]


def try_attendance(page, percent):
    """Ask what would be if less attendance were enough; return the names that the answer gives."""
    page.locator(".panah-trial summary").click()
    page.fill("[name=attendance_percent]", str(percent))
    page.locator(".panah-trial button[type=submit]").click()
    page.wait_for_url(re.compile("try=1"))
    return page.locator(".help-block bdi").all_inner_texts()


def close_cohort(page, pk):
    page.locator(f"a[href$='/cohorts/{pk}/close/']").click()
    page.locator("[name=confirmed]").check(force=True)


def certificates(page):
    return page.locator("a", has_text=re.compile(r"^PAN-KZ\d\d-\d{4}-\d{5}-.$")).count()
