"""Run the notebooks: `python -m tests.notebooks` writes their outputs anew, light enough to keep."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
TIMEOUT = 300
HEAVIEST = 20_000
"""Characters of a table or text that may stay; the interactive page has a hundred times as many."""

_NOTE = "Run this cell to see the interactive page here; it is too big to be kept with the notebook."


def notebooks() -> list[Path]:
    """Return the notebooks in the order in which they are read."""
    return sorted(FOLDER.glob("*.ipynb"))


def execute(path: Path, *, before: str | None = None) -> Any:
    """Return the notebook, run from top to bottom in its own folder by a fresh kernel of this interpreter.

    `before` is run first and leaves no trace. Raises `nbclient.exceptions.CellExecutionError`.
    """
    notebook: Any = nbformat.read(path, as_version=4)
    if before is not None:
        notebook.cells.insert(0, nbformat.v4.new_code_cell(before))
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=TIMEOUT,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    # No folder to look into leaves only the kernel of the interpreter that asks.
    client.create_kernel_manager().kernel_spec_manager = KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True)
    client.execute()
    if before is not None:
        del notebook.cells[0]
    return notebook


def lighten(notebook: Any) -> Any:
    """Return the notebook with a note in the place of every output that is too heavy, and nothing of this run."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, start=1):
        cell.metadata.clear()
        cell.execution_count = number
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
            if len(output.get("data", {}).get("text/html", "")) > HEAVIEST:
                output.data = {"text/plain": _NOTE}
    return notebook


def main() -> None:
    """Run the notebooks named on the command line, else all, and write them with their outputs."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    for path in parser.parse_args().paths or notebooks():
        nbformat.write(lighten(execute(path.resolve())), path)


if __name__ == "__main__":
    main()
