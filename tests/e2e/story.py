#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main story: a recording is dropped on the window, evaluated with notes while it plays, the program is killed in the
middle, comes back where it was, and what is submitted shows on the agent's page."""
import contextlib
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time

import attune_driver as driver

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
SOUNDS = pathlib.Path('/usr/share/asterisk/sounds')
room = tempfile.TemporaryDirectory()
ROOM = pathlib.Path(room.name)
STORE = ROOM / 'sample.attune'
CALL = ROOM / '2026-11-18 10.15 call.wav'

AGENT = ['hello', 'demo-instruct', 'queue-thankyou', 'goodbye']
CUSTOMER = ['demo-thanks', 'demo-echotest', 'demo-congrats']


def speech(names, out):
    files = [path for name in names for path in sorted(SOUNDS.glob(f'en*/{name}.wav'))[:1]]
    if not files:
        raise driver.Skipped('the recorded prompts (asterisk-core-sounds-en-wav) are not there')
    subprocess.run(['sox', *files, out], check=True)


def make_call():
    """Real speech: the agent left, the customer right."""
    speech(AGENT, ROOM / 'agent.wav')
    speech(CUSTOMER, ROOM / 'customer.wav')
    subprocess.run(['sox', '-M', ROOM / 'agent.wav', ROOM / 'customer.wav', CALL], check=True)


def query(sql, *values):
    with contextlib.closing(sqlite3.connect(f'file:{STORE}?mode=ro', uri=True)) as store:
        return store.execute(sql, values).fetchall()


def open_as(program, who, page):
    program.find('label', 'Who is working?')
    program.type(who)
    program.press('Return')
    program.find('list item', page)


def go_to(program, page):
    program.press('ctrl+k')
    program.type(page)
    program.find('label', 'Page')
    program.press('Return')


def test_recording_is_dropped():
    make_call()
    subprocess.run([BUILD / 'attune-cli', 'demo', STORE], check=True, stdout=subprocess.DEVNULL)
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_as(program, 'analyst', 'Interactions')
        program.drop_files(BUILD / 'tests' / 'support' / 'drag-source', CALL)
        program.find('label', 'Add Contacts')
        program.find('label', CALL.name)
        program.tab_to('combo box', 'Agent')
        program.press('space')
        time.sleep(0.7)
        program.picture('/tmp/pics/s2.png')
        program.type('aino n')
        time.sleep(0.5)
        program.picture('/tmp/pics/s3.png')
        program.press('Down', 'Return')
        time.sleep(0.5)
        program.picture('/tmp/pics/s4.png')
        program.press('ctrl+Return')
        time.sleep(2)
        program.picture('/tmp/pics/s5.png')
        go_to(program, 'Interactions')
        time.sleep(2)
        program.press('ctrl+e')
        time.sleep(1)
        program.picture('/tmp/pics/s6.png')
        program.press('Return')
        time.sleep(2)
        program.picture('/tmp/pics/s7.png')


driver.run_tests(test_recording_is_dropped)
