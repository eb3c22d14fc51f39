#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A dispute and its decision as two people: the agent disputes both answers, somebody other than the evaluator decides one
each way; the score follows, and what was first can still be read."""
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
REVISIONS = 'SELECT r.score, r.is_current, r.reason FROM evaluation_revision r JOIN evaluation e ON e.id = r.evaluation_id ' \
            'WHERE e.state = 2 ORDER BY r.number'


def query(sql, *values):
    with contextlib.closing(sqlite3.connect(f'file:{STORE}?mode=ro', uri=True)) as store:
        return store.execute(sql, values).fetchall()


def cli(*arguments):
    return subprocess.run([BUILD / 'attune-cli', *arguments], capture_output=True, text=True, check=False)


def score_of(who):
    """Of the evaluation that is released, as that person is told."""
    rows = json.loads(cli('list', 'evaluations', STORE, '--as', who, '--json').stdout)
    return [row['score'] for row in rows if row['state'] == 'released']


def open_evaluation(program, who, page):
    """By the customer of its contact."""
    program.find('label', 'Who is working?')
    program.type(who)
    program.press('Return')
    program.click(program.find('list item', page))
    program.find('label', driver.pattern('^[0-9]+ evaluations?$'))
    program.press('ctrl+f')
    program.type('C-100')
    program.find('label', '1 evaluation')
    program.press('Down')
    time.sleep(0.5)
    program.press('Return')
    program.find('label', 'Greeted the customer')


def propose(program, number, title, why):
    """Switches a question on, chooses Yes, and says why."""
    dialog = find_dialog(program, 'Dispute the Evaluation')
    switch = driver.wait_until(lambda: program.find_all('check box', 'GtkSwitch', below=dialog)[number], f'switch {number}')
    program.act(switch, 'toggle')
    program.click(driver.wait_until(lambda: [node for node in program.find_all(name=driver.pattern('^Yes'), below=dialog)
                                             if driver.role_of(node) in ('push button', 'toggle button')][number],
                                    'the answers'))
    program.tab_to('list item', title)
    program.tab_to('check box', 'Not applicable')
    program.press('Tab')  # into the entry, of which the tree tells nothing
    time.sleep(0.3)
    program.type(why)


def find_dialog(program, title):
    return driver.wait_until(lambda: next((frame for frame in program.frame.parent if frame.name == title), None), title)


def test_agent_disputes_both_answers():
    subprocess.run([BUILD / 'tests' / 'e2e' / 'flow-room', STORE], check=True)
    assert score_of('agent-1') == [0]
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_evaluation(program, 'Mika', 'My Evaluations')
        program.click(program.find('push button', driver.pattern('^_?Dispute…')))
        propose(program, 0, 'Greeted the customer', 'At 0:04')
        propose(program, 1, 'Solved the matter', 'At 3:10')
        program.find('label', driver.pattern('^If it is all accepted: 100 of 100'))
        program.press('ctrl+Return')
        program.find('label', driver.pattern('^You dispute 2 answers'))
    assert query('SELECT state FROM dispute') == [(0,)]
    assert query(REVISIONS) == [(0, 1, 0)], 'a dispute by itself changes nothing'


def test_somebody_else_decides():
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_evaluation(program, 'Anton', 'Evaluations')
        program.find('label', driver.pattern('Somebody other than its evaluator'))
        program.press('ctrl+shift+p')
        open_evaluation(program, 'Maria', 'Evaluations')
        program.find('label', driver.pattern('disputes 2 answers'))
        program.click(program.find('push button', driver.pattern('^_?Decide…')))
        find_dialog(program, 'Decide the Dispute')
        time.sleep(0.5)
        choose(program, 'As Proposed: Yes')
        choose(program, 'Keep: No')
        program.find('label', driver.pattern('^50 of 100, before 0'))
        program.press('ctrl+Return')
        driver.wait_until(lambda: query(REVISIONS) == [(0, 0, 0), (5000, 1, 1)], 'the decision')
        program.find('label', driver.pattern('^Decided after a dispute on .* by Maria Virtanen'))
        read_the_one_before(program)
    assert query('SELECT state FROM dispute') == [(2,)]
    assert query('SELECT question, decision FROM dispute_answer ORDER BY question') == [('greeting', 1), ('matter', 0)]


def choose(program, name):
    """The next decision of that name, by the keys."""
    program.tab_to('check box', driver.pattern(f'^{name}'))
    program.press('space')


def read_the_one_before(program):
    program.press('alt+s')
    program.find('label', driver.pattern('submitted by Anton Lyst, 0 of 100$'))
    time.sleep(0.5)
    program.press('alt+b')
    program.find('label', driver.pattern('^Decided after a dispute on '))


def test_agent_reads_what_came_of_it():
    with driver.Program(BUILD / 'attune', STORE) as program:
        open_evaluation(program, 'Mika', 'My Evaluations')
        program.find('label', driver.pattern('^Decided after a dispute on .* by Maria Virtanen'))
        read_the_one_before(program)
    assert score_of('agent-1') == score_of('manager-2') == [50]
    check = cli('check', STORE)
    assert check.returncode == 0, check.stdout + check.stderr


driver.run_tests(test_agent_disputes_both_answers, test_somebody_else_decides, test_agent_reads_what_came_of_it)
