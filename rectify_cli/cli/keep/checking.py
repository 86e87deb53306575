"""What ``check`` finds, for the commands that end with it."""

from typing import Any, NamedTuple

from rectify_cli.cli.output import print_lines
from rectify_cli.cli.session import Session
from rectify_cli.cli.waiting import waiting
from rectify_cli.errors import Problem, Severity
from rectify_cli.history.standing import git_findings
from rectify_cli.ledger.checking import check_ledger
from rectify_cli.views.problems import problem_data, problem_text


class Checked(NamedTuple):
    """What is wrong with the ledger, and how many issues it has."""

    found: tuple[Problem, ...]
    issues: int

    @property
    def errors(self) -> int:
        """How many findings make the ledger invalid."""
        return sum(problem.severity is Severity.ERROR for problem in self.found)

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        problems = [problem_data(problem) for problem in self.found]
        return {"valid": not self.errors, "issues": self.issues, "problems": problems}

    def tell(self, *, briefly: bool = False) -> None:
        """Print every finding, and the verdict; ``briefly`` only counts what is no error."""
        for problem in self.found:
            if not briefly or problem.severity is Severity.ERROR:
                print_lines(problem_text(problem))
        warnings = len(self.found) - self.errors
        where = "，用 rectify check 看" if briefly else ""
        reminded = f"（另有 {warnings} 处提醒{where}）" if warnings else ""
        verdict = f"{self.errors} 处错误" if self.errors else f"{self.issues} 项，校验通过"
        print_lines(f"{verdict}{reminded}")


def check(session: Session) -> Checked:
    """Look at the ledger and at how git keeps it. Raises what ``check_ledger`` raises."""
    path, today = session.path, session.as_of
    with waiting("正在校验"):
        result = check_ledger(path, today=today)
        found = (*result.problems, *git_findings(path))
    return Checked(found, len(result.checklist) if result.checklist else 0)
