# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program from outside, as a person would: looks through AT-SPI, acts with keyboard and pointer.

Runs under tests/support/with-display with Debian's /usr/bin/python3 (python3-pyatspi, xdotool, x11-utils). A test file
defines functions and ends in `driver.run_tests(...)`, which prints TAP:

    import attune_driver as driver

    def test_window():
        with driver.Program('build/attune', store) as program:
            program.click(program.find('push button', 'New Form'))
            program.press('ctrl+z')

What GTK 4.8 lacks shapes this module: rows, check buttons and column headers have no action, so one clicks or presses
Space; hidden stack pages look like shown ones; a node just made may not be there yet, so every look-up waits."""
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import traceback

import pyatspi
from gi.repository import GLib

PATIENCE = 20.0
MOST_CHILDREN = 40
# Milliseconds of processor time that a callback of the program's own may hold the main loop.
HOLD = 8.0
# The first layout is excepted: a page is made, and laid out for the first time, by this callback, which does nothing else.
FIRST_LAYOUT = 'make_page_cb'
FIRST_HOLD = 16.0


class NotFound(AssertionError):
    """Nothing on the screen answers to what was asked for."""


class Skipped(Exception):
    """The test cannot be made here, and why."""


def wait_until(is_reached, what, seconds=PATIENCE):
    """Calls is_reached() until it gives something true, and gives that back; NotFound after `seconds`."""
    end = time.monotonic() + seconds
    while True:
        try:
            result = is_reached()
        except (LookupError, RuntimeError, NotImplementedError, AttributeError):
            result = None  # the tree changed under us
        if result:
            return result
        if time.monotonic() > end:
            raise NotFound(f'waited {seconds:g} s for {what}')
        time.sleep(0.05)


def pattern(text):
    """A name to be found anywhere in another, upper or lower case."""
    return re.compile(text, re.IGNORECASE)


def walk(node, most=MOST_CHILDREN):
    """The node and all below it, depth first; of long lists the first rows, for GTK keeps 200 of them."""
    yield node
    for index in range(min(node.childCount, most)):
        child = node.getChildAtIndex(index)
        if child:
            yield from walk(child, most)


def role_of(node):
    """The role's name as AT-SPI had it before 2.53 (Debian 13), which made 'push button' a 'button'."""
    name = node.getRoleName()
    return 'push button' if name == 'button' else name


def matches(node, role, name):
    if role is not None and role_of(node) != role:
        return False
    if name is None:
        return True
    shown = node.name.replace('\N{NO-BREAK SPACE}', ' ')  # what keeps a line together says nothing
    return bool(name.search(shown)) if isinstance(name, re.Pattern) else shown == name


def text_of(node):
    """What stands in an entry, a text or a label."""
    try:
        text = node.queryText()
    except NotImplementedError:
        return node.name
    return text.getText(0, text.characterCount)  # (0, -1) is empty on GTK 4.8


def value_of(node):
    return node.queryValue().currentValue


def has_state(node, state):
    return node.getState().contains(getattr(pyatspi, f'STATE_{state.upper()}'))


@contextlib.contextmanager
def another_session():
    """The environment of a program that runs in a session of its own beside this one, on the same screen: one that does
    not find the other of its kind on the bus. It is looked at through the same accessibility bus."""
    answer = _run('gdbus', 'call', '--session', '-d', 'org.a11y.Bus', '-o', '/org/a11y/bus', '-m', 'org.a11y.Bus.GetAddress')
    with subprocess.Popen(['dbus-daemon', '--session', '--print-address', '--nofork'], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True) as bus:
        try:
            yield {'DBUS_SESSION_BUS_ADDRESS': bus.stdout.readline().strip(),
                   'AT_SPI_BUS_ADDRESS': re.search("'(.*)'", answer)[1]}
        finally:
            bus.terminate()


def _run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


