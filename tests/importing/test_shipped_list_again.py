"""The shipped list can be made again from the document that it carries out."""

from pathlib import Path

import pytest
from conftest import FROZEN, Run

from rectify_cli.domain.model import Checklist
from rectify_cli.ledger.reading import read_ledger

DOCUMENT = Path(__file__).parent.parent / "documents" / "plan-2020-15.txt"


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Checklist:
    """The document, imported by the command."""
    path = tmp_path / "made.yaml"
    assert run("import", DOCUMENT, "-o", path).code == 0
    return read_ledger(path).checklist


def test_the_issues_are_the_shipped_ones_but_for_our_short_titles(made: Checklist) -> None:
    shipped = read_ledger(FROZEN).checklist
    assert [issue.model_dump(exclude={"title"}) for issue in made.issues] == [
        issue.model_dump(exclude={"title"}) for issue in shipped.issues
    ]


def test_the_documents_facts_are_the_shipped_ones(made: Checklist) -> None:
    shipped = read_ledger(FROZEN).checklist.document
    added_by_hand = {"supervised_by", "reports_to", "addressees"}
    assert made.document.model_dump(exclude=added_by_hand) == shipped.model_dump(
        exclude=added_by_hand
    )


def test_the_units_are_the_shipped_ones_with_the_alias_left_to_a_person(made: Checklist) -> None:
    shipped = read_ledger(FROZEN).checklist.units
    names = {unit.name for unit in shipped} | {a for unit in shipped for a in unit.aliases}
    assert {unit.name for unit in made.units} == names
    groups = {unit.name for unit in shipped if unit.members is not None}
    assert {unit.name for unit in made.units if unit.members is not None} == groups
    assert all(unit.aliases == () for unit in made.units)


def test_nothing_in_the_document_is_uncertain(run: Run) -> None:
    assert run("import", DOCUMENT, "--json").json["findings"] == []


def test_the_two_names_of_one_unit_are_proposed_in_a_comment(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "made.yaml"
    run("import", DOCUMENT, "-o", path)
    proposals = [
        line for line in path.read_text("utf-8").splitlines() if "是不是同一个单位" in line
    ]
    assert len(proposals) == 1
    assert proposals[0].lstrip().startswith("# 待核对：“县政务局”和“县政务服务局”")


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "md"])
def test_an_exported_list_is_read_back_whole(run: Run, tmp_path: Path, ending: str) -> None:
    path, made = tmp_path / f"清单.{ending}", tmp_path / "made.yaml"
    assert run("--file", FROZEN, "export", "-o", path).code == 0
    assert run("import", path, "-o", made, "--issued-on", "2020-08-12").code == 0
    # A printout calls a unit by its one name.
    shipped = [
        issue.model_copy(
            update={
                "lead_unit": tuple(n.replace("县政务局", "县政务服务局") for n in issue.lead_unit)
            }
        )
        for issue in read_ledger(FROZEN).checklist.issues
    ]
    kept = {"category", "problem", "measures", "lead_unit", "leader", "responsible_units"}
    kept |= {"deadline"}
    assert [issue.model_dump(include=kept) for issue in read_ledger(made).checklist.issues] == [
        issue.model_dump(include=kept) for issue in shipped
    ]
