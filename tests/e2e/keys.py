#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole evaluation by keys alone, from the start page on: a real call of two channels is added, heard at several speeds,
noted, judged on a form of every kind of question and submitted. Notes stand where the key was pressed, by the clock of the
desktop's controls."""
import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import time

import attune_driver as driver
import attune_listener

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
SOUNDS = pathlib.Path('/usr/share/asterisk/sounds')
room = tempfile.TemporaryDirectory()
ROOM = pathlib.Path(room.name)
STORE = ROOM / 'sample.attune'
CALL = ROOM / '2026-11-21 17.15 call.wav'
NEAR = 0.05

AGENT = ['hello', 'basic-pbx-ivr-main', 'queue-thankyou', 'demo-echotest', 'goodbye']
CUSTOMER = ['demo-thanks', 'demo-congrats', 'agent-alreadyon']


def speech(names, out):
    files = [path for name in names for path in sorted(SOUNDS.glob(f'en*/{name}.wav'))[:1]]
    if len(files) < len(names):
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


def choose_file(program, path):
    """In the toolkit's own dialog, where a path that is typed is taken."""
    driver.wait_until(program.is_in_dialog, 'the dialog to choose a file')
    time.sleep(0.7)
    program.type(str(path))
    time.sleep(0.5)
    program.press('Return')
    driver.wait_until(lambda: not program.is_in_dialog(), f'{path} to be chosen')


def open_workspace(program):
    program.find('label', 'Welcome to Attune')
    program.press('ctrl+o')
    choose_file(program, STORE)
    driver.wait_until(lambda: program.find_all('list item', below=program.find('list', 'People')), 'the people')
    time.sleep(0.3)
    program.type('analyst-1')
    program.press('Return')
    program.find('list item', 'Interactions')


def add_call(program):
    before = query('SELECT count(*) FROM media')
    program.press('ctrl+shift+o')
    choose_file(program, CALL)
    program.find('label', CALL.name)
    program.wait_focus(name=driver.pattern('Agent: Choose'))
    program.press('space')
    time.sleep(0.7)
    program.type('aino')
    time.sleep(0.5)
    program.press('Return')
    time.sleep(0.3)
    program.press('ctrl+Return')
    driver.wait_until(lambda: query('SELECT count(*) FROM media') != before, 'the recording to be there')


def open_draft(program):
    """The contact stands first: it is the newest."""
    program.press('ctrl+k')
    program.type('Interactions')
    program.find('label', 'Page')
    program.press('Return')
    program.find('label', 'Aino Nieminen')
    time.sleep(1)
    program.press('ctrl+e')
    program.find('label', driver.pattern('^Aino Nieminen · '))
    time.sleep(0.3)
    program.press('Return', 'Return')
    program.find('slider', 'Position')
    program.find('label', 'Which side is the agent?')
    time.sleep(0.5)
    program.press('alt+l')
    program.find('label', 'Agent')


TIME_ENTRY = driver.pattern('^Time to go to')


def go_to_time(program, listener, words, seconds):
    """Whoever sees that a key went astray, as they do where the machine is very busy, presses it again."""
    for _ in range(3):
        program.press('ctrl+l')
        program.wait_focus(name=TIME_ENTRY)
        time.sleep(0.2)
        program.type(words)
        program.press('Return')
        with contextlib.suppress(driver.NotFound):
            driver.wait_until(lambda: abs(listener.position() - seconds) < 0.001, words, 5)
            break
        program.press('Escape')
    listener.wait_position(seconds)


def listen(program, listener):
    """Every command of listening, and the place it leads to; the last word is a pause at 20 seconds."""
    program.press('F4')
    listener.wait_playing(True)
    driver.wait_until(lambda: listener.position() > 0.5, 'the sound to play')
    program.press('F6', 'F6', 'F6')
    listener.wait_rate(1.3)
    program.press('F5')
    listener.wait_rate(1.2)
    program.press('ctrl+space')
    listener.wait_playing(False)
    go_to_time(program, listener, '0:20', 20)
    program.press('F8')
    listener.wait_position(25)
    program.press('F7')
    listener.wait_position(20)


def shuttle(program, listener):
    """J, K and L where the waveform has the keys."""
    program.tab_to(None, 'Waveform', 'shift+Tab')
    program.press('j')
    listener.wait_position(15)
    program.press('l')
    listener.wait_playing(True)
    before = listener.rate()
    program.press('l')
    driver.wait_until(lambda: listener.rate() > before, 'it to go faster')
    program.press('k')
    listener.wait_playing(False)
    listener.wait_rate(before)


def note(program, listener, keys, text):
    """Begun by a key while it plays: it stands where the recording was at that moment, however long the writing takes."""
    listener.wait_steady()
    moments = keys.press('Control_L', 'm')
    time.sleep(0.3)
    (first, last), blur = listener.heard_at(*moments)
    program.type(text)
    program.press('Return')
    driver.wait_until(lambda: query('SELECT 1 FROM note WHERE text = ?', text), f'the note “{text}”')
    (at, end), = query('SELECT from_us / 1e6, to_us / 1e6 FROM note WHERE text = ?', text)
    print(f'# {text}: noted at {at:.3f} s, pressed at {first:.3f} to {last:.3f}, read to {blur:.3f}', flush=True)
    assert first - NEAR - blur <= at <= last + NEAR + blur, f'{first:.3f} ≤ {at:.3f} ≤ {last:.3f}'
    assert end == at


