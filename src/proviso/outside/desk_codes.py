"""The short code of a letter, which its QR code bears too. Whom a code lets in is not decided here: it lets in nobody.

A code only says which letter someone holds. It gives no access by itself: who enters it confirms on the desk who they
are. It comes from the letter and the installation's own secret, so it is the same whenever the letter is composed;
without the secret it cannot be worked out, nor can the letter be told from it. To find the letter again a keyed hash of
the code is kept (`kept_as`), and never the code.
"""

from django.utils.crypto import salted_hmac

LABEL = "proviso.outside.desk_codes"  # makes a key of its own from the installation's secret
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LENGTH, GROUP, BITS = 10, 5, 5
LOOK_ALIKE = str.maketrans("OIL", "011", " -‐‑–—.\t")  # noqa: RUF001 - dashes as people and programs type them
LONGEST = 40


def desk_code(matter: str, letter: str) -> str:
    """The code of a matter's letter: ten symbols in two groups, such as 7Q4K9-M2XDT. No proof of who bears it."""
    named = f"{matter}\n{letter}"
    digest = salted_hmac(LABEL, named, algorithm="sha256").digest()
    number = int.from_bytes(digest) >> (len(digest) * 8 - LENGTH * BITS)
    symbols = "".join(SYMBOLS[number >> BITS * at & 31] for at in reversed(range(LENGTH)))
    return f"{symbols[:GROUP]}-{symbols[GROUP:]}"


def typed(text: str) -> str | None:
    """A code as someone typed it, in the one way of writing it: case, spaces, dashes and O for 0 do not count. None if it is none."""
    if len(text) > LONGEST:
        return None
    symbols = text.upper().translate(LOOK_ALIKE)
    if len(symbols) != LENGTH or set(symbols) - set(SYMBOLS):
        return None
    return f"{symbols[:GROUP]}-{symbols[GROUP:]}"


def kept_as(code: str) -> str:
    """Under what a code is kept, so that its letter is found: a keyed hash, from which the code cannot be told."""
    return salted_hmac(f"{LABEL}.kept", code, algorithm="sha256").hexdigest()
