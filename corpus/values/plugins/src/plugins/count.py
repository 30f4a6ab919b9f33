def run(table):
    return table.scan()["Count"]  # needs: dynamodb:Scan @ {Orders}
