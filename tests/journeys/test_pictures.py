"""The demonstration draws every screen, light and dark, without a screen, and ends."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
SCREENS = {
    "sign-in",
    "board",
    "new-session",
    "preparing",
    "chairside",
    "chairside-typing",
    "chairside-form",
    "chairside-answer",
    "chairside-correction",
    "chairside-quiet",
    "recovery",
    "sign-off",
    "review-list",
    "review",
    "administration",
    "protocols",
    "first-start",
    "problem",
    "chairside-emergency",
    "board-emergency",
    "sign-in-emergency",
}


def test_every_screen_is_drawn_in_both_themes_and_sizes(tmp_path):
    done = subprocess.run(
        [sys.executable, "main.py", "demo", "--pictures", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    drawn = {file.stem: QImage(str(file)) for file in tmp_path.glob("*.png")}
    assert set(drawn) == {
        f"{screen}-{theme}-{width}" for screen in SCREENS for theme in ("light", "dark") for width in (1280, 1920)
    }
    for name, image in drawn.items():
        assert (image.width(), image.height()) == ((1280, 800) if name.endswith("1280") else (1920, 1080)), name


def test_a_light_picture_is_light_and_a_dark_one_dark():
    """Read off the pictures of the documents, which `make pictures` draws."""
    for file in (ROOT / "docs" / "pictures").glob("*.png"):
        corner = QImage(str(file)).pixelColor(3, 3).lightness()
        assert (corner > 200) is ("-light-" in file.stem), file.name
