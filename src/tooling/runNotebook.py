"""Runs the notebook on standard input without a window; prints its `results`, and the version of torch, as JSON."""

import sys

import nbformat
from nbclient import NotebookClient

notebook = nbformat.reads(sys.stdin.read(), as_version=4)
nbformat.validate(notebook)
notebook.cells.append(nbformat.v4.new_code_cell('import json\nprint(json.dumps({"torch": torch.__version__, "results": results}))'))
NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
print(notebook.cells[-1].outputs[0].text)
