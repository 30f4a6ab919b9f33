import aws_cdk as cdk

from shop.stacks import DataStack, OrdersStack

app = cdk.App()
data = DataStack(app, "Data")
OrdersStack(app, "Orders", data=data)
app.synth()
