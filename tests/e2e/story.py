#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main story: a recording is dropped on the window, evaluated with notes while it plays, the program is killed in the
middle, comes back where it was, and what is submitted shows on the agent's page."""
import contextlib
import os
import pathlib
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
CALL = ROOM / '2026-11-21 17.15 call.wav'
RECORDING = 'SELECT count(*) FROM media'
# As lists have it: without the year while it is this one.
MOMENT = '21 Nov( 2026)? 17:15'
POINT = driver.pattern(f'^100 · passed, {MOMENT}, New Form')

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


def publish_form(program):
    """Two questions are enough."""
    go_to(program, 'Forms')
    program.find('label', 'Customer calls')
    program.press('Insert')
    program.find('label', 'Draft saved')
    time.sleep(0.5)
    for title in ('Greeted the customer', 'Solved the matter'):
        program.press('ctrl+Return')
        time.sleep(0.5)
        program.type(title)
        program.press('Return')
        program.find('label', title)
    program.press('alt+p')
    program.find('label', 'Publish Revision 1?')
    program.press('alt+p')
    driver.wait_until(lambda: query('SELECT 1 FROM form_revision WHERE title = ?', 'New Form'), 'the form to be there')


def test_form_is_made_and_recording_dropped():
    make_call()
    subprocess.run([BUILD / 'attune-cli', 'demo', STORE], check=True, stdout=subprocess.DEVNULL)
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_as(program, 'manager', 'Forms')
        publish_form(program)
        before = query(RECORDING)
        program.drop_files(BUILD / 'tests' / 'support' / 'drag-source', CALL)
        program.find('label', CALL.name)
        program.wait_focus(name=driver.pattern('Agent: Choose'))
        program.press('space')
        time.sleep(0.7)
        program.type('aino')
        time.sleep(0.5)
        program.press('Return')
        time.sleep(0.3)
        program.press('ctrl+Return')
        driver.wait_until(lambda: query(RECORDING) != before, 'the recording to be there')
    assert query('SELECT is_copied FROM media ORDER BY id DESC LIMIT 1') == [(1,)]


def open_draft(program, *keys):
    """The contact stands first: it is the newest. What is there already has the focus in the choice; what can begin waits for
    how the contact was chosen, at random first."""
    go_to(program, 'Interactions')
    program.find('label', 'Aino Nieminen')
    time.sleep(1)
    program.press('ctrl+e')
    program.find('label', driver.pattern('Aino Nieminen · New Form'))
    time.sleep(0.3)
    program.press(*keys, 'Return')
    program.find('slider', 'Position')


def note(program, text):
    """It stands where it was begun, within 50 ms, however long the writing takes."""
    before = position(program)
    program.press('ctrl+m')
    after = position(program)
    time.sleep(0.3)
    program.type(text)
    program.press('Return')
    driver.wait_until(lambda: query('SELECT 1 FROM note WHERE text = ? AND from_us > 0', text), f'the note “{text}”')
    [(from_us,)] = query('SELECT from_us FROM note WHERE text = ?', text)
    assert before - 0.05 <= from_us / 1e6 <= after + 0.05, f'{before:.3f} ≤ {from_us / 1e6:.3f} ≤ {after:.3f}'


def lengthen_note(program, text):
    """From the entry back into the list, to the newest note: its end goes on by three steps, and who reads it is changed
    and changed back."""
    program.press('shift+Tab', 'ctrl+shift+Right', 'ctrl+shift+Right', 'ctrl+shift+Right')
    driver.wait_until(lambda: query('SELECT 1 FROM note WHERE text = ? AND to_us = from_us + 300000', text),
                      f'the stretch of “{text}”')
    program.press('p')
    driver.wait_until(lambda: query('SELECT 1 FROM note WHERE text = ? AND is_shared = 0', text), f'“{text}” to be private')
    program.press('ctrl+z')
    driver.wait_until(lambda: query('SELECT 1 FROM note WHERE text = ? AND is_shared = 1 AND to_us > from_us', text),
                      f'“{text}” to be shared again')


def position(program):
    return driver.value_of(program.find('slider', 'Position'))


