from .orders import save

TABLE_VARIABLE = "TABLE"

__all__ = ["save"]
