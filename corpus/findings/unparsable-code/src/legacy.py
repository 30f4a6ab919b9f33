def text(event):  # gap: unparsable-file
    print "to the log:", event  # finding: unparsable-code -
    return "x"
