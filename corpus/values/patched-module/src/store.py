TABLE = None


def save(item):
    TABLE.put_item(Item=item)  # needs: dynamodb:PutItem @ {Orders}
