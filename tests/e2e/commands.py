#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs say on the command line: their version, that there is no display and what to do about it, what is
wrong with a call."""
import os
import pathlib
import subprocess
import tempfile

import attune_driver as driver

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
SOURCE = pathlib.Path(os.environ['ATTUNE_SOURCE'])
NO_DISPLAY = {name: value for name, value in os.environ.items() if name not in ('DISPLAY', 'WAYLAND_DISPLAY')}
room = tempfile.TemporaryDirectory()


def call(*command, env=None):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=30, check=False,
                          stdin=subprocess.DEVNULL, env=env or os.environ)


def test_versions():
    for name in ('attune', 'attune-cli'):
        answer = call(BUILD / name, '--version', env=NO_DISPLAY)
        assert answer.returncode == 0, answer
        assert answer.stdout.split() == [name, '0.1.0'], answer
        assert not answer.stderr, answer


def test_no_display():
    answer = call(BUILD / 'attune', pathlib.Path(room.name) / 'any.attune', env=NO_DISPLAY)
    assert answer.returncode == 1, answer
    assert 'no display' in answer.stderr and 'attune-cli' in answer.stderr, answer
    driver.check_quiet(answer.stderr)


def test_dev_run_without_display():
    """Says so before it installs or builds anything."""
    answer = call(SOURCE / 'dev', 'run', env={**NO_DISPLAY, 'PATH': '/usr/bin:/bin'})
    assert answer.returncode == 1, answer
    assert 'no display' in answer.stderr, answer
    assert './dev shots' in answer.stderr and './dev cli' in answer.stderr, answer


def test_dev_alone_lists_its_verbs():
    answer = call(SOURCE / 'dev')
    assert answer.returncode == 0, answer
    for verb in ('run', 'test', 'build', 'cli', 'shots', 'lint', 'sanitize', 'bench', 'soak', 'fresh'):
        assert f'\n  {verb} ' in answer.stdout, verb
    assert call(SOURCE / 'dev', 'dance').returncode == 2


def test_dev_cli_hands_on_exits():
    if not (SOURCE / 'build' / 'attune-cli').exists():
        raise driver.Skipped('the build is in another folder')
    assert call(SOURCE / 'dev', 'cli', '--version').stdout.startswith('attune-cli')
    assert call(SOURCE / 'dev', 'cli', 'check', pathlib.Path(room.name) / 'nowhere.attune').returncode == 1
    assert call(SOURCE / 'dev', 'cli', 'dance').returncode == 2


def call_part(script, function, words, env=None):
    """Calls a function of a shell script by itself."""
    part = f"die () {{ echo \"$*\" >&2; exit 1; }}\nsource <(sed -n '/^{function} ()/,/^}}/p' '{SOURCE / script}')\n"
    return call('bash', '-c', f'{part}{function} "$@"', function, *words, env=env)


def test_names_that_nothing_has():
    for word, known in (('benchmark', 'score'), ('test', 'store-store')):
        answer = call_part('dev', 'check_names', (BUILD, word, 'nonexistent'))
        assert answer.returncode == 1, answer
        assert '“nonexistent”' in answer.stderr and known in answer.stderr, answer
        assert call_part('dev', 'check_names', (BUILD, word, known, '--verbose')).returncode == 0
    answer = call(SOURCE / 'dev', 'fresh', 'sarge')
    assert answer.returncode == 2 and 'bookworm' in answer.stderr and 'trixie' in answer.stderr, answer


def test_lint_tells_nothing_found_from_nothing_looked_at():
    folder = pathlib.Path(room.name) / 'bin'
    folder.mkdir()
    for status, expected in ((0, 1), (1, 0), (128, 1)):
        git = folder / 'git'
        git.write_text(f'#!/bin/sh\nexit {status}\n')
        git.chmod(0o755)
        answer = call_part('tests/support/lint.sh', 'nowhere', ('pattern', 'src'),
                           env={**os.environ, 'PATH': f'{folder}:{os.environ["PATH"]}'})
        assert answer.returncode == expected, (status, answer)


def test_unknown_options():
    answer = call(BUILD / 'attune', '--dance', env=NO_DISPLAY)
    assert answer.returncode != 0 and '--dance' in answer.stderr, answer
    driver.check_quiet(answer.stderr)
    answer = call(BUILD / 'attune-cli', '--dance')
    assert answer.returncode == 2 and '--dance' in answer.stderr, answer


driver.run_tests(test_versions, test_no_display, test_dev_run_without_display, test_dev_alone_lists_its_verbs,
                 test_dev_cli_hands_on_exits, test_names_that_nothing_has,
                 test_lint_tells_nothing_found_from_nothing_looked_at, test_unknown_options)
