"""What a person must look at: findings about the records, each from one rule.

A rule is a function that yields findings; its docstring says in one sentence what it finds. The
number of queries of a rule does not grow with the records.
"""

from collections.abc import Callable, Iterator

from curation.lint.citations import RULES as CITATIONS
from curation.lint.dates import RULES as DATES
from curation.lint.findings import Finding
from curation.lint.names import RULES as NAMES
from curation.lint.references import RULES as REFERENCES
from curation.progress import Progress, silent

Rule = Callable[[], Iterator[Finding]]
RULES: tuple[Rule, ...] = (*CITATIONS, *DATES, *NAMES, *REFERENCES)


def code(rule: Rule) -> str:
    """The name of a rule, as printed: `uncited`."""
    return rule.__name__.replace("_", "-")


def lint(progress: Progress = silent) -> dict[Rule, list[Finding]]:
    """The findings of every rule that has any, in the order of the rules and of the records."""
    found = {rule: sorted(rule()) for rule in progress(RULES, "Lint")}
    return {rule: findings for rule, findings in found.items() if findings}
