"""The process that draws: reads charts from its standard input and writes pictures until the input ends."""

import os
import sys

from bot.drawing.picture import draw
from bot.drawing.wire import LENGTH, framed, length, read


def main() -> None:
    """Draw what is asked, one after the other. A chart that cannot be drawn is answered by nothing."""
    asked = sys.stdin.buffer
    # Whatever a library prints must not get between the pictures.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while len(head := asked.read(LENGTH)) == LENGTH:
        content = asked.read(length(head))
        try:
            picture = draw(read(content))
        except Exception:
            picture = b""
        answers.write(framed(picture))
        answers.flush()


if __name__ == "__main__":
    main()
