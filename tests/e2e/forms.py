#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A form is built and published without touching the mouse, and stands in the store as it was typed."""
import contextlib
import json
import os
import pathlib
import re
import sqlite3
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


def read_revision(title):
    with contextlib.closing(sqlite3.connect(f'file:{STORE}?mode=ro', uri=True)) as store:
        document, = store.execute('SELECT document FROM form_revision WHERE title = ?', [title]).fetchone()
    return json.loads(document)


def add(program, keys, title):
    program.press(keys)
    time.sleep(0.5)
    program.type(title)
    program.press('Return')
    program.find('label', title)


def set_weight(program, weight):
    """From the list of questions to the properties, on to the weight, and back."""
    program.press('F6')
    program.tab_to('spin button', 'Weight')
    program.press('ctrl+a')
    program.type(weight)
    program.press('Tab')
    while not program.is_focus_in('list', 'Form'):
        program.press('F6')


def test_form_is_published_by_keyboard():
    cli('demo', STORE)
    with driver.Program(BUILD / 'attune', STORE) as program:
        program.find('label', 'Who is working?')
        program.type('manager')
        program.press('Return')
        program.find('list item', 'Forms')
        program.press('ctrl+k')
        time.sleep(0.5)
        program.type('Forms')
        program.press('Return')
        program.find('label', 'Customer calls')
        program.press('Insert')
        program.find('push button', re.compile('Publish…'))
        program.find('label', 'Draft saved')
        time.sleep(0.5)
        program.type('Phone manners')  # the title of a new form is there to be typed over
        add(program, 'ctrl+shift+Return', 'Needs')
        add(program, 'ctrl+Return', 'Greeted the customer')
        set_weight(program, '30')
        add(program, 'ctrl+Return', 'Asked open questions')
        set_weight(program, '70')
        program.press('alt+p')
        program.find('label', 'Publish Revision 1?')
        program.press('alt+p')
        program.find('label', 'Revision 1')

    form = read_revision('Phone manners')
    assert form['revision'] == 1, form
    assert [section['title'] for section in form['sections']] == ['Opening', 'Needs'], form
    questions = form['sections'][1]['questions']
    assert [(question['title'], question['weight']) for question in questions] == [
        ('Greeted the customer', 30), ('Asked open questions', 70)], questions
    cli('check', STORE)


driver.run_tests(test_form_is_published_by_keyboard)
