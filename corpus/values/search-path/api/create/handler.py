import os
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.realpath(__file__)), "../"))
sys.path.insert(0, "vendored")

import marks
from lib import notes


def handle(event, context):
    notes.keep(marks.mark(event["text"]))
