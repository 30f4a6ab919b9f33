def text(event):
    print "to the log:", event  # gap: unparsable-file
    return "x"
