"""What stands in a lesson and has no words in it, by what the data calls it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assessments.h5p.models import H5PContent
from assessments.packages.models import Package
from assessments.scenarios.models import Scenario
from assessments.xapi.keys import stable_key


@dataclass(frozen=True)
class Units:
    """Of each kind {id in the data: primary key}. H5P content and packages are called by their key."""

    scenarios: Mapping[str, int] = field(default_factory=dict)
    h5p: Mapping[str, int] = field(default_factory=dict)
    packages: Mapping[str, int] = field(default_factory=dict)


def units_by_id(library: Path) -> Units:
    """Return what there is in the database; ids of scenarios are the folders of the library."""
    names = {
        stable_key("scenario", path.parent.name): path.parent.name
        for path in library.glob("*/structure.yaml")
    }
    # A scenario that was written in the studio has no name in the data, it is called by its key.
    scenarios = Scenario.objects.values_list("pk", "key")
    return Units(
        scenarios={names.get(key, str(key)): pk for pk, key in scenarios},
        h5p={str(key): pk for pk, key in H5PContent.objects.values_list("pk", "key")},
        packages={str(key): pk for pk, key in Package.objects.values_list("pk", "key")},
    )
