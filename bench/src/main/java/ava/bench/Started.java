package ava.bench;

/// How long a fresh process took until it took calls.
///
/// @param cores of which it had so much
record Started(Contestant contestant, double cores, double seconds) {}
