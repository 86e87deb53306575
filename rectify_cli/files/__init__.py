"""The one gate of all writers: whole files or none, and nothing that must last is ever replaced."""

from rectify_cli.files.atomic import (
    fill_file,
    flush_folder,
    make_folder,
    replace_file,
    share_with_group,
    sweep,
    sweep_folder,
    write_file,
)
from rectify_cli.files.patterns import files_meant, fitting
from rectify_cli.files.programs import find_program
from rectify_cli.files.reading import read_file
from rectify_cli.files.troubles import storage_error, storage_errors

__all__ = [
    "files_meant",
    "fill_file",
    "find_program",
    "fitting",
    "flush_folder",
    "make_folder",
    "read_file",
    "replace_file",
    "share_with_group",
    "storage_error",
    "storage_errors",
    "sweep",
    "sweep_folder",
    "write_file",
]
