"""Addresses of this room outside the admin: what a trainer to be hands in, and where an assessor marks."""

from django.urls import path

from courses.practice import training
from courses.practice.conduct import views as conduct_views
from courses.practice.lessons import mine, teaching
from courses.practice.plans import views as plan_views
from courses.practice.scenarios import views as scenario_views

# Below /<language>/my/training/; the other way to them is by name, with the registration of the enrolment.
my_urls = [
    path("", training.my_training, name="my_training"),
    path("<uuid:registration>/plan/", plan_views.my_plan, name="my_plan"),
    path("<uuid:registration>/plan/paper/", plan_views.my_plan_paper, name="my_plan_paper"),
    path("<uuid:registration>/scenario/", scenario_views.my_own_scenario, name="my_own_scenario"),
    path("<uuid:registration>/peers/", scenario_views.my_peers, name="my_peers"),
    path("<uuid:registration>/conduct/", conduct_views.my_conduct, name="my_conduct"),
    path("<uuid:registration>/practice/", mine.my_practice, name="my_practice"),
]
# Below /<language>/teach/practice/.
teach_urls = [
    path("", teaching.index, name="teach_practice"),
    path("<uuid:key>/", teaching.mark, name="teach_practice_lesson"),
    path("<uuid:key>/evidence/<int:pk>/", teaching.evidence_file, name="practice_evidence"),
]
