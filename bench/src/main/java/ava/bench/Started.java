package ava.bench;

/// How long a fresh process took until it took calls.
record Started(Contestant contestant, double seconds) {}
