#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ships with Attune is sound: the form templates, the interaction model they rest on, and the sample calls."""
import json
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
DATA = pathlib.Path(os.environ['ATTUNE_SOURCE']) / 'data'
CUE = re.compile(r'(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})\n<v (Agent|Customer)>\S')
MOST_BYTES = 120_000


def load(path):
    return json.loads(path.read_text(encoding='utf-8'))


def forms():
    return [path for path in sorted((DATA / 'forms').glob('*.json')) if load(path)['format'] == 'attune-form']


def calls():
    return sorted((DATA / 'demo').glob('*.opus'))


def questions(section):
    for inner in section.get('sections', []):
        yield from questions(inner)
    yield from section.get('questions', [])


def cues(path):
    """(start, end, speaker) of each cue of a transcript, in seconds."""
    for match in CUE.finditer(path.read_text(encoding='utf-8')):
        hours, minutes, seconds, to_hours, to_minutes, to_seconds = map(float, match.groups()[:6])
        yield hours * 3600 + minutes * 60 + seconds, to_hours * 3600 + to_minutes * 60 + to_seconds, match[7]


def test_forms_have_no_faults():
    for path in forms():
        run = subprocess.run([BUILD / 'attune-cli', 'form', 'lint', '--json', path], capture_output=True, text=True,
                             check=False)
        report = json.loads(run.stdout)
        assert (run.returncode, report['errors'], report['warnings']) == (0, [], []), f'{path.name}: {report}'
        assert (report['minimum'], report['maximum']) == (0, 100), path.name


def test_forms_measure_the_model():
    model = load(DATA / 'forms' / 'interaction-model.json')
    goals = {goal['id'] for goal in model['goals']}
    behaviours = {behaviour['id'] for behaviour in model['behaviours']}
    assert goals == {goal for behaviour in model['behaviours'] for goal in behaviour['serves']}
    for path in forms():
        named = {question['behaviour'] for section in load(path)['sections'] for question in questions(section)
                 if 'behaviour' in question}
        assert named == behaviours, f'{path.name}: {named ^ behaviours}'


def test_calls_have_transcripts():
    assert len(calls()) >= 4
    for path in calls():
        turns = list(cues(path.with_suffix('.vtt')))
        assert path.stat().st_size <= MOST_BYTES, path.name
        assert len(turns) >= 8 and {speaker for *_, speaker in turns} == {'Agent', 'Customer'}, path.name
        assert turns == sorted(turns) and all(start < end for start, end, _ in turns), path.name


def test_calls_have_their_speakers_apart():
    """The agent is on the left and the customer on the right, and each speaks while the transcript says so."""
    for path in calls():
        run = subprocess.run([BUILD / 'attune-cli', 'talk', '--json', path], capture_output=True, text=True, check=True)
        assert not run.stderr, run.stderr
        talk, turns = json.loads(run.stdout), list(cues(path.with_suffix('.vtt')))
        assert len(talk['channels']) == 2 and 25 <= talk['seconds'] <= 60, f'{path.name}: {talk}'
        for channel, speaker in zip(talk['channels'], ('Agent', 'Customer')):
            spoken = sum(end - start for start, end, who in turns if who == speaker)
            assert 0.6 * spoken < channel['speech_seconds'] < 1.1 * spoken, f'{path.name}: {speaker} {spoken} {talk}'


def test_resource_names_everything():
    listed = {file.text for file in ET.parse(DATA / 'demo' / 'demo.gresource.xml').iter('file')}
    there = {path.name for folder in ('demo', 'forms') for path in (DATA / folder).iterdir()
             if path.suffix in ('.opus', '.vtt', '.txt', '.json')}
    assert listed == there, listed ^ there


def main():
    tests = [test_forms_have_no_faults, test_forms_measure_the_model, test_calls_have_transcripts,
             test_calls_have_their_speakers_apart, test_resource_names_everything]
    print(f'1..{len(tests)}')
    failures = 0
    for number, test in enumerate(tests, 1):
        try:
            test()
            print(f'ok {number} {test.__name__}')
        except Exception as error:  # whatever a test dies of is its result
            failures += 1
            print(f'not ok {number} {test.__name__}\n# {error}')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
