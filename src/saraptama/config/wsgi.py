"""The web server's door."""

import os

from django.core.wsgi import get_wsgi_application

from saraptama.config.whole_body import WholeBody

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saraptama.config.settings")

application = WholeBody(get_wsgi_application())
