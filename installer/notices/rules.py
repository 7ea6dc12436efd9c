"""Which licences a part of Bukvar may have: a list of those allowed, everything else stops the build."""

from boolean.boolean import AND, OR
from license_expression import ExpressionError, LicenseSymbol, LicenseWithExceptionSymbol, Licensing

from desktop.features.security.domain.licences import Component
from installer.notices.collecting import RESOURCES
from installer.notices.gathering import known_parts

# They bind nobody who uses Bukvar: notice and text are enough. MPL-2.0 binds its own files alone.
FREE = {
    "0BSD", "AFL-2.1", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "FTL", "HPND",
    "IJG", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1", "OpenSSL", "PSF-2.0", "Python-2.0",
    "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "X11", "Zlib", "blessing", "bzip2-1.0.6", "curl",
    "libpng-2.0", "libtiff", "LicenseRef-AGG-2.3", "LicenseRef-Microsoft-Visual-C-Runtime",
}  # fmt: skip
# Exceptions that free the program which holds the part.
FREEING = {"GCC-exception-3.1", "Bootloader-exception", "LLVM-exception"}
_LICENSING = Licensing()


def forbidden(components: list[Component]) -> list[str]:
    """One line for each part that must not be handed out: under the GPL or AGPL, or of unknown licence."""
    allowed = known_parts(RESOURCES)["allowed"]
    problems = []
    for part in components:
        named = {licence for licence, names in allowed.items() if part.name in names}
        if not part.licence:
            problems.append(f"{_title(part)}: its licence is not known")
            continue
        try:
            parsed = _LICENSING.parse(part.licence)
        except ExpressionError as error:
            problems.append(f"{_title(part)}: {part.licence!r} is not a licence expression ({error})")
            continue
        if not _free(parsed, FREE | named):
            problems.append(f"{_title(part)}: {part.licence} may not be handed out with Bukvar")
    return problems


def _free(expression: object, allowed: set[str]) -> bool:
    """Whether the expression leaves a choice that is allowed in all its parts."""
    if isinstance(expression, AND):
        return all(_free(part, allowed) for part in expression.args)
    if isinstance(expression, OR):
        return any(_free(part, allowed) for part in expression.args)
    if isinstance(expression, LicenseWithExceptionSymbol):
        return str(expression.exception_symbol.key) in FREEING
    return isinstance(expression, LicenseSymbol) and str(expression.key) in allowed


def _title(part: Component) -> str:
    within = f" (in {part.inside})" if part.inside else ""
    return f"{part.name} {part.version}".strip() + within
