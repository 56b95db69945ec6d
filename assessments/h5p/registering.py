"""What this room adds to the registers of uploads: checkers (`checkers.register`), resolvers (`serving.register`)."""

from assessments.h5p import serving as h5p_serving
from assessments.h5p.checker import H5PChecker
from assessments.uploads.giving import serving
from assessments.uploads.taking import checkers

checkers.register(H5PChecker())
serving.register(h5p_serving.FILES, h5p_serving.resolve)
