#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The agent and an evaluator score the same contact: neither sees the other's answers before both are in, on no screen, by no
command and not in the trail; then both sides stand beside each other."""
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
STORE = pathlib.Path(room.name) / 'room.attune'
OWN, OTHER = 'Said by the agent', 'Said by the evaluator'
EVERYBODY = ('agent-1', 'analyst-1', 'analyst-2', 'coach-1', 'manager-2')


def query(sql, *values):
    with contextlib.closing(sqlite3.connect(f'file:{STORE}?mode=ro', uri=True)) as store:
        return store.execute(sql, values).fetchall()


def cli(*arguments):
    return subprocess.run([BUILD / 'attune-cli', *arguments], capture_output=True, text=True, check=False)


def find_id(kind):
    """Of the evaluation of the second contact."""
    return query('SELECT e.id FROM evaluation e JOIN interaction i ON i.id = e.interaction_id WHERE e.kind = ? AND '
                 "i.customer = 'C-200'", kind)[0][0]


def readers_of(evaluation):
    """Who may read it by the command line: listed and shown alike, and never told in part."""
    readers = set()
    for who in EVERYBODY:
        shown = cli('show', 'evaluation', STORE, str(evaluation), '--as', who, '--json')
        rows = json.loads(cli('list', 'evaluations', STORE, '--as', who, '--json').stdout)
        is_listed = str(evaluation) in {row['id'] for row in rows}
        assert is_listed == (shown.returncode == 0), f'{who} is told of {evaluation} by one command alone'
        if is_listed:
            readers.add(who)
        else:
            assert OWN not in shown.stdout + shown.stderr and OTHER not in shown.stdout + shown.stderr
    return readers


def counted():
    """How many evaluations count for the agent, by the command line."""
    (agent,) = [row for row in json.loads(cli('list', 'agents', STORE, '--as', 'manager-2', '--json').stdout)
                if row['name'] == 'Mika Aho']
    return agent


def trail_has(words):
    return any(words.encode() in bytes(content) for (content,) in query('SELECT content FROM event_content'))


def sign_in(program, who, page):
    program.find('label', 'Who is working?')
    program.type(who)
    program.press('Return')
    program.click(program.find('list item', page))
    program.find('label', driver.pattern('^[0-9]+ evaluations?$'))


def open_found(program):
    """The one of the second contact, which is all that the person finds of it."""
    program.press('ctrl+f')
    program.type('C-200')
    program.find('label', '1 evaluation')
    program.press('Down')
    time.sleep(0.5)
    program.press('Return')
    program.find('label', 'Greeted the customer')


def all_texts(program):
    return '\n'.join(driver.text_of(node) for node in program.find_all())


def submit(program, words):
    time.sleep(0.5)
    program.press('ctrl+Return')
    program.find('label', 'Submit This Evaluation?')
    time.sleep(0.3)
    program.press('alt+s')
    driver.wait_until(lambda: query('SELECT 1 FROM evaluation WHERE id = ? AND state > 0', words), 'it to be submitted')


def test_nothing_is_told_while_both_are_written():
    subprocess.run([BUILD / 'tests' / 'e2e' / 'flow-room', STORE], check=True)
    assert readers_of(find_id(0)) == {'analyst-1'}
    assert readers_of(find_id(1)) == {'agent-1'}
    assert not trail_has(OWN) and not trail_has(OTHER)


def test_evaluator_does_not_see_the_agents():
    with driver.Program(BUILD / 'attune', STORE) as program:
        sign_in(program, 'Anton', 'Evaluations')
        open_found(program)
        program.find('label', driver.pattern('is asked for their own evaluation'))
        assert OWN not in all_texts(program)
        submit(program, find_id(0))
    assert readers_of(find_id(0)) == {'analyst-1', 'analyst-2', 'coach-1', 'manager-2'}
    assert readers_of(find_id(1)) == {'agent-1'}
    assert not trail_has(OWN), 'the trail tells what is not revealed'


def test_agent_sees_the_evaluators_once_both_are_in():
    before = counted()
    with driver.Program(BUILD / 'attune', STORE) as program:
        sign_in(program, 'Mika', 'My Evaluations')
        open_found(program)
        program.find('label', driver.pattern('^This is your own evaluation'))
        assert OTHER not in all_texts(program)
        submit(program, find_id(1))
        program.find('label', driver.pattern('^Both sides are in'))
        program.click(program.find('push button', driver.pattern('^_?Compare')))
        program.find('label', 'Both Sides')
        program.press('Escape')
        program.wait_gone('label', 'Both Sides')
    assert readers_of(find_id(0)) == set(EVERYBODY)
    assert readers_of(find_id(1)) == {'agent-1', 'coach-1', 'manager-2'}
    assert trail_has(OWN), 'what is revealed enters the trail'
    assert counted() == before, 'the agent’s own enters figures'
    check = cli('check', STORE)
    assert check.returncode == 0, check.stdout + check.stderr


driver.run_tests(test_nothing_is_told_while_both_are_written, test_evaluator_does_not_see_the_agents,
                 test_agent_sees_the_evaluators_once_both_are_in)
