package ava.bench;

/// One part of a run.
///
/// @param part what was done, as `first`, `steady`, `cut`, `greeting`, `ramp`
/// @param cpu seconds of a core for each minute of a call
/// @param there the way to the model alone
/// @param lateness of the load itself: what its callers sent behind their schedule
/// @param table how long the table took for a question of the bench's own
/// @param others what neither bridge nor load nor table took of the machine, in cores
record Measured(
    Contestant contestant,
    String part,
    int calls,
    double cpu,
    Percentiles roundTrip,
    Percentiles there,
    Percentiles clear,
    Percentiles greeting,
    long residentKb,
    Pauses.Seen pauses,
    Percentiles lateness,
    Percentiles table,
    double others) {}
