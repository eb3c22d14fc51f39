#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two processes at the same draft: each sees what the other wrote, nothing of either is lost, and what one of them submits
the other can no longer change."""
import os
import pathlib
import subprocess
import tempfile
import time

import attune_driver as driver

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
room = tempfile.TemporaryDirectory()
STORE = pathlib.Path(room.name) / 'sample.attune'


def answered(n):
    """The words of the score bar: how much, and that n questions are answered."""
    return driver.pattern(f'· {n} of [0-9]+$')


def open_newest(program, key):
    """The newest contact's evaluation: the first of what is there already, or the last of what can begin."""
    program.focus()
    program.find('label', 'Who is working?')
    program.type('manager')
    program.press('Return')
    program.find('list item', 'Forms')
    program.press('ctrl+k')
    program.type('Interactions')
    program.find('label', 'Page')
    program.press('Return')
    program.find('label', 'Joonas Aho')
    time.sleep(1)
    program.press('ctrl+e')
    program.find('label', driver.pattern('^Joonas Aho · '))
    program.press(key, 'Return')
    program.find('label', answered('\\d'))
    time.sleep(1)


def test_two_processes_write_one_draft():
    subprocess.run([BUILD / 'attune-cli', 'demo', STORE], check=True, stdout=subprocess.DEVNULL)
    with driver.another_session() as environment, \
            driver.Program(BUILD / 'attune', STORE) as one, \
            driver.Program(BUILD / 'attune', STORE, environment=environment) as other:
        open_newest(one, 'End')
        one.press('1')
        one.find('label', answered(1))
        open_newest(other, 'Home')
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


driver.run_tests(test_two_processes_write_one_draft)
