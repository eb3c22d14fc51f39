#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recordings: what it takes to find their peaks, to take them in and to show them again, beside what others take.

  audio.py peaks    peaks of an hour of 8 kHz stereo WAV, beside ffmpeg's showwavespic: held to 8 times as fast
  audio.py ingest   MP3, FLAC, GSM and Opus, all of it from process start to the cache, beside decodebin ! fakesink (for Opus
                    with the faster of the two decoders): held to 1.1 times, Opus to 1.0
  audio.py cached   an hour that was seen before, from process start to talk map: held to 100 ms

The best of several turns each, turn and turn about, since everything else on the machine only adds."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

BUILD = pathlib.Path(os.environ['ATTUNE_BUILD'])
CALLS = BUILD / 'tests' / 'audio' / 'calls'
CLI = BUILD / 'attune-cli'
ROUNDS = 7


def run(command, **more):
    subprocess.run([str(word) for word in command], check=True, stdin=subprocess.DEVNULL,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)


def seconds(command, env, prepare=None):
    if prepare:
        prepare()
    begin = time.monotonic()
    run(command, env=env)
    return time.monotonic() - begin


def best(commands, env, prepare=None, rounds=ROUNDS):
    """The best time of each command over the rounds."""
    times = [[] for _ in commands]
    for _ in range(rounds):
        for own, (command, more) in zip(times, commands):
            own.append(seconds(command, {**env, **more}, prepare))
    return [min(own) for own in times]


def say(name, ratio, held_to, detail):
    is_good = ratio <= held_to
    print(f'{name:14} {ratio:6.3f} (held to {held_to:.3f})  {detail}{"" if is_good else "  BEYOND"}', flush=True)
    return is_good


def make_long(folder, source, minutes, name):
    """Repeats a call to that many minutes."""
    target = folder / name
    run(['sox', *[source] * (minutes * 60 // 43 + 1), target, 'trim', '0', str(minutes * 60)])
    return target


def bench_peaks(folder, env):
    hour = make_long(folder, CALLS / 'call.wav', 60, 'hour.wav')
    ours, theirs = best([
        ([CLI, 'peaks', hour, '-o', folder / 'hour.dat', '--split-channels'], {}),
        (['ffmpeg', '-v', 'error', '-nostdin', '-y', '-i', hour, '-filter_complex', 'showwavespic=s=1800x140',
          '-frames:v', '1', folder / 'hour.png'], {})], env)
    return say('peaks', ours / theirs, 1 / 8, f'{ours * 1000:.0f} ms beside {theirs * 1000:.0f} ms: '
               f'{theirs / ours:.1f} times as fast')


def bench_ingest(folder, env):
    cache = folder / 'cache' / 'attune'
    wav = make_long(folder, CALLS / 'call.wav', 60, 'hour.wav')
    short = make_long(folder, CALLS / 'call.wav', 10, 'short.wav')
    forms = [
        ('MP3', 'hour.mp3', ['ffmpeg', '-v', 'error', '-nostdin', '-i', wav, '-b:a', '32k'], [{}], 1.1),
        ('FLAC', 'hour.flac', ['ffmpeg', '-v', 'error', '-nostdin', '-i', wav], [{}], 1.1),
        ('GSM', 'hour-gsm.wav', ['sox', wav, '-c', '1', '-e', 'gsm'], [{}], 1.1),
        ('Opus', 'short.opus', ['ffmpeg', '-v', 'error', '-nostdin', '-i', short, '-c:a', 'libopus', '-b:a', '32k'],
         [{'GST_PLUGIN_FEATURE_RANK': name + ':MAX'} for name in ('opusdec', 'avdec_opus')], 1.0),
    ]
    is_good = True
    for name, file, command, ways, held_to in forms:
        recording = folder / file
        run([*command, recording])
        bare = ['gst-launch-1.0', '-q', 'filesrc', f'location={recording}', '!', 'decodebin', '!', 'fakesink']
        ours, *theirs = best([([CLI, 'talk', recording], {}), *[(bare, way) for way in ways]], env,
                             lambda: shutil.rmtree(cache, ignore_errors=True))
        is_good &= say(name, ours / min(theirs), held_to, f'{ours:.2f} s beside {min(theirs):.2f} s')
    return is_good


def bench_cached(folder, env):
    wav = make_long(folder, CALLS / 'call.wav', 60, 'hour.wav')
    flac = folder / 'hour.flac'
    run(['ffmpeg', '-v', 'error', '-nostdin', '-i', wav, flac])
    is_good = True
    for name, file in (('cached WAV', wav), ('cached FLAC', flac)):
        run([CLI, 'talk', file], env=env)
        ours, = best([([CLI, 'talk', file], {})], env)
        is_good &= say(name, ours / 0.1, 1.0, f'{ours * 1000:.0f} ms')
    return is_good


def main():
    benches = {'peaks': bench_peaks, 'ingest': bench_ingest, 'cached': bench_cached}
    if not (CALLS / 'calls.txt').exists() or not (CALLS / 'calls.txt').read_text(encoding='ascii'):
        print('asterisk-core-sounds-en-wav, sox or ffmpeg is not installed')
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / 'cache').mkdir()
        env = {key: value for key, value in os.environ.items() if key != 'G_DEBUG'}
        # GStreamer's list of its plugins is not a part of what is measured.
        env['GST_REGISTRY'] = str(folder / 'registry')
        env['XDG_CACHE_HOME'] = str(folder / 'cache')
        run(['gst-inspect-1.0'], env=env)
        return 0 if benches[sys.argv[1]](folder, env) else 1


if __name__ == '__main__':
    sys.exit(main())