class Program:
    """A running program with its window. As a context it ends with the block."""

    def __init__(self, binary, *arguments, environment=None):
        env = {**os.environ, 'G_DEBUG': 'fatal-criticals', **(environment or {})}
        env.pop('GTK_A11Y', None)
        env.setdefault('ATTUNE_WATCHDOG', str(HOLD))
        self._errors = open(os.path.join(os.environ['XDG_RUNTIME_DIR'], f'errors-{time.monotonic_ns()}'), 'w+',
                            encoding='utf-8', errors='replace')
        self.process = subprocess.Popen([binary, *map(str, arguments)], env=env, stderr=self._errors)
        self.frame = wait_until(self._find_frame, f'the window of {os.path.basename(binary)}', 30)
        self._focused = None
        self._has_ended = False
        pyatspi.Registry.registerEventListener(self._note_focus, 'object:state-changed:focused')
        self.window = wait_until(self._find_window, 'its X window')
        self.focus()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.kill()
        elif not self._has_ended:
            self.end()

    def _find_frame(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended with {self.process.returncode}:\n{self.errors()}')
        for application in pyatspi.Registry.getDesktop(0):
            if application and application.get_process_id() == self.process.pid and application.childCount:
                return application.getChildAtIndex(0)
        return None

    def _find_window(self):
        windows = _run('xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)).split()
        return windows[-1] if windows else None

    def errors(self):
        """What the program has written to its standard error."""
        self._errors.flush()
        with open(self._errors.name, encoding='utf-8', errors='replace') as text:
            return text.read()

    # Looking ------------------------------------------------------------------------------------------------------

    def find_all(self, role=None, name=None, below=None, most=MOST_CHILDREN):
        return [node for node in walk(below or self.frame.parent, most) if matches(node, role, name)]

    def find(self, role=None, name=None, below=None, nth=0, seconds=PATIENCE):
        """The nth node of that role and name (a string, or a compiled pattern to search), in any of its windows."""
        def look():
            hits = self.find_all(role, name, below)
            return hits[nth] if len(hits) > nth else None
        shown = name.pattern if isinstance(name, re.Pattern) else name
        return wait_until(look, f'{role or "something"} named “{shown}”', seconds)

    def is_there(self, role=None, name=None, below=None):
        return bool(self.find_all(role, name, below))

    def wait_gone(self, role=None, name=None, seconds=PATIENCE):
        wait_until(lambda: not self.is_there(role, name), f'{role} “{name}” to go', seconds)

    def focused(self):
        """What got the keyboard last, by what the program told, or None."""
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        return self._focused

    def _note_focus(self, event):
        try:
            if event.detail1 and event.host_application.get_process_id() == self.process.pid:
                self._focused = event.source
        except (AttributeError, GLib.GError):
            pass  # the program has ended meanwhile

    def wait_focus(self, role=None, name=None, seconds=PATIENCE):
        def look():
            node = self.focused()
            return node if node and matches(node, role, name) else None
        return wait_until(look, f'the focus on {role or "something"} “{name}”', seconds)

    def is_focus_in(self, role, name):
        node = self.focused()
        while node and node.getRoleName() != 'application':
            if matches(node, role, name):
                return True
            node = node.parent
        return False

    # Acting -------------------------------------------------------------------------------------------------------

    def burst(self, *steps):
        """Presses keys and types texts in one go, as fast as somebody who does not look: ('ctrl+Return', 'A title') is a
        step, of keys and what is typed behind them."""
        words = []
        for keys, text in steps:
            words += ['key', '--clearmodifiers', '--delay', '6', keys]
            words += ['type', '--clearmodifiers', '--delay', '6', '--args', '1', text] if text else []
        _run('xdotool', *words)

    def is_in_dialog(self):
        """Whether another of its windows than the first has the keyboard, as the toolkit's own dialogs do."""
        active = _run('xdotool', 'getactivewindow')
        return active != self.window and active in _run('xdotool', 'search', '--onlyvisible', '--pid',
                                                        str(self.process.pid)).split()

    def focus(self):
        _run('xdotool', 'windowactivate', '--sync', self.window)

    def press(self, *keys):
        """Presses keys by their X names: 'ctrl+Return', 'F9', 'space'."""
        for key in keys:
            _run('xdotool', 'key', '--clearmodifiers', key)
            time.sleep(0.03)

    def type(self, text):
        _run('xdotool', 'type', '--clearmodifiers', '--delay', '12', text)

    def tab_to(self, role, name, key='Tab', most=60):
        """Presses Tab until that node has the focus."""
        for _ in range(most):
            node = self.focused()
            if node and matches(node, role, name):
                return node
            self.press(key)
            end = time.monotonic() + 1
            while self.focused() is node and time.monotonic() < end:
                time.sleep(0.02)
        raise NotFound(f'{most} times {key} do not lead to {role} “{name}”')

    def act(self, node, action='click'):
        """Does one of the node's own actions; buttons have click, switches toggle."""
        actions = node.queryAction()
        for index in range(actions.nActions):
            if actions.getName(index) == action:
                return actions.doAction(index)
        raise NotFound(f'{role_of(node)} “{node.name}” has no action {action}')

    def _shadow(self):
        """From the window's content to its X window: the shadow when composited, else a border."""
        match = re.search(r'= (\d+), (\d+), (\d+), (\d+)', _run('xprop', '-id', self.window, '_GTK_FRAME_EXTENTS'))
        left, top = (int(match[1]), int(match[3])) if match else (0, 0)
        if not left and not top:
            size = re.search(r'Geometry: (\d+)x(\d+)', _run('xdotool', 'getwindowgeometry', self.window))
            content = self.frame.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            left = top = max(0, (int(size[1]) - content.width) // 2)
        return left, top

    def center_of(self, node):
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        left, top = self._shadow()
        return extents.x + extents.width // 2 + left, extents.y + extents.height // 2 + top

    def click(self, node, button=1):
        """Clicks a button by its action, everything else with the pointer."""
        if button == 1 and role_of(node) in ('push button', 'toggle button'):
            try:
                return self.act(node)
            except (NotFound, NotImplementedError):
                pass
        x, y = self.center_of(node)
        return self.click_at(x, y, button)

    def click_at(self, x, y, button=1):
        _run('xdotool', 'mousemove', '--window', self.window, str(x), str(y), 'click', str(button))

    def click_with(self, modifier, node):
        """Clicks with the pointer while a key is held."""
        x, y = self.center_of(node)
        _run('xdotool', 'keydown', modifier, 'mousemove', '--window', self.window, str(x), str(y), 'sleep', '0.1',
             'mousedown', '1', 'sleep', '0.1', 'mouseup', '1', 'sleep', '0.1', 'keyup', modifier)

    def point_in(self, node, down=0.5, right=0):
        """A point of the node: so much of its height down from its top, so many pixels right of its middle."""
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        left, top = self._shadow()
        return extents.x + extents.width // 2 + left + right, extents.y + int(extents.height * down) + top

    def drag(self, source, target, down=0.5, right=0, is_dropped=True):
        """Drags from the middle of one node to a point of another, slowly enough for GTK to notice."""
        self.drag_from(self.center_of(source), self.point_in(target, down, right), is_dropped)

    def drag_from(self, start, end, is_dropped=True):
        """The same between two points of the window. What is not dropped is still held."""
        (from_x, from_y), (to_x, to_y) = start, end
        _run('xdotool', 'mousemove', '--window', self.window, str(from_x), str(from_y), 'mousedown', '1')
        for step in range(1, 11):
            _run('xdotool', 'mousemove', '--window', self.window, str(from_x + (to_x - from_x) * step // 10),
                 str(from_y + (to_y - from_y) * step // 10))
            time.sleep(0.04)
        time.sleep(0.2)
        if is_dropped:
            self.drop()

    def press_dragging(self, key):
        """Presses a key while something is held: xdotool would let go of it to clear modifiers."""
        _run('xdotool', 'key', key)

    def drop(self):
        """Lets go of what is dragged, where the pointer is."""
        _run('xdotool', 'mouseup', '1')

    def drop_files(self, source, *paths):
        """Drags the files out of another program's window, that of `source`, into the middle of this one."""
        with subprocess.Popen([source, *map(str, paths)], stderr=subprocess.DEVNULL) as other:
            window = wait_until(lambda: _run('xdotool', 'search', '--onlyvisible', '--pid', str(other.pid)).split(),
                                'the window to drag from')[-1]
            _run('xdotool', 'windowmove', '--sync', window, '20', '20')
            time.sleep(0.3)
            _run('xdotool', 'mousemove', '--window', window, '60', '60', 'mousedown', '1')
            for step in range(1, 16):
                _run('xdotool', 'mousemove', str(80 + 36 * step), str(80 + 26 * step))
                time.sleep(0.04)
            time.sleep(0.3)
            _run('xdotool', 'mouseup', '1')
            time.sleep(0.5)
            other.terminate()
        self.focus()

    def picture(self, path):
        """Draws the screen into a PNG, to be looked at when a test fails."""
        _run('import', '-window', 'root', path)

    # Ending -------------------------------------------------------------------------------------------------------

    def kill(self):
        """As kill -9 and a power cut of the process: nothing is written any more."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self, key='alt+F4'):
        """Closes the window and waits for the program; complains of criticals and warnings on its standard error, and of
        callbacks that held the main loop (while it closes nobody waits for it)."""
        held = self.errors()
        self._has_ended = True
        assert self.process.poll() in (None, 0), f'the program ended with {self.process.returncode}:\n{held}'
        if self.process.poll() is None:
            self.focus()
            self.press(key)
            self.wait_end()
        check_quiet(self.errors())
        check_held(held)

    def wait_end(self):
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError('the program did not end when its window was closed') from None
        assert self.process.returncode == 0, f'the program ended with {self.process.returncode}:\n{self.errors()}'


# The heading of libadwaita's own AdwMessageDialog, from 1.5 on, whoever shows one.
TOOLKITS_OWN = re.compile(r'Gtk-WARNING \*\*: \S+ Trying to measure GtkLabel \S+ for width of \d+, but it needs at least \d+')


def check_quiet(errors):
    loud = [line for line in errors.splitlines()
            if re.search(r'-(CRITICAL|WARNING|ERROR) \*\*', line) and not TOOLKITS_OWN.search(line)]
    assert not loud, '\n'.join(loud)


def tolerance():
    """How much longer the same work takes when every widget is told of to this driver, memory is perturbed by meson, and
    others use the processor's caches and sibling threads."""
    return min(4.0, max(1.5, os.getloadavg()[0] / os.cpu_count()))


def check_held(errors):
    """What the watchdog told: beyond the tolerance it is a failure, within it a remark."""
    held = re.findall(r'^.*-WATCHDOG: (\S+) held the main loop for ([0-9.]+) ms.*\n((?:    .*\n)*)', errors, re.MULTILINE)
    over = []
    for name, milliseconds, stack in held:
        print(f'# {name} held the main loop for {milliseconds} ms', flush=True)
        limit = (FIRST_HOLD if name == FIRST_LAYOUT else HOLD) * tolerance()
        if float(milliseconds) > limit:
            over.append(f'{name} held the main loop for {milliseconds} ms, more than {limit:.0f}:\n{stack}')
    assert not over, '\n'.join(over)


def names_of_types(program):
    """Interactive nodes that only show their type's name: they lack an accessible name."""
    interactive = {'push button', 'toggle button', 'check box', 'radio button', 'text', 'entry', 'combo box',
                   'spin button', 'slider', 'switch', 'menu item', 'list item'}
    return [f'{role_of(node)} {node.name}' for node in program.find_all()
            if role_of(node) in interactive and re.match(r'(Gtk|Adw|Attune)[A-Z]', node.name or '')
            and not (node.parent and role_of(node.parent) == 'combo box')]  # its own button, not ours to name


def _run_once(tests):
    """Runs the functions; gives their TAP lines and how many failed."""
    lines, failures = [], 0
    for number, test in enumerate(tests, 1):
        name, start = test.__name__.removeprefix('test_').replace('_', ' '), time.monotonic()
        try:
            test()
            verdict, reason = 'ok', ''
        except Skipped as skipped:
            verdict, reason = 'ok', f' # SKIP {skipped}'
        except Exception:  # whatever a test dies of is its result
            verdict, reason = 'not ok', ''
            failures += 1
            traceback.print_exc()
            folder = os.environ.get('ATTUNE_PICTURES')
            if folder:
                _run('import', '-window', 'root', os.path.join(folder, f'{test.__name__}.png'))
        lines.append(f'{verdict} {number} {name}{reason}\n# {time.monotonic() - start:.1f} s')
    return lines, failures


def run_tests(*tests):
    """Runs the functions as one TAP suite, each with its time. A failed one leaves a picture where ATTUNE_PICTURES
    names a folder. Keys that are pressed from outside can get lost on a busy machine: what failed is tried once more,
    from the beginning, and says so; what fails twice has failed."""
    print(f'1..{len(tests)}', flush=True)
    lines, failures = _run_once(tests)
    if failures and 'ATTUNE_SECOND_ATTEMPT' not in os.environ:
        for line in lines:
            print(*(f'# first attempt: {part}' for part in line.split('\n')), sep='\n', flush=True)
        answer = subprocess.run([sys.executable, *sys.argv], env={**os.environ, 'ATTUNE_SECOND_ATTEMPT': '1'},
                                stdout=subprocess.PIPE, text=True)
        print(answer.stdout.partition('\n')[2], end='', flush=True)
        sys.exit(answer.returncode)
    print(*lines, sep='\n', flush=True)
    sys.exit(1 if failures else 0)
