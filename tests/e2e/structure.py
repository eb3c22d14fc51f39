#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The structure of a form is changed by dragging, and by the clipboard from one program to another, and stands in the store as
it was left."""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import time

import attune_driver as driver

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
room = tempfile.TemporaryDirectory()
STORE = pathlib.Path(room.name) / 'store' / 'sample.attune'


def cli(*arguments):
    subprocess.run([BUILD / 'attune-cli', *arguments], check=True, stdout=subprocess.DEVNULL)


def question(name):
    return {'id': name.lower(), 'type': 'yes_no', 'title': name}


def section(name, *questions, sections=()):
    return {'id': 'section-' + name.lower(), 'title': name, 'questions': [question(one) for one in questions],
            'sections': list(sections)}


# Of the height of a title. GTK 4.18 tells its place without the padding around, so some pixels too high.
MIDDLE = 0.8
BELOW_MIDDLE = 1.2

START = [section('Alpha', 'One', 'Two', 'Three'), section('Beta', 'Four', 'Five'), section('Gamma')]


def make_store(sections):
    """The sample anew, with these sections as the draft of one of its forms."""
    shutil.rmtree(STORE.parent, ignore_errors=True)
    STORE.parent.mkdir()
    cli('demo', STORE)
    with contextlib.closing(sqlite3.connect(STORE)) as store, store:
        document, = store.execute("SELECT document FROM form_revision WHERE title = 'Customer calls'").fetchone()
        form = {**json.loads(document), 'sections': sections}
        store.execute("UPDATE form SET draft = ?, draft_at = 1, draft_by = (SELECT min (id) FROM person)"
                      " WHERE title = 'Customer calls'", [json.dumps(form)])


def read_titles(title='Customer calls'):
    """'Alpha(One Two) Beta(Four Inner())' of the draft in the store; None before it is there."""
    def draw(part):
        inner = [one['title'] for one in part.get('questions', [])] + [draw(one) for one in part.get('sections', [])]
        return f"{part['title']}({' '.join(inner)})"
    with contextlib.closing(sqlite3.connect(f'file:{STORE}?mode=ro', uri=True)) as store:
        row = store.execute('SELECT draft FROM form WHERE title = ?', [title]).fetchone()
    return row and ' '.join(draw(part) for part in json.loads(row[0])['sections'])


def wait_stored(expected):
    try:
        driver.wait_until(lambda: read_titles() == expected, expected, 5)
    except driver.NotFound:
        raise AssertionError(f'stored: {read_titles()}, not {expected}') from None


def open_form(program):
    program.focus()
    program.find('label', 'Who is working?')
    program.type('manager')
    program.press('Return')
    program.find('list item', 'Forms')
    program.press('ctrl+k')
    time.sleep(0.5)
    program.type('Customer calls')
    program.find('label', 'Customer calls')
    time.sleep(0.5)
    program.press('Return')
    program.find('label', 'Draft saved')
    time.sleep(0.5)


def row(program, title):
    return program.find('label', title, below=program.find('list', 'Outline'))


def test_questions_are_dragged():
    make_store(START)
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_form(program)
        program.drag(row(program, 'Three'), row(program, 'One'), down=0)
        wait_stored('Alpha(Three One Two) Beta(Four Five) Gamma()')
        time.sleep(0.3)
        # Several at once, and into a section without questions.
        program.click(row(program, 'Three'))
        program.click_with('ctrl', row(program, 'Two'))
        program.click_with('ctrl', row(program, 'Five'))
        time.sleep(0.3)
        program.drag(row(program, 'Two'), row(program, 'Gamma'), down=BELOW_MIDDLE)
        wait_stored('Alpha(One) Beta(Four) Gamma(Three Two Five)')
        program.press('ctrl+z')
        wait_stored('Alpha(Three One Two) Beta(Four Five) Gamma()')
        # Nothing happens when Escape is pressed meanwhile, nor above the first section.
        program.drag(row(program, 'Four'), row(program, 'One'), down=0, is_dropped=False)
        program.press_dragging('Escape')
        time.sleep(0.3)
        program.drop()
        time.sleep(0.5)
        program.drag(row(program, 'Four'), row(program, 'Alpha'), down=0.1)
        time.sleep(1)
        wait_stored('Alpha(Three One Two) Beta(Four Five) Gamma()')


def test_sections_are_dragged():
    make_store(START)
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_form(program)
        program.drag(row(program, 'Beta'), row(program, 'Alpha'), down=0)
        wait_stored('Beta(Four Five) Alpha(One Two Three) Gamma()')
        time.sleep(0.3)
        program.drag(row(program, 'Gamma'), row(program, 'Alpha'), down=MIDDLE)
        wait_stored('Beta(Four Five) Alpha(One Two Three Gamma())')
        time.sleep(0.3)
        # Not three deep.
        program.drag(row(program, 'Alpha'), row(program, 'Beta'), down=BELOW_MIDDLE, is_dropped=False)
        time.sleep(0.3)
        program.drop()
        time.sleep(1)
        wait_stored('Beta(Four Five) Alpha(One Two Three Gamma())')
        # Out again, to the left.
        program.drag(row(program, 'Gamma'), row(program, 'Gamma'), down=BELOW_MIDDLE, right=-60)
        wait_stored('Beta(Four Five) Alpha(One Two Three) Gamma()')


def test_parts_go_from_program_to_program():
    make_store(START)
    with driver.another_session() as environment, \
            driver.Program(BUILD / 'attune', STORE) as one:
        open_form(one)
        one.click(row(one, 'One'))
        one.press('shift+Down', 'ctrl+c')
        time.sleep(0.5)
        with driver.Program(BUILD / 'attune', STORE, environment=environment) as other:
            other.focus()
            other.find('label', 'Who is working?')
            other.type('manager')
            other.press('Return')
            other.find('list item', 'Forms')
            other.press('ctrl+k')
            time.sleep(0.5)
            other.type('Forms')
            other.press('Return')
            other.find('label', 'Customer chats')
            other.press('Insert')
            other.find('label', 'Draft saved')
            time.sleep(0.5)
            other.type('Pasted into')
            other.press('F6')
            time.sleep(0.3)
            other.press('ctrl+v')
            other.find('label', 'Two')
            driver.wait_until(lambda: read_titles('Pasted into') == 'Opening(One Two)', 'the parts in the store', 5)
    cli('check', STORE)


def test_large_form_holds_nobody_up():
    """Whoever opens, types in, moves, duplicates and undoes parts of a large form waits for no callback: the driver looks."""
    make_store([section(f'Part {i}', *[f'Q{i}-{j}' for j in range(30)]) for i in range(10)])
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_form(program)
        program.press('F2')
        time.sleep(0.4)
        program.type('Typed')
        program.press('Return', 'Down', 'ctrl+shift+Down')
        driver.wait_until(lambda: read_titles().startswith('Typed(Q0-1 Q0-0 '), 'the question moved', 10)
        for _ in range(12):
            program.press('shift+Next')
        time.sleep(1)
        program.press('ctrl+c')
        time.sleep(0.5)
        program.press('ctrl+v')
        driver.wait_until(lambda: read_titles().count('Q') > 400, 'what was pasted', 20)
        time.sleep(2)
        program.press('ctrl+z')
        driver.wait_until(lambda: read_titles().count('Q') == 300, 'what was undone', 20)
        time.sleep(2)


driver.run_tests(test_large_form_holds_nobody_up, test_questions_are_dragged, test_sections_are_dragged, test_parts_go_from_program_to_program)
