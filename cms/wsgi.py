import os

from django.core.wsgi import get_wsgi_application

from cms.requests import Request

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()
application.request_class = Request
