"""Makes draw.json: samples computed apart from the program, with numpy's MT19937.

The algorithm is written out here again from its description in docs and code comments, not translated from the
program's output: seeds of streams by FNV-1a and the MurmurHash3 finalizer, whole numbers by rejection,
one child per family, partial Fisher-Yates, systematic with a whole-number start, replicates.
Run: python3 make_draw.py > draw.json (numpy 2).
"""
import json
import numpy as np

MASK = 0xFFFFFFFF


def stream(seed, name):
    h = 0x811C9DC5
    for byte in f"{seed}|{name}".encode():
        h = ((h ^ byte) * 0x01000193) & MASK
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & MASK
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & MASK
    h ^= h >> 16
    bits = np.random.MT19937()
    bits._legacy_seeding(h)

    def below(count):
        limit = (2**32 // count) * count if count > 2 else 2**32
        # The library counts from the lowest signed number, which turns the highest bit round.
        value = int(bits.random_raw()) ^ 0x80000000
        while value >= limit:
            value = int(bits.random_raw()) ^ 0x80000000
        return value % count

    return below


def first_places(count, size, below):
    places = list(range(count))
    for at in range(size):
        other = at + below(count - at)
        places[at], places[other] = places[other], places[at]
    return places[:size]


def frame():
    units = []
    for i in range(60):
        stratum = ["basishulp", "jb_jr", "specialistisch"][i * 7 % 3]
        family = None if i % 5 == 0 else f"g{i // 3}"
        units.append({"id": f"u{i:03d}", "stratum": stratum, "family": family, "order": f"o{i % 4}"})
    return units


def draw(seed, method, sizes, shares):
    units = sorted(frame(), key=lambda u: u["id"])
    families = {}
    for unit in units:
        families.setdefault(unit["family"] or unit["id"], []).append(unit)
    below = stream(seed, "families")
    chosen = [(m[0] if len(m) == 1 else m[below(len(m))], len(m)) for m in families.values()]
    out = []
    for name in sorted(sizes):
        size = sizes[name]
        able = [(u, m) for u, m in chosen if u["stratum"] == name]
        pick = stream(seed, f"select|{name}")
        if method == "simple":
            drawn = [able[p] for p in first_places(len(able), size, pick)]
        else:
            able_sorted = sorted(able, key=lambda x: (x[0]["order"], x[0]["id"]))
            start = pick(len(able))
            drawn = [able_sorted[(start + k * len(able)) // size] for k in range(size)]
        drawn.sort(key=lambda x: x[0]["id"])
        counts = [size * s // sum(shares) for s in shares]
        assert sum(counts) == size
        replicates = [0] * size
        order = first_places(size, size, stream(seed, f"replicates|{name}"))
        at = 0
        for number, count in enumerate(counts, 1):
            for place in order[at : at + count]:
                replicates[place] = number
            at += count
        for (unit, m), replicate in zip(drawn, replicates):
            out.append({"id": unit["id"], "stratum": name, "replicate": replicate, "eligibleInFamily": m,
                        "designWeight": len(able) * m / size})
    return out


sizes = {"basishulp": 4, "jb_jr": 4, "specialistisch": 6}
print(json.dumps({
    "units": frame(), "sizes": sizes, "replicateShares": [1, 1],
    "draws": [{"seed": s, "method": m, "units": draw(s, m, sizes, [1, 1])}
              for s in (42, 4294967295) for m in ("simple", "systematic")],
}, indent=1))
