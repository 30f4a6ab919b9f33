from lib import store
import tinytemplates  # gap: unseen-package  # finding: unresolved-call -


def handler(event, context):
    store.keep("today", tinytemplates.render(event))
