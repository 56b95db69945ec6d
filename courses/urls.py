"""Where a learner acts: POSTs of lessons and checks, and the scenario player. Pages themselves are Wagtail's."""

from django.urls import include, path

from courses.learning import views
from courses.learning.packages.urls import package_urls
from courses.learning.playing import h5p_views as h5p
from courses.learning.playing import views as playing

app_name = "learning"

urlpatterns = [
    path("lesson/<uuid:lesson_key>/complete/", views.complete_lesson, name="complete"),
    path("lesson/<uuid:lesson_key>/check/<uuid:check_key>/", views.submit_check, name="check"),
    path("lesson/<uuid:lesson_key>/scenario/<uuid:scenario_key>/", playing.start, name="start"),
    path("lesson/<uuid:lesson_key>/h5p/<uuid:content_key>/", h5p.start, name="h5p_start"),
    path("h5p/<uuid:lesson_key>/<uuid:play_key>/state/", h5p.save_state, name="h5p_state"),
    path("h5p/<uuid:lesson_key>/<uuid:play_key>/end/", h5p.finish, name="h5p_finish"),
    path("play/<uuid:lesson_key>/<uuid:attempt_key>/", playing.scene, name="scene"),
    path("play/<uuid:lesson_key>/<uuid:attempt_key>/debrief/", playing.debrief, name="debrief"),
    path("play/<uuid:lesson_key>/<uuid:attempt_key>/again/<int:number>/", playing.retry, name="retry"),
    path("", include(package_urls)),
]
