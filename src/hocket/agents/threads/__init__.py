"""What the messages of a thread change of counts: read by rules, sentence by sentence."""
