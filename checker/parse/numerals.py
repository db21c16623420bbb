"""Numbers as written, to exact decimals. No binary floats anywhere."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "俩": 2, "半": 0}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
SCALES = SMALL | LARGE


def scale_of(text: str) -> int:
    """Return the factor a run of scale words multiplies by.

    >>> scale_of("万亿"), scale_of("千万"), scale_of("")
    (1000000000000, 10000000, 1)
    """
    factor = 1
    for char in text:
        factor *= SCALES[char]
    return factor


def chinese(text: str) -> Decimal:
    """Return the value of a Chinese numeral.

    >>> chinese("三十五"), chinese("二十万亿"), chinese("一亿二千万"), chinese("三点五"), chinese("二零二四")
    (Decimal('35'), Decimal('20000000000000'), Decimal('120000000'), Decimal('3.5'), Decimal('2024'))

    Raises:
        ValueError: a character that is no numeral.
    """
    if "点" in text:
        whole, _, fraction = text.partition("点")
        return chinese(whole) + Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for position, char in enumerate(text):
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in SMALL:
            section += (digit or (0 if position and text[position - 1] in SMALL else 1)) * SMALL[char]
            digit = 0
        elif char in LARGE:
            section += digit
            if char == "亿" or not section:
                total = (total + section or 1) * LARGE[char]
            else:
                total += section * LARGE[char]
            section = digit = 0
        else:
            raise ValueError(f"no numeral: {char}")
    return Decimal(total + section + digit)


def written(number: int) -> str:
    """Return a number below a hundred as a Chinese numeral.

    >>> written(4), written(10), written(25)
    ('四', '十', '二十五')
    """
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    lead = f"{digits[tens] if tens > 1 else ''}十" if tens else ""
    return lead + (digits[ones] if ones or not tens else "")


def without_vagueness(text: str) -> str:
    """Return the numeral that a vague one begins at.

    >>> [without_vagueness(text) for text in ("数十", "十几", "两三", "35")]
    ['十', '十', '两', '35']
    """
    if text[:1].isascii():
        return text
    bare = text.lstrip("数几成上").replace("几", "") or "一"
    return bare[0] if is_run(bare) else bare


def is_run(text: str) -> bool:
    """Whether two digits follow one another: 两三 is two or three, not twenty-three.

    >>> is_run("两三"), is_run("二十")
    (True, False)
    """
    return len(text) == 2 and all(c in DIGITS for c in text) and DIGITS[text[1]] == DIGITS[text[0]] + 1


def plain(value: Decimal) -> str:
    """Return a decimal as digits without exponent and without trailing zeros.

    >>> plain(Decimal("1.50E+3")), plain(Decimal("-4.250"))
    ('1500', '-4.25')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def last_digit(written: str) -> Decimal:
    """Return one unit of the last digit written, in the unit of the figure itself.

    >>> last_digit("57.18"), last_digit("8400"), last_digit("三十五")
    (Decimal('0.01'), Decimal('1'), Decimal('1'))
    """
    if "." in written:
        return Decimal(1).scaleb(-len(written.partition(".")[2]))
    if "点" in written:
        return Decimal(1).scaleb(-len(written.partition("点")[2]))
    return Decimal(1)


def last_nonzero(written: str, value: Decimal) -> Decimal:
    """Return one unit of the last digit that is not zero (余, 多 and 近 reach one such unit).

    >>> last_nonzero("1800", Decimal(1800)), last_nonzero("6.8", Decimal("6.8"))
    (Decimal('1E+2'), Decimal('0.1'))
    """
    if value == 0:
        return Decimal(1)
    text = plain(abs(value))
    if "." in text:
        return Decimal(1).scaleb(-len(text.partition(".")[2]))
    return Decimal(1).scaleb(len(text) - len(text.rstrip("0")))
