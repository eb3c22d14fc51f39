#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long until the window with the sample workspace is on the screen, and how much memory that takes, beside GNOME's
text editor in the same display, turn and turn about. Held to 1.0 times each."""
import os
import pathlib
import select
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 9
QUIET = {name: value for name, value in os.environ.items() if name != 'G_DEBUG'}
BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])


def private_megabytes(pid):
    """The proportional share of what all processes of the program hold."""
    pids = [pid] + [int(child) for child in
                    pathlib.Path(f'/proc/{pid}/task/{pid}/children').read_text(encoding='ascii').split()]
    total = 0
    for one in pids:
        for line in pathlib.Path(f'/proc/{one}/smaps_rollup').read_text(encoding='ascii').splitlines():
            if line.startswith('Pss:'):
                total += int(line.split()[1])
    return total / 1024


def windows():
    """The lines in which the window manager tells its list of windows, from now on."""
    spy = subprocess.Popen(['xprop', '-root', '-spy', '_NET_CLIENT_LIST'], stdout=subprocess.PIPE,
                           bufsize=0)
    spy.stdout.readline()
    return spy


def read_line(spy):
    """The next line, or nothing after a second."""
    return spy.stdout.readline() if select.select([spy.stdout], [], [], 1)[0] else b''


def measure(command):
    """Milliseconds until the window manager shows a window of the process, and megabytes a second later."""
    spy = windows()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=QUIET)
    try:
        while b'0x' not in read_line(spy):
            if process.poll() is not None or time.perf_counter() - start > 30:
                sys.exit(f'{command[0]} shows no window')
        seconds = time.perf_counter() - start
        time.sleep(1)
        return seconds * 1000, private_megabytes(process.pid)
    finally:
        for one in (process, spy):
            one.kill()
            one.wait()
        time.sleep(0.3)


def main():
    with tempfile.TemporaryDirectory() as room:
        store = pathlib.Path(room) / 'sample.attune'
        subprocess.run([BUILD / 'attune-cli', 'demo', store], stdout=subprocess.DEVNULL, check=True)
        commands = {'attune': [BUILD / 'attune', store], 'gnome-text-editor': ['gnome-text-editor', '--standalone']}
        results = {name: [] for name in commands}
        for number in range(ROUNDS + 1):
            for name, command in commands.items():
                result = measure(command)
                if number:  # the first round warms the caches
                    results[name].append(result)

    medians = {name: [statistics.median(values) for values in zip(*rows)] for name, rows in results.items()}
    faults = 0
    for column, unit in enumerate(('ms until the window is on the screen', 'MB held then')):
        ours, theirs = medians['attune'][column], medians['gnome-text-editor'][column]
        faults += ours > theirs
        print(f'{ours / theirs:5.2f} of gnome-text-editor (held to 1.00): {ours:.0f} against {theirs:.0f} {unit}')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
