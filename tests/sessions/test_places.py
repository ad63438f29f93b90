"""Where everything is kept."""

import os
import stat

import pytest

from sessions.places import Places, data_folder


def test_all_files_are_in_the_one_folder_under_different_names(tmp_path):
    places = Places(tmp_path)
    files = [places.record, places.drafts, places.key, places.settings]
    assert len(set(files)) == 4
    assert {file.parent for file in files} == {tmp_path}


@pytest.mark.skipif(os.name != "posix", reason="modes say nothing here")
def test_nobody_else_can_look_into_a_new_folder(tmp_path):
    places = Places(tmp_path / "clinic" / "Vigil")
    places.make()
    places.make()
    assert stat.S_IMODE(places.folder.stat().st_mode) == 0o700


def test_the_data_folder_is_vigils_own_in_the_users_profile():
    assert data_folder().name == "Vigil"
