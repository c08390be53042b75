package ava.bench;

/// As many calls as a bridge carries.
///
/// @param calls the most of whose frames 99 % came in time
/// @param p99 of the crowd behind, in milliseconds
record Carried(Contestant contestant, int cores, int calls, double p99) {}
