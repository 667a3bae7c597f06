"""Score the reading of slides against labelled documents."""
