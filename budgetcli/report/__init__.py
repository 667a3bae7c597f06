"""Answers to users' questions, each as one Table that every writer takes."""
