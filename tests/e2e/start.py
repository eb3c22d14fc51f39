#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first minute with Attune: the sample workspace opens, asks who is working, and lets that person in."""
import os
import pathlib
import subprocess
import tempfile

import attune_driver as driver

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
room = tempfile.TemporaryDirectory()
STORE = pathlib.Path(room.name) / 'sample.attune'


def test_sample_is_made():
    subprocess.run([BUILD / 'attune-cli', 'demo', STORE], check=True, stdout=subprocess.DEVNULL)
    assert STORE.stat().st_size > 0


def test_person_and_page_are_chosen_by_keyboard():
    with driver.Program(BUILD / 'attune', STORE) as program:
        program.find('label', 'Who is working?')
        assert not driver.names_of_types(program), driver.names_of_types(program)
        program.type('manager')
        program.press('Return')
        program.find('label', 'Forms')
        program.press('ctrl+k')
        program.type('Forms')
        program.find('label', 'Page')
        program.press('Return')
        program.find('label', 'Customer calls')


def test_what_is_no_workspace_is_said():
    path = pathlib.Path(room.name) / 'letter.attune'
    path.write_text('Dear all', encoding='utf-8')
    with driver.Program(BUILD / 'attune', path) as program:
        program.find('label', 'Not a Workspace')


driver.run_tests(test_sample_is_made, test_person_and_page_are_chosen_by_keyboard,
                 test_what_is_no_workspace_is_said)
