try:
    from resource_handler import handler
except Exception as error:

    def handler(event, context, prior=error):
        return {"Reason": str(prior)}