def test_draft_survives_kill():
    program = driver.Program(BUILD / 'attune', STORE)
    try:
        open_as(program, 'manager', 'Interactions')
        open_draft(program, 'Return', 'End')
        time.sleep(1)
        program.press('1')
        program.find('label', driver.pattern('1 of 2'))
        program.press('ctrl+Down', 'F4')
        driver.wait_until(lambda: position(program) > 1, 'the sound to play')
        note(program, 'Warm greeting')
        note(program, 'Date of birth not asked')
        lengthen_note(program, 'Date of birth not asked')
        before = position(program)
        driver.wait_until(lambda: position(program) > before, 'the sound to go on while notes are written')
        program.press('F4')
        time.sleep(0.5)
        left_at = position(program)
        time.sleep(1.5)
    finally:
        program.kill()
    driver.check_held(program.errors())

    with driver.Program(BUILD / 'attune', STORE) as program:
        open_as(program, 'manager', 'Interactions')
        open_draft(program)
        driver.wait_until(lambda: abs(position(program) - left_at) <= 0.05, f'the second {left_at:.2f}')
        program.find('label', 'Warm greeting')
        program.find('label', 'Date of birth not asked')
        program.find('label', driver.pattern('1 of 2'))
        time.sleep(0.5)
        program.press('1')  # at the second question still
        program.find('label', driver.pattern('2 of 2'))
        program.press('ctrl+Return')
        program.find('label', 'Submit This Evaluation?')
        program.press('alt+s')
        driver.wait_until(lambda: query('SELECT 1 FROM evaluation e JOIN form f ON f.id = e.form_id WHERE f.title = ? '
                                        'AND e.state > 0', 'New Form'), 'the evaluation to be submitted')


def open_point(program):
    """The agent's newest point, and what it stands for."""
    open_as(program, 'manager', 'Agents')
    program.press('ctrl+k')
    program.type('Aino Nieminen')
    time.sleep(0.5)
    program.press('Return')
    chart = program.wait_focus('image', driver.pattern('evaluations drawn at random from'))
    time.sleep(1)
    program.press('End')
    driver.wait_until(lambda: POINT.search(chart.description), 'the newest point')
    program.press('Return')


def test_agent_shows_the_point():
    """The newest point says when, what and how much, and leads to the evaluation with its notes; the table has it too."""
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_point(program)
        program.find('label', 'Warm greeting')
        program.press('alt+Left')
        chart = program.wait_focus('image', driver.pattern('evaluations drawn at random from'))
        assert POINT.search(chart.description), 'the point that was read is forgotten on the way back'
        program.press('ctrl+t')
        driver.wait_until(lambda: program.find_all('label', driver.pattern(f'^{MOMENT}$'), most=200), 'the row of the table')
        program.press('ctrl+t')
        program.wait_focus('image', driver.pattern('evaluations drawn at random from'))
    subprocess.run([BUILD / 'attune-cli', 'check', STORE], check=True, stdout=subprocess.DEVNULL)


def test_correction_survives_kill():
    """What was submitted is corrected by keys: what is begun waits through a kill, and the revision before stays."""
    revisions = ('SELECT r.score, r.is_current, r.remark FROM evaluation_revision r JOIN form_revision f '
                 'ON f.id = r.form_revision_id WHERE f.title = ? ORDER BY r.number')
    program = driver.Program(BUILD / 'attune', STORE)
    try:
        open_point(program)
        program.find('label', 'Warm greeting')
        time.sleep(0.5)
        program.press('ctrl+e')
        program.find('label', driver.pattern('^You are correcting this evaluation'))
        time.sleep(0.5)
        program.press('2')
        program.find(name='Correction saved')
    finally:
        program.kill()
    driver.check_held(program.errors())
    assert query(revisions, 'New Form') == [(10000, 1, '')], 'a correction that was not submitted counts'

    with driver.Program(BUILD / 'attune', STORE) as program:
        open_point(program)
        program.find('label', driver.pattern('^You have begun to correct this evaluation: 1 answer'))
        program.press('alt+c')
        program.find('label', driver.pattern('^You are correcting this evaluation'))
        time.sleep(0.5)
        program.press('ctrl+Return')
        program.find('label', 'Submit This Correction?')
        time.sleep(0.5)
        program.type('Heard it again')
        program.press('Return')
        driver.wait_until(lambda: len(query(revisions, 'New Form')) == 2, 'the correction to be submitted')
        time.sleep(1)
        program.find('label', driver.pattern('^Corrected on .*: “Heard it again”$'))
        program.press('alt+s')
        program.find('label', driver.pattern('submitted by .*, 100 of 100$'))
        time.sleep(0.5)
        program.press('alt+b')
        program.find('label', driver.pattern('^Corrected on '))
    assert query(revisions, 'New Form') == [(10000, 0, ''), (5000, 1, 'Heard it again')]
    subprocess.run([BUILD / 'attune-cli', 'check', STORE], check=True, stdout=subprocess.DEVNULL)


driver.run_tests(test_form_is_made_and_recording_dropped, test_draft_survives_kill, test_agent_shows_the_point,
                 test_correction_survives_kill)
