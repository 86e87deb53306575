"""Make a repository fit for a ledger: what is missing is added, what is there is never changed."""

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from rectify_cli.errors import ConflictError
from rectify_cli.files import make_folder, write_file
from rectify_cli.history.attributes import attributes_of, merges_by_union, rewrites_line_ends
from rectify_cli.history.git import act, failed
from rectify_cli.history.repository import Repository

_IGNORED = (".*.lock", ".rectify-*.tmp")
_SPECIAL = "\\*?[]"
_HOOK = """\
#!/bin/sh
# 提交前校验清单；要跳过这一次：git commit --no-verify
[ -f {ledger} ] || exit 0
if [ -x {python} ]; then
  exec {python} -P -m rectify_cli --file {ledger} check
elif command -v rectify >/dev/null 2>&1; then
  exec rectify --file {ledger} check
fi
echo "没有找到 rectify，清单没有校验。" >&2
"""


class Step(NamedTuple):
    """Something that is missing: what will be done, in words, and the doing. Without ``do`` it is
    left to the user."""

    words: str
    do: Callable[[], None] | None = None


def make_repository(folder: Path) -> None:
    """``git init``. Raises ``ConflictError``, ``NotFoundError`` without git."""
    made = act(folder, "init", "--quiet", settings=("init.defaultBranch=main",))
    if made.code:
        raise failed(f"git 不能在 {folder} 建立仓库", made)


def missing_steps(repository: Repository, evidence: str, schema: bytes) -> list[Step]:
    """What the repository lacks for its ledger; ``evidence`` is the folder beside it, ``schema``
    the JSON Schema for editors."""
    return [
        *_attributes(repository, evidence),
        *_ignored(repository),
        *_hook(repository),
        *_editor(repository, schema),
    ]


def _attributes(repository: Repository, evidence: str) -> Iterator[Step]:
    lines = []
    if not merges_by_union(repository) or rewrites_line_ends(repository):
        lines.append(f"{_pattern(repository.name)} text eol=lf merge=union")
    folder = "/".join(filter(None, (repository.name.rpartition("/")[0], evidence)))
    if attributes_of(repository, "text", path=f"{folder}/1/x.pdf")["text"] != "unset":
        lines.append(f"{_pattern(folder + '/**', keep='*')} binary")
    if lines:
        yield _more_lines(repository, ".gitattributes", lines)


def _ignored(repository: Repository) -> Iterator[Step]:
    folder = repository.name.rpartition("/")[0]
    samples = [f"{folder}/{name}".lstrip("/") for name in (".x.yaml.lock", ".rectify-1-2.tmp")]
    lines = [
        pattern
        for pattern, sample in zip(_IGNORED, samples, strict=True)
        if repository.ask("check-ignore", "--quiet", "--no-index", "--", sample).code
    ]
    if lines:
        yield _more_lines(repository, ".gitignore", lines)


def _hook(repository: Repository) -> Iterator[Step]:
    top = repository.top
    ledger, python = shlex.quote(repository.name), shlex.quote(Path(sys.executable).as_posix())
    if ledger.startswith("-"):
        ledger = f"./{ledger}"
    script = _HOOK.format(ledger=ledger, python=python)
    if act(top, "config", "--get", "core.hooksPath").code == 0:
        yield Step(
            "钩子文件夹另有设置（core.hooksPath），没有装钩子；要装的，请在里面加 rectify check"
        )
        return
    answer = act(top, "rev-parse", "--git-path", "hooks")
    hook = top / os.fsdecode(answer.out).rstrip("\n") / "pre-commit"
    if hook.exists() or hook.is_symlink():
        if b"rectify" not in _content(hook):
            yield Step(
                f"已有钩子 {hook.name}，没有动它；要在提交前校验，请在里面加一行 rectify check"
            )
        return

    def install() -> None:
        if not hook.parent.is_dir():
            make_folder(hook.parent)
        write_file(hook, script.encode("utf-8"), overwrite=False)
        hook.chmod(0o755)

    yield Step("装上提交前的钩子：运行 rectify check，有错误就不提交", install)


def _editor(repository: Repository, schema: bytes) -> Iterator[Step]:
    ledger = Path(repository.name)
    beside = ledger.with_name(f"{ledger.stem}.schema.json")
    if not (repository.top / beside).exists():
        yield _new_file(repository, beside.as_posix(), schema, "编辑器补全用的 JSON Schema")
    settings = {"yaml.schemas": {beside.as_posix(): repository.name}}
    name = ".vscode/settings.json"
    if not (repository.top / name).exists():
        text = json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
        yield _new_file(repository, name, text.encode("utf-8"), "让 VS Code 用上它")
    elif b"yaml.schemas" not in _content(repository.top / name):
        line = json.dumps(settings, ensure_ascii=False)[1:-1]
        yield Step(f"已有 {name}，没有动它；要有补全，请在里面加 {line}")


def _more_lines(repository: Repository, name: str, lines: list[str]) -> Step:
    path = repository.top / name

    def add() -> None:
        _refuse_link(path, repository.top)
        old = _content(path)
        end = b"\r\n" if b"\r\n" in old else b"\n"
        gap = end if old and not old.endswith(b"\n") else b""
        new = b"".join(line.encode("utf-8") + end for line in lines)
        write_file(path, old + gap + new, overwrite=True)

    verb = "在 {} 里加" if path.exists() else "新建 {}："
    return Step(f"{verb.format(name)} {'；'.join(lines)}", add)


def _new_file(repository: Repository, name: str, content: bytes, what: str) -> Step:
    path = repository.top / name

    def write() -> None:
        _refuse_link(path, repository.top)
        if not path.parent.is_dir():
            make_folder(path.parent)
        write_file(path, content, overwrite=False)

    return Step(f"新建 {name}（{what}）", write)


def _refuse_link(path: Path, top: Path) -> None:
    """Whoever made the repository does not choose which file elsewhere is written to."""
    real = Path(os.path.realpath(path))
    if path.is_symlink() or not real.is_relative_to(os.path.realpath(top)):
        raise ConflictError(
            f"{path} 是链接，不往它指的地方写", hint="把这个链接换成真正的文件，再试。"
        )


def _pattern(name: str, *, keep: str = "") -> str:
    """The pattern of ``.gitattributes`` that fits just this path from the top."""
    escaped = "".join(f"\\{c}" if c in _SPECIAL and c not in keep else c for c in f"/{name}")
    if any(c in ' "\t' for c in escaped):
        quoted = escaped.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}"'
    return escaped


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
