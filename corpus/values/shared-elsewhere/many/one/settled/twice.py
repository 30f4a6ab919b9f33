def note(event):
    return event
