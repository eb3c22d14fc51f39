#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A form of forty questions, some of them shown under conditions, is built without touching the mouse, and one contact is
evaluated on it: a question comes and goes with the answer it depends on, and keeps its own."""
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
TITLE = 'Forty questions'
SECTIONS = ('Needs', 'Answer', 'Closing')


def query(sql, *values):
    with contextlib.closing(sqlite3.connect(f'file:{STORE}?mode=ro', uri=True)) as store:
        return store.execute(sql, values).fetchall()


def open_as(program, who, page):
    program.find('label', 'Who is working?')
    program.type(who)
    program.press('Return')
    program.find('list item', page)
    program.press('ctrl+k')
    time.sleep(0.5)
    program.type(page)
    program.press('Return')


def list_titles():
    """The titles of the draft's sections and questions as they are stored, in order."""
    (document,), = query('SELECT draft FROM form ORDER BY id DESC LIMIT 1')
    form = json.loads(document)
    return [part['title'] for section in form['sections'] for part in (section, *section['questions'])]


def build(program):
    """The first questions each with Return, which leads back to the list; the others in one go, a section with all its
    questions. Nothing is waited for: what is typed is the title of what was asked for before."""
    number = 0
    for section in (None, *SECTIONS):
        titles = [f'Q{number + i:02}' for i in range(1, 11)]
        number += 10
        if section is None:
            for title in titles:
                program.press('ctrl+Return')
                program.type(title)
                program.press('Return')
        else:
            program.burst(('ctrl+shift+Return', section), *(('ctrl+Return', title) for title in titles), ('Return', ''))
    expected = [name for i, section in enumerate(('Opening', *SECTIONS))
                for name in (section, *(f'Q{i * 10 + j:02}' for j in range(1, 11)))]
    driver.wait_until(lambda: list_titles() == expected, f'the titles {expected}, not {list_titles()}')


def pick(program, question, *keys):
    """One more condition on what is selected: Ctrl+I, the question by its words, and `keys` from its first answer on."""
    program.press('ctrl+i')
    time.sleep(0.8)
    program.type(question)
    program.press('Return')
    program.wait_focus('check box', 'Yes')
    program.press(*keys)


def choose(program, name, *keys):
    """Another thing of a menu, by keys: what opens it is before where the keys are."""
    program.tab_to(None, driver.pattern(name), key='shift+Tab')
    program.press('space')
    time.sleep(0.5)
    program.press(*keys, 'Return')
    time.sleep(0.3)


def pick_conditions(program):
    """The last question, the last section and the second question depend on earlier ones."""
    pick(program, 'Q04', 'space')
    choose(program, '^Test: is', 'Down', 'Down')
    pick(program, 'Q05', 'Tab', 'space')
    choose(program, '^All of these', 'Down')
    program.press('Escape', *['Up'] * 10)
    time.sleep(0.3)
    pick(program, 'Q03', 'space')
    program.press('Escape', 'Home', 'Down', 'Down')
    time.sleep(0.3)
    pick(program, '1', 'Tab', 'space')
    program.press('Escape', 'Up')


def give_reasons(program):
    """Two reasons for the No of the first question, the second laid to a system, one behind the other by Return."""
    time.sleep(0.3)
    program.press('F6')
    for _ in range(2):
        program.tab_to(None, 'Guidance and reasons of this answer')
        program.press('Tab')
    program.press('shift+Tab', 'space')
    program.tab_to('push button', 'Add Reason')
    program.press('space')
    time.sleep(0.5)
    program.type('Hurry')
    program.press('Return')
    time.sleep(0.5)
    program.type('Outage')
    program.tab_to(None, driver.pattern('^Cause: Agent'))
    program.press('space')
    time.sleep(0.5)
    program.press('Down', 'Down', 'Return')
    program.find(None, driver.pattern('^Cause: System'))
    program.press('Escape')


def publish(program):
    program.press('alt+p')
    program.find('label', 'Publish Revision 1?')
    program.press('alt+p')
    program.find('label', 'Revision 1')


def read_form():
    (document,), = query('SELECT document FROM form_revision WHERE title = ?', TITLE)
    return json.loads(document)


def check_form(form):
    questions = [question for section in form['sections'] for question in section['questions']]
    ids = [question['id'] for question in questions]
    assert [question['title'] for question in questions] == [f'Q{number:02}' for number in range(1, 41)], questions
    assert [section['title'] for section in form['sections']] == ['Opening', *SECTIONS], form
    assert questions[1]['show_if'] == {'question': ids[0], 'is': ['no']}, questions[1]
    assert form['sections'][3]['show_if'] == {'question': ids[2], 'is': ['yes']}, form['sections'][3]
    assert questions[39]['show_if'] == {'any': [{'question': ids[3], 'answered': True},
                                                {'question': ids[4], 'is': ['no']}]}, questions[39]
    reasons = questions[0]['options'][1]['reasons']
    assert [(reason['label'], reason.get('cause', 'agent')) for reason in reasons] == [
        ('Hurry', 'agent'), ('Outage', 'system')], questions[0]


def test_form_is_built_by_keyboard():
    subprocess.run([BUILD / 'attune-cli', 'demo', STORE], check=True, stdout=subprocess.DEVNULL)
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_as(program, 'manager', 'Forms')
        program.find('label', 'Customer calls')
        program.press('Insert')
        program.find('label', 'Draft saved')
        time.sleep(0.5)
        program.type(TITLE)
        build(program)
        pick_conditions(program)
        give_reasons(program)
        publish(program)
    check_form(read_form())


def answers():
    """What the newest evaluation on the form has been answered with: the options by the questions."""
    form = [question['id'] for section in read_form()['sections'] for question in section['questions']]
    (document,), = query('SELECT a.answers FROM evaluation_revision a JOIN form_revision f ON f.id = a.form_revision_id '
                         'WHERE f.title = ? ORDER BY a.id DESC LIMIT 1', TITLE)
    return {f'Q{form.index(question) + 1:02}': answer for question, answer in json.loads(document)['answers'].items()}


def test_question_comes_and_goes():
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_as(program, 'manager', 'Interactions')
        program.find('label', 'Joonas Aho')
        time.sleep(1)
        program.press('Down', 'ctrl+e')  # the second contact, which nobody has evaluated
        program.find('label', driver.pattern(f' · {TITLE}$'))
        time.sleep(0.3)
        program.press('Return', 'End', 'Return')
        program.find('label', driver.pattern(r'\b0 of 9\b'))
        time.sleep(1)
        program.press('1')
        program.find('label', driver.pattern(r'\b1 of 9\b'))
        program.press('2')
        program.find('label', driver.pattern(r'\b1 of 10\b'))
        program.press('ctrl+Down', '1')
        program.find('label', driver.pattern(r'\b2 of 10\b'))
        program.press('ctrl+Up', '1')
        program.find('label', driver.pattern(r'\b1 of 9\b'))
        program.press('2')
        program.find('label', driver.pattern(r'\b2 of 10\b'))
    assert answers() == {'Q01': {'option': 'no'}, 'Q02': {'option': 'yes'}}, answers()
    subprocess.run([BUILD / 'attune-cli', 'check', STORE], check=True, stdout=subprocess.DEVNULL)


driver.run_tests(test_form_is_built_by_keyboard, test_question_comes_and_goes)
