"""https://aws.github.io/chalice/api.html"""

from chalice.app import Blueprint, Chalice, Rate, Cron, Response
