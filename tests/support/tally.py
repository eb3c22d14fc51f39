#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tally.py TESTLOG.json: what meson's tests came to, subtest by subtest, from their TAP.

Prints each suite's time, each failed and each skipped subtest by name, and last the one line
"N passed, N failed, N skipped". Exits 1 when something failed or nothing ran."""
import json
import pathlib
import re
import sys

RESULT = re.compile(r'^(not )?ok\b\s*(?:\d+\s*)?(?:- )?([^#]*?)\s*(?:#\s*(\w+)\S*\s*(.*))?$')
GONE_WRONG = {'FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT', 'UNEXPECTEDPASS'}


class Suite:
    """One program of tests: its time and its subtests by outcome."""

    def __init__(self, record):
        self.name = record['name'].rpartition(' / ')[2]  # meson puts the suite before it once there are several
        self.seconds = record['duration']
        self.passed, self.failed, self.skipped = [], [], []
        for line in record.get('stdout', '').splitlines():
            self._read(line)
        self._read_whole(record['result'])

    def _read(self, line):
        match = RESULT.match(line)
        if not match:
            return
        is_not, name, directive, reason = match.groups()
        directive = (directive or '').upper()
        if directive.startswith('SKIP'):
            self.skipped.append(f'{name}: {reason}' if reason else name)
        elif is_not and not directive.startswith('TODO'):
            self.failed.append(name)
        else:
            self.passed.append(name)

    def _read_whole(self, result):
        """A program that dies, hangs or has no TAP is one result of its own."""
        if result in GONE_WRONG and not self.failed:
            self.failed.append(f'the program as a whole ({result.lower()})')
        elif result == 'SKIP' and not self.skipped:
            self.skipped.append('the program as a whole')
        elif result in ('OK', 'EXPECTEDFAIL') and not self.passed and not self.skipped:
            self.passed.append('the program as a whole')


def read_groups(build):
    """Which of meson's suites (displayless, display, e2e) each program belongs to."""
    try:
        with open(build / 'meson-info' / 'intro-tests.json', encoding='utf-8') as tests:
            return {test['name']: test['suite'][0].partition(':')[2] for test in json.load(tests) if test['suite']}
    except FileNotFoundError:
        return {}


def read_suites(path):
    try:
        with open(path, encoding='utf-8') as log:
            return [Suite(json.loads(line)) for line in log]
    except FileNotFoundError:
        return []


def print_list(title, suites, outcome):
    names = [f'  {suite.name}: {name}' for suite in suites for name in getattr(suite, outcome)]
    if names:
        print(f'\n{title}:', *names, sep='\n')


def main():
    log = pathlib.Path(sys.argv[1])
    groups = read_groups(log.parents[1])
    suites = sorted(read_suites(log), key=lambda suite: (groups.get(suite.name, ''), suite.name))

    print('\n  seconds  passed  failed  skipped')
    for suite in suites:
        counts = len(suite.passed), len(suite.failed), len(suite.skipped)
        print(f'{suite.seconds:9.1f} {counts[0]:7} {counts[1]:7} {counts[2]:8}  '
              f'{groups.get(suite.name, "")} {suite.name}')
    print_list('Skipped', suites, 'skipped')
    print_list('Failed', suites, 'failed')

    passed, failed, skipped = (sum(len(getattr(suite, outcome)) for suite in suites)
                               for outcome in ('passed', 'failed', 'skipped'))
    print(f'\n{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
