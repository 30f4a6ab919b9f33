def greeting(found):
    return {"hello": found["Item"]["name"]}
