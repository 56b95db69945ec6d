"""Where units of packages send to, mounted at /cmi5/ and /scorm/: no language, no session, no cookie."""

from assessments.packages.cmi5 import endpoint
from assessments.packages.scorm import endpoint as scorm_endpoint
from courses.learning.packages.progress import take_statements
from courses.learning.packages.scorm import take_commit

cmi5_urls = endpoint.addresses(take_statements)
scorm_urls = scorm_endpoint.addresses(take_commit)
