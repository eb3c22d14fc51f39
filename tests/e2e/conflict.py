#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two processes at the same draft, of an evaluation: each sees what the other wrote, nothing of either is lost; and of a
form: who comes second is told, writes over nothing, and loses nothing either."""
import contextlib
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import time

import attune_driver as driver

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
room = tempfile.TemporaryDirectory()
STORE = pathlib.Path(room.name) / 'sample.attune'


def answered(n):
    """The words of the score bar: how much, that n questions are answered, and how many do not come up."""
    return driver.pattern(f'· {n} of [0-9]+( · [0-9]+ not asked)?$')


def open_evaluation(program, is_new):
    """Of a contact that nobody has evaluated in the sample."""
    program.focus()
    program.find('label', 'Who is working?')
    program.type('manager')
    program.press('Return')
    program.find('list item', 'Forms')
    program.press('ctrl+k')
    program.type('Interactions')
    program.find('label', 'Page')
    program.press('Return')
    program.find('label', driver.pattern('^[0-9].* interactions$'))
    program.press('ctrl+f')
    program.type('C-48302')
    program.find('label', '1 interaction')
    program.press('Down')
    time.sleep(0.5)
    program.press('ctrl+e')
    if is_new:
        program.find('label', driver.pattern('^Emma Koivu · '))
        time.sleep(0.3)
        program.press('Return', 'Return')  # drawn at random
    program.find('label', answered(r'\d'))
    time.sleep(1)


def stored_title():
    """Of the form that was made last, as its draft has it."""
    with contextlib.closing(sqlite3.connect(f'file:{STORE}?mode=ro', uri=True)) as store:
        (draft,), = store.execute('SELECT draft FROM form ORDER BY id DESC LIMIT 1').fetchall()
    return json.loads(draft)['title']


def wait_stored(title):
    driver.wait_until(lambda: stored_title() == title, f'“{title}” to be stored')


def open_page(program, who, page):
    program.focus()
    program.find('label', 'Who is working?')
    program.type(who)
    program.press('Return')
    program.find('list item', 'Forms')
    program.press('ctrl+k')
    program.find('label', 'Page')
    program.type(page)
    time.sleep(0.5)
    program.press('Return')


def append(program, text):
    """Types on in the title of the form that is open."""
    program.press('alt+Return')
    time.sleep(0.7)  # the entry of a title has no name of its own to wait for
    program.press('End')
    program.type(text)


@contextlib.contextmanager
def stopped(program):
    """What was typed before is there and not saved yet; the process does nothing meanwhile."""
    os.kill(program.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(program.process.pid, signal.SIGCONT)


def test_two_processes_change_one_form():
    with driver.another_session() as environment, \
            driver.Program(BUILD / 'attune', STORE) as one, \
            driver.Program(BUILD / 'attune', STORE, environment=environment) as other:
        open_page(one, 'manager', 'Forms')
        one.find('label', 'Customer calls')
        one.press('Insert')
        one.find('label', 'Draft saved')
        time.sleep(0.7)
        one.press('ctrl+a')
        one.type('Shared')
        wait_stored('Shared')
        open_page(other, 'analyst-1', 'Shared')
        append(other, '!')
        wait_stored('Shared!')
        one.find('label', 'Shared!')  # without being asked

        other.type('?')
        with stopped(other):
            one.focus()
            append(one, ' by me')
            wait_stored('Shared! by me')
        other.focus()
        other.find('label', driver.pattern('^.+ has changed this form meanwhile'))
        assert stored_title() == 'Shared! by me', stored_title()

        other.press('alt+t')  # Load Theirs
        other.find('label', 'Shared! by me')
        other.press('ctrl+z')
        other.find('label', 'Shared!?')
        wait_stored('Shared!?')
        one.find('label', 'Shared!?')
    subprocess.run([BUILD / 'attune-cli', 'check', STORE], check=True, stdout=subprocess.DEVNULL)


def test_two_processes_write_one_draft():
    subprocess.run([BUILD / 'attune-cli', 'demo', STORE], check=True, stdout=subprocess.DEVNULL)
    with driver.another_session() as environment, \
            driver.Program(BUILD / 'attune', STORE) as one, \
            driver.Program(BUILD / 'attune', STORE, environment=environment) as other:
        open_evaluation(one, True)
        one.press('1')
        one.find('label', answered(1))
        open_evaluation(other, False)
        other.find('label', answered(1))
        other.focus()
        other.press('ctrl+Down', '1')
        other.find('label', answered(2))
        one.find('label', answered(2))  # without being asked
        one.focus()
        one.press('ctrl+Down', 'ctrl+Down', '1')
        one.find('label', answered(3))
        other.find('label', answered(3))
    subprocess.run([BUILD / 'attune-cli', 'check', STORE], check=True, stdout=subprocess.DEVNULL)


driver.run_tests(test_two_processes_write_one_draft, test_two_processes_change_one_form)
