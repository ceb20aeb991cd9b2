"""The files that people have, as text and as tables; pure functions of their bytes."""
