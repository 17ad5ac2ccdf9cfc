"""Makes the site's fonts of Adobe's Source families.

Usage: subset.py SOURCE_SERIF_FOLDER SOURCE_SANS_FOLDER OUT CARD_OUT

Each variable font is cut down to the weights, the optical size and the letters
that pages use. The licence reserves the name "Source" for the unchanged fonts,
so what is written bears a name of its own.
"""

import io
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# What nearly every page in English, French or German is written with. It is fetched before the style sheet asks for
# it; a page that needs more fetches the rest as well.
COMMON = (
    "0020-007E 00A0 00A3 00A7 00A9 00AB 00B0 00B7 00BB 00C4 00C9 00D6 00D7 00DC 00DF-00E2 00E4 00E6-00EB 00EE-00EF"
    " 00F1 00F3-00F4 00F6 00F9 00FB-00FC 0153 2009 200A 2010-2014 2018-201A 201C-201E 2022 2026 202F 2032-2033 20AC"
    " 2190-2193 2212 2713 25CB"
)

# Latin with the letters of European languages, punctuation, figures, currency, arrows and the site's marks.
LETTERS = (
    "0020-007E 00A0-017F 0192 0218-021B 02C6 02DA 02DC 1E9E 2000-200B 2010-2015 2018-201E 2020-2022 2026 2030"
    " 2032 2033 2039 203A 2044 2070-2079 2080-2089 20AC 2116 2122 2190-2193 2212 2248 2260 2264 2265 2713 25CB"
)

FEATURES = "calt ccmp kern liga lnum locl mark mkmk onum pnum tnum".split()

# file → (source, axes, further features, `-` before those that it does without, family name). Neither titles nor what is
# said in italics have columns of numbers: figures of one width of their own would make these faces a tenth larger, and
# they are among the first that a page fetches.
FONTS = {
    "serif": ("serif/VAR/SourceSerif4Variable-Roman.ttf", {"wght": (400, 700), "opsz": 18}, [], "Almanac Serif"),
    "serif-italic": (
        "serif/VAR/SourceSerif4Variable-Italic.ttf", {"wght": 400, "opsz": 18}, ["-pnum", "-tnum"], "Almanac Serif"
    ),
    "serif-display": (
        "serif/VAR/SourceSerif4Variable-Roman.ttf", {"wght": 400, "opsz": 60}, ["-pnum", "-tnum"], "Almanac Display"
    ),
    "sans": ("sans/VF/SourceSans3VF-Upright.ttf", {"wght": (400, 600)}, ["smcp", "c2sc"], "Almanac Sans"),
}

# The faces of the cards that links are shown with: drawn by the program, which reads no WOFF2.
CARD_FONTS = {
    "card-display": ("serif/VAR/SourceSerif4Variable-Roman.ttf", {"wght": 400, "opsz": 60}, [], "Almanac Card Display"),
    "card-sans": ("sans/VF/SourceSans3VF-Upright.ttf", {"wght": 500}, ["smcp", "c2sc"], "Almanac Card Sans"),
}
CARD_FEATURES = "ccmp kern liga lnum locl mark".split()


def letters(spans):
    for span in spans.split():
        first, _, last = span.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


ALL = set(letters(LETTERS))
MORE = ALL - set(letters(COMMON))


def ranges(wanted):
    """Letters as CSS names them in `unicode-range`."""
    wanted, spans = sorted(wanted), []
    for letter in wanted:
        if spans and letter == spans[-1][1] + 1:
            spans[-1][1] = letter
        else:
            spans.append([letter, letter])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans)


def rename(font, family):
    """Replaces the reserved name in every record; what is not needed goes."""
    names = font["name"]
    style = names.getDebugName(2) or "Regular"
    kept = {0, 13, 14}  # copyright, licence and its address
    names.names = [record for record in names.names if record.nameID in kept]
    full = f"{family} {style}"
    for name_id, words in {1: family, 2: style, 3: full, 4: full, 6: full.replace(" ", "")}.items():
        names.setName(words, name_id, 3, 1, 0x409)


def reread(font):
    """What the instancer leaves half-read, the subsetter can't cut."""
    buffer = io.BytesIO()
    font.save(buffer)
    buffer.seek(0)
    return TTFont(buffer, recalcTimestamp=False)


def make(folders, recipe, features, wanted=ALL):
    """Cuts a font down. One of several weights is spaced as its regular is: pairs of letters that are kerned for each
    weight apart would be a third of its bytes, and differ by less than is seen."""
    path, axes, further, family = recipe
    without = {feature.removeprefix("-") for feature in further if feature.startswith("-")}
    features = [feature for feature in features + further if feature.lstrip("-") not in without]
    font = cut(folders, path, axes, features, wanted)
    if "fvar" in font:
        regular = cut(folders, path, axes | {"wght": 400}, features, wanted)
        if regular.getGlyphOrder() != font.getGlyphOrder():
            sys.exit(f"{path}: the regular has other glyphs")
        font["GPOS"], font["GDEF"] = regular["GPOS"], regular["GDEF"]
    rename(font, family)
    return font


def cut(folders, path, axes, features, wanted):
    folder, _, file = path.partition("/")
    font = TTFont(folders[folder] / file, recalcTimestamp=False)
    # Statements of style name instances that no longer exist.
    if "STAT" in font:
        del font["STAT"]
    font = reread(instancer.instantiateVariableFont(font, axes))
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    return font


def main():
    serif, sans, out, card_out = map(Path, sys.argv[1:])
    folders = {"serif": serif, "sans": sans}
    for name, recipe in FONTS.items():
        for part, wanted in {name: ALL - MORE, f"{name}-more": MORE}.items():
            font = make(folders, recipe, FEATURES, wanted)
            font.flavor = "woff2"
            write(font, out / f"{part}.woff2")
    for name, recipe in CARD_FONTS.items():
        write(make(folders, recipe, CARD_FEATURES), card_out / f"{name}.ttf")


    print("unicode-range of the common ones:", ranges(ALL - MORE))
    print("unicode-range of the others:", ranges(MORE))


def write(font, file):
    font.save(file)
    print(f"{file.name}: {file.stat().st_size} bytes")


main()
