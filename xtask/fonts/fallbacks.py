"""Prints the rules by which fonts of the system take the room of the site's fonts until these have come.

Usage: fallbacks.py FONTS_FOLDER SERIF SERIF_BOLD SERIF_ITALIC SANS SANS_BOLD NOTO NOTO_BOLD NOTO_ITALIC ROBOTO_BOLD

The system's fonts are given as files with the metrics of Times New Roman and Arial, such as Liberation's, and as those that
Android has: Noto Serif and Roboto, whose regular face is as wide as Arial. A rule says by
how much such a font is made larger or smaller, so that English text is as wide in it as in the site's font; and where its
lines begin and end. Then nothing moves, or as good as nothing, when the site's font comes.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# How often letters are in English text, in per mille, with spaces and the common signs.
FREQUENCY = {
    " ": 180, "e": 102, "t": 75, "a": 65, "o": 62, "i": 57, "n": 57, "s": 53, "r": 50, "h": 50, "l": 33, "d": 33,
    "u": 23, "c": 22, "m": 20, "f": 20, "w": 17, "g": 16, "p": 15, "y": 14, "b": 13, "v": 8, "k": 6, "x": 1, "j": 1,
    "q": 1, "z": 1, ",": 10, ".": 10, "-": 2, "T": 3, "A": 3, "I": 3, "S": 3, "M": 2, "C": 2, "O": 2, "1": 2, "2": 4,
    "0": 4, "’": 2,
}  # fmt: skip


def width(font):
    """The mean width of a letter, in shares of the font's size."""
    letters, metrics = font.getBestCmap(), font["hmtx"].metrics
    known = [(share, metrics[letters[ord(letter)]][0]) for letter, share in FREQUENCY.items() if ord(letter) in letters]
    mean = sum(share * advance for share, advance in known) / sum(share for share, _ in known)
    return mean / font["head"].unitsPerEm


def rule(family, style, local, own, system):
    size = width(own) / width(system)
    hhea, units = own["hhea"], own["head"].unitsPerEm
    names = ", ".join(f'local("{name}")' for name in local)
    def share(value):
        return f"{100 * value / units / size:.1f}%"
    return (
        f'@font-face {{\n  font-family: "{family}";\n{style}  src: {names};\n  size-adjust: {100 * size:.1f}%;\n'
        f"  ascent-override: {share(hhea.ascent)};\n  descent-override: {share(-hhea.descent)};\n"
        f"  line-gap-override: {share(hhea.lineGap)};\n}}\n"
    )


def main(folder, serif, serif_bold, serif_italic, sans, sans_bold, noto, noto_bold, noto_italic, roboto_bold):
    def own(name, **axes):
        font = TTFont(Path(folder) / f"{name}.woff2")
        if "fvar" in font:
            known = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
            font = instancer.instantiateVariableFont(font, {**known, **axes})
        return font

    def times(name):
        return [f"Times New Roman{name}", f"Liberation Serif{name}"]

    def arial(name):
        return [f"Arial{name}", f"Liberation Sans{name}"]

    serif_400, serif_600, italic = own("serif", wght=400), own("serif", wght=600), own("serif-italic")
    display, sans_400, sans_600 = own("serif-display"), own("sans", wght=400), own("sans", wght=600)

    bold = "  font-weight: 600 700;\n"
    slanted = "  font-style: italic;\n"
    rules = [
        rule("Serif Until", "", times(""), serif_400, TTFont(serif)),
        rule("Serif Until", bold, times(" Bold"), serif_600, TTFont(serif_bold)),
        rule("Serif Until", slanted, times(" Italic"), italic, TTFont(serif_italic)),
        rule("Display Until", "", times(""), display, TTFont(serif)),
        rule("Sans Until", "", [*arial(""), "Roboto", "Roboto Regular"], sans_400, TTFont(sans)),
        rule("Sans Until", bold, arial(" Bold"), sans_600, TTFont(sans_bold)),
        rule("Serif Phone", "", ["Noto Serif", "Noto Serif Regular"], serif_400, TTFont(noto)),
        rule("Serif Phone", bold, ["Noto Serif Bold"], serif_600, TTFont(noto_bold)),
        rule("Serif Phone", slanted, ["Noto Serif Italic"], italic, TTFont(noto_italic)),
        rule("Display Phone", "", ["Noto Serif", "Noto Serif Regular"], display, TTFont(noto)),
        rule("Sans Phone", bold, ["Roboto Bold"], sans_600, TTFont(roboto_bold)),
    ]
    print("\n".join(rules))


main(*sys.argv[1:])
