"""Who is here: the sign-in screen."""
