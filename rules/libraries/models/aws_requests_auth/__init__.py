"""https://github.com/DavidMuller/aws-requests-auth"""
