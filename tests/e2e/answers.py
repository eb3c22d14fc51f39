#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers are used again for several questions at once, and a question is reached from the interaction model, by keyboard."""
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
    subprocess.run([BUILD / 'attune-cli', *arguments], check=True, capture_output=True)


def read_draft(title):
    with contextlib.closing(sqlite3.connect(f'file:{STORE}?mode=ro', uri=True)) as store:
        document, = store.execute('SELECT draft FROM form WHERE title = ?', [title]).fetchone()
    return json.loads(document) if document else {'sections': []}


def read_labels(title):
    questions = [question for section in read_draft(title)['sections'] for question in section['questions']]
    return [[option['label'] for option in question.get('options', [])] for question in questions]


def jump(program, page):
    program.press('ctrl+k')
    time.sleep(0.5)
    program.type(page)
    program.press('Return')


@contextlib.contextmanager
def open_as_manager(page):
    if not STORE.exists():
        cli('demo', STORE)
    with driver.Program(BUILD / 'attune', STORE) as program:
        program.find('label', 'Who is working?')
        program.type('manager')
        program.press('Return')
        program.find('list item', 'Forms')
        jump(program, page)
        yield program


def test_answers_are_used_again_by_keyboard():
    with open_as_manager('Customer calls') as program:
        program.find('label', 'Greeted the customer warmly and thanked for the call')
        time.sleep(1)
        program.press('alt+e')
        program.find('label', 'Draft saved')
        time.sleep(1)
        program.press('Home', 'Down', 'shift+Down')
        program.find('label', '2 questions selected')
        time.sleep(0.5)
        program.press('F6')
        program.tab_to(None, 'Use the answers of…')
        program.press('Return')
        time.sleep(0.8)
        program.type('partly')
        program.press('Return')
        program.find('label', re.compile('2 questions have another kind of answer now'))
        driver.wait_until(lambda: read_labels('Customer calls')[:2] == [['Yes', 'Partly', 'No']] * 2, 'the answers')
        program.press('ctrl+z')
        driver.wait_until(lambda: read_labels('Customer calls')[:2] == [['Yes', 'No']] * 2, 'the answers before')


def is_on(program, title):
    """Whether the keys are on the row of a question."""
    node = program.focused()
    return node and any(driver.role_of(part) == 'label' and part.name == title for part in driver.walk(node))


def test_model_opens_the_question():
    with open_as_manager('Interaction Model') as program:
        program.find('label', 'Interaction Model')
        time.sleep(2)
        program.press('Down', 'End', 'Return')
        time.sleep(1)
        program.press('Return')
        program.find('label', 'Customer calls')
        driver.wait_until(lambda: is_on(program, 'Asked open and probing questions until the need was clear'), 'the question')


driver.run_tests(test_answers_are_used_again_by_keyboard, test_model_opens_the_question)
