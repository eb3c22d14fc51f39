#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A form with two bands is made and tried out beside itself without touching the mouse: the preview is filled in, says the score,
its band and how it came about, and follows every change of the form; the answers stay with their questions."""
import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import time

import attune_driver as driver

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
room = tempfile.TemporaryDirectory()
STORE = pathlib.Path(room.name) / 'sample.attune'
TITLE = 'Tried out'


def open_forms(program):
    program.find('label', 'Who is working?')
    program.type('manager')
    program.press('Return')
    program.find('list item', 'Forms')
    program.press('ctrl+k')
    time.sleep(0.5)
    program.type('Forms')
    program.press('Return')
    program.find('label', 'Customer calls')


def names(node):
    return [below.name for below in driver.walk(node) if driver.role_of(below) == 'label']


def add_question(program, rows, title):
    """Its title has the keys a moment after it is there, which nothing tells: what came too early is typed again."""
    before = rows.childCount
    program.press('ctrl+Return')
    driver.wait_until(lambda: rows.childCount > before, f'the row of {title}')
    rename(program, rows, title)


def rename(program, rows, title):
    time.sleep(0.2)
    for _ in range(3):
        program.type(title)
        program.press('Return')
        with contextlib.suppress(driver.NotFound):
            driver.wait_until(lambda: title in names(rows), f'the title {title}', 2)
            return
        program.press('Escape', 'F2')
        time.sleep(1)
    raise driver.NotFound(f'the title {title} is not taken')


def name_bands(program):
    """Low from 0, and Good from where that is put."""
    program.press('alt+Return')
    time.sleep(0.8)
    program.tab_to('push button', 'Add a band')
    program.press('space')
    time.sleep(0.5)
    program.type('Low')
    program.press('Return')
    time.sleep(0.5)
    program.type('Good')
    program.tab_to('spin button', 'From this percent')
    program.press('ctrl+a')
    program.type('60')
    program.press('Tab', 'Escape')


def wait_score(bar, words):
    driver.wait_until(lambda: bar.name.replace('\N{NO-BREAK SPACE}', ' ') == words, f'the score “{words}”')


def draft():
    with contextlib.closing(sqlite3.connect(f'file:{STORE}?mode=ro', uri=True)) as store:
        (document,), = store.execute('SELECT draft FROM form WHERE title = ?', [TITLE]).fetchall()
    return json.loads(document)


def around(bar):
    """The preview that the score belongs to."""
    node = bar
    while 'Greeted' not in names(node):
        node = node.parent
    return node


def fill_in(program):
    bar = program.find('label', 'No score yet · 0 of 3')
    program.press('Home', 'Down')  # past the section
    time.sleep(0.3)
    program.press('F6')
    time.sleep(0.5)
    program.press('1')
    wait_score(bar, '100 of 100 so far · 1 of 3')
    program.press('ctrl+Down', '1')
    wait_score(bar, '100 of 100 so far · 2 of 3')
    program.press('ctrl+Down', '2')
    wait_score(bar, '67 of 100 · 3 of 3')
    program.find('label', 'Good')
    return bar


def explain(program):
    program.tab_to(None, 'Explain the Score')
    program.press('space')
    program.find('label', driver.pattern('“Greeted”'))
    program.find('label', driver.pattern('It falls in the band “Good”'))
    program.press('Escape')
    time.sleep(0.3)


def change_form(program, rows, preview, bar):
    """What the preview shows goes with the form, and the answers stay with their questions."""
    program.press('F6', 'F6')  # by the outline
    time.sleep(0.3)
    program.press('End', 'F2')
    rename(program, rows, 'Solved')
    driver.wait_until(lambda: 'Solved' in names(preview), 'the new title in the preview')
    wait_score(bar, '67 of 100 · 3 of 3')
    program.press('Delete')
    wait_score(bar, '100 of 100 · 2 of 2')
    program.press('ctrl+z')  # its answer was about what is gone
    wait_score(bar, '100 of 100 so far · 2 of 3')
    program.press('End')
    add_question(program, rows, 'Thanked')
    wait_score(bar, '100 of 100 so far · 2 of 4')


def test_preview_follows_the_form():
    subprocess.run([BUILD / 'attune-cli', 'demo', STORE], check=True, stdout=subprocess.DEVNULL)
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_forms(program)
        program.press('Insert')
        program.find('label', 'Draft saved')
        time.sleep(0.5)
        program.type(TITLE)
        rows = program.find('list', 'Form')
        for title in ('Greeted', 'Verified', 'Helped'):
            add_question(program, rows, title)
        name_bands(program)
        program.press('F7')
        bar = fill_in(program)
        explain(program)
        change_form(program, rows, around(bar), bar)
        program.find('label', 'Draft saved')
    form = draft()
    assert [question['title'] for question in form['sections'][0]['questions']] == [
        'Greeted', 'Verified', 'Solved', 'Thanked'], form
    assert form['scoring']['bands'] == [{'from': 0, 'label': 'Low'}, {'from': 60, 'label': 'Good'}], form


driver.run_tests(test_preview_follows_the_form)
