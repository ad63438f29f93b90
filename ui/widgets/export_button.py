"""Getting a session out: choose the form, then the file."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from ui.widgets.looks import set_look

FORMS = {
    "report": ("Report for paper (PDF)…", "pdf"),
    "table": ("Table of readings (CSV)…", "csv"),
    "record": ("Whole record (JSON lines)…", "jsonl"),
}


class ExportButton(QPushButton):
    chosen = Signal(str, object)  # which export, and the Path of the file

    def __init__(self) -> None:
        super().__init__("Export…")
        set_look(self, "quiet")
        self.dialog: QFileDialog | None = None  # made when it is first asked for: it reads the disk
        self.actions_by_form: dict[str, QAction] = {}
        self._form = ""
        self._name = "session"
        menu = QMenu(self)
        for form, (words, _suffix) in FORMS.items():
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, form=form: self._ask(form))
            self.actions_by_form[form] = action
        self.setMenu(menu)

    def name_after(self, name: str) -> None:
        """What the file is called unless somebody calls it otherwise. No patient's name: files travel."""
        self._name = re.sub(r"[^\w-]+", "-", name).strip("-")

    def _ask(self, form: str) -> None:
        words, suffix = FORMS[form]
        self._form = form
        if self.dialog is None:
            self.dialog = QFileDialog(self, directory=_documents())
            self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            self.dialog.fileSelected.connect(lambda file: self.chosen.emit(self._form, Path(file)))
        self.dialog.setWindowTitle(words)
        self.dialog.setDefaultSuffix(suffix)
        self.dialog.selectFile(f"{self._name}.{suffix}")
        self.dialog.open()


def _documents() -> str:
    """Where whoever sits here keeps documents: a patient's file is never offered to the program's own folder."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())