def take_notes(program, listener, keys):
    """Where the judging has the keys, and where the last note was written; slow, as it was spoken and fast."""
    go_to_time(program, listener, '0:02', 2)
    program.press('F4')
    listener.wait_playing(True)
    for text, key, rate in (('Warm greeting', 'F5', 1.1), ('Asked twice', 'F6', 1.2), ('Spoke over them', 'F6', 1.3)):
        program.press(key)
        listener.wait_rate(rate)
        note(program, listener, keys, text)
    program.press(*['F6'] * 7)
    listener.wait_rate(2.0)
    note(program, listener, keys, 'At twice the speed')
    program.press(*['F5'] * 10)
    listener.wait_rate(1.0)


def answer_of(question):
    (answers,), = query('SELECT answers FROM evaluation_revision ORDER BY id DESC LIMIT 1')
    return json.loads(answers)['answers'].get(question)


def answer(program, question, wanted, *keys):
    """What the keys have made of it, as it is saved."""
    program.press(*keys)

    def is_saved():
        found = answer_of(question) or {}
        return all(found.get(name) == value for name, value in wanted.items())
    driver.wait_until(is_saved, f'{question} to be {wanted}, which is {answer_of(question)}')


def judge(program):
    """Every question of the form in turn: digits, N, R, comments and what is typed."""
    answer(program, 'greeting', {'option': 'yes'}, '1')
    answer(program, 'identity', {'na': True}, 'ctrl+Down', 'n')
    answer(program, 'open-questions', {'option': 'mostly'}, 'ctrl+Down', '2')
    answer(program, 'summary', {'option': 'no'}, 'ctrl+Down', '2')
    answer(program, 'summary', {'option': 'no', 'reasons': [answers_reason('summary')]}, 'r', 'space')
    answer(program, 'contact-count', {'option': 'first'}, 'ctrl+Down', '1')
    # The question about earlier contacts does not come up.
    answer(program, 'empathy', {'option': 'always'}, 'ctrl+Down', '1')
    program.press('ctrl+Down')
    program.type('1')
    answer(program, 'overtalk', {'number': 1})
    answer(program, 'correct', {'option': 'incomplete'}, 'ctrl+Down', '2', 'c')
    time.sleep(0.3)
    program.type('Left the fee out')
    answer(program, 'correct', {'comment': 'Left the fee out'})
    answer(program, 'added-value', {'na': True}, 'ctrl+Down', 'n')
    answer(program, 'correct', {'option': 'incomplete'}, 'ctrl+Up')
    answer(program, 'self-service', {'option': 'yes'}, 'ctrl+Down', 'ctrl+Down', '1')
    answer(program, 'record', {'options': ['reason', 'done']}, 'ctrl+Down', '1', '2')
    answer(program, 'card-data', {'na': True}, 'ctrl+Down', 'n')
    answer(program, 'next-steps', {'option': 'always'}, 'ctrl+Down', '1')
    answer(program, 'farewell', {'option': 'yes'}, 'ctrl+Down', '1')
    program.press('ctrl+Down')
    program.type('Name the fee')
    answer(program, 'advice', {'text': 'Name the fee'})


def answers_reason(question):
    """The first reason of the option “no”."""
    (document,), = query('SELECT r.document FROM evaluation_revision e JOIN form_revision r ON r.id = e.form_revision_id '
                         'ORDER BY e.id DESC LIMIT 1')
    questions = {one['id']: one for section in json.loads(document)['sections'] for one in section['questions']}
    return next(option for option in questions[question]['options'] if option['id'] == 'no')['reasons'][0]['id']


def submit(program):
    program.press('ctrl+Return')
    program.find('label', 'Submit This Evaluation?')
    time.sleep(0.5)
    program.press('Return')
    driver.wait_until(lambda: query('SELECT submitted_at FROM evaluation_revision ORDER BY id DESC LIMIT 1')[0][0],
                      'the evaluation to be submitted')


def test_whole_evaluation_by_keys():
    make_call()
    subprocess.run([BUILD / 'attune-cli', 'demo', STORE], check=True, stdout=subprocess.DEVNULL)
    keys = attune_listener.Keys()
    with driver.Program(BUILD / 'attune') as program:
        open_workspace(program)
        add_call(program)
        open_draft(program)
        listener = attune_listener.Listener()
        listen(program, listener)
        shuttle(program, listener)
        take_notes(program, listener, keys)
        program.press('Escape')
        before = listener.position()
        judge(program)
        assert listener.position() > before, 'the sound did not go on while it was judged'
        submit(program)
    assert query('SELECT count(*) FROM note WHERE evaluation_id = (SELECT max(id) FROM evaluation)') == [(4,)]
    subprocess.run([BUILD / 'attune-cli', 'check', STORE], check=True, stdout=subprocess.DEVNULL)


driver.run_tests(test_whole_evaluation_by_keys)
