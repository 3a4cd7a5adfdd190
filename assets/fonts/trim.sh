#!/usr/bin/env bash
# trim.sh: make HanaMin*-rare.ttf.zst anew: of 花園明朝, the Han characters that no
# other font in this folder has. On Debian 12 it takes the packages fonts-hanazono,
# python3-fonttools and zstd; the same packages make the same bytes.
set -euo pipefail
cd "$(dirname "$0")"
from=/usr/share/fonts/truetype/hanazono
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# the characters of each file, a line each: what this folder lacks, then what HanaMinA lacks too
/usr/bin/python3 - "$from" "$dir" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont
source, out = sys.argv[1:]
def chars(path):
    return set(TTFont(path, lazy=True).getBestCmap())
blocks = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F), (0x30000, 0x323AF)]
han = {c for low, high in blocks for c in range(low, high + 1)}
have = chars("NotoSerifSC-Regular.ttf") | chars("LXGWWenKai-Regular.ttf")
for name in ("HanaMinA", "HanaMinB"):
    own = chars(f"{source}/{name}.ttf") & han
    with open(f"{out}/{name}.txt", "w") as f:
        f.write("\n".join(f"{c:X}" for c in sorted(own - have)))
    have |= own
PYTHON

for name in HanaMinA HanaMinB; do
	/usr/bin/python3 -m fontTools.subset "$from/$name.ttf" --unicodes-file="$dir/$name.txt" --output-file="$dir/$name.ttf" \
		--layout-features= --no-hinting --no-glyph-names --notdef-outline --name-IDs='*' \
		--drop-tables+=FFTM,GSUB,GPOS,GDEF,BASE,vhea,vmtx 2>/dev/null
	zstd -19 -q -f "$dir/$name.ttf" -o "$name-rare.ttf.zst"
done
