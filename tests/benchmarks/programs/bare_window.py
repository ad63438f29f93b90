"""A window with one plot of pyqtgraph, and nothing of Vigil's: what Vigil is measured against."""

import sys

import psutil
import pyqtgraph
from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication(sys.argv[:1])
window = QMainWindow()
plot = pyqtgraph.PlotWidget()
plot.plot([0, 10, 20, 30, 40], [120, 128, 135, 141, 139])
window.setCentralWidget(plot)
window.resize(1280, 800)
window.show()
app.processEvents()
window.grab()
print(psutil.Process().memory_info().rss)
