package ava.bench;

/// One call from the moment at which the caller hung up to the mail that SES accepted, in
/// milliseconds.
///
/// @param cold whether it is the first event behind the function's snapshot; how long AWS takes to
///   restore that is not in these figures, since it cannot be had here
/// @param bridge until the queue had the bridge's message: the caller's last words are waited for
/// @param queue until the function's event was there
/// @param summary until SES accepted the mail, with a model that answers at once
record Mailed(boolean cold, long bridge, long queue, long summary) {
  long total() {
    return bridge + queue + summary;
  }
}
