"""Small functions that other packages borrow."""
