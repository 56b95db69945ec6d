"""What this room adds to the registers of uploads: checkers (`checkers.register`), resolvers (`serving.register`)."""

from assessments.packages.cmi5.checker import Cmi5Checker
from assessments.packages.cmi5.files import asset_of
from assessments.packages.cmi5.launching import FILES
from assessments.packages.scorm import serving as scorm
from assessments.packages.scorm.checker import ScormChecker
from assessments.uploads.giving import serving
from assessments.uploads.taking import checkers

checkers.register(Cmi5Checker())
serving.register(FILES, asset_of)
checkers.register(ScormChecker())
serving.register(scorm.FILES, scorm.resolve)
serving.register(scorm.TRIAL, scorm.resolve_trial)
