def text(event):
    print "to the log:", event  # finding: unparsable-code -
    return "x"
