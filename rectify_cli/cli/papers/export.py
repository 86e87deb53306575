"""``export``: the list as a file."""

from rectify_cli.cli.delivery import deliver
from rectify_cli.cli.options.filters import Filters
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.session import Session
from rectify_cli.domain.reporting.own_part import OwnPart
from rectify_cli.formats.blocks import Document
from rectify_cli.formats.registry import Format
from rectify_cli.views.issues import list_data
from rectify_cli.views.own_part import unit_list
from rectify_cli.views.papers.checklist import filtered_title, list_document


def run(session: Session, filters: Filters, target: Target) -> None:
    """整改工作清单：全部或筛选后，写成 docx、xlsx、html、md、csv、json 文件。

    例：rectify export --unit 县政务服务中心 -o 清单.xlsx
    """
    selection = filters.select(session)

    def document() -> Document:
        wanted = filters.resolve(session)
        parts = [OwnPart(row.unit, row.state) for row in selection.rows if row.unit and row.part]
        if parts and len(parts) == len(selection.rows) and not any(p.is_lead for p in parts):
            source = session.checklist.document
            title = filtered_title(source.title, wanted)
            return unit_list(parts[0].unit, parts, source, title=title)
        return list_document(
            session.checklist, selection.states, as_of=session.as_of, wanted=wanted
        )

    deliver(
        session,
        target,
        document,
        lambda: list_data(selection, session.as_of),
        formats=tuple(Format),
    )
