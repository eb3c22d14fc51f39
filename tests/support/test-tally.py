#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tally says what happened: no way of failing may look like passing."""
import json
import pathlib
import subprocess
import sys
import tempfile

TALLY = pathlib.Path(__file__).with_name('tally.py')

CASES = [
    ('nothing ran', [], '0 passed, 0 failed, 0 skipped', 1),
    ('all passed', [('OK', '1..2\nok 1 /a\nok 2 /b\n')], '2 passed, 0 failed, 0 skipped', 0),
    ('one failed', [('FAIL', '1..2\nok 1 /a\nnot ok 2 /b\n')], '1 passed, 1 failed, 0 skipped', 1),
    ('one skipped', [('OK', '1..2\nok 1 /a\nok 2 /b # SKIP no sound card\n')], '1 passed, 0 failed, 1 skipped', 0),
    ('died on the way', [('ERROR', '1..2\nok 1 /a\n')], '1 passed, 1 failed, 0 skipped', 1),
    ('took too long', [('TIMEOUT', '1..2\nok 1 /a\n')], '1 passed, 1 failed, 0 skipped', 1),
    ('passed, then a wrong exit', [('FAIL', '1..1\nok 1 /a\n')], '1 passed, 1 failed, 0 skipped', 1),
    ('no TAP at all', [('OK', 'hello\n')], '1 passed, 0 failed, 0 skipped', 0),
    ('skipped whole', [('SKIP', '1..0 # SKIP no display\n')], '0 passed, 0 failed, 1 skipped', 1),
    ('two programs', [('OK', '1..1\nok 1 /a\n'), ('FAIL', '1..1\nnot ok 1 /b\n')], '1 passed, 1 failed, 0 skipped', 1),
    ('“ok” in what a test says', [('OK', '1..1\n# ok then\n  ok 5\nokay\nok 1 /a\n')], '1 passed, 0 failed, 0 skipped', 0),
    ('a name with a hash', [('OK', '1..1\nok 1 /form/#3\n')], '1 passed, 0 failed, 0 skipped', 0),
]


def tally(records):
    with tempfile.TemporaryDirectory() as room:
        log = pathlib.Path(room) / 'testlog.json'
        log.write_text(''.join(json.dumps({'name': f't{i}', 'result': result, 'stdout': stdout, 'duration': 0.1}) + '\n'
                               for i, (result, stdout) in enumerate(records)), encoding='utf-8')
        run = subprocess.run([sys.executable, TALLY, log], capture_output=True, text=True, check=False)
    return run.stdout.splitlines()[-1], run.returncode


def main():
    print(f'1..{len(CASES)}')
    failures = 0
    for number, (name, records, line, status) in enumerate(CASES, 1):
        got = tally(records)
        failures += got != (line, status)
        print(f'{"ok" if got == (line, status) else "not ok"} {number} {name}')
        if got != (line, status):
            print(f'# expected {(line, status)}, got {got}')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
