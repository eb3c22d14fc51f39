#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is working is asked and answered by keyboard, and everybody sees the pages of their roles alone."""
import os
import pathlib
import subprocess
import tempfile

import attune_driver as driver

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
room = tempfile.TemporaryDirectory()
STORE = pathlib.Path(room.name) / 'sample.attune'

# Who, by what is typed; a page they have; pages they must not have.
ROLES = [
    ('manager', 'Agents', {'My Quality'}),
    ('analyst', 'Agents', {'My Quality'}),
    ('coach', 'Agents', {'My Quality'}),
    ('auditor', 'Forms', {'Agents', 'Agent', 'Interactions', 'Evaluations', 'My Quality'}),
    ('agent', 'My Quality', {'Agents', 'Interactions', 'Evaluations', 'Insights', 'Workspace'}),
]


def pages(program):
    sidebar = program.find('list', 'Pages')
    return {node.name for node in program.find_all('list item', below=sidebar)}


def test_everybody_sees_their_pages():
    """One after the other in one window: nothing of the one before is left."""
    subprocess.run([BUILD / 'attune-cli', 'demo', STORE], check=True, stdout=subprocess.DEVNULL)
    with driver.Program(BUILD / 'attune', STORE) as program:
        program.find('label', 'Who is working?')
        for number, (who, own, foreign) in enumerate(ROLES):
            if number:
                program.press('ctrl+shift+p')
            program.type(who)
            program.press('Return')
            program.find('push button', driver.pattern(f', .*{who}'))
            driver.wait_until(lambda wanted=own: wanted in pages(program), f'the page {own} of the {who}')
            assert not pages(program) & foreign, f'{who} sees {pages(program) & foreign}'
            assert not driver.names_of_types(program), driver.names_of_types(program)


def test_jump_leads_nowhere_forbidden():
    with driver.Program(BUILD / 'attune', STORE) as program:
        program.find('label', 'Who is working?')
        program.type('agent')
        program.press('Return')
        program.find('list item', 'My Quality')
        program.press('ctrl+k')
        program.type('Agents')
        program.find('label', 'Nothing Found')
        program.press('Escape')


def test_name_is_found_without_accents_and_arrows_choose():
    with driver.Program(BUILD / 'attune', STORE) as program:
        program.find('label', 'Who is working?')
        program.type('makela')
        program.press('Return')
        program.find('push button', driver.pattern('Mäkelä, Agent'))
        program.press('ctrl+shift+p')
        program.type('analyst')
        program.press('Down', 'Return')
        program.find('push button', driver.pattern(', Analyst'))
        program.press('ctrl+shift+p')
        program.type('nobody of that name')
        program.find('label', 'Try another name, role or team.')
        program.press('alt+Left')
        program.find('push button', driver.pattern(', Analyst'))


driver.run_tests(test_everybody_sees_their_pages, test_jump_leads_nowhere_forbidden,
                 test_name_is_found_without_accents_and_arrows_choose)
