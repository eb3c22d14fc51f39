# SPDX-License-Identifier: GPL-3.0-or-later
"""What is heard, told from outside: by the desktop's controls (MPRIS) of the program that plays, beside the clock of this
process, and keys that are pressed at a moment that is known to the millisecond."""
import ctypes
import ctypes.util
import time

from gi.repository import Gio, GLib

import attune_driver as driver

PLAYER = 'org.mpris.MediaPlayer2.Player'
# Seconds of the recording that a reading of the clock may be wrong.
BLUR = 0.015


class Listener:
    """The controls of the only recording that is open."""

    def __init__(self):
        self._bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self._name = driver.wait_until(self._find_name, 'a recording on the desktop')

    def _call(self, name, path, interface, method, parameters):
        return self._bus.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, 5000).unpack()

    def _find_name(self):
        names, = self._call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ListNames', None)
        return next((name for name in names if name.startswith('org.mpris.MediaPlayer2.')), None)

    def get(self, name):
        value, = self._call(self._name, '/org/mpris/MediaPlayer2', 'org.freedesktop.DBus.Properties', 'Get',
                            GLib.Variant('(ss)', (PLAYER, name)))
        return value

    def is_playing(self):
        return self.get('PlaybackStatus') == 'Playing'

    def position(self):
        """In seconds of the recording."""
        return self.get('Position') / 1e6

    def rate(self):
        return self.get('Rate')

    def wait_playing(self, is_wanted):
        driver.wait_until(lambda: self.is_playing() == is_wanted, 'the sound to ' + ('play' if is_wanted else 'pause'))

    def wait_rate(self, rate):
        driver.wait_until(lambda: abs(self.rate() - rate) < 0.01, f'{rate} times as fast')

    def wait_position(self, seconds):
        try:
            driver.wait_until(lambda: abs(self.position() - seconds) < 0.001, f'the second {seconds:.3f}')
        except driver.NotFound as missed:
            raise driver.NotFound(f'{missed}, and is at {self.position():.3f}') from None

    def _read(self):
        before = time.monotonic()
        position = self.position()
        after = time.monotonic()
        rate = self.rate()
        return rate * (after - before) / 2, position - rate * (before + after) / 2, rate

    def _read_well(self):
        """The answer that came soonest counts."""
        end = time.monotonic() + 10
        best = self._read()
        while best[0] > BLUR and time.monotonic() < end:
            best = min(best, self._read())
        return best

    def wait_steady(self):
        """Until it goes on evenly: a change of the speed takes a moment to be heard."""
        def look():
            blur, offset, _ = self._read_well()
            time.sleep(0.2)
            other_blur, other_offset, _ = self._read_well()
            return abs(offset - other_offset) <= blur + other_blur + 0.002
        driver.wait_until(look, 'the sound to go on evenly')

    def heard_at(self, *moments):
        """Where the recording was at moments of time.monotonic(), while it plays on and nothing else is done with it; and
        how far that may be wrong."""
        blur, offset, rate = self._read_well()
        return [offset + rate * moment for moment in moments], blur


class Keys:
    """A keyboard that is played by this process itself: no other has to be started to press a key."""

    def __init__(self):
        self._x11 = ctypes.CDLL('libX11.so.6')
        self._xtst = ctypes.CDLL('libXtst.so.6')
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XStringToKeysym.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(None))
        assert self._display, 'there is no display'

    def _send(self, name, is_down):
        symbol = ctypes.c_ulong(self._x11.XStringToKeysym(name.encode()))
        code = self._x11.XKeysymToKeycode(self._display, symbol)
        self._xtst.XTestFakeKeyEvent(self._display, ctypes.c_uint(code & 0xff), is_down, ctypes.c_ulong(0))
        self._x11.XSync(self._display, 0)

    def press(self, modifier, key):
        """Gives the moments between which the key went down."""
        self._send(modifier, 1)
        before = time.monotonic()
        self._send(key, 1)
        after = time.monotonic()
        self._send(key, 0)
        self._send(modifier, 0)
        return before, after
