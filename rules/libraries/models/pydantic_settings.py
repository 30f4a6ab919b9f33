"""https://docs.pydantic.dev/latest/concepts/pydantic_settings/"""


def SettingsConfigDict(**options):
    return options
