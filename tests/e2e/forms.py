#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A form is built and published without touching the mouse, and stands in the store as it was typed."""
import json
import os
import pathlib
import subprocess
import tempfile
import time

import attune_driver as driver

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
room = tempfile.TemporaryDirectory()
STORE = pathlib.Path(room.name) / 'sample.attune'


def cli(*arguments):
    answer = subprocess.run([BUILD / 'attune-cli', *arguments], check=True, capture_output=True, text=True)
    return answer.stdout


def add_question(program, title):
    program.press('ctrl+Return')
    time.sleep(0.3)
    program.type(title)
    program.press('Return')
    program.find('label', title)


def test_form_is_published_by_keyboard():
    cli('demo', STORE)
    with driver.Program(BUILD / 'attune', STORE) as program:
        program.find('label', 'Who is working?')
        program.type('manager')
        program.press('Return')
        program.find('list item', 'Forms')
        time.sleep(1)
        program.picture('/tmp/pics/f1.png')
        program.press('ctrl+k')
        time.sleep(0.5)
        program.type('Forms')
        time.sleep(0.5)
        program.picture('/tmp/pics/f2.png')
        program.press('Return')
        program.find('label', 'Customer calls')
        time.sleep(0.5)
        program.picture('/tmp/pics/f3.png')
        program.press('Insert')
        program.find('push button', 'Publish…')
        time.sleep(0.5)
        program.picture('/tmp/pics/f4.png')
        program.press('ctrl+shift+Return')
        time.sleep(0.4)
        program.type('Opening')
        program.press('Return')
        add_question(program, 'Greeted the customer')
        time.sleep(0.5)
        program.picture('/tmp/pics/f5.png')


driver.run_tests(test_form_is_published_by_keyboard)
