#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-ui.py CHECK-UI FOLDER: the .ui files of FOLDER are well formed, name only what GTK and libadwaita know, give
every icon-only button a tooltip and an accessible label, give no letter to two buttons at once, and leave no text
untranslatable.

Attune's own types are not linked here: CHECK-UI builds stand-ins of their parent types, so what only the own type
knows (its properties, signals, bindings and expressions) is taken out first. The screens' tests check those."""
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

TOP = pathlib.Path(__file__).resolve().parents[2]
WITH_DISPLAY = TOP / 'tests/support/with-display'
DEFINE = re.compile(r'G_DEFINE_(?:ABSTRACT_|FINAL_)?TYPE(?:_WITH_CODE|_WITH_PRIVATE)?\s*\(\s*(\w+)\s*,\s*\w+\s*,\s*(\w+)')
BUTTONS = {'GtkButton', 'GtkToggleButton', 'GtkMenuButton', 'AdwSplitButton'}
PROPER_NAMES = {'Attune'}
TEXTS = {'label', 'title', 'subtitle', 'description', 'tooltip-text', 'placeholder-text', 'heading', 'body'}


def type_name(macro):
    """GTK_TYPE_DRAWING_AREA -> GtkDrawingArea."""
    space, _, rest = macro.partition('_TYPE_')
    return ''.join(word.capitalize() for word in [space, *rest.split('_')])


def own_types():
    """Attune's types by their parents, from the sources."""
    parents = {}
    for source in (TOP / 'src').rglob('*.c'):
        for name, parent in DEFINE.findall(source.read_text(encoding='utf-8')):
            parents[name] = 'GObject' if parent == 'G_TYPE_OBJECT' else type_name(parent)
    return parents


def parents_first(parents):
    done = []

    def add(name):
        if name in parents and name not in done:
            add(parents[name])
            done.append(name)
    for name in sorted(parents):
        add(name)
    return [f'{name} {parents[name]}' for name in done]


def properties(element):
    return {(p.get('name') or '').replace('_', '-'): p for p in element.findall('property')}


def accessible_names(element):
    return {p.get('name') for p in element.findall('accessibility/property')} | \
           {p.get('name') for p in element.findall('accessibility/relation')}


def is_icon_only(element):
    known = properties(element)
    if 'label' in known or 'child' in known:
        return False
    children = [child.find('object') for child in element.findall('child')]
    shown = [child.get('class') for child in children if child is not None]
    return 'icon-name' in known or shown == ['GtkImage'] or (not shown and element.get('class') == 'GtkMenuButton')


def is_named_in_code(path, element):
    """Whether the template's own source, of the same name, binds the button and names buttons: what changes with state."""
    sources = [source.read_text(encoding='utf-8') for source in (TOP / 'src').rglob(f'{path.stem}.c')]
    return bool(element.get('id')) and any(
        re.search(rf'\b{element.get("id")}\b', source) and 'GTK_ACCESSIBLE_PROPERTY_LABEL' in source and
        'gtk_widget_set_tooltip_text' in source for source in sources)


def buttons_without_name(path, root):
    for element in root.iter('object'):
        if element.get('class') not in BUTTONS or not is_icon_only(element) or is_named_in_code(path, element):
            continue
        name = element.get('id') or getattr(properties(element).get('icon-name'), 'text', '') or element.get('class')
        if 'tooltip-text' not in properties(element):
            yield f'the icon-only button {name} has no tooltip'
        if not accessible_names(element) & {'label', 'labelled-by'}:
            yield f'the icon-only button {name} has no accessible label'


def untranslatable_texts(root):
    for element in root.iter('property'):
        text = (element.text or '').strip()
        if element.get('name', '').replace('_', '-') in TEXTS and re.search(r'[^\W\d_]{2}', text) \
                and text not in PROPER_NAMES \
                and element.get('translatable') not in ('yes', 'true', '1', 'no'):
            yield f'“{text}” is not translatable'


def pages_around(root):
    """Of each object, the stack pages that it is in: outermost first, each with the stack that it is a page of."""
    found = {}

    def walk(element, pages, stack):
        if element.tag in ('object', 'template'):
            if element.get('class') == 'GtkStackPage':
                pages = (*pages, (stack, element))
            stack = element
            found[element] = pages
        for child in element:
            walk(child, pages, stack)
    walk(root, (), root)
    return found


def are_apart(pages, others):
    """Whether what is in these pages is never seen with what is in the others: pages of one stack, but not the same."""
    return any(stack is other_stack and page is not other_page
               for stack, page in pages for other_stack, other_page in others)


def mnemonics_alike(root):
    """What is called alike, letter and all, stands in for one another."""
    pages, seen = pages_around(root), []
    for element in root.iter('object'):
        known = properties(element)
        text = getattr(known.get('label', known.get('title')), 'text', None) or ''
        letter = re.search(r'_(\w)', text)
        if not letter or getattr(known.get('use-underline'), 'text', '') != 'True':
            continue
        for other, other_text, other_letter in seen:
            if other_letter == letter[1].lower() and other_text != text and \
                    not are_apart(pages[element], pages[other]):
                yield f'“{other_text}” and “{text}” have the same letter'
        seen.append((element, text, letter[1].lower()))


def leave_out_own(root, own):
    """What only Attune's own types, which are not there, could make sense of."""
    for element in root.iter():
        is_own = element.tag in ('object', 'template') and element.get('class') in own
        for child in list(element):
            is_property = child.tag == 'property'
            if child.tag in ('binding', 'signal') or \
                    is_property and (is_own or child.get('bind-source') or
                                     next(child.iter('lookup'), None) is not None or
                                     next(child.iter('closure'), None) is not None):
                element.remove(child)


def main():
    check_ui, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    files = sorted(path for path in folder.rglob('*.ui')) if folder.is_dir() else []
    own, faults = own_types(), []

    with tempfile.TemporaryDirectory() as room:
        prepared = []
        for number, path in enumerate(files):
            try:
                tree = ET.parse(path)
            except ET.ParseError as error:
                faults.append(f'{path}: {error}')
                continue
            faults += [f'{path}: {fault}' for fault in (*buttons_without_name(path, tree.getroot()),
                                                        *mnemonics_alike(tree.getroot()),
                                                        *untranslatable_texts(tree.getroot()))]
            for template in tree.getroot().iter('template'):
                if template.get('parent'):  # else a list item's, whose class is GTK's own
                    own.setdefault(template.get('class'), template.get('parent'))
            leave_out_own(tree.getroot(), own)
            prepared.append(pathlib.Path(room) / f'{number}-{path.name}')
            tree.write(prepared[-1], encoding='utf-8', xml_declaration=True)
        types = pathlib.Path(room) / 'types'
        types.write_text('\n'.join(parents_first(own)) + '\n', encoding='utf-8')
        if prepared:
            run = subprocess.run([WITH_DISPLAY, check_ui, types, *prepared], capture_output=True, text=True)
            if run.returncode:
                faults.append(re.sub(re.escape(room) + r'/\d+-', '', run.stderr.strip()) or 'check-ui died')
    print(*faults, sep='\n')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
