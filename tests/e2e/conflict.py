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


driver.run_tests(test_two_processes_write_one_draft)
