"""The addresses of certificates: the file, the holder's pages, and what a stranger opens."""

from django.urls import path

from certificates.badges import views as badge_views
from certificates.cascade import views as cascade_views
from certificates.keeping import views as keeping_views
from certificates.signing import views as signing_views
from certificates.verification import offline_views
from certificates.verification import views as verification_views

download_urls = [
    path("<slug:code>.pdf", keeping_views.download, name="certificate_pdf"),
    path("<slug:code>.png", keeping_views.picture, name="certificate_picture"),
    path("<slug:code>.json", badge_views.badge, name="certificate_badge"),
    path("<slug:code>.jwt", badge_views.badge_jwt, name="certificate_badge_jwt"),
]
# What a DID names: these addresses stand in badges for ever.
academy_urls = [
    path("", badge_views.academy, name="academy"),
    path("did.json", badge_views.did, name="academy_did"),
    path("jwks.json", badge_views.jwks, name="academy_jwks"),
    path("authority.pem", signing_views.authority, name="academy_authority"),
    path("status/<int:number>.json", badge_views.status, name="academy_status"),
]
learner_urls = [
    path("", keeping_views.my_certificates, name="my_certificates"),
    path("<slug:code>/", keeping_views.certificate, name="certificate"),
    path("<slug:code>/name/", keeping_views.wrong_name, name="certificate_name"),
]
onward_urls = [
    path("", cascade_views.my_groups, name="my_onward"),
    path("new/", cascade_views.add_group, name="onward_add"),
    path("<uuid:key>/", cascade_views.edit_group, name="onward_edit"),
    path("<uuid:key>/withdraw/", cascade_views.withdraw, name="onward_withdraw"),
    path("<uuid:key>/restore/", cascade_views.restore, name="onward_restore"),
]
verify_urls = [
    path("", verification_views.verify_form, name="verify_form"),
    path("offline/", offline_views.offline, name="verify_offline"),
    path("app.webmanifest", offline_views.manifest, name="verify_manifest"),
    path("<str:code>/", verification_views.verify, name="verify_localised"),
    path("<str:code>/person/", verification_views.person, name="verify_person"),
    path("<str:code>/file/", verification_views.file, name="verify_file"),
]
# What a phone takes along: the same in every language.
pocket_urls = [
    path("verify/keys.json", offline_views.keys, name="verify_keys"),
    path("verify-worker.js", offline_views.worker, name="verify_worker"),
]
