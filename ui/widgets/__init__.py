"""Small widgets used on more than one screen."""
