"""What is handed out with Bukvar: the list, its licences, and what must not be in it.

    components = collect(python)            # of an environment that a build is made from
    components += bundled_libraries(folder) # what the build took from the computer it was made on
    problems = forbidden(components) + check_bundle(folder)
    write_sbom(components, path); write_notices(components, path); write_list(components, path)

`describe(python, folder, resources)` does all of it for a finished build.
"""

from desktop.features.security.domain.licences import Component
from installer.notices.bundle import bundled_libraries, check_bundle
from installer.notices.collecting import collect
from installer.notices.rules import forbidden
from installer.notices.writing import describe, write_list, write_notices, write_sbom

__all__ = [
    "Component",
    "bundled_libraries",
    "check_bundle",
    "collect",
    "describe",
    "forbidden",
    "write_list",
    "write_notices",
    "write_sbom",
]
