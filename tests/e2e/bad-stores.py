#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is no workspace, or none that can be opened, given on the command line: a page says what, where and what to do,
the console stays quiet, and the file stays as it was."""
import hashlib
import os
import pathlib
import re
import sqlite3
import subprocess
import tempfile

import attune_driver as driver

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
room = tempfile.TemporaryDirectory()
ROOM = pathlib.Path(room.name)


def make_sample(name):
    path = ROOM / name
    subprocess.run([BUILD / 'attune-cli', 'demo', path], check=True, stdout=subprocess.DEVNULL)
    return path


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def check_refused(path, title, words):
    """The program shows a page with that title and those words, and ends well when closed; the file is untouched."""
    before = digest(path)
    # Criticals would end the program: here they are to be told apart from messages.
    with driver.Program(BUILD / 'attune', path, environment={'G_DEBUG': ''}) as program:
        program.find('label', title)
        text = program.find('label', re.compile(re.escape(str(path)))).name
        assert re.search(words, text), f'“{text}” does not say “{words}”'
        assert program.is_there('push button', re.compile('Open Workspace'))
    assert digest(path) == before, f'{path} was changed'


def check_only_read(path, words):
    """The program opens what it can only read, says why below the pages, and leaves the file untouched."""
    before = digest(path)
    with driver.Program(BUILD / 'attune', path, environment={'G_DEBUG': ''}) as program:
        program.find('label', 'Who is working?')
        program.type('manager')
        program.press('Return')
        program.find('list item', 'Forms')
        text = program.find('label', re.compile('Nothing can be changed')).name
        assert re.search(words, text), f'“{text}” does not say “{words}”'
    assert digest(path) == before


def test_missing():
    check_refused(ROOM / 'nowhere.attune', 'No Workspace There', 'There is no')


def test_text_file():
    path = ROOM / 'letter.attune'
    path.write_text('Dear all,\n' * 400, encoding='utf-8')
    check_refused(path, 'Not a Workspace', 'not')


def test_empty_file():
    path = ROOM / 'empty.attune'
    path.touch()
    check_refused(path, 'Not a Workspace', 'empty.*(create|restore)')


def test_folder():
    path = ROOM / 'folder.attune'
    path.mkdir()
    with driver.Program(BUILD / 'attune', path, environment={'G_DEBUG': ''}) as program:
        program.find('label', re.compile(re.escape(str(path))))


def test_newer_version():
    path = make_sample('newer.attune')
    with sqlite3.connect(path) as database:
        database.execute('PRAGMA user_version = 9999')
    check_refused(path, 'From a Newer Attune', 'newer')


def test_other_application():
    path = ROOM / 'other.attune'
    with sqlite3.connect(path) as database:
        database.execute('PRAGMA application_id = 1196444487')
        database.execute('CREATE TABLE song (title TEXT)')
    check_refused(path, 'Not a Workspace', 'not')


def test_truncated():
    path = make_sample('cut.attune')
    content = path.read_bytes()
    path.write_bytes(content[:len(content) // 3])
    check_refused(path, 'The Workspace Is Damaged', 'restore|backup')


def test_read_only():
    """Root writes to files whatever their mode, so a file system that is read-only stands in where it can be made."""
    folder = ROOM / 'sealed'
    folder.mkdir()
    path = make_sample('sealed/sample.attune')
    path.chmod(0o444)
    folder.chmod(0o555)
    is_mounted = os.geteuid() == 0 and subprocess.run(
        ['mount', '--bind', '-o', 'ro', folder, folder], capture_output=True, check=False).returncode == 0
    if os.access(path, os.W_OK):
        raise driver.Skipped('everything can be written to here')
    try:
        check_only_read(path, 'written.*permissions')
    finally:
        if is_mounted:
            subprocess.run(['umount', folder], check=True)
        folder.chmod(0o755)


def test_unknown_time_zone():
    path = make_sample('mars.attune')
    with sqlite3.connect(path) as database:
        database.execute("UPDATE workspace SET time_zone = 'Mars/Olympus_Mons'")
    check_only_read(path, 'Mars/Olympus_Mons.*tzdata')


def test_good_one_opens_after_a_bad_one():
    good = make_sample('good.attune')
    with driver.Program(BUILD / 'attune', ROOM / 'letter.attune', good, environment={'G_DEBUG': ''}) as program:
        program.find('label', 'Not a Workspace')
        program.find('label', 'Who is working?')
        program.end('ctrl+q')


driver.run_tests(test_missing, test_text_file, test_empty_file, test_folder, test_newer_version, test_other_application,
                 test_truncated, test_read_only, test_unknown_time_zone, test_good_one_opens_after_a_bad_one)
